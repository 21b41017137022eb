"""The worker's step: take up wishes at once, and by day look which pages have changed."""

from collections.abc import Sequence
from datetime import datetime

from portal.areas.models import Area
from portal.areas.queries import all_areas, area_by_id
from portal.core import clock, keys
from portal.core.db import reading, transaction
from portal.core.deployment import secret_key
from portal.core.outbox.queries import bounced
from portal.receipts.queries import receipt_by_id, receipt_ids
from portal.receipts.showing import acts_on, marks_of
from portal.receipts.telling import actions
from portal.receipts.telling.mail import key_of
from portal.receipts.telling.models import TellMe
from portal.receipts.telling.queries import addresses_of, one_of, wish_by_id, wish_ids

# nobody's phone should ring at night
FIRST_HOUR, LAST_HOUR = 8, 19
# so many notices in a row that a mailbox refuses for good end the e-mails to it
BOUNCES = 3


def do_round(at: datetime) -> None:
    """Every ten seconds: wishes always, changes between eight and seven in the evening."""
    take_up_wishes(at)
    if FIRST_HOUR <= clock.local(at).hour < LAST_HOUR:
        tell_of_changes(at)


def take_up_wishes(at: datetime) -> int:
    """Queue the confirming e-mail of every wish; returns how many there were."""
    with reading():
        waiting = wish_ids()
    for wish_id in waiting:
        with transaction():
            wish = wish_by_id(wish_id)
            if wish is not None:
                area = area_by_id(wish.area_id)
                standing = page_standing(area, actions.wished(wish).receipt)
                actions.take_up(wish=wish, area=area, standing=standing, at=at)
    return len(waiting)


def tell_of_changes(at: datetime) -> int:
    """Queue an e-mail to each confirmed address whose page has changed; returns how many.

    At most one a day for each. An address whose receipt has gone, or holds nothing more, goes too, and
    one whose mailbox has gone.
    """
    with reading():
        areas = [area.id for area in all_areas()]
    return sum(_tell_area(area_id, at) for area_id in areas)


def bouncing(addresses: Sequence[TellMe]) -> list[int]:
    """The ids of addresses whose mailbox refused the last few notices, each on a day of its own.

    Not at the first: a mail server that is set up wrongly for a day refuses everybody, and nobody is to
    lose their news by that.
    """
    last = {
        one.id: {key_of(one, one.told - back) for back in range(BOUNCES)}
        for one in addresses
        if one.told >= BOUNCES
    }
    refused = bounced(set().union(*last.values())) if last else set()
    return [number for number, notices in last.items() if notices <= refused]


def _tell_area(area_id: int, at: datetime) -> int:
    with reading():
        area, today = area_by_id(area_id), clock.local(at).date()
        told = [one for one in addresses_of(area_id) if one.told_on != today]
        if not told:
            return 0
        gone = bouncing(told)
        receipts = {actions.receipt_hash(number): number for number in receipt_ids(area_id)}
        now = {one.id: _standing(area, receipts.get(one.receipt_hash)) for one in told}
    return sum(
        _tell_one(area_id, number, None if number in gone else standing, at)
        for number, standing in now.items()
    )


def _tell_one(area_id: int, number: int, standing: str | None, at: datetime) -> bool:
    if standing is None:
        with transaction():
            actions.stop(number=number)
        return False
    with transaction():
        one = one_of(area_id, number)
        if one is None or not one.confirmed:
            return False
        return actions.tell(one=one, area=area_by_id(area_id), standing=standing, at=at)


def _standing(area: Area, receipt_id: int | None) -> str | None:
    return None if receipt_id is None else page_standing(area, receipt_id)


def page_standing(area: Area, receipt_id: int) -> str | None:
    """How a whole page stands, as a hash; None when the receipt has gone or everything was taken back."""
    receipt = receipt_by_id(area.id, receipt_id)
    acts = acts_on(area, receipt) if receipt else []
    if not any(act.look for act in acts):
        return None
    marks = sorted(marks_of(acts).items())
    return keys.keyed_hash(keys.derive(secret_key(), "tell me standing"), repr(marks))
