"""Every write of "tell me when something changes": wish, take up, confirm, tell, stop.

No audit row is written for a family's act (rules.md, personal data).
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete, update

from portal.areas.models import Area
from portal.core import bell, clock, emails, keys
from portal.core.db import changed_one, db
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.receipts.telling.mail import post_change, post_confirmation
from portal.receipts.telling.models import TellMe, TellMeWish
from portal.receipts.telling.queries import address_on, addresses_of, addresses_on

STEP = "tell me"
MOST_ADDRESSES = 3


@dataclass(frozen=True)
class Wished:
    """What a wish says: tell `to` of a receipt, or go on with it those who were told of `old`."""

    receipt: int
    to: str = ""
    old: int | None = None


def wish_to_be_told(*, area: Area, receipt_id: int, email: str, at: datetime) -> None:
    """Leave an address for the worker, with the receipt it is for, encrypted together.

    Only the worker computes the hash that joins the two (rules.md, personal data). Refuses (field
    "email") what is no address.
    """
    address = emails.one_spelling(email)
    if address is None:
        raise RuleBroken("Type an email address, like name@example.org.", "email", status=422)
    _leave(area, Wished(receipt_id, to=address), at)


def wish_to_go_on(*, area: Area, old_id: int, receipt_id: int, at: datetime) -> None:
    """Two codes become one: who was told of the old one is told of the other from now on."""
    _leave(area, Wished(receipt_id, old=old_id), at)


def _leave(area: Area, wanted: Wished, at: datetime) -> None:
    locked = keys.encrypt(_key("wish"), json.dumps(asdict(wanted)))
    db.session.add(TellMeWish(area_id=area.id, locked=locked, asked_on=clock.local(at).date()))
    db.session.flush()
    bell.ring_after_commit(STEP)


def wished(wish: TellMeWish) -> Wished:
    """What a wish says: for the worker only."""
    return Wished(**json.loads(keys.decrypt(_key("wish"), wish.locked) or "{}"))


def receipt_hash(receipt_id: int) -> str:
    """The second keyed hash of a receipt: only the worker computes it."""
    return keys.keyed_hash(_key("receipts"), str(receipt_id))


def take_up(*, wish: TellMeWish, area: Area, standing: str | None, at: datetime) -> None:
    """Turn a wish into an address to confirm, and queue the e-mail with the link; the wish goes.

    `standing`: how the page stands now; None when the receipt has gone, and the wish with it. More than
    MOST_ADDRESSES on one receipt are passed over, and a confirmed one needs no second e-mail.
    """
    wanted = wished(wish)
    db.session.delete(wish)
    if standing is None:
        return
    if wanted.old is not None:
        _go_on(area, receipt_hash(wanted.old), receipt_hash(wanted.receipt), standing)
        return
    address = wanted.to
    hashed, own = receipt_hash(wanted.receipt), keys.keyed_hash(_key("addresses"), address)
    one = address_on(hashed, own)
    if one is None:
        if addresses_on(hashed) >= MOST_ADDRESSES:
            return
        one = TellMe(area_id=area.id, receipt_hash=hashed, address_hash=own, told=0, confirmed=False)
        one.to_locked = keys.encrypt(_key("addresses"), address)
        one.asked_on, one.standing = clock.local(at).date(), standing
        db.session.add(one)
        db.session.flush()
    if not one.confirmed:
        post_confirmation(one=one, to=address, area=area, at=at)


def _go_on(area: Area, old: str, new: str, standing: str) -> None:
    for one in addresses_of(area.id):
        if one.receipt_hash != old:
            continue
        if address_on(new, one.address_hash) is not None or addresses_on(new) >= MOST_ADDRESSES:
            db.session.delete(one)
        else:
            # what came by joining is no news to whoever joined it
            one.receipt_hash, one.standing = new, standing
        db.session.flush()


def confirm(*, one: TellMe) -> None:
    """The owner of the address says yes; saying it again changes nothing."""
    one.confirmed = True


def stop(*, number: int) -> None:
    """No more e-mails: the address goes at once. Stopping twice is fine."""
    db.session.execute(delete(TellMe).where(TellMe.id == number))


def tell(*, one: TellMe, area: Area, standing: str, at: datetime) -> bool:
    """Queue one e-mail when the page stands otherwise than when it was last told of; whether it did.

    The row and the message are one transaction, and of two workers one finds the old standing.
    """
    today = clock.local(at).date()
    if one.standing == standing or one.told_on == today:
        return False
    still = update(TellMe).where(
        TellMe.id == one.id, TellMe.standing == one.standing, TellMe.told == one.told
    )
    values = {"standing": standing, "told": one.told + 1, "told_on": today}
    if not changed_one(still.values(**values).execution_options(synchronize_session=False)):
        return False
    db.session.refresh(one)
    post_change(one=one, to=address_of(one), area=area, at=at)
    return True


def address_of(one: TellMe) -> str:
    """The address itself: for the worker only."""
    return keys.decrypt(_key("addresses"), one.to_locked) or ""


def forget_unconfirmed(*, ids: list[int]) -> None:
    """Addresses that nobody confirmed in time go."""
    db.session.execute(delete(TellMe).where(TellMe.id.in_(ids)))


def forget_wishes(*, before: date) -> None:
    """Wishes that no worker took up for so long go too."""
    db.session.execute(delete(TellMeWish).where(TellMeWish.asked_on < before))


def _key(purpose: str) -> bytes:
    return keys.derive(secret_key(), f"tell me {purpose}")
