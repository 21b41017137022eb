"""The attack itself: gathers all that left an area, looks for loose figures, and guesses at every star.

A figure is loose when it stands on a page or in a file and follows from nothing that was released: it
would be an exact one, or one that was counted apart, and no guess below knows of it.
"""

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from portal.areas.models import Area
from portal.core.disclosure import DisclosureSettings
from portal.exports.attack.drawings import Figures
from portal.exports.attack.finding import Contents, of_file, of_page
from portal.exports.attack.known import Known
from portal.exports.attack.packs import cells_of, odd_shares, of_document
from portal.exports.attack.reach import attacked_reach
from portal.exports.attack.running_text import of_html, of_json, of_word
from portal.exports.attack.tables import tables_of
from portal.exports.models import Export, Holds
from portal.exports.queries import kept_files
from portal.releases import figures
from portal.releases.attack import Guess, Verdict, attacked, of_table
from portal.releases.figures import Published, ShownTable
from portal.releases.queries import newest_with_figures

MOST_RELEASES = 1000
MOST_PAGES = 500
READ = re.compile(r"text/|/json$|\+xml$|wordprocessingml")
STARTS = (
    "releases.index",
    "releases.listed",
    "board.index",
    "board_feeds.atom",
    "board_feeds.promises",
    "half_year.index",
    "charter.index",
    "consultations.index",
    "topics.index",
    "strategies.index",
    "comments.index",
)
# whose pages show figures of people; the totals of a closed vote are exact by the rules
FOLLOWED = {one.partition(".")[0] for one in STARTS}
Signature = tuple[object, ...]


@dataclass
class Attacked:
    """What the attacker read, how sure the guesses are, and which figures follow from no release."""

    releases: int
    pages: int
    files: int
    verdict: Verdict
    loose: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the bound of the rules holds over everything, and nothing is loose."""
        return self.verdict.holds and not self.loose


def attack_area(area: Area, folder: Path) -> Attacked:
    """Attack everything that left an area; `folder` is where its exported files lie.

    Reads the public pages as anyone gets them, and the files that are still kept. Writes nothing.
    """
    published = [figures.read(one.file) for one in newest_with_figures(area, MOST_RELEASES)]
    known = Known()
    for one in published:
        known.learn((one.content["round"], table.group, table) for table in one.tables)
    known.learn_records(area)
    found = Attacked(len(published), 0, 0, attacked(published))
    for path, page in _pages(area):
        found.pages += 1
        found.loose += [f"{path}: {one}" for one in _loose_on(page, known)]
    guesses = list(found.verdict.guesses)
    for export in kept_files(area):
        if (folder / export.stored_as).is_file() and export.holds in {Holds.THEMED, Holds.REACH}:
            found.files += 1
            content = (folder / export.stored_as).read_bytes()
            guesses += _of_export(export, content, known, published, found.loose)
    found.verdict = Verdict(tuple(guesses))
    return found


def _loose_on(page: bytes, known: Known) -> list[str]:
    """What a page, a Word document or a file of the API says that follows from no release."""
    if zipfile.is_zipfile(io.BytesIO(page)):
        told, hidden = of_word(page)
        return [*known.betrayed(told), *hidden]
    words = page.decode("utf-8", "replace")
    if words.lstrip().startswith(("{", "[")):
        return known.betrayed(of_json(words))
    return [*known.loose(of_page(words)), *known.betrayed(of_html(words))]


def _pages(area: Area) -> Iterator[tuple[str, bytes]]:
    """Every public page that shows figures, every document, every file of the API, as anyone gets them."""
    client, urls = flask.current_app.test_client(), flask.current_app.url_map.bind("localhost")
    with flask.current_app.test_request_context():
        waiting = deque(flask.url_for(one, area=area) for one in STARTS)
    seen = set(waiting)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        answered = client.get(path)
        if answered.status_code != 200 or not READ.search(answered.mimetype or ""):
            continue
        yield path, answered.get_data()
        page = answered.get_data().decode("utf-8", "replace")
        for link in re.findall(r'(?:href|"page"|"file")(?:=|: )"(/[^"#]*)', page):
            link = unescape(link)
            if link not in seen and f"/{area.slug}/" in link and _is_followed(urls, link):
                seen.add(link)
                waiting.append(link)


def _is_followed(urls: MapAdapter, link: str) -> bool:
    try:
        endpoint, _values = urls.match(link.partition("?")[0])
    except HTTPException:
        return False
    return str(endpoint).partition(".")[0] in FOLLOWED


def _of_export(
    export: Export, content: bytes, known: Known, published: list[Published], loose: list[str]
) -> list[Guess]:
    contents = of_file(export.stored_as, content)
    settings = DisclosureSettings(**export.protection)
    if contents is None:
        # the figures of a pack are those of releases, or protected in the same way: whole steps
        numbers = of_document(export.stored_as, content)
        found = known.loose(Figures(counts=frozenset(one for one in numbers if one % settings.step)))
        found += odd_shares(export.stored_as, content, settings)
        own = known.copy()
        own.add(cells_of(export.stored_as, content))
        found += _loose_in_words(content, own)
        loose += [f"{export.file_name}: {one}" for one in found]
        return []
    if export.holds == Holds.REACH:
        guesses, found = attacked_reach(contents, settings, export.file_name)
        loose += [f"{export.file_name}: {one}" for one in found]
        return guesses
    own = known.copy()
    told = list(tables_of(contents))
    own.learn((place.partition(", ")[0], place, table) for place, table, _least in told)
    loose += [f"{export.file_name}: {one}" for one in _loose_in(contents, own, settings, told)]
    released = {_signature(table) for one in published for table in one.tables}
    guesses = []
    for place, table, at_least in told:
        # a table of a release that no word beside it tells more of was attacked with the release
        if table.people is not None and (at_least or _signature(table) not in released):
            where = f"{export.file_name}, {place}"
            guesses += of_table(table, settings, where, at_least)
    return guesses


def _loose_in_words(content: bytes, known: Known) -> list[str]:
    """What the sentences of a pack tell of a hidden figure, and what a Word document keeps out of sight."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return known.betrayed(of_html(content.decode("utf-8", "replace")))
    told, hidden = of_word(content)
    return [*known.betrayed(told), *hidden]


def _loose_in(
    contents: Contents,
    own: Known,
    settings: DisclosureSettings,
    told: list[tuple[str, ShownTable, dict[str, int]]],
) -> list[str]:
    """Numbers that stand elsewhere in a file, exact numbers in its tables, and what it hides."""
    counts = contents.numbers - {round(one) for one in own.per_cents}
    numbers = own.loose(Figures(frozenset(counts), frozenset(contents.per_cents)))
    exact = {
        cell.people
        for _place, table, _least in told
        for cell in table.cells
        if cell.people is not None and cell.people % settings.step
    }
    said = own.betrayed(contents.sentences)
    return [*numbers, *(f"{one}, which is not rounded" for one in sorted(exact)), *said, *contents.hidden]


def _signature(table: ShownTable) -> Signature:
    return (table.people, tuple((cell.label, cell.shown, cell.people) for cell in table.cells))
