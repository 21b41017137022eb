"""The deployment's one secret, for actions that derive keys from it."""

import flask


def secret_key() -> str:
    """The secret every key is derived from (core/keys.py)."""
    return str(flask.current_app.config["SECRET_KEY"])
