"""How people say who they are, and what stands in the place of words taken out and of marked details."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from portal.core.vocabulary import Audience

# the answers to "Who is speaking?"
VOICES = {
    Audience.PARENT_CARER: lazy_gettext("I am a parent or carer"),
    Audience.YOUNG_PERSON: lazy_gettext("I am a child or young person"),
    Audience.PRACTITIONER: lazy_gettext("I work with families"),
}


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
        "link": _("a web link"),
        "rude": _("a rude word"),
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
