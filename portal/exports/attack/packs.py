"""The tables of a pack (Word or a page), read back: figures by round, of one group or of one thing."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from portal.core.disclosure import DisclosureSettings, ShownKind
from portal.exports.attack.saying import Cell
from portal.releases.figures import ShownCell

MARKUP = re.compile(r"<[^>]+>")
COUNTS_PEOPLE = {"People", "People who wrote"}
# the rows that hold what the rows below them are counted of
BASES = {"People who wrote", "Answers counted"}
# how often two people agreed, in comments of a sample
NOT_PEOPLE = "Figure"
FIGURE = re.compile(r"(\d[\d,]*|\*)(?: of (\d[\d,]*))?(?: \(([^)]*)\))?")
Grid = tuple[str, list[list[str]]]


def of_document(name: str, content: bytes) -> set[int]:
    """The numbers of people in the tables of a pack: columns that count people, and rounds across."""
    in_grids = {one for cell in cells_of(name, content) for one in (cell.base, cell.of.people)}
    return {*_in_columns(name, content), *(one for one in in_grids if one is not None)}


def _in_columns(name: str, content: bytes) -> Iterator[int]:
    for _caption, lines in grids(name, content):
        headings = lines[0] if lines else []
        counting = [place for place, heading in enumerate(headings) if heading in COUNTS_PEOPLE]
        for line in lines[1:]:
            for place in counting:
                alone = line[place] if place < len(line) else ""
                if alone.isascii() and alone.isdigit():
                    yield int(alone)


def odd_shares(name: str, content: bytes, settings: DisclosureSettings) -> list[str]:
    """The percentages that are not those of the figures beside them, or of too few people."""
    found = []
    for cell in cells_of(name, content):
        share, people, base = cell.of.per_cent, cell.of.people, cell.base
        if share is None:
            continue
        follows = people is not None and base is not None and base >= settings.percentage_base
        if not follows or share != min((200 * (people or 0) + (base or 1)) // (2 * (base or 1)), 100):
            found.append(f"{share}% of {cell.place}")
    return found


def cells_of(name: str, content: bytes) -> Iterator[Cell]:
    """Each figure of the tables that have rounds across."""
    for caption, lines in grids(name, content):
        if not lines or NOT_PEOPLE in lines[0]:
            continue
        bases: dict[int, int | None] = {}
        for line in lines[1:]:
            label = line[0] if line else ""
            for place, words in enumerate(line[1:], start=1):
                figure = FIGURE.fullmatch(words)
                if label in BASES:
                    bases[place] = _number(figure.group(1)) if figure else None
                elif figure:
                    base = _number(figure.group(2)) or bases.get(place)
                    yield Cell(lines[0][place], f"{caption}, {label}", base, _cell(label, caption, figure))


def _cell(label: str, caption: str, figure: re.Match[str]) -> ShownCell:
    people, share = _number(figure.group(1)), figure.group(3) or ""
    # of a table of one thing, groups stand in the rows and the thing above them
    name = caption.partition(": ")[2] if figure.group(2) else label
    shown = ShownKind.STAR if people is None else ShownKind.NUMBER
    per_cent = int(share[:-1]) if share.endswith("%") and share[:-1].isdigit() else None
    return ShownCell(label, name, True, shown.value, people, per_cent, None)


def _number(words: str | None) -> int | None:
    return int(words.replace(",", "")) if words and words != "*" else None


def grids(name: str, content: bytes) -> Iterator[Grid]:
    """Each table with its caption: its lines of cells, the headings first."""
    if name.endswith(".docx"):
        words = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        table, row, cell, paragraph = "w:tbl", "w:tr", "w:tc", "w:p"
    else:
        words = content.decode("utf-8", "replace")
        table, row, cell, paragraph = "table", "tr", "t[hd]", "caption"
    for found in re.finditer(rf"<{table}(?:\s[^>]*)?>(.*?)</{table}>", words, re.DOTALL):
        above = words[: found.start()][-4000:] if name.endswith(".docx") else found.group(1)
        captions = [_plain(one) for one in _inside(paragraph, above)]
        lines = [[_plain(one) for one in _inside(cell, line)] for line in _inside(row, found.group(1))]
        yield captions[-1] if captions else "", lines


def _plain(markup: str) -> str:
    return unescape(MARKUP.sub("", markup)).strip()


def _inside(tag: str, words: str) -> list[str]:
    """What stands inside each element of this name."""
    return re.findall(rf"<{tag}(?:\s[^>]*)?>(.*?)</{tag}>", words, re.DOTALL)
