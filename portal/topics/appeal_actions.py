"""Appeals: one per decision, decided by somebody else with a written answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.areas.models import Area
from portal.areas.outside import Outside, refuse_outside
from portal.core import audit, clock
from portal.core.db import db, insert_once
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.text import clean_words
from portal.core.vocabulary import Channel, Mode
from portal.feedback import actions as feedback
from portal.feedback.models import Desk, FeedbackItem
from portal.receipts.note_actions import clean_note
from portal.topics import desk_actions
from portal.topics.asking_models import Appeal, AppealState
from portal.topics.asking_queries import appeal_on
from portal.topics.messages import RESTORED, code_of_change, messages
from portal.topics.models import Act, CommentState, Decision, Standing, TopicComment

SOURCE_KIND = "topic appeal"
LONGEST = 1000


@dataclass(frozen=True)
class Verdict:
    """What is decided about an appeal, with the answer that the author reads."""

    state: AppealState
    answer: str
    outside: Outside | None = None


def last_day(area: Area, decision: Decision) -> date:
    """The last day on which the author of a comment may ask for another look."""
    return clock.local(decision.at).date() + timedelta(days=area.settings.appeal_days)


def may_appeal(comment: TopicComment, decision: Decision | None) -> bool:
    """Whether a decision is one that its author may appeal at all."""
    stands = decision is not None and decision.standing == Standing.STANDS and comment.item is not None
    return stands and decision is not None and messages()[decision.code].can_appeal


def ask(*, area: Area, comment: TopicComment, words: str, language: str, at: datetime) -> Appeal:
    """The author asks for another look at the decision that stands; why may stay empty.

    Refuses a decision without appeal, one that is too long ago, and a second appeal.
    """
    decision = comment.decision
    if decision is None or not may_appeal(comment, decision):
        raise RuleBroken("There is nothing here to look at again.")
    if clock.local(at).date() > last_day(area, decision):
        raise RuleBroken("The time to ask again is over.")
    kept = clean_words(words, limit=LONGEST)
    values = {
        "area_id": area.id,
        "comment_id": comment.id,
        "decision_id": decision.id,
        "state": AppealState.WAITING,
        "asked_on": clock.local(at).date(),
    }
    if not insert_once(Appeal, values, "decision_id"):
        raise RuleBroken("You have asked already. A different person decides.")
    appeal = appeal_on(decision.id)
    assert appeal is not None  # noqa: S101 it was inserted above
    if kept:
        item = feedback.record(area=area, words=kept, source=_source(comment, language), at=at)
        feedback.send(item=item, at=at)
        db.session.flush()
        appeal.item_id = item.id
        db.session.flush()
    return appeal


def _source(comment: TopicComment, language: str) -> feedback.Source:
    item = comment.item
    return feedback.Source(
        kind=SOURCE_KIND,
        id=comment.topic_id,
        occasion=comment.topic_id,
        audience=comment.audience,
        mode=Mode(item.mode) if item else Mode.STANDARD,
        language=language,
        channel=Channel.WEB,
        record_key=new_record_key(),
        sender=comment.id,
        desk=Desk.TOPICS,
    )


def decide_appeal(*, area: Area, appeal: Appeal, verdict: Verdict, by: int, at: datetime) -> None:
    """Decide an appeal, once, with a written answer; an upheld one shows the comment.

    Refuses whoever made or confirmed the decision (but writing down what a named outside second says,
    once nobody has acted in the area's number of working days), no answer, and "partly" without words
    taken out, and showing a comment that was hidden for another reason since.
    """
    if appeal.state != AppealState.WAITING:
        raise RuleBroken("Someone else has decided this appeal. Nothing of yours was saved.")
    answer = _answer(verdict)
    _refuse_same_person(area, appeal, verdict, by, at)
    if verdict.state in (AppealState.UPHELD, AppealState.PARTLY):
        # first: where it refuses, the page still offers the form
        _show(appeal, verdict.state, by, at)
    appeal.state, appeal.answer, appeal.decided_by, appeal.decided_at = verdict.state, answer, by, at
    if verdict.outside:
        appeal.outside, appeal.outside_name = verdict.outside.where, verdict.outside.name
    if appeal.item is not None:
        feedback.mark_read(item=appeal.item, by=by, at=at)
    db.session.flush()
    audit.record(
        act="decided an appeal",
        by=by,
        area=area.id,
        at=at,
        subject=("topic comment", appeal.comment_id),
        verdict=verdict.state.value,
        outside=appeal.outside or "",
    )


def _answer(verdict: Verdict) -> str:
    if not verdict.answer.strip():
        raise RuleBroken("Write the answer. The author reads it.", field="answer", status=422)
    try:
        return clean_note(verdict.answer)
    except RuleBroken as broken:
        raise RuleBroken(broken.message, field="answer", status=422) from broken


def _refuse_same_person(area: Area, appeal: Appeal, verdict: Verdict, by: int, at: datetime) -> None:
    outside = verdict.outside
    if outside is None:
        if by in (appeal.decision.by, appeal.decision.second_by):
            raise RuleBroken("Somebody else must decide this appeal: the first decision was yours.")
        return
    refuse_outside(outside, area=area, since=appeal.asked_on, on=clock.local(at).date())


def _show(appeal: Appeal, state: AppealState, by: int, at: datetime) -> None:
    comment, item = appeal.comment, appeal.comment.item
    if item is None:
        raise RuleBroken("The author has taken this comment back.")
    if comment.state == CommentState.HIDDEN and comment.decision is not appeal.decision:
        reason = (
            "This comment was hidden since, for another reason. Show it again first, or say that it stays."
        )
        raise RuleBroken(reason, field="state", status=422)
    feedback.move_to(item=item, desk=Desk.TOPICS, by=by, at=at)
    if state == AppealState.UPHELD:
        _put_all_back(item, by, at)
    elif not item.redactions:
        raise RuleBroken("Take words out first, or choose another answer.", field="state", status=422)
    desk_actions.refuse_unless_showable(item, field="state")
    feedback.mark_read(item=item, by=by, at=at)
    feedback.clear(item=item, by=by, at=at)
    appeal.decision.standing = Standing.CHANGED
    code = code_of_change({one.reason for one in item.redactions}) if item.redactions else RESTORED
    comment.decisions.append(Decision(act=Act.RESTORE, code=code, standing=Standing.STANDS, by=by, at=at))
    comment.state = CommentState.PUBLISHED
    comment.turn += 1


def _put_all_back(item: FeedbackItem, by: int, at: datetime) -> None:
    """The author was right: the words come back, but marked details stay out."""
    details = [(start, end) for _kind, start, end in item.personal_details]
    for redaction in list(item.redactions):
        if not any(redaction.start < end and start < redaction.end for start, end in details):
            feedback.put_back(item=item, redaction=redaction, by=by, at=at)
