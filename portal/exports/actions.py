"""Every write of exports: make the file, outside any write transaction, then its row and audit."""

import hashlib
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.core import audit, clock
from portal.core.db import db
from portal.exports import queries
from portal.exports.files import WRITERS, Report
from portal.exports.models import PACKS, Export, FileFormat
from portal.exports.scope import Scope

# a file that no row names is younger than this only while it is being made
LONGEST_MAKING = timedelta(days=1)


@dataclass(frozen=True)
class MadeFile:
    """A file that lies in the folder, and what its row will say."""

    stored_as: str
    file_name: str
    sha256: str
    size: int
    rows: int
    not_cleared: int
    words_seal: str


def _quietly(_done: int, _total: int, _words: str) -> None:
    """Nobody waits for this file."""


def make_file(
    *, scope: Scope, file_format: FileFormat, folder: Path, report: Report = _quietly
) -> MadeFile:
    """Write the file under a random name; a file that fails half-way, or is not wanted, is removed.

    Only reads the database, in the caller's `reading(snapshot=True)`. `report` is told how many
    comments are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write, ending = WRITERS[file_format]
    stored_as = f"{secrets.token_hex(16)}.{ending}"
    path = folder / stored_as
    not_cleared = queries.not_cleared_count(scope.area, scope.wave_ids)
    seal = queries.words_seal(scope.area, scope.wave_ids, scope.at)
    try:
        rows = write(path, scope, not_cleared, report)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    with path.open("rb") as made:
        digest = hashlib.file_digest(made, "sha256").hexdigest()
    rounds = "-".join(one.slug for one in scope.rounds)
    name = f"send-{_what(file_format, scope)}-{scope.area.slug}-{rounds}"
    file_name = f"{name[:120]}-{clock.local(scope.at):%Y-%m-%d}.{ending}"
    return MadeFile(stored_as, file_name, digest, path.stat().st_size, rows, not_cleared, seal)


def _what(file_format: FileFormat, scope: Scope) -> str:
    """What a file is by its name: a board pack and an inspection pack of one day stand in one folder."""
    if file_format in PACKS:
        inspection = file_format in {FileFormat.INSPECTION_WORD, FileFormat.INSPECTION_PAGE}
        return f"{'inspection' if inspection else 'board'}-pack-{scope.strategy.starts}"
    return "charts" if file_format is FileFormat.CHARTS else "themes"


def record_export(*, scope: Scope, file_format: FileFormat, made: MadeFile, by: int) -> Export:
    """Keep who made which file and what for; its making is audited, fetching it is not again."""
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
        wave_ids=scope.wave_ids,
        words_seal=made.words_seal,
        protection=scope.protect.settings.kept(),
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


def remove_files(*, exports: Iterable[Export], folder: Path, at: datetime) -> int:
    """Remove files whose time is over; their rows stay and say so. Returns how many there were."""
    count = 0
    for export in exports:
        with suppress(FileNotFoundError):
            (folder / export.stored_as).unlink()
        export.removed_at = at
        count += 1
    db.session.flush()
    return count


def remove_strays(*, folder: Path, at: datetime) -> int:
    """Remove what a killed worker left behind: files that no row names, a day after they were begun."""
    known, count = queries.every_stored_name(), 0
    for path in sorted(folder.glob("*")) if folder.is_dir() else []:
        begun = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.name not in known and begun < at - LONGEST_MAKING:
            path.unlink(missing_ok=True)
            count += 1
    return count
