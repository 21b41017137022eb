"""Who has the duty: hand it over now with a note, plan turns, drop one; and a lead's own mobile number."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.areas.models import Area
from portal.core import audit, clock, phones
from portal.core.db import db, insert_once
from portal.core.errors import RuleBroken
from portal.safeguarding.actions import lock_note
from portal.safeguarding.models import LONGEST_NOTE, CoverTurn, LeadPhone
from portal.safeguarding.notices import leads_of, lock_phone, tell_of_cover
from portal.safeguarding.queries import phone_row

LONGEST_TURN = timedelta(days=366)


@dataclass(frozen=True)
class Days:
    """The first and the last day of a planned turn, on the calendar of the area."""

    first: date
    last: date


def hand_over(*, area: Area, to: int, note: str, by: int, at: datetime) -> CoverTurn:
    """Somebody has the duty from now on, until somebody else has. Refuses who is no lead here."""
    return _give(area, to, at, None, note, by, at)


def plan_turn(*, area: Area, to: int, days: Days, note: str, by: int, at: datetime) -> CoverTurn:
    """Somebody has the duty on these days. Refuses days that are over, turned round or too many."""
    if days.last < days.first:
        raise RuleBroken("The last day cannot come before the first.", field="last", status=422)
    if days.last < clock.local(at).date():
        raise RuleBroken("These days are over.", field="last", status=422)
    if days.last - days.first > LONGEST_TURN:
        raise RuleBroken("Plan one year at most.", field="last", status=422)
    starts = clock.local_midnight(days.first)
    return _give(area, to, starts, clock.local_midnight(days.last + timedelta(days=1)), note, by, at)


def _give(
    area: Area, to: int, starts: datetime, ends: datetime | None, note: str, by: int, at: datetime
) -> CoverTurn:
    lead = next((one for one in leads_of(area) if one.id == to), None)
    if lead is None:
        raise RuleBroken("Choose a safeguarding lead of this area.", field="to", status=422)
    if len(note) > LONGEST_NOTE:
        raise RuleBroken("Keep the note under 2,000 letters.", field="note", status=422)
    turn = CoverTurn(
        area_id=area.id,
        person_id=to,
        starts_at=starts,
        ends_at=ends,
        note_locked=lock_note(note.strip()),
        made_by=by,
        made_at=at,
    )
    db.session.add(turn)
    db.session.flush()
    audit.record(act="gave the safeguarding duty", by=by, area=area.id, at=at, subject=("person", to))
    if to != by:
        tell_of_cover(lead=lead, area=area, once=str(turn.id), at=at)
    return turn


def drop_turn(*, turn: CoverTurn, by: int, at: datetime) -> None:
    """A turn does not stand any more; what stood before it counts again."""
    if turn.dropped_at is not None:
        raise RuleBroken("Someone has done this already.")
    turn.dropped_at = at
    audit.record(
        act="dropped a safeguarding turn",
        by=by,
        area=turn.area_id,
        at=at,
        subject=("person", turn.person_id),
    )


def keep_phone(*, area: Area, typed: str, by: int, at: datetime) -> None:
    """A lead's own mobile number for text messages; nothing typed removes it. Refuses what is no mobile."""
    number = phones.one_spelling(typed) if typed.strip() else ""
    if number is None:
        raise RuleBroken("Write a UK mobile number, like 07700 900123.", field="phone", status=422)
    insert_once(LeadPhone, {"person_id": by, "phone_locked": ""}, "person_id")
    phone_row(by).phone_locked = lock_phone(number) if number else ""
    audit.record(act="changed own mobile number", by=by, area=area.id, at=at, subject=("person", by))
