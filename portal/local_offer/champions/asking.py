"""The e-mails to champions: one a term from the worker, and a reminder when an officer presses."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import or_, update

from portal.areas.models import Area
from portal.areas.queries import all_areas, area_by_id
from portal.core import audit, clock
from portal.core.db import changed_one, db, insert_once, reading, transaction
from portal.core.errors import RuleBroken
from portal.core.outbox.actions import post
from portal.core.outbox.wording import words_of
from portal.local_offer.champions import queries
from portal.local_offer.champions.actions import reminder_key, term_key
from portal.local_offer.champions.links import address_of, email_of
from portal.local_offer.champions.models import Champion, ChampionAsking

WORDS = Path(__file__).parent / "data" / "emails.yaml"
TERM, REMINDER = "champion-term", "champion-reminder"
# when people at work read their mail, on the area's own clocks
FIRST_HOUR, LAST_HOUR = 7, 18


def do_round(at: datetime) -> None:
    """By day: one e-mail to each champion who has something to check and was not asked this term."""
    if not FIRST_HOUR <= clock.local(at).hour < LAST_HOUR:
        return
    with reading():
        due = [(area.id, one) for area in all_areas() for one in queries.to_ask(area, at)]
    for area_id, champion_id in due:
        with transaction():
            ask(area=area_by_id(area_id), champion_id=champion_id, at=at)


def ask(*, area: Area, champion_id: int, at: datetime) -> bool:
    """Queue the e-mail of this term, once however many ask; whether it was queued.

    No e-mail outside the terms of the list, nor to a champion that has ended or wants none.
    """
    term = area.settings.term_of(clock.local(at).date())
    champion = queries.champion_in(area, champion_id)
    if term is None or champion is None or not champion.is_open or champion.stopped_at is not None:
        return False
    values = {"champion_id": champion.id, "term_on": term, "asked_at": at}
    if not insert_once(ChampionAsking, values, ["champion_id", "term_on"]):
        return False
    asking = queries.asked_in(area, term)[champion.id]
    return _post(TERM, term_key(asking), champion, area, at)


def remind(*, area: Area, champion: Champion, by: int, at: datetime) -> None:
    """A reminder, once a day; it is the e-mail of the term where none went out yet.

    Refuses one that has ended, wants no e-mails or has nothing left to check, and outside the terms.
    """
    today = clock.local(at).date()
    term = area.settings.term_of(today)
    if not champion.is_open:
        raise RuleBroken("This champion has ended already.")
    if champion.stopped_at is not None:
        raise RuleBroken("This champion wants no more emails.")
    if term is None:
        raise RuleBroken("No school term is set for today. Ask an area admin to add it.")
    far = queries.tallies(area, term, today).get(champion.id, queries.Tally())
    if far.checked == far.entries:
        raise RuleBroken("Nothing is left to check this term.")
    if not ask(area=area, champion_id=champion.id, at=at):
        _remind_again(area, champion, at)
    subject = ("champion", champion.id)
    audit.record(act="reminded champion", by=by, area=area.id, at=at, subject=subject, role=champion.role)


def _remind_again(area: Area, champion: Champion, at: datetime) -> None:
    today = clock.local(at).date()
    asking = queries.asked_in(area, area.settings.term_of(today))[champion.id]
    row = update(ChampionAsking).where(
        ChampionAsking.id == asking.id,
        ChampionAsking.asked_at < clock.local_midnight(today),
        or_(ChampionAsking.reminded_on.is_(None), ChampionAsking.reminded_on < today),
    )
    if not changed_one(row.values(reminded_on=today)):
        raise RuleBroken("An email went to this champion today already.")
    db.session.refresh(asking)
    _post(REMINDER, reminder_key(asking), champion, area, at)


def _post(kind: str, once_key: str, champion: Champion, area: Area, at: datetime) -> bool:
    link = address_of(area.slug, champion.id)
    stop = f"{link}stop/"
    subject, body = words_of(
        WORDS,
        kind,
        area=area.name,
        role=champion.role,
        link=link,
        stop=stop,
        contact=area.settings.contact_email or area.partnership,
    )
    return post(
        to=email_of(champion.email_locked),
        kind=kind,
        subject=subject,
        body=body,
        once_key=once_key,
        area=area.id,
        at=at,
        stop_link=stop,
    )
