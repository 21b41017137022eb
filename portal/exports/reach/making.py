"""The worker's part of reach as a file: a workbook, or CSV files in one zip."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import flask

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.core.worker import running
from portal.exports.files import TABLE_FILES, Report
from portal.exports.models import FileFormat, Holds
from portal.exports.queries import records_seal
from portal.exports.reach.content import (
    HEADINGS,
    READ_ME_HEADINGS,
    TABLE,
    ReachScope,
    reach_rows,
    read_me_rows,
)
from portal.exports.records.making import Kind, make
from portal.insight.reach.spans import spans_of

JOB = "reach"


def scope_of_span(area: Area, wanted: dict[str, Any], by: int, at: datetime) -> ReachScope:
    """The rounds that were asked for; refuses what no ended round is in any more."""
    span = next((one for one in spans_of(area, at) if one.key == wanted["span"]), None)
    if span is None:
        raise RuleBroken("There is nothing to export yet.")
    demonstration = bool(flask.current_app.config["PORTAL"].demonstration)
    return ReachScope(area, span, wanted["purpose"], by, at, demonstration)


def write(path: Path, scope: ReachScope, file_format: FileFormat, report: Report) -> tuple[int, int]:
    """Write the file; returns how many rows of figures it holds. It holds nobody's words."""
    report(0, 1, "Figures.")
    writer, _ending = TABLE_FILES[file_format]
    with writer(path) as tables:
        tables.add("Read me", READ_ME_HEADINGS, read_me_rows(scope))
        return tables.add(TABLE, HEADINGS, reach_rows(scope)), 0


REACH = Kind(
    job=JOB,
    holds=Holds.REACH,
    act="made reach file",
    name="reach",
    scope=scope_of_span,
    write=write,
    # somebody who took their answers back is counted in no file that can still be fetched
    seal=lambda scope: records_seal(scope.wave_ids),
)


def init_app() -> None:
    """Hand the worker what a job of this kind does."""
    running.register(JOB, partial(make, REACH))
