"""The app for the server (`granian wsgi:app`) and for the `flask` command."""

import config
from portal import create_app

app = create_app(config.from_environment())
