"""Every write of topics: make, change, offer to an adult, open, close, answer, put away."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import free_slug
from portal.core.versions import check_seen
from portal.topics.details import Details
from portal.topics.models import Topic, TopicState
from portal.topics.queries import held_topic

LONGEST_ANSWER = 2000
# what each state may become, by a moderator of the topic's space
NEXT = {
    TopicState.DRAFT: {TopicState.OPEN},
    TopicState.OPEN: {TopicState.CLOSED, TopicState.ANSWERED},
    TopicState.CLOSED: {TopicState.OPEN, TopicState.ANSWERED, TopicState.ARCHIVED},
    TopicState.ANSWERED: {TopicState.ARCHIVED},
    TopicState.ARCHIVED: {TopicState.CLOSED},
}


def make_topic(*, area: Area, details: Details, by: int | None, at: datetime) -> Topic:
    """A new topic, a draft that nobody else sees."""
    details.check()
    # these two are addresses of their own
    slug = free_slug(Topic, area.id, details.title, "topic", kept=("suggest", "appeals"))
    topic = Topic(area_id=area.id, slug=slug, state=TopicState.DRAFT, made_by=by, made_at=at)
    _fill(topic, details)
    db.session.add(topic)
    db.session.flush()
    _audit("made topic", topic, by, at)
    return topic


def change_topic(*, topic: Topic, details: Details, seen_version: int, by: int, at: datetime) -> None:
    """Write a topic anew. Refuses when somebody changed it after the page was made, and one put away."""
    topic = held_topic(topic.id)
    check_seen(topic, seen_version)
    if topic.state == TopicState.ARCHIVED:
        raise RuleBroken("This topic is put away.")
    details.check()
    _fill(topic, details)
    topic.returned = None
    db.session.flush()
    _audit("changed topic", topic, by, at)


def offer_topic(*, topic: Topic, by: int, at: datetime) -> None:
    """A youth moderator asks an adult to open the draft."""
    topic = held_topic(topic.id)
    if topic.state != TopicState.DRAFT:
        raise RuleBroken("This topic is open already.")
    topic.offered_by, topic.returned = by, None
    _audit("offered topic", topic, by, at)


def return_topic(*, topic: Topic, why: str, by: int, at: datetime) -> None:
    """The adult says what should change before a draft can open; refuses without a reason."""
    topic = held_topic(topic.id)
    if topic.offered_by is None or topic.state != TopicState.DRAFT:
        raise RuleBroken("This topic was not offered.")
    if not why.strip():
        raise RuleBroken("Write what should change.", field="why", status=422)
    topic.offered_by, topic.returned = None, why.strip()
    _audit("returned topic", topic, by, at)


def move_topic(*, topic: Topic, to: TopicState, by: int, at: datetime) -> None:
    """Open, close, open again or put away a topic; refuses a step that does not follow.

    A topic whose time is over counts as closed: to open it again, it needs a later last day first.
    """
    topic = held_topic(topic.id)
    if to not in NEXT[topic.stage(at)] or to == TopicState.ANSWERED:
        raise RuleBroken("This topic has moved on. Look at it again.")
    if to == TopicState.OPEN and topic.closes_at <= at:
        raise RuleBroken("Its last day is over. Choose a later one first.")
    topic.state, topic.offered_by = to, None
    _audit(f"topic {to.value}", topic, by, at)


def answer_topic(*, topic: Topic, answer: str, by: int, at: datetime) -> None:
    """The partnership's answer, shown on the topic's page and on each author's receipt.

    Refuses an empty one, a second one, and a topic that is a draft or put away.
    """
    topic = held_topic(topic.id)
    if not answer.strip() or len(answer) > LONGEST_ANSWER:
        raise RuleBroken("Write the answer, up to 2,000 letters.", field="answer", status=422)
    if TopicState.ANSWERED not in NEXT[topic.stage(at)]:
        raise RuleBroken("This topic has moved on. Look at it again.")
    topic.answer, topic.answered_at, topic.state = answer.strip(), at, TopicState.ANSWERED
    _audit("answered topic", topic, by, at)


def _fill(topic: Topic, details: Details) -> None:
    topic.space, topic.title = details.space, details.title
    topic.summary, topic.easy_summary = details.summary, details.easy_summary
    topic.can_change, topic.changes_by = details.can_change, details.changes_by
    topic.picture, topic.papers = details.picture, [list(paper) for paper in details.papers]
    topic.opens_at = clock.local_midnight(details.opens_on)
    # the last day counts in whole
    topic.closes_at = clock.local_midnight(details.closes_on + timedelta(days=1))
    topic.themes, topic.priorities = list(details.themes), list(details.priorities)


def _audit(act: str, topic: Topic, by: int | None, at: datetime) -> None:
    db.session.flush()
    audit.record(act=act, by=by, area=topic.area_id, at=at, subject=("topic", topic.id), title=topic.title)
