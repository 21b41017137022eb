"""Every write of earlier words: bring a file, try it out, put it in, take all of it back."""

import zlib
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, update

from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.core import audit, keys
from portal.core.db import changed_one, db, transaction
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.core.worker.actions import alone_key, start_alone
from portal.core.worker.models import Job
from portal.core.worker.queries import open_job
from portal.earlier import queries
from portal.earlier.columns import Mapping
from portal.earlier.models import EarlierFile, EarlierState, EarlierWords, Verdict
from portal.earlier.sheets import Table, name_word, source_of
from portal.feedback import actions as feedback

JOB = "earlier words"
SOURCE_KIND = "earlier words"
PURPOSE = "earlier file"
# a file that nobody put in goes after so many days
KEPT = timedelta(days=7)
OVERTAKEN = "This file is not waiting any more."


def bring(
    *, area: Area, title: str, file_name: str, content: bytes, table: Table, by: int, at: datetime
) -> EarlierFile:
    """Keep a file, locked, until its words are in; its columns are named next. Refuses an empty name."""
    found = EarlierFile(
        area_id=area.id,
        source=_known_as(area.id, title, table),
        title=title,
        file_name=file_name,
        content_locked=keys.lock(_key(), zlib.compress(content, 1)),
        sheet=table.sheet,
        sheets=[list(sheet) for sheet in table.sheets],
        headings=table.headings,
        mapping={},
        state=EarlierState.MAPPING,
        counts={},
        listed={},
        made_by=by,
        made_at=at,
    )
    db.session.add(found)
    db.session.flush()
    _record("brought earlier words", found, by, at)
    return found


def _known_as(area_id: int, title: str, table: Table) -> str:
    return source_of(title, table, queries.sheets_read(area_id, name_word(title)))


def choose_sheet(*, found: EarlierFile, table: Table) -> None:
    """Read another sheet of a file, whose columns are named anew. Refuses (409) one that is read or in."""
    _refuse_while_at_work(found)
    if found.state not in queries.WAITING:
        raise RuleBroken(OVERTAKEN)
    found.sheet, found.headings = table.sheet, table.headings
    found.source = _known_as(found.area_id, found.title, table)
    found.state, found.mapping, found.counts, found.listed = EarlierState.MAPPING, {}, {}, {}


def unlocked(locked: bytes | None) -> bytes:
    """The file as it came; refuses (409) one that is not kept any more."""
    packed = keys.unlock(_key(), locked) if locked else None
    if packed is None:
        raise RuleBroken(OVERTAKEN)
    return zlib.decompress(packed)


def _key() -> bytes:
    return keys.derive(secret_key(), PURPOSE)


def start_trying(*, found: EarlierFile, mapping: Mapping, by: int, at: datetime) -> Job:
    """Let the worker read the file; nothing else changes. Refuses (409) while it has a file already."""
    _refuse_while_at_work(found)
    name_columns(found=found, mapping=mapping)
    return _start(found, "try", by, at)


def name_columns(*, found: EarlierFile, mapping: Mapping) -> None:
    """What each column is. Refuses (409) a file that is in, or not wanted any more."""
    if found.state not in queries.WAITING:
        raise RuleBroken(OVERTAKEN)
    found.mapping, found.state, found.counts, found.listed = mapping.stored(), EarlierState.TRYING, {}, {}


def end_trying(*, found: EarlierFile, counts: dict[str, int], listed: dict[str, Any]) -> None:
    """All of it is read: somebody may look at it and put it in."""
    if found.state != EarlierState.TRYING:
        raise RuleBroken(OVERTAKEN)
    found.counts, found.listed, found.state = counts, listed, EarlierState.READY


def start_putting_in(*, found: EarlierFile, by: int, at: datetime) -> Job:
    """Let the worker put the words in, or go on with it. Refuses a file that is not ready."""
    begin_putting_in(found=found)
    return _start(found, "put in", by, at)


def begin_putting_in(*, found: EarlierFile) -> None:
    """From now on words of it come in. Refuses a file that is not ready, and one with nothing new."""
    if found.state not in {EarlierState.READY, EarlierState.PUTTING}:
        raise RuleBroken(OVERTAKEN)
    if not found.counts.get(Verdict.NEW) and not found.counts.get(Verdict.CHANGED):
        raise RuleBroken("There is nothing new in this file.")
    found.state = EarlierState.PUTTING


