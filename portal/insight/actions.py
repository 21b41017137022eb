"""Every write of the sorting desk: take words out, put them back, sort, clear; each also marks as read."""

from collections.abc import Collection
from datetime import datetime

from portal.core.errors import RuleBroken
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.insight.reading import Span, outside, places_of
from portal.strategies.models import Priority, Theme

# why a marked detail is taken out, by its kind: the reason stands in the place of the words
REASON_OF = {
    "email": "contact",
    "phone": "contact",
    "postcode": "place",
    "date-of-birth": "date",
    "nhs-number": "number",
    "national-insurance-number": "number",
}
REASONS = ("name", "worker", "place", "school", "contact", "date", "number", "details")


def mark_read(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """A person has read the words, and leaves them as they are."""
    feedback.mark_read(item=item, by=by, at=at)


def take_out_words(*, item: FeedbackItem, typed: str, reason: str, by: int, at: datetime) -> int:
    """Take the typed words out wherever they stand; returns in how many places.

    Refuses words that are not there, words that are out already, and an unknown reason.
    """
    if reason not in REASONS:
        raise RuleBroken("Choose why the words go.", field="reason", status=422)
    spans = [part for place in places_of(typed, item.words) for part in _still_there(item, place)]
    if not spans:
        raise RuleBroken("These words are taken out already.", field="words", status=422)
    for start, end in spans:
        feedback.redact(item=item, start=start, end=end, reason=reason, by=by, at=at)
    mark_read(item=item, by=by, at=at)
    return len(spans)


def take_out_details(*, item: FeedbackItem, start: int | None, by: int, at: datetime) -> int:
    """Take out the marked detail that begins at `start` (None: every one); returns how many.

    Refuses a place where no marked detail stands.
    """
    wanted = [
        detail for detail in feedback.details_left(item) if start is None or detail[1] <= start < detail[2]
    ]
    if not wanted:
        raise RuleBroken("This detail is taken out already.", field="words", status=422)
    for kind, first, last in wanted:
        for part in _still_there(item, (first, last)):
            reason = REASON_OF.get(kind, "details")
            feedback.redact(item=item, start=part[0], end=part[1], reason=reason, by=by, at=at)
    mark_read(item=item, by=by, at=at)
    return len(wanted)


def _still_there(item: FeedbackItem, place: Span) -> list[Span]:
    return outside([(r.start, r.end) for r in item.redactions], *place)


def put_back(*, item: FeedbackItem, redaction_id: int, by: int, at: datetime) -> None:
    """Put words back; refuses when they stand there already."""
    redaction = next((r for r in item.redactions if r.id == redaction_id), None)
    if redaction is None:
        raise RuleBroken("These words are back already.", status=422)
    feedback.put_back(item=item, redaction=redaction, by=by, at=at)
    mark_read(item=item, by=by, at=at)


def sort_item(
    *,
    item: FeedbackItem,
    themes: Collection[Theme],
    priorities: Collection[Priority],
    by: int,
    at: datetime,
) -> None:
    """Make the item's themes and priorities these and no others; a tag that stays keeps who put it."""
    mark_read(item=item, by=by, at=at)
    for tag in feedback.current_tags(item):
        if (tag.theme or tag.priority) not in (*themes, *priorities):
            feedback.untag(item=item, put=tag, by=by, at=at)
    for theme in themes:
        feedback.tag(item=item, theme=theme, by=by, at=at)
    for priority in priorities:
        feedback.tag(item=item, priority=priority, by=by, at=at)


def clear(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """A person says that what is left identifies nobody; refuses while a marked detail stands."""
    if item.cleared_at is None:
        mark_read(item=item, by=by, at=at)
        feedback.clear(item=item, by=by, at=at)
