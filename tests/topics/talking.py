"""Makers for tests: a topic in any state, comments on it, and decisions about them."""

from datetime import timedelta

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem
from portal.topics import actions, comment_actions, desk_actions, desk_queries
from portal.topics.desk_actions import Choice
from portal.topics.details import Details
from portal.topics.models import Act, Space, Topic, TopicComment, TopicState
from tests.planting import area_called

HERE = "liverpool"
MAKER = 9001


def details(title: str = "Short breaks: what would help?", **given: object) -> Details:
    """A topic as it is typed, open from yesterday for a month."""
    today = clock.today()
    usual: dict[str, object] = {
        "space": Space.FORUM,
        "title": title,
        "summary": "A short break is time off for a child and the family.",
        "easy_summary": "A break is time off.\nTell us what would help.",
        "can_change": "Days and places. The money is fixed.",
        "opens_on": today - timedelta(days=1),
        "closes_on": today + timedelta(days=30),
    }
    return Details(**{**usual, **given})  # type: ignore[arg-type]


def topic(title: str = "Short breaks: what would help?", *, area: str = HERE, **given: object) -> int:
    """An open topic; returns its id. `state` moves it on, `answer` answers it."""
    state, answer = given.pop("state", TopicState.OPEN), given.pop("answer", None)
    with transaction():
        made = actions.make_topic(
            area=area_called(area), details=details(title, **given), by=MAKER, at=clock.now()
        )
        for step in (TopicState.OPEN, TopicState.CLOSED, TopicState.ARCHIVED):
            if state == TopicState.DRAFT or made.state == state:
                break
            actions.move_topic(topic=made, to=step, by=MAKER, at=clock.now())
        if answer:
            actions.answer_topic(topic=made, answer=str(answer), by=MAKER, at=clock.now())
        return made.id


def comment(
    words: str,
    topic_id: int,
    *,
    area: str = HERE,
    audience: Audience = Audience.PARENT_CARER,
) -> int:
    """Someone sent this on a topic; returns the comment's id."""
    with transaction():
        sent = comment_actions.Sent(words, audience)
        about = db.session.get_one(Topic, topic_id)
        made = comment_actions.send_comment(area=area_called(area), topic=about, sent=sent, at=clock.now())
        return made.id


def decided(
    comment_id: int,
    act: Act,
    code: str = "",
    *,
    by: int = MAKER,
    note: str = "",
    proposes: bool = False,
    area: str = HERE,
) -> None:
    """A moderator decided this about a comment."""
    with transaction():
        held = desk_queries.held_comment(area_called(area), list(Space), comment_id)
        assert held is not None
        desk_actions.decide(
            comment=held, choice=Choice(act, code, note), proposes=proposes, by=by, at=clock.now()
        )


def comment_now(comment_id: int) -> TopicComment:
    """The comment as it stands in the database now."""
    db.session.expire_all()
    return db.session.get_one(TopicComment, comment_id)


def item_now(comment_id: int) -> FeedbackItem:
    """Its words as they stand now."""
    found = comment_now(comment_id).item
    assert found is not None
    return found
