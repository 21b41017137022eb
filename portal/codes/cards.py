"""Cards to print: three easy words, a QR code of the short address, and the file with the same."""

import csv
import io
from dataclasses import dataclass

import flask
from markupsafe import Markup

from portal.core.deployment import site_url
from portal.core.qr import drawn_address

HEADINGS = ("Card", "Words", "Address")


@dataclass(frozen=True)
class Card:
    """One card. `number` tells staff how many are left and is kept nowhere."""

    number: int
    words: tuple[str, ...]
    address: str

    @property
    def qr(self) -> Markup:
        """The address as a drawing: the same address stands beside it."""
        return drawn_address(self.address, css_class="card__qr")


def cards(words: list[tuple[str, ...]]) -> list[Card]:
    """A card for each code, with the address under which people open this portal."""
    return [
        Card(number, each, site_url() + flask.url_for("codes.open_link", code="-".join(each)))
        for number, each in enumerate(words, start=1)
    ]


def short_address() -> str:
    """Where the words of a card can be typed, as people read it: example.org/v/."""
    return (site_url() + flask.url_for("codes.ask")).partition("://")[2]


def as_csv(made: list[Card]) -> str:
    """The cards as a file for a printer's shop: only words of our list and addresses, no formula."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    rows.writerows((card.number, " ".join(card.words), card.address) for card in made)
    return text.getvalue()
