"""Every write of reach: figures of who lives here, and notes on how to reach those who are missing."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.versions import check_seen, save_seen
from portal.insight.reach.details import Brought, NoteDetails
from portal.insight.reach.models import Dimension, NoteState, Population, PopulationCount, ReachNote
from portal.insight.reach.queries import populations_of

FIRST_DAY = date(2000, 1, 1)


def put_figures(
    *, area: Area, dimension: Dimension, brought: Brought, by: int | None, at: datetime
) -> Population:
    """Figures of a day that has none yet. Refuses a day to come or long ago, no source, and no figure."""
    _check(brought, at)
    put = Population(
        area_id=area.id,
        dimension=dimension,
        of_day=brought.of_day,
        source=brought.source.strip(),
        put_by=by,
        put_at=at,
        counts=_counts(brought),
    )
    try:
        with db.session.begin_nested():
            db.session.add(put)
    except IntegrityError as double:
        raise RuleBroken("There are figures of this day already. Change those.", "of_day") from double
    _audit("put population figures", put, by, at)
    return put


def change_figures(
    *, population: Population, brought: Brought, seen_version: int, by: int, at: datetime
) -> None:
    """Other numbers, source or day. Refuses as `put_figures` does, and when somebody changed them."""
    _check(brought, at)
    check_seen(population, seen_version)
    before = population.by_category
    try:
        with db.session.begin_nested():
            population.of_day, population.source = brought.of_day, brought.source.strip()
            _replace(population, brought)
            # the numbers stand in other rows: so that two editors meet, the row itself counts as changed
            population.put_by, population.put_at = by, at
            save_seen(population, touch="put_at")
    except IntegrityError as double:
        raise RuleBroken("There are figures of this day already. Change those.", "of_day") from double
    _audit("changed population figures", population, by, at, before=before)


def take_in(
    *, area: Area, found: Sequence[tuple[Dimension, Brought]], by: int, at: datetime
) -> tuple[int, int]:
    """The figures of a file, all or none; returns how many sets were added and how many stood already.

    A set that stands with the same numbers is passed over, so that a file can be brought again; other
    numbers of the same day refuse the file.
    """
    standing = {(one.dimension, one.of_day): one for one in populations_of(area)}
    added = same = 0
    for dimension, brought in found:
        there = standing.get((dimension, brought.of_day))
        if there is None:
            put_figures(area=area, dimension=dimension, brought=brought, by=by, at=at)
            added += 1
        elif there.by_category == brought.counts:
            same += 1
        else:
            raise RuleBroken(
                "Other figures of %(dimension)s of %(day)s stand here already. Change those on their page.",
                "file",
                dimension=Dimension(dimension).value,
                day=brought.of_day.isoformat(),
            )
    return added, same


def add_note(*, area: Area, details: NoteDetails, by: int | None, at: datetime) -> ReachNote:
    """A way to reach a group. Refuses one that was tried and does not say what came of it."""
    _check_note(details)
    note = ReachNote(area_id=area.id, noted_on=clock.local(at).date(), **asdict(details))
    db.session.add(note)
    _audit_note("added note on reach", note, by, at)
    return note


def change_note(*, note: ReachNote, details: NoteDetails, seen_version: int, by: int, at: datetime) -> None:
    """Say it anew. Refuses as `add_note` does, and when somebody changed it since the page was made."""
    _check_note(details)
    check_seen(note, seen_version)
    for name, value in asdict(details).items():
        setattr(note, name, value)
    save_seen()
    _audit_note("changed note on reach", note, by, at)


def _check(brought: Brought, at: datetime) -> None:
    if brought.of_day > clock.local(at).date():
        raise RuleBroken("This day has not come yet.", "of_day")
    if brought.of_day < FIRST_DAY:
        raise RuleBroken("Write a day after the year 2000.", "of_day")
    if not brought.source.strip():
        raise RuleBroken("Say where the figures come from.", "source")
    if not any(brought.counts.values()):
        raise RuleBroken("Write at least one number.")


def _counts(brought: Brought) -> list[PopulationCount]:
    return [PopulationCount(category=code, number=number) for code, number in brought.counts.items()]


def _replace(population: Population, brought: Brought) -> None:
    kept = {one.category: one for one in population.counts}
    for one in list(population.counts):
        if one.category not in brought.counts:
            population.counts.remove(one)
    for code, number in brought.counts.items():
        if code in kept:
            kept[code].number = number
        else:
            population.counts.append(PopulationCount(category=code, number=number))


def _check_note(details: NoteDetails) -> None:
    if not details.words.strip():
        raise RuleBroken("Say in a sentence how to reach them.", "words")
    if details.state == NoteState.TRIED and not details.outcome.strip():
        raise RuleBroken("Say what came of it.", "outcome")


def _audit(act: str, put: Population, by: int | None, at: datetime, **more: object) -> None:
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=put.area_id,
        at=at,
        subject=("population", put.id),
        dimension=Dimension(put.dimension).value,
        of_day=put.of_day.isoformat(),
        source=put.source,
        **more,
    )


def _audit_note(act: str, note: ReachNote, by: int | None, at: datetime) -> None:
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=note.area_id,
        at=at,
        subject=("reach note", note.id),
        dimension=Dimension(note.dimension).value,
        category=note.category,
        state=NoteState(note.state).value,
    )
