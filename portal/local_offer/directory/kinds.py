"""What services are sorted by: needs, kinds of help and days, each a code with the words families read."""

from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _

from portal.core.checked_yaml import load_shipped

DATA = Path(__file__).parent / "data" / "kinds.yaml"
ANY_NEED = "any"
# the first two letters of the English name, as calendars write them (RFC 5545)
DAYS = {
    "mo": _("Monday"),
    "tu": _("Tuesday"),
    "we": _("Wednesday"),
    "th": _("Thursday"),
    "fr": _("Friday"),
    "sa": _("Saturday"),
    "su": _("Sunday"),
}


def needs() -> dict[str, str]:
    """What a child may need help with: the words by code, in the order of the file."""
    return _lists()["needs"]


def help_kinds() -> dict[str, str]:
    """What a service does: the words by code, in the order of the file."""
    return _lists()["help_kinds"]


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = load_shipped(DATA)
    return lists
