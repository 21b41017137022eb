"""Bars as an SVG file that stands by itself, drawn from shown figures, with what it rests on.

Laid out from top to bottom, label above bar, so that long labels have room. The same figures give the
same text, byte for byte.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from portal.core.charts import INK, LINE, MARK

WIDE, EDGE = 640, 16
ROOM = WIDE - 2 * EDGE
TITLE_LETTER, LETTER, NOTE_LETTER = 18, 14, 12
WIDTH_OF_LETTER = 0.52  # of its height, on the wide side
LINE_OF_LETTER = 1.35
BAR, GAP = 14, 12
FIGURE_ROOM = 130


@dataclass(frozen=True)
class Bars:
    """One chart of bars: each a name and its length; None: no bar is drawn. `says` stands in for it."""

    title: str
    says: str
    bars: Sequence[tuple[str, int | None]]


class _Sheet:
    """What is drawn so far, from the top down."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.top = float(EDGE)

    def words(self, words: str, letter: int, weight: str = "normal") -> None:
        """Words in as many lines as they need."""
        for line in textwrap.wrap(words, int(ROOM / (letter * WIDTH_OF_LETTER))):
            self.top += letter * LINE_OF_LETTER
            self.parts.append(
                f'<text x="{EDGE}" y="{self.top:.1f}" font-size="{letter}" font-weight="{weight}" '
                f'fill="{INK}">{escape(line)}</text>'
            )

    def bar(self, share: float | None, figure: str) -> None:
        """One bar and its figure; without a share there is only the figure."""
        wide = 0.0 if share is None else round(share * (ROOM - FIGURE_ROOM), 1)
        self.top += GAP / 2
        if wide:
            self.parts.append(
                f'<rect x="{EDGE}" y="{self.top:.1f}" width="{wide}" height="{BAR}" fill="{MARK}"/>'
            )
        across, middle = EDGE + wide + (6 if wide else 0), self.top + BAR - 2
        self.parts.append(
            f'<text x="{across}" y="{middle:.1f}" font-size="{LETTER}" fill="{INK}">{escape(figure)}</text>'
        )
        self.top += BAR + GAP / 2


def bar_chart(drawn: Bars, *, notes: Sequence[str], hidden: str) -> Markup:
    """The file of one chart. `notes` stand under it (its base, dates, rule), `hidden` instead of a bar."""
    sheet = _Sheet()
    sheet.words(drawn.title, TITLE_LETTER, "bold")
    sheet.top += GAP
    longest = max([length for _label, length in drawn.bars if length], default=1)
    for label, length in drawn.bars:
        sheet.words(label, LETTER)
        if length is None:
            sheet.bar(None, hidden)
        else:
            sheet.bar(length / longest, f"{length:,}")
    sheet.parts.append(f'<path d="M{EDGE} {sheet.top:.1f}h{ROOM}" stroke="{LINE}"/>')
    for note in notes:
        sheet.words(note, NOTE_LETTER)
    return _whole(drawn, sheet)


def _whole(drawn: Bars, sheet: _Sheet) -> Markup:
    high = round(sheet.top + EDGE)
    told = "; ".join(f"{label}: {length}" for label, length in drawn.bars if length is not None)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" '
        f'width="{WIDE}" height="{high}" '
        f'role="img" aria-labelledby="title desc" font-family="sans-serif">'
        f'<title id="title">{escape(drawn.title)}</title>'
        f'<desc id="desc">{escape(f"{drawn.says} {told}.".strip())}</desc>'
        f'<rect width="{WIDE}" height="{high}" fill="#ffffff"/>'
    )
    return Markup("".join([head, *sheet.parts, "</svg>\n"]))  # noqa: S704 - every word in it is escaped above
