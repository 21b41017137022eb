"""The worker's part of files beside themed ones: make one from one moment, then keep its row, audited."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import flask

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.areas.queries import area_by_id
from portal.core import audit, clock
from portal.core.db import db, reading, transaction
from portal.core.deployment import exports_folder
from portal.core.errors import RuleBroken
from portal.core.spreadsheet import Cell, Tables
from portal.core.worker import running
from portal.core.worker.actions import start_job
from portal.core.worker.models import Job
from portal.core.worker.running import Running
from portal.exports.actions import MadeFile, forget_file
from portal.exports.files import ROWS_A_REPORT, TABLE_FILES, Report
from portal.exports.models import Export, FileFormat, Holds
from portal.exports.queries import records_seal
from portal.exports.records import sheets
from portal.exports.records.queries import ended_waves
from portal.exports.records.sheets import RecordScope
from portal.surveys.queries import survey_by_slug

JOB = "records"
# a layout for other programs is several files, so a zip too
ENDINGS = {FileFormat.XLSX: "xlsx", FileFormat.CSV: "zip", FileFormat.JSON: "zip"}


class FileScope(Protocol):
    """What every kind of file says of itself. `titles`: of the whole first, then of its rounds.

    `slug` stands in the name of the file; `protection` are the settings in force.
    """

    @property
    def area(self) -> Area: ...
    @property
    def titles(self) -> list[str]: ...
    @property
    def slug(self) -> str: ...
    @property
    def wave_ids(self) -> list[int]: ...
    @property
    def purpose(self) -> str: ...
    @property
    def by(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def protection(self) -> dict[str, float]: ...


S = TypeVar("S", bound=FileScope)


@dataclass(frozen=True)
class Kind(Generic[S]):
    """One kind of file: its job, what it holds, what the audit calls it, what it covers, how it is written.

    `scope`: what is covered, from what was asked for, by whom and when. `write` returns how many people or
    rows the file holds, and how many words nobody had cleared. `seal`: a fingerprint of whether all of it
    may still leave.
    """

    job: str
    holds: Holds
    act: str
    name: str
    scope: Callable[[Area, dict[str, Any], int, datetime], S]
    write: Callable[[Path, S, FileFormat, Report], tuple[int, int]]
    seal: Callable[[S], str]


def ask_for(*, area: Area, wanted: dict[str, Any], title: str, by: int, job: str = JOB) -> Job:
    """Start the job, or find the one for the same file by the same person that is under way.

    `wanted` are plain values: the survey by its slug (or what else is covered), purpose, format.
    """
    same = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return start_job(
        kind=job,
        title=title[:200],
        once_key=f"{job} {area.id} {by} {same}",
        area=area.id,
        by=by,
        at=clock.now(),
        details=wanted,
    )


def make(kind: Kind[S], job: Running) -> str:
    """What a job does; returns the id of the export. A file that is not kept in the end is removed."""
    if job.area_id is None or job.made_by is None:
        raise RuleBroken("There is nothing to export yet.")
    file_format, folder = FileFormat(job.details["format"]), exports_folder()
    with reading(snapshot=True):
        scope = kind.scope(area_by_id(job.area_id), job.details, job.made_by, clock.now())
        made = make_file(kind, scope=scope, file_format=file_format, folder=folder, report=job.report)
        kept = _export(kind, scope, file_format, made)
    try:
        # the last word of somebody who has cancelled it meanwhile
        job.report(made.rows, made.rows, "Keeping the file.")
        with transaction():
            return str(_keep(kind, kept))
    except BaseException:
        forget_file(made=made, folder=folder)
        raise


def scope_of_survey(area: Area, wanted: dict[str, Any], by: int, at: datetime) -> RecordScope:
    """All ended waves of the survey that was asked for; refuses one that has none."""
    survey = survey_by_slug(area, wanted["survey"])
    waves = ended_waves(survey, at) if survey else []
    if survey is None or not waves:
        raise RuleBroken("There is nothing to export yet.")
    return RecordScope(
        area=area,
        survey=survey,
        waves=waves,
        purpose=wanted["purpose"],
        by=by,
        at=at,
        least=protection_of(area).threshold,
        demonstration=bool(flask.current_app.config["PORTAL"].demonstration),
    )


def make_file(
    kind: Kind[S], *, scope: S, file_format: FileFormat, folder: Path, report: Report
) -> MadeFile:
    """Write the file under a random name; a file that fails half-way, or is not wanted, is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    ending = ENDINGS[file_format]
    stored_as = f"{secrets.token_hex(16)}.{ending}"
    path = folder / stored_as
    try:
        rows, not_cleared = kind.write(path, scope, file_format, report)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    with path.open("rb") as made:
        digest = hashlib.file_digest(made, "sha256").hexdigest()
    name = f"send-{kind.name}-{scope.area.slug}-{scope.slug}"[:120]
    file_name = f"{name}-{clock.local(scope.at):%Y-%m-%d}.{ending}"
    return MadeFile(stored_as, file_name, digest, path.stat().st_size, rows, not_cleared, kind.seal(scope))


def _write_records(
    path: Path, scope: RecordScope, file_format: FileFormat, report: Report
) -> tuple[int, int]:
    writer, _ending = TABLE_FILES[file_format]
    with writer(path) as tables:
        return _write(tables, scope, report), 0


def _write(tables: Tables, scope: RecordScope, report: Report) -> int:
    """Every table of the file; returns how many records it holds."""
    total = sum(scope.people.values())
    tables.add("Read me", sheets.READ_ME_HEADINGS, sheets.read_me_rows(scope))
    names = sheets.headings(scope)
    tables.add(sheets.CODES, names, _told(sheets.code_rows(scope), total, report))
    rows = tables.add(sheets.WORDS, names, _told(sheets.word_rows(scope), total, report))
    tables.add("Code book", sheets.BOOK_HEADINGS, sheets.book_rows(scope))
    tables.add_lines("read-records.sps", sheets.syntax_lines(scope))
    return rows


def _told(rows: Iterable[Sequence[Cell]], total: int, report: Report) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows, start=1):
        if number % ROWS_A_REPORT == 0:
            report(min(number, total), total, "Records.")
        yield row


def _export(kind: Kind[S], scope: S, file_format: FileFormat, made: MadeFile) -> Export:
    return Export(
        area_id=scope.area.id,
        strategy_id=None,
        holds=kind.holds,
        rounds=scope.titles,
        format=file_format,
        purpose=scope.purpose,
        stored_as=made.stored_as,
        file_name=made.file_name,
        sha256=made.sha256,
        size=made.size,
        rows=made.rows,
        not_cleared=made.not_cleared,
        wave_ids=scope.wave_ids,
        words_seal=made.words_seal,
        protection=scope.protection,
        made_by=scope.by,
        made_at=scope.at,
    )


def _keep(kind: Kind[S], export: Export) -> int:
    """Keep who made which file and what for; its making is audited."""
    db.session.add(export)
    db.session.flush()
    audit.record(
        act=kind.act,
        by=export.made_by,
        area=export.area_id,
        at=export.made_at,
        subject=("export", export.id),
        rounds=export.rounds,
        rows=export.rows,
        sha256=export.sha256,
        purpose=export.purpose,
    )
    return export.id


RECORDS = Kind(
    job=JOB,
    holds=Holds.RECORDS,
    act="made record-level export",
    name="records",
    scope=scope_of_survey,
    write=_write_records,
    seal=lambda scope: records_seal(scope.wave_ids),
)


def init_app() -> None:
    """Hand the worker what a job of this kind does."""
    running.register(JOB, partial(make, RECORDS))
