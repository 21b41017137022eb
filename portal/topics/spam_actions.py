"""Refusing many obvious adverts in one go, and undoing it as long as nothing rests on it."""

from collections.abc import Collection
from datetime import datetime

from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.topics import desk_actions
from portal.topics.asking_queries import appeals_on
from portal.topics.desk_actions import Choice
from portal.topics.figures import is_counted
from portal.topics.messages import SPAM
from portal.topics.models import Act, CommentState, Decision, Standing, TopicComment


def refuse_as_spam(*, comments: Collection[TopicComment], batch: int, by: int, at: datetime) -> int:
    """Refuse each comment that still waits and that nobody else is reading; returns how many."""
    number = 0
    for comment in comments:
        try:
            desk_actions.decide(
                comment=comment,
                choice=Choice(Act.REFUSE, SPAM),
                proposes=False,
                by=by,
                at=at,
                batch=batch,
            )
            number += 1
        except RuleBroken:
            # somebody else reads it or has decided: it is theirs
            continue
    return number


def undo_batch(*, decisions: Collection[Decision], by: int, at: datetime) -> int:
    """Each refusal of one go that still stands is undone, and its comment waits again; returns how many.

    One whose author asked for another look is left to who decides that. Refuses once the figures of the
    quarter are out: two looks that differ would tell of single comments (rules.md, small numbers).
    """
    appealed = appeals_on([one.comment_id for one in decisions])
    standing = [one for one in decisions if _stands(one) and one.comment_id not in appealed]
    if any(is_counted(one.comment.sent_on, one.at, at) for one in standing):
        raise RuleBroken("The figures of that time are out. A refusal can not be undone after that.")
    number = 0
    for decision in standing:
        comment = decision.comment
        decision.standing, comment.state = Standing.UNDONE, CommentState.WAITING
        comment.turn += 1
        number += 1
        audit.record(
            act="undid a refusal",
            by=by,
            area=comment.area_id,
            at=at,
            subject=("topic comment", comment.id),
        )
    db.session.flush()
    return number


def _stands(decision: Decision) -> bool:
    """Whether a refusal is still the last word about its comment."""
    comment = decision.comment
    return comment.state == CommentState.REFUSED and comment.decision is decision
