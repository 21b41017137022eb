"""Every read of broken glass: what could be opened, what was, and by whom."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.feedback.models import Desk, FeedbackItem
from portal.feedback.queries import is_visible
from portal.topics.asking_models import BrokenGlass
from portal.topics.models import CommentState, Topic, TopicComment

NOT_SHOWN = (CommentState.REFUSED, CommentState.HIDDEN)


def _is_behind_glass() -> ColumnElement[bool]:
    """Refused or hidden by moderators; what the safeguarding lead holds is behind no glass."""
    return TopicComment.state.in_(NOT_SHOWN) & is_visible(Desk.TOPICS)


def _behind_glass(area: Area) -> Select[TopicComment]:
    rows = select(TopicComment).join(TopicComment.item).join(TopicComment.topic)
    rows = rows.where(TopicComment.area_id == area.id, _is_behind_glass())
    return rows.options(contains_eager(TopicComment.topic), selectinload(TopicComment.decisions))


def refused_of(area: Area, topic: Topic, number: int) -> Page[TopicComment]:
    """One page of the comments of a topic that are not shown, the newest first: never their words."""
    rows = _behind_glass(area).where(TopicComment.topic_id == topic.id)
    return page_of(rows.order_by(TopicComment.id.desc()), number)


def refused_comment(area: Area, comment_id: int) -> TopicComment | None:
    """One comment that is not shown."""
    return db.session.scalar(_behind_glass(area).where(TopicComment.id == comment_id))


def open_glass(area: Area, glass_id: int, by: int, at: datetime) -> BrokenGlass | None:
    """What this person broke and may still read, with its words; None once the time is over."""
    rows = select(BrokenGlass).join(BrokenGlass.comment).join(TopicComment.item).join(TopicComment.topic)
    rows = rows.where(
        BrokenGlass.id == glass_id,
        BrokenGlass.area_id == area.id,
        BrokenGlass.by == by,
        BrokenGlass.until > at,
        _is_behind_glass(),
    )
    whole = contains_eager(BrokenGlass.comment)
    return db.session.scalar(
        rows.options(
            whole.contains_eager(TopicComment.topic),
            whole.contains_eager(TopicComment.item).selectinload(FeedbackItem.redactions),
        )
    )


def broken_on(comment: TopicComment) -> list[BrokenGlass]:
    """Who opened a comment that was not shown, the oldest first."""
    rows = select(BrokenGlass).where(BrokenGlass.comment_id == comment.id)
    return list(db.session.scalars(rows.order_by(BrokenGlass.id)))
