"""A drawing that stands by itself as an SVG file, laid out from the top down: words, bars, a chart, notes.

The same words and figures give the same text, byte for byte.
"""

import textwrap

from markupsafe import Markup, escape

from portal.core.charts import INK, LINE, MARK

WIDE, EDGE = 640, 16
ROOM = WIDE - 2 * EDGE
TITLE_LETTER, LETTER, NOTE_LETTER = 18, 14, 12
WIDTH_OF_LETTER = 0.52  # of its height, on the wide side
LINE_OF_LETTER = 1.35
BAR, GAP = 14, 12
FIGURE_ROOM = 130


class Sheet:
    """What is drawn so far, from the top down."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.parts: list[str] = []
        self.top = float(EDGE)
        self.words(title, TITLE_LETTER, "bold")
        self.top += GAP

    def words(self, words: str, letter: int = LETTER, weight: str = "normal") -> None:
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

    def rule(self) -> None:
        """A thin line across."""
        self.parts.append(f'<path d="M{EDGE} {self.top:.1f}h{ROOM}" stroke="{LINE}"/>')

    def drawing(self, svg: str, high: int) -> None:
        """Another drawing, as wide as the room: it stands where we are, and says nothing of its own."""
        placed = str(svg).replace(
            "<svg ", f'<svg x="{EDGE}" y="{self.top:.1f}" width="{ROOM}" height="{high}" ', 1
        )
        self.parts.append(placed)
        self.top += high

    def finished(self, told: str) -> Markup:
        """The file; `told` is its description."""
        high = round(self.top + EDGE)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" '
            f'width="{WIDE}" height="{high}" '
            f'role="img" aria-labelledby="title desc" font-family="sans-serif">'
            f'<title id="title">{escape(self.title)}</title>'
            f'<desc id="desc">{escape(told.strip())}</desc>'
            f'<rect width="{WIDE}" height="{high}" fill="#ffffff"/>'
        )
        return Markup("".join([head, *self.parts, "</svg>\n"]))  # noqa: S704 - every word in it is escaped above
