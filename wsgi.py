"""The app for the server (`granian wsgi:app`) and for the `flask` command."""

import config
from portal import create_app
from portal.core import logs

settings = config.from_environment()
logs.to_the_terminal(every_request=settings.production)
app = create_app(settings)
