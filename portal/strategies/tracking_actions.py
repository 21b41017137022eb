"""Every write of figures of services and of how commitments stand; nothing is changed, only added."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import changed_one, db, insert_once
from portal.core.errors import RuleBroken
from portal.strategies.models import Commitment, Measure
from portal.strategies.tracking_models import (
    STILL_THERE,
    Better,
    CommitmentState,
    CommitmentUpdate,
    MeasureAim,
    MeasureFigure,
)
from portal.strategies.tracking_queries import figures_of

TYPED, IMPORTED = "typed", "imported"


@dataclass(frozen=True)
class Brought:
    """A figure as somebody brings it: of which day, how much, from where, and whether all may see it."""

    of_day: date
    value: float
    source: str
    is_public: bool


def add_figure(
    *, area: Area, measure: Measure, brought: Brought, by: int | None, at: datetime, how: str = TYPED
) -> None:
    """Add a figure of services. Refuses a day to come, no source, and a day that has one already."""
    _check(brought, at)
    values: dict[str, Any] = {
        "measure_id": measure.id,
        "of_day": brought.of_day,
        "value": brought.value,
        "source": brought.source.strip(),
        "is_public": brought.is_public,
        "put_how": how,
        "put_by": by,
        "put_at": at,
    }
    if not insert_once(MeasureFigure, values, ["measure_id", "of_day"], STILL_THERE):
        raise RuleBroken("There is a figure of this day already. Take it out first.", "of_day")
    _audit("added figure of measure", area, ("measure", measure.id), by, at, of_day=str(brought.of_day))


def _check(brought: Brought, at: datetime) -> None:
    if brought.of_day > clock.local(at).date():
        raise RuleBroken("This day has not come yet.", "of_day")
    if not math.isfinite(brought.value):
        raise RuleBroken("Write a number, like 12 or 12.5.", "value")
    if not brought.source.strip():
        raise RuleBroken("Say where the figure comes from.", "source")


def add_figures(
    *, area: Area, found: Sequence[tuple[Measure, Brought]], by: int, at: datetime
) -> tuple[int, int]:
    """Add the figures of a file, all or none; returns how many were added and how many stood already.

    A figure that stands with the same value is passed over, so that a file can be brought again;
    another value of the same day refuses the file.
    """
    standing = figures_of({measure for measure, _one in found})
    known = {key: {figure.of_day: figure for figure in own} for key, own in standing.items()}
    added = same = 0
    for measure, brought in found:
        there = known.get(measure.id, {}).get(brought.of_day)
        if there is None:
            add_figure(area=area, measure=measure, brought=brought, by=by, at=at, how=IMPORTED)
            added += 1
        elif there.value == brought.value:
            same += 1
        else:
            raise RuleBroken(
                "%(measure)s has another figure of %(day)s already: %(value)s. Take it out first.",
                "file",
                measure=measure.slug,
                day=brought.of_day.isoformat(),
                value=f"{there.value:g}",
            )
    return added, same


def take_out_figure(*, area: Area, measure: Measure, figure: MeasureFigure, by: int, at: datetime) -> None:
    """Take a wrong figure out: it stays in the table, and shows nowhere."""
    found = update(MeasureFigure).where(MeasureFigure.id == figure.id, MeasureFigure.taken_out_at.is_(None))
    if not changed_one(found.values(taken_out_by=by, taken_out_at=at)):
        raise RuleBroken("Somebody took this figure out already.")
    day = str(figure.of_day)
    db.session.expire(figure)
    _audit("took out figure of measure", area, ("measure", measure.id), by, at, of_day=day)


def set_aim(
    *,
    area: Area,
    measure: Measure,
    aim: Mapping[str, Any],
    seen_version: int,
    by: int | None,
    at: datetime,
) -> None:
    """Say unit, which way is better and the target; refuses when somebody else said it meanwhile."""
    kept = db.session.get(MeasureAim, measure.id)
    if (kept.version if kept else 0) != seen_version:
        raise RuleBroken("Somebody changed this since you opened it. Look at it again.")
    if aim["target"] is not None and not math.isfinite(aim["target"]):
        raise RuleBroken("Write a number, like 12 or 12.5.", "target")
    values = {"unit": aim["unit"].strip(), "better": Better(aim["better"]), "target": aim["target"]}
    if kept is None:
        db.session.add(MeasureAim(measure_id=measure.id, **values))
    else:
        for name, value in values.items():
            setattr(kept, name, value)
    db.session.flush()
    _audit("set aim of measure", area, ("measure", measure.id), by, at, better=values["better"])


def add_update(
    *,
    area: Area,
    commitment: Commitment,
    state: CommitmentState,
    words: str,
    dated: date,
    by: int | None,
    at: datetime,
) -> CommitmentUpdate:
    """Say how a commitment stands on a day. Refuses a day to come and an update without words."""
    if dated > clock.local(at).date():
        raise RuleBroken("This day has not come yet.", "dated")
    if not words.strip():
        raise RuleBroken("Say in a sentence what was done, or why not.", "words")
    added = CommitmentUpdate(
        commitment_id=commitment.id, state=state, words=words.strip(), dated=dated, put_by=by, put_at=at
    )
    db.session.add(added)
    db.session.flush()
    _audit("updated commitment", area, ("commitment", commitment.id), by, at, state=state.value)
    return added


def _audit(
    act: str, area: Area, subject: tuple[str, int], by: int | None, at: datetime, **details: object
) -> None:
    audit.record(act=act, by=by, area=area.id, at=at, subject=subject, **details)
