"""The sentences of a page, a Word document or a part of one, each with the headings it stands under."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

BLOCKS = {"p", "li", "dd", "dt", "td", "th", "figcaption", "summary", "title", "desc", "text"}
BREAKS = {*BLOCKS, "div", "section", "tr", "table", "ul", "ol", "dl", "main", "header", "footer", "svg"}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "caption": 5}
SPOKEN = {"aria-label", "alt", "title"}
# approved words of a family count nobody, whatever numbers stand in them
SILENT = {"script", "style", "blockquote"}
# a sentence ends with a mark and room after it, so "1.5" and "SEND." inside words do not end one
END = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")
PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
STYLE = re.compile(r'<w:pStyle w:val="(?:Heading)?(Title|Caption|\d)"')
# approved words of a family count nobody, whatever numbers stand in them
QUOTED = re.compile(r'<w:pStyle w:val="(?:Intense)?Quote"')
RUN = re.compile(r"<w:(?:t|delText)(?: [^>]*)?>(.*?)</w:(?:t|delText)>", re.DOTALL)
SPOKEN_OF_DRAWING = re.compile(r'<(?:wp:docPr|pic:cNvPr)[^>]*?(?:descr|title)="([^"]*)"')
PROPERTY = re.compile(r">\s*([^<>\s][^<>]*)<")
# what Word may keep out of sight: notes of readers, changes, hidden letters, other files
OUT_OF_SIGHT = re.compile(r"comments|vbaProject|embeddings|people\.xml")
HIDDEN_IN_WORD = {"<w:vanish": "hidden letters", "<w:del ": "words taken out", "<w:ins ": "words put in"}


class Sentence(NamedTuple):
    """One sentence, and the headings, captions or names of rows that it stands under."""

    words: str
    under: str = ""


def sentences(words: str, under: str = "") -> Iterator[Sentence]:
    """Words cut into sentences."""
    for one in END.split(" ".join(words.split())):
        if one:
            yield Sentence(one, under)


class _Page(HTMLParser):
    """Gathers the sentences of a page as it is read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Sentence] = []
        self._headings: dict[int, str] = {}
        self._words: list[str] = []
        self._heading: int | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins: what was open ends. What is spoken of a thing is a sentence too."""
        if tag in SILENT:
            self._silent += 1
        if tag in HEADINGS or tag in BREAKS:
            self._end()
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        if tag == "br":
            self._words.append(" ")
        if tag == "table":
            self._headings.pop(HEADINGS["caption"], None)
        for name, value in attrs:
            if name in SPOKEN and value:
                self.found += sentences(value, self._under())

    def handle_endtag(self, tag: str) -> None:
        """A block ends."""
        if tag in SILENT:
            self._silent -= 1
        if tag in HEADINGS or tag in BREAKS:
            self._end()

    def handle_data(self, data: str) -> None:
        """Words of the open block."""
        if not self._silent:
            self._words.append(data)

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if words and self._heading is not None:
            self._headings = {one: told for one, told in self._headings.items() if one < self._heading}
            self._headings[self._heading] = words
        self.found += sentences(words, self._under())
        self._heading = None

    def _under(self) -> str:
        return " / ".join(self._headings[one] for one in sorted(self._headings))


def of_html(page: str) -> list[Sentence]:
    """Every sentence of a page, with what a screen reader says besides."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return reader.found


def of_word(content: bytes) -> tuple[list[Sentence], list[str]]:
    """Every sentence of a Word document, with margins, notes and properties, and what is out of sight."""
    found: list[Sentence] = []
    hidden: list[str] = []
    parts = zipfile.ZipFile(io.BytesIO(content))
    for name in parts.namelist():
        if OUT_OF_SIGHT.search(name):
            hidden.append(name)
        if not name.endswith(".xml"):
            continue
        words = parts.read(name).decode("utf-8", "replace")
        if name.startswith(("docProps/", "customXml/")):
            found += properties(words)
            hidden += [name] if "custom" in name and PROPERTY.search(words) else []
        elif name.startswith("word/"):
            found += _of_paragraphs(words)
            hidden += [
                told for mark, told in HIDDEN_IN_WORD.items() if mark in words and "styles" not in name
            ]
    return found, hidden


def of_json(words: str) -> list[Sentence]:
    """Every text of a JSON file, wherever it stands."""
    waiting, found = [json.loads(words)], []
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            found += list(sentences(one))
    return found


def properties(words: str) -> list[Sentence]:
    """What stands in a file's properties: title, subject, remarks, key words."""
    return [one for told in PROPERTY.findall(words) for one in sentences(unescape(told))]


def _of_paragraphs(words: str) -> Iterator[Sentence]:
    headings: dict[str, str] = {}
    for paragraph in PARAGRAPH.findall(words):
        told = unescape("".join(RUN.findall(paragraph)))
        style = STYLE.search(paragraph)
        if style is not None:
            level = style.group(1).replace("Title", "0").replace("Caption", "9")
            headings = {one: kept for one, kept in headings.items() if one < level} | {level: told}
        under = " / ".join(headings[one] for one in sorted(headings))
        if QUOTED.search(paragraph) is None:
            yield from sentences(told, under)
        for spoken in SPOKEN_OF_DRAWING.findall(paragraph):
            yield from sentences(unescape(spoken), under)
