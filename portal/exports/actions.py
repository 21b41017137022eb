"""Every write of exports: make the file, outside any write transaction, then its row and audit."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from portal.core import audit, clock
from portal.core.db import db
from portal.core.spreadsheet import Cell, CsvFiles, Tables, Workbook
from portal.exports import figure_sheets, read_me, word_sheets
from portal.exports.models import Export, FileFormat
from portal.exports.queries import not_cleared_count
from portal.exports.scope import Scope

WRITERS: dict[FileFormat, tuple[Callable[[Path], AbstractContextManager[Tables]], str]] = {
    FileFormat.XLSX: (Workbook, "xlsx"),
    FileFormat.CSV: (CsvFiles, "zip"),
}


@dataclass(frozen=True)
class MadeFile:
    """A file that lies in the folder, and what its row will say."""

    stored_as: str
    file_name: str
    sha256: str
    size: int
    rows: int
    not_cleared: int


def make_file(*, scope: Scope, file_format: FileFormat, folder: Path) -> MadeFile:
    """Write the file under a random name; a file that fails half-way is removed.

    Only reads the database: the caller holds no write lock while this runs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer, ending = WRITERS[file_format]
    stored_as = f"{secrets.token_hex(16)}.{ending}"
    path = folder / stored_as
    not_cleared = not_cleared_count(scope.area, scope.wave_ids)
    try:
        with writer(path) as tables:
            rows = _write(tables, scope, not_cleared)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    with path.open("rb") as made:
        digest = hashlib.file_digest(made, "sha256").hexdigest()
    name = f"send-{scope.area.slug}-{'-'.join(one.slug for one in scope.rounds)}"
    file_name = f"{name[:120]}-{clock.local(scope.at):%Y-%m-%d}.{ending}"
    return MadeFile(stored_as, file_name, digest, path.stat().st_size, rows, not_cleared)


def _write(tables: Tables, scope: Scope, not_cleared: int) -> int:
    """Every table of the file; returns how many cleared comments it holds."""
    words = 0
    for name, headings, rows in _sheets(scope, not_cleared):
        written = tables.add(name, headings, rows)
        words = written if headings is word_sheets.WORD_HEADINGS else words
    return words


def _sheets(scope: Scope, not_cleared: int) -> Iterator[tuple[str, tuple[str, ...], Iterator[list[Cell]]]]:
    yield "Read me", read_me.HEADINGS, read_me.read_me_rows(scope, not_cleared)
    yield "Figures by question", figure_sheets.QUESTION_HEADINGS, figure_sheets.question_rows(scope)
    yield "Themes", figure_sheets.THEME_HEADINGS, figure_sheets.theme_rows(scope)
    yield "Priorities", figure_sheets.PRIORITY_HEADINGS, figure_sheets.priority_rows(scope)
    yield "Words", word_sheets.WORD_HEADINGS, word_sheets.word_rows(scope)
    yield "Code book", word_sheets.BOOK_HEADINGS, word_sheets.book_rows(scope)


def record_export(*, scope: Scope, file_format: FileFormat, made: MadeFile, by: int) -> Export:
    """Keep who made which file and what for; its making is audited, fetching it is not again."""
    own = scope.protect.settings
    export = Export(
        area_id=scope.area.id,
        strategy_id=scope.strategy.id,
        rounds=[one.title for one in scope.rounds],
        format=file_format,
        purpose=scope.purpose,
        stored_as=made.stored_as,
        file_name=made.file_name,
        sha256=made.sha256,
        size=made.size,
        rows=made.rows,
        not_cleared=made.not_cleared,
        protection={
            "threshold": own.threshold,
            "small": own.small,
            "step": own.step,
            "epsilon": own.epsilon,
            "percentage_base": own.percentage_base,
        },
        made_by=by,
        made_at=scope.at,
    )
    db.session.add(export)
    db.session.flush()
    audit.record(
        act="made export",
        by=by,
        area=scope.area.id,
        at=scope.at,
        subject=("export", export.id),
        rounds=export.rounds,
        rows=made.rows,
        sha256=made.sha256,
        purpose=scope.purpose,
    )
    return export


def forget_file(*, made: MadeFile, folder: Path) -> None:
    """Remove a file whose row could not be kept: no file lies there that nobody answers for."""
    with suppress(OSError):
        (folder / made.stored_as).unlink()
