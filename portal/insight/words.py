"""What the sorting desk calls things: queues, states, parts, stances, tags, languages."""

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.board.difference_actions import SOURCE_KIND as ON_PROMISE
from portal.consultations.note_actions import SOURCE_KIND as EVENT_NOTE
from portal.earlier.actions import SOURCE_KIND as EARLIER
from portal.feedback.criteria import criteria
from portal.feedback.models import ItemState, Tag
from portal.insight.filters import Standing
from portal.insight.suggesting.suggest import FROM_FILE, Suggestion, Sure
from portal.local_offer.comments.actions import SOURCE_KIND as OFFER_COMMENT
from portal.receipts.note_actions import SOURCE_KIND as NOTE_KIND
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.topics.appeal_actions import SOURCE_KIND as TOPIC_APPEAL
from portal.topics.asking_actions import IDEA_KIND
from portal.topics.comment_actions import SOURCE_KIND as TOPIC_COMMENT

PARTS = (
    SOURCE_KIND,
    OFFER_COMMENT,
    TOPIC_COMMENT,
    IDEA_KIND,
    TOPIC_APPEAL,
    EVENT_NOTE,
    EARLIER,
    ON_PROMISE,
    NOTE_KIND,
)


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


def part_name(kind: str) -> str:
    """The part of the portal that words came from."""
    names: dict[str, str] = {
        SOURCE_KIND: _("Survey"),
        OFFER_COMMENT: _("Local Offer comment"),
        TOPIC_COMMENT: _("Topic comment"),
        IDEA_KIND: _("Idea for a topic"),
        TOPIC_APPEAL: _("Appeal on a comment"),
        EVENT_NOTE: _("Said at an event"),
        EARLIER: _("Imported"),
        ON_PROMISE: _("Private words on a promise"),
        NOTE_KIND: _("Answer to a note"),
    }
    return names.get(kind, kind)


def tag_name(tag: Tag) -> str:
    """What a tag says, as people read it."""
    if tag.theme:
        return tag.theme.label
    if tag.priority:
        return str(_("Priority %(number)s", number=tag.priority.number))
    if tag.sub_theme:
        return str(tag.sub_theme.name)
    return criteria().get(tag.criterion, tag.criterion) if tag.criterion else tag.label or ""


def reasons_of(suggestion: Suggestion) -> str:
    """How sure a suggestion is and what speaks for it, in a few words."""
    how_sure: dict[Sure, str] = {
        Sure.A_GUESS: _("a guess"),
        Sure.FAIRLY: _("fairly sure"),
        Sure.QUITE: _("quite sure"),
    }
    known = {"?": _("the question"), FROM_FILE: _("the file it came in")}
    reasons = [str(known.get(one) or f"“{one}”") for one in suggestion.reasons]
    return str(
        _("Suggested, %(sure)s: %(reasons)s", sure=how_sure[suggestion.sure], reasons=", ".join(reasons))
    )


def language_name(code: str) -> str:
    """A language by its name ("Polish"); a code that Babel does not know stays as it is."""
    try:
        return Locale.parse(code, sep="-").get_display_name(get_locale()) or code
    except (UnknownLocaleError, ValueError):
        return code
