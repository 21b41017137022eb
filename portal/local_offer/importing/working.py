"""The worker's part: read a feed or file beside the directory in batches, and put it in when asked."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import flask

from portal.areas.queries import area_by_id
from portal.core import clock
from portal.core.db import let_others_write, reading, transaction
from portal.core.errors import RuleBroken
from portal.core.worker import running
from portal.core.worker.running import Running
from portal.local_offer.importing import actions, feeds, oruk_reading, queries, tables
from portal.local_offer.importing.fetching import Web
from portal.local_offer.importing.judging import judge
from portal.local_offer.importing.models import ImportKind, ServiceImport
from portal.local_offer.importing.parsed import LONGEST_KEY, Parsed, Refused, plain
from portal.strategies.queries import themes

# entries of a feed, and how many of how many steps that is
Batch = tuple[list[Any], int, int]


@dataclass
class Source:
    """What is read, how one entry of it becomes a service, and which ids were met."""

    import_id: int
    area_id: int
    area_slug: str
    source: str
    kind: ImportKind
    themes: dict[str, str]
    met: set[str] = field(default_factory=set)

    def read(self, item: Any) -> Parsed:
        """One entry; refuses (Refused) what cannot be taken, and an id that was met before."""
        if self.kind == ImportKind.CSV:
            parsed = tables.read_row(item, self.themes)
        else:
            parsed = oruk_reading.read_service(item, self.themes)
        if parsed.key in self.met:
            raise Refused("id: another entry of the feed has the same one.")
        self.met.add(parsed.key)
        return parsed

    def name_of(self, item: Any) -> str:
        """What to call an entry that was refused."""
        return tables.name_of(item) if self.kind == ImportKind.CSV else oruk_reading.name_of(item)


def work(job: Running) -> str:
    """What a job does: read, or put in; returns the id of the import."""
    import_id = int(job.details["import"])
    if job.details["step"] == "put in":
        _put_in(job, import_id)
    else:
        _read(job, import_id)
    return str(import_id)


def _read(job: Running, import_id: int) -> None:
    with transaction():
        found = _found(job, import_id)
        actions.clear_leftovers(found=found)
        content = queries.content_of(import_id)
        slug = area_by_id(found.area_id).slug
        source = Source(import_id, found.area_id, slug, found.source, found.kind, _theme_slugs())
        address, mapping = found.address, dict(found.mapping)
    _clear(job)
    done = 0
    for items, step, steps in _batches(source.kind, address, mapping, content):
        for some in queries.some_of(items, actions.BATCH):
            _stage(source, some)
            done += len(some)
        job.report(step, steps, f"{done} services are read.")
    with transaction():
        actions.end_reading(found=_found(job, import_id))


def _batches(
    kind: ImportKind, address: str, mapping: dict[str, str], content: bytes | None
) -> Iterator[Batch]:
    if content is None:
        web = Web(private=flask.current_app.config["PORTAL"].feed_hosts)
        for number, (items, last) in enumerate(feeds.services_of_address(address, web), start=1):
            yield items, number, max(number, last)
        return
    unpacked = zlib.decompress(content)
    if kind == ImportKind.CSV:
        everything: list[Any] = list(tables.read_table(unpacked, mapping))
    else:
        everything = feeds.services_of_file(unpacked)
    pieces = queries.some_of(everything, actions.BATCH)
    for number, piece in enumerate(pieces, start=1):
        yield piece, number, len(pieces)


def _stage(source: Source, items: list[Any]) -> None:
    accepted, refused = [], []
    for item in items:
        try:
            accepted.append(source.read(item))
        except Refused as why:
            key, name = _key_of(item), source.name_of(item)
            refused.append({"source_key": key, "name": name, "reason": str(why)[:1000]})
    with reading():
        known = queries.services_by_key(source.area_id, source.source, {parsed.key for parsed in accepted})
        rows = [(parsed, judge(parsed, known.get(parsed.key))) for parsed in accepted]
    values = actions.as_staged(
        import_id=source.import_id,
        area_slug=source.area_slug,
        source=source.source,
        rows=rows,
        refused=refused,
    )
    with transaction():
        actions.stage(values=values)


def _key_of(item: Any) -> str:
    """The id of an entry that was refused, as far as it is one: no database holds every character."""
    try:
        return plain(item.get("id"), "id", LONGEST_KEY) if isinstance(item, dict) else ""
    except Refused:
        return ""


def _put_in(job: Running, import_id: int) -> None:
    with reading():
        slug = area_by_id(job.area_id or 0).slug
        doubles = actions.doubled_ids(found=_found(job, import_id), area_slug=slug)
    if doubles:
        with transaction():
            actions.give_own_ids(doubles=doubles)
    with transaction():
        actions.put_in(found=_found(job, import_id), area_slug=slug, by=job.made_by or 0, at=clock.now())
    _clear(job)


def _clear(job: Running) -> None:
    """What was staged goes, some at a time, with gaps: families who answer meanwhile do not wait."""
    while True:
        with transaction():
            more = actions.clear_staged(area_id=job.area_id or 0)
        if not more:
            return
        let_others_write()


def _found(job: Running, import_id: int) -> ServiceImport:
    found = queries.import_in(area_by_id(job.area_id or 0), import_id)
    if found is None:
        raise RuleBroken(actions.OVERTAKEN)
    return found


def _theme_slugs() -> dict[str, str]:
    return {theme.slug: theme.label for theme in themes()}


def init_app() -> None:
    """Hand the worker what a job of this kind does."""
    running.register(actions.JOB, work)
