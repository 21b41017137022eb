"""Every write of the moderation desk: claim, decide, confirm, return. Nothing is ever deleted here."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.text import means_something
from portal.feedback import actions as feedback
from portal.feedback import taking_out
from portal.feedback.models import Desk, FeedbackItem
from portal.receipts.note_actions import clean_note
from portal.topics import messages
from portal.topics.models import UNDECIDED, Act, CommentState, Decision, Standing, TopicComment

CLAIM = timedelta(minutes=15)
_CHIP = re.compile(r"\[[a-z-]+\]")
# from which states each decision may be made, and where it leads
STEPS: dict[Act, tuple[set[CommentState], CommentState]] = {
    Act.PUBLISH: ({CommentState.WAITING, CommentState.HELD}, CommentState.PUBLISHED),
    Act.HOLD: ({CommentState.WAITING}, CommentState.HELD),
    Act.REFUSE: ({CommentState.WAITING, CommentState.HELD}, CommentState.REFUSED),
    Act.MOVE: ({CommentState.WAITING, CommentState.HELD}, CommentState.PRIVATE),
    Act.HIDE: ({CommentState.PUBLISHED}, CommentState.HIDDEN),
    Act.RESTORE: ({CommentState.HIDDEN}, CommentState.PUBLISHED),
}


class Overtaken(RuleBroken):
    """Somebody else has decided since the page was made; the page says what happened."""

    def __init__(self) -> None:
        super().__init__("Someone else has dealt with this comment. Nothing of yours was saved.")


@dataclass(frozen=True)
class Choice:
    """What a moderator chose: the act, its coded reason ("" where the act needs none), a kind word."""

    act: Act
    code: str = ""
    note: str = ""


def claim(*, comment: TopicComment, by: int, at: datetime) -> None:
    """Read a comment now; others are told; lapses. Refuses a decided one, and one that is being read."""
    refuse_if_claimed(comment, by, at)
    if comment.state not in UNDECIDED:
        raise Overtaken
    comment.claimed_by, comment.claimed_until = by, at + CLAIM


def let_go(*, comment: TopicComment, by: int, at: datetime) -> None:
    """Leave it to somebody else."""
    refuse_if_claimed(comment, by, at)
    comment.claimed_by = comment.claimed_until = None


def refuse_if_claimed(comment: TopicComment, by: int, at: datetime) -> None:
    """Refuse while somebody else is reading the comment."""
    if comment.claimant(at) not in (None, by):
        raise RuleBroken("Someone else is reading this comment now.")


def decide(
    *,
    comment: TopicComment,
    choice: Choice,
    proposes: bool,
    by: int,
    at: datetime,
    batch: int | None = None,
) -> Decision:
    """Decide about a comment, or propose it to an adult (`proposes`). The author sees it by receipt.

    Refuses a step that does not follow, a reason that does not fit, words in which a marked detail
    still stands, a redaction that leaves nothing, and the same person as their own second reader.
    """
    item = _item_of(comment)
    refuse_if_claimed(comment, by, at)
    before, after = STEPS[choice.act]
    if comment.state not in before:
        raise Overtaken
    _refuse_own_second(comment, by)
    decision = Decision(
        act=choice.act,
        code=_code(choice, item),
        note=_note(choice),
        standing=Standing.PROPOSED if proposes else Standing.STANDS,
        by=by,
        at=at,
        batch=batch,
    )
    if choice.act in (Act.PUBLISH, Act.RESTORE):
        refuse_unless_showable(item)
    comment.decisions.append(decision)
    if proposes:
        comment.state = CommentState.PROPOSED
    else:
        carry_out(comment, choice.act, by, at)
        comment.state = after
    _done(comment, decision, "proposed about a comment" if proposes else "decided on a comment", by, at)
    return decision


def confirm(*, comment: TopicComment, by: int, at: datetime) -> None:
    """An adult confirms what a youth moderator proposed: now it is carried out, and made from now on.

    The author's days for an appeal begin now, and it counts in the figures of now (figures.SETTLES).
    """
    decision = _proposed(comment, by)
    carry_out(comment, Act(decision.act), by, at)
    comment.state = STEPS[Act(decision.act)][1]
    decision.standing, decision.second_by, decision.at = Standing.STANDS, by, at
    _done(comment, decision, "confirmed a decision", by, at)


def return_proposal(*, comment: TopicComment, by: int, at: datetime) -> None:
    """An adult does not agree: the comment waits again, and the youth moderator sees that it came back."""
    decision = _proposed(comment, by)
    states = STEPS[Act(decision.act)][0]
    comment.state = CommentState.WAITING if CommentState.WAITING in states else min(states)
    decision.standing, decision.second_by = Standing.RETURNED, by
    _done(comment, decision, "returned a decision", by, at)


def carry_out(comment: TopicComment, act: Act, by: int, at: datetime) -> None:
    """Do to the words what a decision says: clear them, or hand them to the partnership's desk."""
    item = _item_of(comment)
    feedback.mark_read(item=item, by=by, at=at)
    if act in (Act.PUBLISH, Act.RESTORE):
        refuse_unless_showable(item)
        feedback.clear(item=item, by=by, at=at)
    elif act == Act.MOVE:
        feedback.move_to(item=item, desk=Desk.PARTNERSHIP, by=by, at=at)


