"""Refusing many obvious adverts in one go, and undoing it as long as nobody has touched them since."""

from collections.abc import Collection
from datetime import datetime

from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.topics import desk_actions
from portal.topics.desk_actions import Choice
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
    """Each refusal of one go that still stands is undone, and its comment waits again; returns how many."""
    number = 0
    for decision in decisions:
        comment = decision.comment
        if decision.standing != Standing.STANDS or comment.state != CommentState.REFUSED:
            continue
        if comment.decision is not decision:
            continue
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
