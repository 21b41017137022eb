"""What the sorting desk calls things: queues, states, languages."""

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.feedback.models import ItemState
from portal.insight.filters import Standing


def standing_name(standing: str) -> str:
    """A queue as it stands in the filter."""
    names: dict[Standing, str] = {
        Standing.TO_READ: _("To read"),
        Standing.TO_CLEAR: _("Read, to clear"),
        Standing.TO_SORT: _("Cleared, no theme yet"),
        Standing.CLEARED: _("Cleared"),
    }
    return names[Standing(standing)]


def state_name(state: str) -> str:
    """How far one item has come."""
    names: dict[ItemState, str] = {
        ItemState.UNSENT: _("Not sent"),
        ItemState.SENT: _("To read"),
        ItemState.READ: _("To clear"),
        ItemState.CLEARED: _("Cleared"),
    }
    return names[ItemState(state)]


def language_name(code: str) -> str:
    """A language by its name ("Polish"); a code that Babel does not know stays as it is."""
    try:
        return Locale.parse(code, sep="-").get_display_name(get_locale()) or code
    except (UnknownLocaleError, ValueError):
        return code
