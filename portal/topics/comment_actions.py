"""What families do on a topic: send a comment, take it back. No audit row is written for a family's act."""

from dataclasses import dataclass
from datetime import datetime

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.text import clean_words, says_something
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback import actions as feedback
from portal.feedback.models import Desk
from portal.receipts.actions import drop_act, forget_words
from portal.topics.models import CommentState, HeadCount, Topic, TopicComment

SOURCE_KIND = "topic comment"
RECEIPT_KIND = "topic comment"
LONGEST = 2000


@dataclass(frozen=True)
class Sent:
    """A comment as it was sent; `head_count` None: it is one person's."""

    words: str
    audience: Audience
    head_count: HeadCount | None = None
    mode: Mode = Mode.STANDARD
    language: str = "en"
    channel: Channel = Channel.WEB


def send_comment(*, area: Area, topic: Topic, sent: Sent, at: datetime) -> TopicComment:
    """A family says something on a topic; nobody sees it before a moderator has read it.

    Refuses no words, more than LONGEST letters, and a topic that takes no comments now.
    """
    if not topic.takes_comments(at):
        raise RuleBroken("This topic is not open now. Your words are still here, and nobody has them.")
    words = clean_words(sent.words, limit=LONGEST)
    if not says_something(words):
        raise RuleBroken("Write a few words.", field="words", status=422)
    comment = TopicComment(
        area_id=area.id,
        topic_id=topic.id,
        audience=sent.audience,
        head_count=sent.head_count,
        state=CommentState.WAITING,
        sent_on=clock.local(at).date(),
        record_key=new_record_key(),
        turn=1,
    )
    db.session.add(comment)
    db.session.flush()
    item = feedback.record(area=area, words=words, source=_source(comment, topic, sent), at=at)
    feedback.send(item=item, at=at)
    db.session.flush()
    comment.item_id = item.id
    db.session.flush()
    return comment


def _source(comment: TopicComment, topic: Topic, sent: Sent) -> feedback.Source:
    return feedback.Source(
        kind=SOURCE_KIND,
        id=topic.id,
        occasion=topic.id,
        audience=sent.audience,
        mode=sent.mode,
        language=sent.language,
        channel=sent.channel,
        record_key=comment.record_key,
        sender=comment.id,
        desk=Desk.TOPICS,
    )


def take_back(*, comment: TopicComment) -> None:
    """The sender takes the comment back: its words and the link to the receipt go, the page loses it."""
    item = comment.item
    comment.item, comment.item_id, comment.state = None, None, CommentState.WITHDRAWN
    comment.turn += 1
    comment.claimed_by = comment.claimed_until = None
    db.session.flush()
    if item is not None:
        forget_words(item=item)
    drop_act(kind=RECEIPT_KIND, subject_id=comment.id)
    db.session.flush()
