"""Every write of champions: name, replace, end, confirm and correct entries, stop the e-mails."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from portal.areas.models import Area
from portal.core import audit, bell, clock, emails
from portal.core.db import changed_one, db, insert_once
from portal.core.errors import RuleBroken
from portal.core.outbox.actions import take_back
from portal.core.versions import check_seen
from portal.local_offer.champions import queries
from portal.local_offer.champions.links import hash_of, lock_email
from portal.local_offer.champions.models import Champion, ChampionAsking, ChampionCharge
from portal.local_offer.directory.actions import confirm_service
from portal.local_offer.directory.models import Organisation, Service
from portal.local_offer.providers.actions import propose

STEP = "champions"
CLOSED = "This link works no more. Ask the team of the Local Offer."
NOT_YOURS = "This entry is not on your list any more."


def name_champion(
    *, area: Area, of: Service | Organisation, role: str, email: str, by: int | None, at: datetime
) -> Champion:
    """A champion for one service or for all of an organisation's; the worker asks them soon.

    A mailbox that a champion of this area has already gets one more thing in its charge, and the role as
    it was typed last. Refuses a service off the list, and what has a champion of its own already.
    """
    if isinstance(of, Service) and not of.is_shown:
        raise RuleBroken("This service is off the list. Put it back first.", status=422)
    champion = _reached_at(area, role, email, by, at)
    column = "service_id" if isinstance(of, Service) else "organisation_id"
    if not insert_once(ChampionCharge, {"champion_id": champion.id, column: of.id}, column):
        raise RuleBroken("There is a champion for this already.", status=422)
    _record("named champion", champion, by, at, **{column: of.id})
    bell.ring_after_commit(STEP)
    return champion


def replace_champion(*, champion: Champion, role: str, email: str, by: int, at: datetime) -> Champion:
    """Somebody else takes over all that is in the charge; the old link dies, even for the same mailbox.

    Refuses a champion that has ended already.
    """
    area = db.session.get_one(Area, champion.area_id)
    _close(champion, at)
    follower = _reached_at(area, role, email, by, at)
    moved = update(ChampionCharge).where(ChampionCharge.champion_id == champion.id)
    db.session.execute(moved.values(champion_id=follower.id))
    db.session.expire_all()
    _record("replaced champion", champion, by, at, follower=follower.id)
    bell.ring_after_commit(STEP)
    return follower


def end_champion(*, champion: Champion, by: int, at: datetime) -> None:
    """Nobody is asked any more about what was in the charge. Refuses one that has ended already."""
    _close(champion, at)
    db.session.execute(delete(ChampionCharge).where(ChampionCharge.champion_id == champion.id))
    db.session.expire_all()
    _record("ended champion", champion, by, at)


def still_right(*, champion_id: int, service_id: int, seen_version: int, at: datetime) -> Service:
    """The champion looked at an entry and found it right; a second tap on the same day changes nothing.

    Refuses (410) a champion that has ended and an entry that is not in the charge; one that changed since
    the page was made.
    """
    champion = _use(champion_id, at)
    service = _entry(champion, service_id)
    if service.last_checked_on != clock.local(at).date():
        check_seen(service, seen_version)
        confirm_service(service=service, by=None, at=at)
    return service


def correct(*, champion_id: int, service_id: int, values: dict[str, Any], at: datetime) -> Service:
    """What the champion says otherwise waits for an officer; nothing said otherwise confirms the entry.

    Refuses as `still_right` does.
    """
    champion = _use(champion_id, at)
    service = _entry(champion, service_id)
    if values:
        propose(service=service, values=values, link=None, at=at)
    elif service.last_checked_on != clock.local(at).date():
        confirm_service(service=service, by=None, at=at)
    return service


def stop_emails(*, champion_id: int, at: datetime) -> None:
    """The mailbox gets no more e-mails; the list stays open. Saying so twice changes nothing."""
    row = update(Champion).where(Champion.id == champion_id, Champion.stopped_at.is_(None))
    if changed_one(row.values(stopped_at=at)):
        champion = db.session.get_one(Champion, champion_id, populate_existing=True)
        _take_back(champion)
        _record("champion stopped emails", champion, None, at)


def _reached_at(area: Area, role: str, email: str, by: int | None, at: datetime) -> Champion:
    address = emails.one_spelling(email)
    if address is None:
        raise RuleBroken("Write an email address, like name@example.org.", field="email", status=422)
    values = {
        "area_id": area.id,
        "role": role,
        "email_locked": lock_email(address),
        "email_hash": hash_of(address),
        "named_by": by,
        "named_at": at,
    }
    insert_once(Champion, values, ["area_id", "email_hash"])
    # the row stays locked, so that nobody ends it while it gets something in its charge
    row = update(Champion).where(Champion.area_id == area.id, Champion.email_hash == hash_of(address))
    if not changed_one(row.values(role=role)):
        raise RuleBroken("Somebody else has changed this meanwhile. Look at it again, then save.")
    return queries.champion_at(area.id, hash_of(address))


def _close(champion: Champion, at: datetime) -> None:
    """End the role and wipe the mailbox; only one of two who do it at once gets through."""
    row = update(Champion).where(Champion.id == champion.id, Champion.ended_at.is_(None))
    if not changed_one(row.values(ended_at=at, email_locked="", email_hash=None)):
        raise RuleBroken("This champion has ended already.")
    db.session.refresh(champion)
    _take_back(champion)


def _take_back(champion: Champion) -> None:
    """What was not sent yet is not sent."""
    rows = select(ChampionAsking).where(ChampionAsking.champion_id == champion.id)
    for one in db.session.scalars(rows.order_by(ChampionAsking.id)):
        take_back(once_key=term_key(one))
        take_back(once_key=reminder_key(one))


def term_key(asking: ChampionAsking) -> str:
    """What names the e-mail of a term, so that it is queued once."""
    return f"champion-term {asking.champion_id} {asking.term_on.isoformat()}"


def reminder_key(asking: ChampionAsking) -> str:
    """What names the newest reminder of a term: one a day."""
    day = asking.reminded_on.isoformat() if asking.reminded_on else ""
    return f"champion-reminder {asking.champion_id} {day}"


def _use(champion_id: int, at: datetime) -> Champion:
    """The champion while the role stands; its row stays locked, so that taps and an ending take turns."""
    row = update(Champion).where(Champion.id == champion_id, Champion.ended_at.is_(None))
    if not changed_one(row.values(answered_at=at)):
        raise RuleBroken(CLOSED, status=410)
    return db.session.get_one(Champion, champion_id, populate_existing=True)


def _entry(champion: Champion, service_id: int) -> Service:
    service = queries.entry_of(champion, service_id)
    if service is None:
        raise RuleBroken(NOT_YOURS, status=410)
    return service


def _record(act: str, champion: Champion, by: int | None, at: datetime, **more: Any) -> None:
    db.session.flush()
    subject = ("champion", champion.id)
    audit.record(act=act, by=by, area=champion.area_id, at=at, subject=subject, role=champion.role, **more)
