"""The cards of a batch as a PDF for a printer's shop: the extra `pdf` (fpdf2). Ten on a page of A4.

Without the extra the same cards are printed from the browser.
"""

import importlib
from functools import cache
from typing import Any

from portal.codes.cards import Card
from portal.core.qr import squares

ACROSS, DOWN = 2, 5
MARGIN, WIDTH, HEIGHT = 10.0, 95.0, 52.0  # millimetres; five rows and two margins fit on A4's 297
INSET, QR_SIDE = 4.0, 26.0
GREY = 120


@cache
def _library() -> Any:
    # taken in when first asked for: a machine may do without it
    try:
        return importlib.import_module("fpdf")
    except ImportError:
        return None


def can_make_pdf() -> bool:
    """Whether the extra is on this machine."""
    return _library() is not None


def as_pdf(made: list[Card], *, title: str, lines: list[str]) -> bytes:
    """Take the cards, what they open and the sentences for the foot of each; return the sheets.

    Letters outside Western European alphabets become "?", for the fonts that every reader of PDF has
    hold no others; the words of a code are plain Latin. Raises RuntimeError without the extra.
    """
    library = _library()
    if library is None:
        raise RuntimeError("the extra pdf is not installed")
    sheet = library.FPDF(format="A4", unit="mm")
    sheet.set_auto_page_break(False)
    sheet.set_title(_in_western(title))
    for place, card in enumerate(made):
        if place % (ACROSS * DOWN) == 0:
            sheet.add_page()
        row, column = divmod(place % (ACROSS * DOWN), ACROSS)
        _draw(sheet, card, MARGIN + column * WIDTH, MARGIN + row * HEIGHT, title, lines)
    return bytes(sheet.output())


def _draw(sheet: Any, card: Card, left: float, top: float, title: str, lines: list[str]) -> None:
    sheet.set_draw_color(GREY)
    sheet.set_dash_pattern(dash=1, gap=1)
    sheet.rect(left, top, WIDTH, HEIGHT)
    sheet.set_dash_pattern()
    sheet.set_xy(left + INSET, top + INSET)
    sheet.set_font("Helvetica", "B", 9)
    sheet.multi_cell(WIDTH - 2 * INSET, 4, _in_western(title), align="L", max_line_height=4)
    sheet.set_x(left + INSET)
    sheet.set_font("Helvetica", "B", 15)
    sheet.multi_cell(WIDTH - 2 * INSET, 7, " ".join(card.words), align="L")
    foot = top + HEIGHT - QR_SIDE - 3
    _draw_squares(sheet, card.address, left + INSET, foot)
    sheet.set_xy(left + INSET + QR_SIDE + 3, foot)
    sheet.set_font("Helvetica", "", 9)
    sheet.multi_cell(WIDTH - 2 * INSET - QR_SIDE - 3, 4.2, _in_western("\n".join(lines)), align="L")


def _draw_squares(sheet: Any, address: str, left: float, top: float) -> None:
    rows = squares(address)
    side = QR_SIDE / len(rows)
    sheet.set_fill_color(0)
    for down, row in enumerate(rows):
        across = 0
        while across < len(row):
            length = _dark_run(row, across)
            if length:
                sheet.rect(left + across * side, top + down * side, length * side, side, style="F")
            across += length or 1


def _dark_run(row: list[bool], start: int) -> int:
    end = start
    while end < len(row) and row[end]:
        end += 1
    return end - start


def _in_western(words: str) -> str:
    plain = words.translate(str.maketrans("‘’“”–—", "''\"\"--"))
    return plain.encode("latin-1", "replace").decode("latin-1")