def refuse_unless_showable(item: FeedbackItem, *, field: str = "act") -> None:
    """Refuse words in which a marked detail still stands, and words of which nothing is left."""
    if feedback.details_left(item):
        raise RuleBroken("Take out the marked details first.", field=field, status=422)
    if not means_something(_CHIP.sub("", item.words_redacted or item.words)):
        raise RuleBroken("Nothing would be left to show.", field=field, status=422)


def _proposed(comment: TopicComment, by: int) -> Decision:
    decision = comment.decision
    if comment.state != CommentState.PROPOSED or decision is None:
        raise Overtaken
    if decision.by == by:
        raise RuleBroken("Somebody else must confirm what you decided.")
    return decision


def _refuse_own_second(comment: TopicComment, by: int) -> None:
    held = comment.decision
    if comment.state == CommentState.HELD and held and held.code == messages.SECOND and held.by == by:
        raise RuleBroken("You asked for a second opinion. Somebody else decides this one.")


def _code(choice: Choice, item: FeedbackItem) -> str:
    if choice.act == Act.PUBLISH:
        return messages.code_of_change({one.reason for one in item.redactions})
    if choice.act == Act.RESTORE:
        return messages.RESTORED
    if choice.code not in messages.codes_for(choice.act):
        raise RuleBroken("Choose a reason that fits your decision.", field="code", status=422)
    return choice.code


def _note(choice: Choice) -> str | None:
    note = choice.note.strip()
    if not note and choice.code in (messages.OTHER, messages.HIDDEN):
        raise RuleBroken("Write why. The author reads it.", field="note", status=422)
    try:
        return clean_note(note) if note else None
    except RuleBroken as broken:
        raise RuleBroken(broken.message, field="note", status=422) from broken


def _item_of(comment: TopicComment) -> FeedbackItem:
    if comment.item is None:
        raise Overtaken
    return comment.item


def _done(comment: TopicComment, decision: Decision, act: str, by: int, at: datetime) -> None:
    comment.turn += 1
    comment.claimed_by = comment.claimed_until = None
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=comment.area_id,
        at=at,
        subject=("topic comment", comment.id),
        decision=decision.act,
        code=decision.code,
    )


def take_out(*, comment: TopicComment, typed: str, reason: str, by: int, at: datetime) -> int:
    """Take words out wherever they stand; returns in how many places.

    Refuses while somebody else reads the comment, and one that is shown: it is hidden first.
    """
    item = _to_change(comment, by, at)
    return taking_out.take_out_words(item=item, typed=typed, reason=reason, by=by, at=at)


def take_out_details(*, comment: TopicComment, start: int | None, by: int, at: datetime) -> int:
    """Take one marked detail out (None: every one); returns how many."""
    return taking_out.take_out_details(item=_to_change(comment, by, at), start=start, by=by, at=at)


def put_back(*, comment: TopicComment, redaction_id: int, by: int, at: datetime) -> None:
    """Put words back that were taken out."""
    taking_out.put_back(item=_to_change(comment, by, at), redaction_id=redaction_id, by=by, at=at)


def _to_change(comment: TopicComment, by: int, at: datetime) -> FeedbackItem:
    """The words of a comment that is not shown: what stands on the page is hidden before it changes."""
    if comment.state not in (*UNDECIDED, CommentState.HIDDEN, CommentState.REFUSED):
        raise RuleBroken("Hide it first, then take words out.")
    refuse_if_claimed(comment, by, at)
    comment.turn += 1
    return _item_of(comment)
