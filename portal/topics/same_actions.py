"""What a reader says beside a comment on the page: same for me, once from a browser, and no longer."""

from datetime import datetime

from portal.areas.models import Area
from portal.core import keys
from portal.core.db import db, insert_once, random_id
from portal.core.deployment import secret_key
from portal.core.disclosure import RECORD_KEY_BITS
from portal.core.errors import RuleBroken
from portal.topics.asking_models import SameForMe
from portal.topics.models import TopicComment
from portal.topics.same_queries import pressed, release_of_topic

PURPOSE = "same for me"


def mark_of(browser: str, comment_id: int) -> str:
    """What stands for one browser at one comment; two marks cannot be joined without the browser's word."""
    return keys.keyed_hash(keys.derive(secret_key(), PURPOSE), f"{browser} comment {comment_id}")


def _record_key(browser: str, topic_id: int) -> int:
    """1 to 2**31 - 1, as every record key: the same for all that a browser presses on one topic."""
    whole: str = keys.keyed_hash(keys.derive(secret_key(), PURPOSE), f"{browser} topic {topic_id}")
    most: int = 2**RECORD_KEY_BITS - 1
    return int(whole[:16], 16) % most + 1


def say_same(*, area: Area, comment: TopicComment, browser: str, at: datetime) -> None:
    """A reader says "same for me" of a comment on the page; saying so twice changes nothing.

    Refuses a topic that takes no comments, and one whose figures are published: they never change.
    """
    _refuse_after_release(area, comment, at)
    values = {
        "id": random_id(),
        "comment_id": comment.id,
        "mark": mark_of(browser, comment.id),
        "record_key": _record_key(browser, comment.topic_id),
    }
    insert_once(SameForMe, values, "mark")


def say_no_more(*, area: Area, comment: TopicComment, browser: str, at: datetime) -> None:
    """The reader takes it back; refuses what say_same refuses."""
    _refuse_after_release(area, comment, at)
    standing = pressed(mark_of(browser, comment.id))
    if standing is not None:
        db.session.delete(standing)
        db.session.flush()


def _refuse_after_release(area: Area, comment: TopicComment, at: datetime) -> None:
    if not comment.topic.takes_comments(at) or release_of_topic(area, comment.topic) is not None:
        raise RuleBroken("This topic is closed, so its numbers stay as they are.")
