"""Every write of earlier words: bring a file, try it out, put it in, take all of it back."""

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, update

from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.core import audit, keys
from portal.core.db import changed_one, db, random_id, transaction
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.core.worker.actions import alone_key, start_alone
from portal.core.worker.models import Job
from portal.core.worker.queries import open_job
from portal.earlier import queries
from portal.earlier.columns import Mapping, read_mapping
from portal.earlier.models import EarlierFile, EarlierState, EarlierWords, Verdict
from portal.earlier.queries import Known
from portal.earlier.reading import Said
from portal.earlier.sheets import Table, name_word, source_of
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem, ItemState

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


def judge(said: Said, before: Known | None, file_id: int) -> Verdict:
    """What putting words in would do. Words that have gone from here stay away."""
    if before is None:
        return Verdict.NEW
    if before.item_id is None:
        return Verdict.SAME
    # another file was left half put in: this one takes its words over
    left = before.state == ItemState.UNSENT and before.file_id != file_id
    if before.print_of == said.print_of and not left:
        return Verdict.SAME
    return Verdict.KEPT if before.state == ItemState.CLEARED else Verdict.CHANGED


def put_some_in(*, found: EarlierFile, area: Area, some: Sequence[Said], at: datetime) -> None:
    """Let words in by the one door: marked, screened, not cleared, and unsent until all are here."""
    if found.state != EarlierState.PUTTING:
        raise RuleBroken(OVERTAKEN)
    known = queries.known(area.id, found.source, [said.key for said in some])
    verdicts = [(said, known.get(said.key), judge(said, known.get(said.key), found.id)) for said in some]
    changed = [before.item_id for _s, before, what in verdicts if before and what == Verdict.CHANGED]
    items = queries.items_by_id([number for number in changed if number])
    for said, before, what in verdicts:
        if what == Verdict.NEW:
            _let_in(found, area, said, at)
        elif what == Verdict.CHANGED and before is not None and before.item_id in items:
            _write_anew(found, area, said, before, items[before.item_id], at)
    db.session.flush()


def _let_in(found: EarlierFile, area: Area, said: Said, at: datetime) -> None:
    words_id = random_id()
    source = _source(found, said, words_id)
    item = feedback.record(area=area, words=said.words, source=source, at=at)
    db.session.flush()
    row = {"id": words_id, "area_id": area.id, "source": found.source, "words_key": said.key}
    db.session.execute(insert(EarlierWords), [{**row, **_told(found, said), "item_id": item.id}])


def _write_anew(
    found: EarlierFile, area: Area, said: Said, before: Known, item: FeedbackItem, at: datetime
) -> None:
    """Other words than last time under the same key: they are read anew, and what was taken out is not."""
    feedback.unsend(item=item)
    source = _source(found, said, before.id, item.record_key)
    feedback.record(area=area, words=said.words, source=source, at=at, replaces=item)
    row = update(EarlierWords).where(EarlierWords.id == before.id)
    db.session.execute(row.values(**_told(found, said)))


def _source(found: EarlierFile, said: Said, sender: int, record_key: int | None = None) -> feedback.Source:
    return feedback.Source(
        kind=SOURCE_KIND,
        id=found.id,
        occasion=found.id,
        audience=said.audience,
        mode=Mode.STANDARD,
        language="en",
        channel=read_mapping(found.mapping).channel,
        record_key=record_key or said.record_key,
        sender=sender,
        said_on=said.said_on,
    )


def _told(found: EarlierFile, said: Said) -> dict[str, Any]:
    return {
        "print_of": said.print_of,
        "file_id": found.id,
        "number": said.number,
        "heading": said.heading,
        "audience": said.audience,
        "said_on": said.said_on,
        "place_id": said.place_id,
        "theme_id": said.theme_id,
    }


def end_putting_in(*, found: EarlierFile, by: int, at: datetime) -> None:
    """All words are here: staff see them from now on, all in one step, and the file goes."""
    putting = update(EarlierFile).where(EarlierFile.id == found.id)
    putting = putting.where(EarlierFile.state == EarlierState.PUTTING)
    if not changed_one(putting.values(state=EarlierState.DONE, put_in_at=at, content_locked=None)):
        raise RuleBroken(OVERTAKEN)
    feedback.show_all(items=queries.items_of_file(found.id))
    _record("put earlier words in", found, by, at)


def start_taking_back(*, found: EarlierFile, by: int, at: datetime) -> Job:
    """Nobody sees the words of a file from now on, and the worker takes them out, or goes on with it.

    Refuses once a person has cleared one: they may stand elsewhere.
    """
    if found.state not in {EarlierState.DONE, EarlierState.PUTTING, EarlierState.TAKING}:
        raise RuleBroken(OVERTAKEN)
    _refuse_while_at_work(found)
    if queries.cleared_count(found.id):
        raise RuleBroken("Some of these comments are cleared. Open them again first.")
    feedback.unsend_all(items=queries.items_of_file(found.id))
    found.state, found.content_locked = EarlierState.TAKING, None
    return _start(found, "take back", by, at)


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