def _refuse_while_at_work(found: EarlierFile) -> None:
    if is_at_work(found):
        raise RuleBroken("The worker has this file now. Wait until it has ended, or stop it.")


def is_at_work(found: EarlierFile) -> bool:
    """Whether the worker reads a file or puts it in at this moment."""
    job = open_job(alone_key(JOB, found.area_id))
    return job is not None and job.details["file"] == found.id


def _start(found: EarlierFile, step: str, by: int, at: datetime) -> Job:
    details = {"file": found.id, "step": step}
    job = start_alone(kind=JOB, title=found.title, area=found.area_id, by=by, at=at, details=details)
    found.job_id = job.id
    db.session.flush()
    return job


def show_some(*, found: EarlierFile, ids: Collection[int]) -> None:
    """All words are here: staff see these from now on.

    In pieces: a family's answer waits for a whole piece, and for all of a large file it waited too long.
    """
    if found.state != EarlierState.PUTTING:
        raise RuleBroken(OVERTAKEN)
    feedback.show_all(items=queries.items_among(ids))


def end_putting_in(*, found: EarlierFile, by: int, at: datetime) -> None:
    """Staff see all words, and the file goes."""
    putting = update(EarlierFile).where(EarlierFile.id == found.id)
    putting = putting.where(EarlierFile.state == EarlierState.PUTTING)
    if not changed_one(putting.values(state=EarlierState.DONE, put_in_at=at, content_locked=None)):
        raise RuleBroken(OVERTAKEN)
    _record("put earlier words in", found, by, at)


def start_taking_back(*, found: EarlierFile, by: int, at: datetime) -> Job:
    """The worker takes the words of a file out, or goes on with it.

    Refuses once a person has cleared one: they may stand elsewhere.
    """
    if found.state not in {EarlierState.DONE, EarlierState.PUTTING, EarlierState.TAKING}:
        raise RuleBroken(OVERTAKEN)
    _refuse_while_at_work(found)
    _refuse_cleared(queries.items_of_file(found.id))
    found.state, found.content_locked = EarlierState.TAKING, None
    return _start(found, "take back", by, at)


def _refuse_cleared(items: Select[int]) -> None:
    if queries.cleared_count(items):
        raise RuleBroken("Some of these comments are cleared. Open them again first.")


def hide_some(*, found: EarlierFile, ids: Collection[int]) -> None:
    """Nobody sees these words any more: all are out of sight before the first goes.

    Refuses once a person has cleared one of them meanwhile.
    """
    if found.state != EarlierState.TAKING:
        raise RuleBroken(OVERTAKEN)
    items = queries.items_among(ids)
    _refuse_cleared(items)
    feedback.unsend_all(items=items)


def take_some_back(*, found: EarlierFile, most: int) -> int:
    """Some words of a file go, and how many these were: 0 once none is here.

    Words that went before by themselves are remembered, so that the same file does not bring them again.
    """
    if found.state != EarlierState.TAKING:
        raise RuleBroken(OVERTAKEN)
    some = queries.rows_of_file(found.id, most)
    db.session.execute(delete(EarlierWords).where(EarlierWords.id.in_([row for row, _item in some])))
    feedback.forget_all(ids=[item for _row, item in some])
    return len(some)


def end_taking_back(*, found: EarlierFile, gone: int, by: int, at: datetime) -> None:
    """All words of the file are gone again; `gone`: how many."""
    if found.state != EarlierState.TAKING:
        raise RuleBroken(OVERTAKEN)
    found.state = EarlierState.TAKEN_BACK
    _record("took earlier words back", found, by, at, gone=gone)


def drop(*, found: EarlierFile, by: int, at: datetime) -> None:
    """The file is not wanted; refuses one of which words are here, and one that is dropped already."""
    if found.state not in queries.WAITING:
        raise RuleBroken(OVERTAKEN)
    found.state, found.content_locked = EarlierState.DROPPED, None
    _record("dropped earlier words", found, by, at)


def forget_waiting(at: datetime) -> None:
    """Each day: files that were brought a week ago and never put in go."""
    with transaction():
        for found in queries.waiting_since([area.id for area in all_areas()], at - KEPT):
            found.state, found.content_locked = EarlierState.DROPPED, None


def _record(act: str, found: EarlierFile, by: int, at: datetime, **more: Any) -> None:
    audit.record(
        act=act,
        by=by,
        area=found.area_id,
        at=at,
        subject=("earlier file", found.id),
        file=found.file_name,
        sheet=found.sheet,
        counts=found.counts,
        **more,
    )
