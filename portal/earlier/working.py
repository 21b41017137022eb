"""The worker's part: read a file and say what it would do, and let its words in when somebody says so."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import islice

from portal.areas.models import Area
from portal.areas.queries import area_by_id
from portal.core import clock, keys
from portal.core.db import let_others_write, reading, transaction
from portal.core.deployment import secret_key
from portal.core.disclosure import RECORD_KEY_BITS
from portal.core.errors import RuleBroken
from portal.core.table_files import rows_of
from portal.core.worker import running
from portal.core.worker.running import Running
from portal.earlier import actions, queries
from portal.earlier import putting_actions as putting
from portal.earlier.columns import read_mapping
from portal.earlier.models import EarlierFile, Verdict
from portal.earlier.queries import Known
from portal.earlier.reading import NotTaken, Reader, Said

BATCH = 100
# items that are shown or hidden in one transaction
PIECE = 1000
# told how many texts are done, of how many (0: nobody knows), and a sentence
Report = Callable[[int, int, str], None]
# so many rows of each verdict are named on the page
MOST_LISTED = 500


def work(job: Running) -> str:
    """What a job does: try a file out, put it in, or take it back; returns the id of the file."""
    file_id, area_id = int(job.details["file"]), job.area_id or 0
    if job.details["step"] == "put in":
        put_in(area_id, file_id, by=job.made_by or 0, report=job.report)
    elif job.details["step"] == "take back":
        take_back(area_id, file_id, by=job.made_by or 0, report=job.report)
    else:
        try_out(area_id, file_id, report=job.report)
    return str(file_id)


def try_out(area_id: int, file_id: int, *, report: Report) -> None:
    """Read a file whose columns are named, and keep what it would do; nothing else changes."""
    counts: Counter[str] = Counter()
    listed: dict[str, list[list[object]]] = {}
    done = 0
    with reading():
        found = _found(area_id, file_id)
        source = found.source
        reader, texts = _texts(found, area_by_id(area_id))
    while some := list(islice(texts, BATCH)):
        with reading():
            before = queries.known(area_id, source, [one.key for one in some if isinstance(one, Said)])
        for one in some:
            _count(one, before, file_id, counts, listed)
        done += len(some)
        report(done, 0, "The file is being read.")
    counts["empty"] = reader.empty
    with transaction():
        actions.end_trying(found=_found(area_id, file_id, held=True), counts=dict(counts), listed=listed)


def _count(
    one: Said | NotTaken,
    before: Mapping[str, Known],
    file_id: int,
    counts: Counter[str],
    listed: dict[str, list[list[object]]],
) -> None:
    if isinstance(one, NotTaken):
        verdict, reason = Verdict.REFUSED, one.reason
    else:
        verdict, reason = putting.judge(one, before.get(one.key), file_id), one.remark
        counts["remarks"] += bool(reason)
    counts[verdict] += 1
    lines = listed.setdefault(verdict, [])
    if len(lines) < MOST_LISTED:
        lines.append([one.number, one.column, reason])


def put_in(area_id: int, file_id: int, *, by: int, report: Report) -> None:
    """Let the words of a file in, some at a time; staff see them once all of them are in."""
    with reading():
        found = _found(area_id, file_id)
        total = sum(found.counts.get(what, 0) for what in Verdict)
        _reader, texts = _texts(found, area_by_id(area_id))
    done = 0
    while some := list(islice(texts, BATCH)):
        with transaction():
            taken = [one for one in some if isinstance(one, Said)]
            area, found = area_by_id(area_id), _found(area_id, file_id)
            putting.put_some_in(found=found, area=area, some=taken, at=clock.now())
        let_others_write()
        done += len(some)
        report(done, total, "Comments are put in.")
    for ids in _pieces(file_id):
        with transaction():
            actions.show_some(found=_found(area_id, file_id), ids=ids)
        let_others_write()
    with transaction():
        actions.end_putting_in(found=_found(area_id, file_id), by=by, at=clock.now())


def take_back(area_id: int, file_id: int, *, by: int, report: Report) -> None:
    """Take the words of a file out again, some at a time, so that families can write in between."""
    with reading():
        gone, total = 0, queries.count_of_file(file_id)
    for ids in _pieces(file_id):
        with transaction():
            actions.hide_some(found=_found(area_id, file_id), ids=ids)
        let_others_write()
    while True:
        with transaction():
            some = actions.take_some_back(found=_found(area_id, file_id), most=BATCH)
        if not some:
            break
        let_others_write()
        gone += some
        report(gone, total, "Comments are taken back.")
    with transaction():
        actions.end_taking_back(found=_found(area_id, file_id), gone=gone, by=by, at=clock.now())


def _pieces(file_id: int) -> Iterator[list[int]]:
    """The items that a file brought, some at a time: what is done to them is a moment's work."""
    with reading():
        ids = queries.ids_of_items(file_id)
    yield from (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))


def _texts(found: EarlierFile, area: Area) -> tuple[Reader, Iterator[Said | NotTaken]]:
    """Every text of the file, read as its columns were named; the same file gives the same keys."""
    key = keys.derive(secret_key(), f"earlier words {area.slug} {found.source}")
    today = clock.today()
    reader = Reader(
        headings=list(found.headings),
        columns=read_mapping(found.mapping),
        places=queries.place_ids(area),
        themes=queries.theme_ids(),
        oldest=today - timedelta(days=area.settings.retention_days["feedback"]),
        today=today,
        hashed=lambda text: keys.keyed_hash(key, text),
        person_key=lambda who: _record_key(key, who),
    )
    content = actions.unlocked(queries.content_of(found.id))
    return reader, reader.texts(rows_of(content, found.file_name, found.sheet))


def _record_key(key: bytes, who: str) -> int:
    """A record key of 31 bits that one person of a source always gets; never 0 (core/disclosure)."""
    return int(keys.keyed_hash(key, f"person\x1f{who}"), 16) % ((1 << RECORD_KEY_BITS) - 1) + 1


def _found(area_id: int, file_id: int, *, held: bool = False) -> EarlierFile:
    found = queries.file_in(area_by_id(area_id), file_id, for_update=held)
    if found is None:
        raise RuleBroken(actions.OVERTAKEN)
    return found


def init_app() -> None:
    """Hand the worker what a job of this kind does."""
    running.register(actions.JOB, work)
