"""A document as a list of blocks, saved as one web page; word_files.py saves it as Word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup, escape

from portal.core.spreadsheet import Cell
from portal.core.text import clean_words

LONGEST = 100_000
STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1b29}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{border-bottom:1px solid #767489;padding:.3rem .5rem;text-align:start;vertical-align:top}"
    "caption{text-align:start;font-weight:bold}"
    "svg{display:block;max-width:100%;height:auto;margin:1rem 0}"
    "@media print{table,svg{break-inside:auto}tr{break-inside:avoid}h2,h3,caption{break-after:avoid}}"
    "blockquote{margin:1rem 0;padding-inline-start:1rem;border-inline-start:4px solid #2a3a8f}"
)


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a section under the title. `on_new_page`: in print it begins one."""

    level: int
    words: str
    on_new_page: bool = False


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


@dataclass(frozen=True)
class Picture:
    """A drawing of ours, and the sentence that stands in for it."""

    svg: str
    says: str


Block = Heading | Text | Points | Quote | Grid | Picture


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


def safe(words: Cell) -> str:
    """Text that XML can hold."""
    return clean_words("" if words is None else str(words), limit=LONGEST)


def save_page(path: Path, document: Document) -> None:
    """Save as one HTML file that needs nothing else: no script, no font, no address of a server."""
    title = escape(safe(document.title))
    parts = [
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    ]
    parts += [f"{_markup(block)}\n" for block in document.blocks]
    path.write_text("".join([*parts, "</main>\n</body>\n</html>\n"]), encoding="utf-8", newline="\n")


def _markup(block: Block) -> Markup:
    match block:
        case Heading(level, words, _):
            tag = Markup(f"h{level + 1}")  # noqa: S704 - a number of ours
            return Markup("<{0}>{1}</{0}>").format(tag, safe(words))
        case Text(words):
            return Markup("<p>{}</p>").format(safe(words))
        case Points(lines):
            items = Markup("").join(Markup("<li>{}</li>").format(safe(line)) for line in lines)
            return Markup("<ul>{}</ul>").format(items)
        case Quote(words, who):
            return Markup("<blockquote><p>“{}”</p><p>{}</p></blockquote>").format(safe(words), safe(who))
        case Grid(caption, head, rows):
            return _grid(caption, head, rows)
        case Picture(svg, _says):
            # a page knows what an SVG is: the file keeps no address of a server
            return Markup(svg.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1))  # noqa: S704 - ours


def _grid(caption: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Markup:
    top = Markup("").join(Markup('<th scope="col">{}</th>').format(safe(words)) for words in head)
    lines = []
    for first, *others in rows:
        cells = Markup("").join(Markup("<td>{}</td>").format(safe(value)) for value in others)
        lines.append(Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(safe(first), cells))
    body = Markup("").join(lines)
    return Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        safe(caption), top, body
    )
