"""Which figures stand in one page or file, in sight or not: cells, bars, marks of charts, caches."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import openpyxl

from portal.core.spreadsheet import Cell
from portal.exports.attack.drawings import Figures, of_charts, of_drawing, words_of
from portal.exports.attack.running_text import Sentence, properties, sentences

FIGURE_CELL = re.compile(r'<td class="n"[^>]*>(.*?)</td>', re.DOTALL)
MARKUP = re.compile(r"<[^>]+>")
# "1 in 3" is a word for a share, not a figure
SHARE_IN_WORDS = re.compile(r"\d+ in \d+")
NUMBER = re.compile(r"(\d[\d,]*)\s*(%?)")
BAR = re.compile(r'<rect width="([\d.]+)%"')
# what a workbook may keep out of sight: caches of pivots and charts, other files, notes, parts of its own
OUT_OF_SIGHT = re.compile("pivot|externalLink|comments|customXml|vbaProject")
CACHED = re.compile("<c:(?:numCache|strCache)>.*?<c:v>", re.DOTALL)
# of a sample that staff sorted twice: these count comments of a sample, not people
NOT_PEOPLE = {"Method"}
# what families wrote counts nothing, whatever numbers stand in it
OWN_WORDS = {"Words"}

Table = dict[str, list[dict[str, Cell]]]


@dataclass
class Contents:
    """A file: its rows by table and heading, other whole numbers, shares, sentences, and what it hides."""

    tables: Table = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)
    per_cents: set[float] = field(default_factory=set)
    sentences: list[Sentence] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def of_page(page: str) -> Figures:
    """The figures of a page: cells of figures, bars, and the marks of charts by their height."""
    counts: set[int] = set()
    per_cents: set[float] = set()
    for cell in FIGURE_CELL.findall(page):
        words = SHARE_IN_WORDS.sub("", unescape(MARKUP.sub("", cell)))
        for number, sign in NUMBER.findall(words):
            (per_cents if sign else counts).add(int(number.replace(",", "")))
    per_cents |= {round(float(one)) for one in BAR.findall(page)}
    in_charts = of_charts(page)
    return Figures(
        frozenset(counts | in_charts.counts), frozenset(per_cents | in_charts.per_cents), in_charts.hidden
    )


def of_file(name: str, content: bytes) -> Contents | None:
    """What a file of tables holds; None for one of another kind (a pack)."""
    if name.endswith(".xlsx"):
        return _of_workbook(content)
    if name.endswith(".zip"):
        return _of_zip(content)
    if name.endswith(".json"):
        return _of_json(content)
    return None


def _of_workbook(content: bytes) -> Contents:
    found = Contents()
    parts = zipfile.ZipFile(io.BytesIO(content))
    for one in parts.namelist():
        if OUT_OF_SIGHT.search(one):
            found.hidden.append(one)
        if one.startswith("docProps/"):
            found.sentences += properties(parts.read(one).decode("utf-8", "replace"))
        if "charts/" in one and CACHED.search(parts.read(one).decode("utf-8", "replace")):
            found.hidden.append(f"figures kept in {one}")
    for sheet in openpyxl.load_workbook(io.BytesIO(content), read_only=False):
        if sheet.sheet_state != "visible":
            found.hidden.append(f"the sheet {sheet.title}")
        headings, *rows = sheet.iter_rows(values_only=True)
        found.numbers |= {one for one in headings if isinstance(one, int)}
        _keep(found, sheet.title, [str(one or "") for one in headings], rows)
    return found


def _of_zip(content: bytes) -> Contents:
    """Tables, and drawings of them; a picture that is drawn from nothing in the zip could say anything."""
    found = Contents()
    parts = zipfile.ZipFile(io.BytesIO(content))
    for one in parts.namelist():
        if one.endswith(".png") and f"{one[:-4]}.svg" not in parts.namelist():
            found.hidden.append(f"the picture {one}")
        if one.endswith(".txt"):
            found.sentences += sentences(parts.read(one).decode())
        if one.endswith(".svg"):
            svg = parts.read(one).decode()
            title, *words = words_of(svg)
            found.sentences += [*sentences(words[0], title), *sentences(" ".join(words[1:]), title)]
            drawn = of_drawing(svg)
            found.numbers |= drawn.counts
            found.per_cents |= drawn.per_cents
            found.hidden += [f"{one}: {odd}" for odd in drawn.hidden]
        if one.endswith(".csv"):
            lines = csv.reader(io.StringIO(parts.read(one).decode("utf-8-sig")))
            headings, *rows = lines
            name = one.removesuffix(".csv").replace("-", " ").capitalize()
            _keep(found, name, headings, [[_read(cell) for cell in row] for row in rows])
    return found


def _of_json(content: bytes) -> Contents:
    found = Contents()
    for table in json.loads(content)["tables"]:
        rows = [[row.get(one) for one in table["columns"]] for row in table["rows"]]
        _keep(found, table["title"], table["columns"], rows)
    return found


def _keep(found: Contents, name: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    found.tables[name] = [dict(zip(headings, row, strict=False)) for row in rows]
    own_words = {place for place, heading in enumerate(headings) if heading in OWN_WORDS}
    for row in rows:
        names = [str(cell) for cell in row if isinstance(cell, str)]
        for place, cell in enumerate(row):
            if isinstance(cell, str) and place not in own_words:
                found.sentences += sentences(cell, " / ".join(names))
    if name not in NOT_PEOPLE:
        found.numbers |= {cell for row in rows for cell in row if isinstance(cell, int)}


def _read(cell: str) -> Cell:
    return int(cell) if cell.isascii() and cell.isdigit() else cell or None
