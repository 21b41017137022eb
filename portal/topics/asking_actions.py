"""Reports by readers and ideas for topics: what is sent, and what moderators make of it."""

from dataclasses import dataclass
from datetime import datetime

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.text import clean_words, says_something
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback import actions as feedback
from portal.feedback.models import Desk
from portal.receipts.actions import drop_act, forget_words
from portal.receipts.note_actions import clean_note
from portal.topics.asking_models import CommentReport, IdeaState, ReportKind, TopicIdea
from portal.topics.asking_queries import held_idea, open_reports_on
from portal.topics.models import Space, Topic, TopicComment

IDEA_KIND = "topic idea"
LONGEST = 2000
# why an idea did not become a topic
REASONS = ("already", "cannot-change", "one-person", "not-ours", "other")


def report(*, comment: TopicComment, kind: ReportKind, at: datetime) -> CommentReport:
    """A reader asks moderators to look at a comment on the page; it stays there until one has."""
    made = CommentReport(comment_id=comment.id, kind=kind, reported_on=clock.local(at).date())
    db.session.add(made)
    db.session.flush()
    return made


def settle_reports(*, comment: TopicComment, by: int, at: datetime) -> int:
    """A moderator has looked at what readers reported; returns how many reports that settles."""
    found = open_reports_on(comment.id)
    for one in found:
        one.settled_at = at
    if found:
        _audit("settled reports", "topic comment", comment.id, comment.area_id, by, at, number=len(found))
    return len(found)


@dataclass(frozen=True)
class Idea:
    """An idea for a topic as it was sent."""

    words: str
    space: Space
    audience: Audience
    mode: Mode = Mode.STANDARD
    language: str = "en"
    channel: Channel = Channel.WEB


def suggest(*, area: Area, idea: Idea, at: datetime) -> TopicIdea:
    """A family suggests a topic; only its moderators read it. Refuses no words and too many."""
    words = clean_words(idea.words, limit=LONGEST)
    if not says_something(words):
        raise RuleBroken("Write a few words.", field="words", status=422)
    kept = TopicIdea(
        area_id=area.id,
        space=idea.space,
        audience=idea.audience,
        state=IdeaState.WAITING,
        sent_on=clock.local(at).date(),
    )
    db.session.add(kept)
    db.session.flush()
    source = feedback.Source(
        kind=IDEA_KIND,
        id=kept.id,
        occasion=kept.id,
        audience=idea.audience,
        mode=idea.mode,
        language=idea.language,
        channel=idea.channel,
        record_key=new_record_key(),
        sender=kept.id,
        desk=Desk.TOPICS,
    )
    item = feedback.record(area=area, words=words, source=source, at=at)
    feedback.send(item=item, at=at)
    db.session.flush()
    kept.item_id = item.id
    db.session.flush()
    return kept


@dataclass(frozen=True)
class IdeaChoice:
    """What a moderator made of an idea: the topic it went into, or the reason why not, and a kind word."""

    state: IdeaState
    topic: Topic | None = None
    code: str = ""
    note: str = ""


def decide_idea(*, idea: TopicIdea, choice: IdeaChoice, by: int, at: datetime) -> None:
    """Say what became of an idea, once. The family sees it by receipt.

    Refuses a topic missing where one is named, and a "no" without a reason (and a note for "other").
    """
    idea = held_idea(idea.id)
    if idea.state != IdeaState.WAITING or idea.item is None:
        raise RuleBroken("Someone else has dealt with this idea. Nothing of yours was saved.")
    declined = choice.state == IdeaState.DECLINED
    if not declined and choice.topic is None:
        raise RuleBroken("Choose the topic that it went into.", field="topic", status=422)
    if declined and choice.code not in REASONS:
        raise RuleBroken("Choose a reason.", field="code", status=422)
    if declined and choice.code == "other" and not choice.note.strip():
        raise RuleBroken("Write why. The family reads it.", field="note", status=422)
    try:
        note = clean_note(choice.note) if choice.note.strip() else None
    except RuleBroken as broken:
        raise RuleBroken(broken.message, field="note", status=422) from broken
    idea.state, idea.note, idea.decided_by, idea.decided_at = choice.state, note, by, at
    idea.topic = None if declined else choice.topic
    idea.code = choice.code if declined else None
    feedback.mark_read(item=idea.item, by=by, at=at)
    _audit("decided on an idea", IDEA_KIND, idea.id, idea.area_id, by, at, became=choice.state.value)


def take_idea_back(*, idea: TopicIdea) -> None:
    """The family takes the idea back: its words and the link to the receipt go."""
    item = idea.item
    idea.item, idea.item_id, idea.state = None, None, IdeaState.WITHDRAWN
    db.session.flush()
    if item is not None:
        forget_words(item=item)
    drop_act(kind=IDEA_KIND, subject_id=idea.id)


def _audit(act: str, kind: str, subject: int, area_id: int, by: int, at: datetime, **more: object) -> None:
    db.session.flush()
    audit.record(act=act, by=by, area=area_id, at=at, subject=(kind, subject), **more)
