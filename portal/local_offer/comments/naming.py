"""The words people read for kinds, helpers, voices and reasons of comments, and the bodies of reg. 54."""

from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _

from portal.core.checked_yaml import load_shipped
from portal.core.vocabulary import Audience
from portal.local_offer.comments.models import CommentKind, Helper, Reason

DATA = Path(__file__).parent / "data" / "consulted-bodies.yaml"
KINDS = {
    CommentKind.QUALITY: _("How good it is"),
    CommentKind.MISSING: _("Something is missing"),
    CommentKind.HARD_TO_USE: _("It is hard to use"),
    CommentKind.HOW_MADE: _("How it was made and checked"),
    CommentKind.OTHER: _("Something else"),
}
SPOKEN = {
    Audience.PARENT_CARER: _("A parent or carer"),
    Audience.YOUNG_PERSON: _("A child or young person"),
    Audience.PRACTITIONER: _("Someone who works with families"),
}
HELPERS = {
    Helper.PARENT: _("A parent or carer"),
    Helper.FRIEND: _("Family or a friend"),
    Helper.ADVISER: _("An adviser or advocate"),
    Helper.WORKER: _("A teacher or another worker"),
}
REASONS = {
    Reason.ONE_PERSON: _("It is about one person's own help. We pass it on, but do not publish it."),
    Reason.VEXATIOUS: _("It attacks people, or says the same again and again."),
    Reason.IDENTIFIES: _("It would show who somebody is, even with words taken out."),
    Reason.NOT_LOCAL_OFFER: _("It is not about the Local Offer. We pass it on."),
}


@cache
def bodies() -> dict[str, str]:
    """Whom an authority consults on its Local Offer (SEND Regulations 2014, reg. 54), by slug."""
    return {body["slug"]: body["name"] for body in load_shipped(DATA)["bodies"]}
