"""What actions need of the deployment: its one secret, where people open it, where files lie."""

from pathlib import Path

import flask


def secret_key() -> str:
    """The secret every key is derived from (core/keys.py)."""
    return str(flask.current_app.config["SECRET_KEY"])


def site_url() -> str:
    """Where people open the portal, without a slash at the end: for links in e-mails, on cards and posters.

    A setting, never the address of a request: who sends a request could name any host in it.
    """
    return str(flask.current_app.config["PORTAL"].site_url)


def exports_folder() -> Path:
    """Where made files are kept."""
    return Path(flask.current_app.config["PORTAL"].exports_folder)
