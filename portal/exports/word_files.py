"""A document saved as Word, fit to be printed for a meeting: A4, numbered pages, tables that fit.

The same blocks give the same bytes.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from portal.core.rasterising import png_of
from portal.core.spreadsheet import Cell
from portal.exports.documents import Document, Grid, Heading, Picture, Points, Quote, Text, safe

# a file says itself on which day it was made; a time in its properties would make every file another one
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
NO_TIME_IN_ZIP = (1980, 1, 1, 0, 0, 0)
WIDE, HIGH, EDGE = Cm(21), Cm(29.7), Cm(2)
ROOM = WIDE - 2 * EDGE
INDENT = Cm(1)
FONT, LETTER, IN_TABLES = "Arial", Pt(11), Pt(9)
# the blue of Word's own headings and captions is too pale on paper and for weak eyes (WCAG 1.4.3)
INK, COLOURED = RGBColor(0x1B, 0x35, 0x5E), ("Title", "Heading 1", "Heading 2", "Caption")
PIXELS_WIDE = 1280
# a column is as wide as its words need, within these numbers of letters
NARROWEST, MIDDLE, WIDEST = 8, 18, 34
MANY = 4


def save_word(path: Path, document: Document) -> None:
    """Save as a .docx file, with real headings, lists and tables."""
    word = docx.Document()
    own = word.core_properties
    own.title, own.author, own.language = safe(document.title), safe(document.author), "en-GB"
    own.created = own.modified = NO_TIME
    own.comments = ""
    _lay_out(word, safe(document.title))
    word.add_heading(safe(document.title), level=0)
    for block in document.blocks:
        _add(word, block)
    raw = io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(path, "w") as file:
        for name in sorted(made.namelist()):
            entry = zipfile.ZipInfo(name, NO_TIME_IN_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, made.read(name))


def _lay_out(word: Any, title: str) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = WIDE, HIGH
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = EDGE
    for style in word.styles:
        if (style.type == 1 and style.font.name is not None) or style.name == "Normal":
            style.font.name = FONT
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            # headings take theirs from the theme, which no machine of a council need have
            for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{part}"), None)
            fonts.set(qn("w:ascii"), FONT)
            fonts.set(qn("w:hAnsi"), FONT)
    for name in COLOURED:
        word.styles[name].font.color.rgb = INK
    word.styles["Normal"].font.size = LETTER
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{title} · ").font.size = IN_TABLES
    _field(foot.add_run(), "PAGE")


def _field(run: Any, name: str) -> None:
    """A field that the word processor fills in, as the number of a page."""
    run.font.size = IN_TABLES
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = name
        run._r.append(part)


def _add(word: Any, block: object) -> None:
    match block:
        case Heading(level, words, on_new_page):
            heading = word.add_heading(safe(words), level=level)
            heading.paragraph_format.page_break_before = on_new_page
        case Text(words):
            word.add_paragraph(safe(words))
        case Points(lines):
            for line in lines:
                word.add_paragraph(safe(line), style="List Bullet")
        case Quote(words, who):
            _quote(word, words, who)
        case Picture(svg, says):
            word.add_picture(io.BytesIO(png_of(svg, wide=PIXELS_WIDE)), width=ROOM)
            # what a screen reader says of it
            word.inline_shapes[-1]._inline.docPr.set("descr", safe(says))
        case Grid():
            _table(word, block)


def _quote(word: Any, words: str, who: str) -> None:
    """Words and, close below them on the same page, who said so."""
    said = word.add_paragraph(safe(f"“{words}”"), style="Quote")
    said.paragraph_format.keep_with_next = True
    said.paragraph_format.space_after = Pt(0)
    by = word.add_paragraph(style="Quote")
    by.add_run(safe(f"– {who}")).italic = False
    for one in (said, by):
        one.paragraph_format.left_indent = INDENT


def _table(word: Any, grid: Grid) -> None:
    caption = word.add_paragraph(safe(grid.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(grid.head), style="Light Grid Accent 1")
    table.autofit = False
    widths = _widths([grid.head, *grid.rows])
    _fill(table.rows[0], grid.head, widths)
    _mark(table.rows[0], "w:tblHeader")
    for row in grid.rows:
        line = table.add_row()
        _fill(line, row, widths)
        _mark(line, "w:cantSplit")
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(line: Any, row: Sequence[Cell], widths: Sequence[int]) -> None:
    for cell, value, wide in zip(line.cells, row, widths, strict=True):
        cell.width = wide
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(safe(value)).font.size = IN_TABLES


def _mark(line: Any, mark: str) -> None:
    """Of a row: that it stands at the head of every page, or that no page ends in the middle of it."""
    line._tr.get_or_add_trPr().append(OxmlElement(mark))


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Each column by its longest word and by how much stands in it."""
    columns = list(zip(*rows, strict=True))
    needed = []
    for place, column in enumerate(columns):
        words = [safe(cell) for cell in column]
        longest = max((len(part) for one in words for part in one.split()), default=0)
        roomy = place == 0 or (place == len(columns) - 1 and len(columns) < MANY)
        most = WIDEST if roomy else MIDDLE
        needed.append(max(NARROWEST, longest + 2, min(max(map(len, words)), most)))
    return [int(ROOM * one / sum(needed)) for one in needed]
