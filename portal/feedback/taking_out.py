"""Taking words out of an item as staff type them, and putting them back; each marks it as read."""

from datetime import datetime

from portal.core.errors import RuleBroken
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.feedback.reading import Span, outside, places_of

# why a marked detail is taken out, by its kind: the reason stands in the place of the words
REASON_OF = {
    "email": "contact",
    "phone": "contact",
    "postcode": "place",
    "date-of-birth": "date",
    "nhs-number": "number",
    "national-insurance-number": "number",
}
REASONS = ("name", "worker", "place", "school", "contact", "date", "number", "details", "link", "rude")


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
    feedback.mark_read(item=item, by=by, at=at)
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
    feedback.mark_read(item=item, by=by, at=at)
    return len(wanted)


def _still_there(item: FeedbackItem, place: Span) -> list[Span]:
    return outside([(r.start, r.end) for r in item.redactions], *place)


def put_back(*, item: FeedbackItem, redaction_id: int, by: int, at: datetime) -> None:
    """Put words back; refuses when they stand there already."""
    redaction = next((r for r in item.redactions if r.id == redaction_id), None)
    if redaction is None:
        raise RuleBroken("These words are back already.", status=422)
    feedback.put_back(item=item, redaction=redaction, by=by, at=at)
    feedback.mark_read(item=item, by=by, at=at)
