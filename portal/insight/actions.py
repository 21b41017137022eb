"""Every write of the sorting desk but taking words out: read, sort, clear; each also marks as read."""

from collections.abc import Collection
from datetime import datetime

from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.strategies.models import Priority, Theme


def mark_read(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """A person has read the words, and leaves them as they are."""
    feedback.mark_read(item=item, by=by, at=at)


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
