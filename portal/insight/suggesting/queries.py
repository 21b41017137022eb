"""Every read of suggestions: what people confirmed, what was learned, what is suggested for one item."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.earlier.actions import SOURCE_KIND as EARLIER
from portal.earlier.queries import theme_told
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.feedback.reading import pieces_of
from portal.insight.queries import questions_by_id
from portal.insight.suggesting.models import LearnedPart
from portal.insight.suggesting.suggest import FROM_FILE, Suggestion, Sure, suggestions
from portal.surveys.responses.answer_actions import SOURCE_KIND

MOST = 5_000


@dataclass(frozen=True)
class Confirmed:
    """A cleared comment that people sorted, as it may be learned from."""

    item_id: int
    words: str
    question: str
    audience: str
    mode: str
    themes: frozenset[str]


def learned_part(area: Area) -> LearnedPart | None:
    """What an area has learned; None before the first time, and once it is thrown away."""
    return db.session.scalar(select(LearnedPart).where(LearnedPart.area_id == area.id))


def confirmed(area: Area) -> list[Confirmed]:
    """The newest cleared comments with themes that people put there, in words as staff see them."""
    by_people = Tag.theme_id.is_not(None) & Tag.removed_at.is_(None) & Tag.put_by.is_not(None)
    tags = selectinload(FeedbackItem.tags).joinedload(Tag.theme)
    rows = (
        select(FeedbackItem)
        .where(FeedbackItem.area_id == area.id, FeedbackItem.state == ItemState.CLEARED, is_visible())
        .where(FeedbackItem.tags.any(by_people))
        .options(tags, selectinload(FeedbackItem.redactions))
        .order_by(FeedbackItem.received_on.desc(), FeedbackItem.id)
        .limit(MOST)
    )
    items = list(db.session.scalars(rows))
    keys = _question_keys(items)
    return [
        Confirmed(
            item.id,
            shown_words(item),
            keys.get(item.id, ""),
            item.audience,
            item.mode,
            frozenset(tag.theme.slug for tag in item.tags if tag.theme and tag.removed_at is None),
        )
        for item in items
    ]


def _question_keys(items: list[FeedbackItem]) -> dict[int, str]:
    answers = [item for item in items if item.source_kind == SOURCE_KIND]
    asked = questions_by_id({item.source_id for item in answers})
    return {item.id: asked[item.source_id].key for item in answers if item.source_id in asked}


def shown_words(item: FeedbackItem) -> str:
    """The words that staff see unmasked: without marked details and what was taken out."""
    return " ".join(piece.text for piece in pieces_of(item) if piece.text)


def suggested_for(area: Area, item: FeedbackItem) -> list[Suggestion] | None:
    """What the desk suggests for an item, the surest first; None where suggestions are off.

    What a file says of the words it brought was said by a person, so it is shown also where they are off.
    """
    told = theme_told(item.id) if item.source_kind == EARLIER else None
    of_file = [Suggestion(told, Sure.FAIRLY, (FROM_FILE,))] if told else []
    if not area.settings.suggestions:
        return of_file or None
    part = learned_part(area)
    key = _question_keys([item]).get(item.id, "")
    found = suggestions(shown_words(item), key, part.learned if part else None)
    return of_file + [one for one in found if one.theme != told]


def area_again(area_id: int) -> Area:
    """The area, read anew in the transaction that is open now."""
    return db.session.get_one(Area, area_id)
