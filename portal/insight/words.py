"""What the sorting desk calls things: queues, reasons for taking words out, kinds of marked details."""

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


def reason_name(reason: str) -> str:
    """What stands in the place of words that were taken out."""
    names: dict[str, str] = {
        "name": _("a name"),
        "worker": _("a worker"),
        "place": _("a place"),
        "school": _("a school or service"),
        "contact": _("how to reach someone"),
        "date": _("a date"),
        "number": _("a number"),
        "details": _("a detail"),
    }
    return names.get(reason, reason)


def detail_name(kind: str) -> str:
    """What stands in the place of a marked detail that is still there."""
    names: dict[str, str] = {
        "email": _("an email address"),
        "phone": _("a phone number"),
        "postcode": _("a postcode"),
        "date-of-birth": _("a full date"),
        "nhs-number": _("an NHS number"),
        "national-insurance-number": _("a National Insurance number"),
    }
    return names.get(kind) or str(_("a personal detail"))


def language_name(code: str) -> str:
    """A language by its name ("Polish"); a code that Babel does not know stays as it is."""
    try:
        return Locale.parse(code, sep="-").get_display_name(get_locale()) or code
    except (UnknownLocaleError, ValueError):
        return code
