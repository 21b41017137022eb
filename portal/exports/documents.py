"""A document as a list of blocks, saved as Word or as one web page: the same blocks give the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from markupsafe import Markup, escape

from portal.core.spreadsheet import Cell
from portal.core.text import clean_words

# a file says itself on which day it was made; a time in its properties would make every file another one
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
NO_TIME_IN_ZIP = (1980, 1, 1, 0, 0, 0)
LONGEST = 100_000
STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1b29}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{border-bottom:1px solid #767489;padding:.3rem .5rem;text-align:start;vertical-align:top}"
    "caption{text-align:start;font-weight:bold}"
    "blockquote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:4px solid #2a3a8f}"
)


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a section under the title."""

    level: int
    words: str


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True)
class Points:
    """A list of short lines."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Quote:
    """Approved words of a family, and who said them."""

    words: str
    who: str


@dataclass(frozen=True)
class Grid:
    """A table; the first cell of each row names it."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


Block = Heading | Text | Points | Quote | Grid


@dataclass
class Document:
    """A title and its blocks in order."""

    title: str
    author: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def quotes(self) -> int:
        """How many families' words stand in it."""
        return sum(isinstance(one, Quote) for one in self.blocks)


def _safe(words: Cell) -> str:
    """Text that XML can hold."""
    return clean_words("" if words is None else str(words), limit=LONGEST)


def save_word(path: Path, document: Document) -> None:
    """Save as a .docx file, with real headings, lists and tables."""
    word = docx.Document()
    own = word.core_properties
    own.title, own.author, own.language = _safe(document.title), _safe(document.author), "en-GB"
    own.created = own.modified = NO_TIME
    word.add_heading(_safe(document.title), level=0)
    for block in document.blocks:
        _add(word, block)
    raw = io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(path, "w") as file:
        for name in sorted(made.namelist()):
            entry = zipfile.ZipInfo(name, NO_TIME_IN_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, made.read(name))


def _add(word: Any, block: Block) -> None:
    match block:
        case Heading(level, words):
            word.add_heading(_safe(words), level=level)
        case Text(words):
            word.add_paragraph(_safe(words))
        case Points(lines):
            for line in lines:
                word.add_paragraph(_safe(line), style="List Bullet")
        case Quote(words, who):
            word.add_paragraph(_safe(f"“{words}”"), style="Intense Quote")
            word.add_paragraph(_safe(who))
        case Grid(caption, head, rows):
            word.add_paragraph(_safe(caption), style="Caption")
            table = word.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
            for cell, words in zip(table.rows[0].cells, head, strict=True):
                cell.text = _safe(words)
            for row in rows:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = _safe(value)


def save_page(path: Path, document: Document) -> None:
    """Save as one HTML file that needs nothing else: no script, no font, no address of a server."""
    title = escape(_safe(document.title))
    parts = [
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    ]
    parts += [f"{_markup(block)}\n" for block in document.blocks]
    path.write_text("".join([*parts, "</main>\n</body>\n</html>\n"]), encoding="utf-8", newline="\n")


def _markup(block: Block) -> Markup:
    match block:
        case Heading(level, words):
            tag = Markup(f"h{level + 1}")  # noqa: S704 - a number of ours
            return Markup("<{0}>{1}</{0}>").format(tag, _safe(words))
        case Text(words):
            return Markup("<p>{}</p>").format(_safe(words))
        case Points(lines):
            items = Markup("").join(Markup("<li>{}</li>").format(_safe(line)) for line in lines)
            return Markup("<ul>{}</ul>").format(items)
        case Quote(words, who):
            return Markup("<blockquote><p>“{}”</p><p>{}</p></blockquote>").format(_safe(words), _safe(who))
        case Grid(caption, head, rows):
            return _grid(caption, head, rows)


def _grid(caption: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Markup:
    top = Markup("").join(Markup('<th scope="col">{}</th>').format(_safe(words)) for words in head)
    lines = []
    for first, *others in rows:
        cells = Markup("").join(Markup("<td>{}</td>").format(_safe(value)) for value in others)
        lines.append(Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(_safe(first), cells))
    body = Markup("").join(lines)
    return Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        _safe(caption), top, body
    )
