"""Claimed ranges: a person takes the next comments of a list, and nobody else is led to them meanwhile."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, select, update

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, insert_once
from portal.core.errors import RuleBroken
from portal.feedback.models import FeedbackItem
from portal.insight import queries
from portal.insight.filters import Filters
from portal.insight.models import Claim

MOST = 20
LASTS = timedelta(minutes=30)


class Held(RuleBroken):
    """Somebody else sorts these words just now."""


def free_for(person: int, at: datetime) -> ColumnElement[bool]:
    """No other person holds the words."""
    return ~exists().where(Claim.item_id == FeedbackItem.id, Claim.person_id != person, Claim.until > at)


def take_next(*, area: Area, filters: Filters, by: int, at: datetime) -> int:
    """Take the next comments of a list that nobody holds, and let go of what one held before; how many.

    Two who press at once get different ones: the table holds each item once. The second waits for the
    first, so that it looks at what is left then: else it would be told that nothing is free.
    """
    db.session.execute(select(Area.id).where(Area.id == area.id).with_for_update(key_share=True))
    let_go(area=area, by=by)
    db.session.execute(delete(Claim).where(Claim.area_id == area.id, Claim.until <= at))
    taken = 0
    rows = queries.items_of(area, filters).where(~exists().where(Claim.item_id == FeedbackItem.id))
    for item_id in db.session.scalars(rows.with_only_columns(FeedbackItem.id).limit(MOST)).all():
        values = {"item_id": item_id, "area_id": area.id, "person_id": by, "until": at + LASTS}
        taken += insert_once(Claim, values, "item_id")
    return taken


def let_go(*, area: Area, by: int) -> None:
    """Give back what one holds."""
    db.session.execute(delete(Claim).where(Claim.area_id == area.id, Claim.person_id == by))


def keep_mine(*, area: Area, by: int, at: datetime) -> None:
    """Whoever goes on working keeps what they hold for another while."""
    mine = update(Claim).where(Claim.area_id == area.id, Claim.person_id == by, Claim.until > at)
    db.session.execute(mine.values(until=at + LASTS))


def refuse_held(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """Refuse (Held) to sort words that somebody else sorts just now."""
    claim = holders([item.id], by, at).get(item.id)
    if claim:
        name, until = claim
        raise Held(
            "%(name)s sorts these words until %(time)s. Nothing was saved.",
            status=422,
            name=name,
            time=f"{clock.local(until):%H:%M}",
        )


def holders(item_ids: Collection[int], but: int, at: datetime) -> dict[int, tuple[str, datetime]]:
    """Who else holds which of these items, and until when: two queries."""
    rows = select(Claim).where(Claim.item_id.in_(item_ids), Claim.person_id != but, Claim.until > at)
    found = list(db.session.scalars(rows.order_by(Claim.id)))
    names = names_of({claim.person_id for claim in found}) if found else {}
    return {claim.item_id: (names.get(claim.person_id, ""), claim.until) for claim in found}


def mine(area: Area, by: int, at: datetime) -> int:
    """How many comments one holds."""
    rows = select(Claim.id).where(Claim.area_id == area.id, Claim.person_id == by, Claim.until > at)
    return len(db.session.scalars(rows).all())
