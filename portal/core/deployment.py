"""What actions need of the deployment: its one secret, and where people open it."""

import flask


def secret_key() -> str:
    """The secret every key is derived from (core/keys.py)."""
    return str(flask.current_app.config["SECRET_KEY"])


def site_url() -> str:
    """Where people open the portal, without a slash at the end: for links in e-mails.

    A setting, never the address of a request: who sends a request could name any host in it.
    """
    return str(flask.current_app.config["PORTAL"].site_url)
