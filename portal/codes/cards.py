"""Cards to print: three easy words, a QR code of the short address, and the file with the same."""

import csv
import io
from dataclasses import dataclass

import flask
import segno
from markupsafe import Markup

HEADINGS = ("Card", "Words", "Address")


@dataclass(frozen=True)
class Card:
    """One card. `number` tells staff how many are left and is kept nowhere."""

    number: int
    words: tuple[str, ...]
    address: str

    @property
    def qr(self) -> Markup:
        """The address as a drawing. Decoration for a screen reader: the same address stands beside it."""
        code = segno.make(self.address, error="m", micro=False)
        drawn = code.svg_inline(omitsize=True, border=4, svgclass="card__qr", lineclass=None, unit=None)
        # the drawing is made of our own words only
        return Markup(drawn.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S704


def cards(words: list[tuple[str, ...]]) -> list[Card]:
    """A card for each code, with the address under which this portal is open now."""
    return [
        Card(number, each, flask.url_for("codes.open_link", code="-".join(each), _external=True))
        for number, each in enumerate(words, start=1)
    ]


def short_address() -> str:
    """Where the words of a card can be typed, as people read it: example.org/v/."""
    return str(flask.url_for("codes.ask", _external=True)).partition("://")[2]


def as_csv(made: list[Card]) -> str:
    """The cards as a file for a printer's shop: only words of our list and addresses, no formula."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    rows.writerows((card.number, " ".join(card.words), card.address) for card in made)
    return text.getvalue()
