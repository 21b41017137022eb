"""The picture beside a link to a promise where people share it: its words, drawn on the server as PNG."""

from collections.abc import Iterator
from datetime import date
from textwrap import shorten, wrap

from flask_babel import gettext as _
from markupsafe import Markup

from portal.areas.brand import SHIPPED, Brand
from portal.areas.models import Area
from portal.board.models import Entry, EntryState
from portal.board.words import did_heading, standing
from portal.core.rasterising import FAMILY, png_of

# what shows previews of links asks for (Open Graph)
WIDE, HIGH = 1200, 630
EDGE = 64
BAR, FOOT = 96, 84
INK, SOFT, PAPER = "#211b29", "#4b4454", "#fbf9f5"


def share_picture(area: Area, entry: Entry, on: date) -> bytes:
    """The PNG of a promise: title, what was said, what came of it, how it stands. No number of people."""
    primary, on_primary = _colours(area.settings.brand)
    bar = f"{_('You said, we did')} · {area.name}"
    drawn = [
        Markup('<rect width="{}" height="{}" fill="{}"/>').format(WIDE, HIGH, PAPER),
        Markup('<rect width="{}" height="{}" fill="{}"/>').format(WIDE, BAR, primary),
        _line(bar, 62, 34, on_primary, bold=True),
        *_words(entry, on),
        Markup('<rect y="{}" width="{}" height="{}" fill="{}"/>').format(HIGH - FOOT, WIDE, FOOT, primary),
        _line(standing(entry, on).words, HIGH - 30, 36, on_primary, bold=True),
    ]
    svg = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">{}</svg>')
    return png_of(str(svg.format(WIDE, HIGH, Markup("").join(drawn))), wide=WIDE)


def _words(entry: Entry, on: date) -> Iterator[Markup]:
    """Title, what was said and what came of it: what does not fit ends with dots."""
    answer = entry.why_not if entry.state == EntryState.CANNOT else entry.done
    down, last = BAR + 80, HIGH - FOOT - 24
    for line in _lines(entry.title, 36, 2):
        yield _line(line, down, 60, INK, bold=True)
        down += 68
    for heading, words in ((_("You said"), entry.said), (did_heading(entry, on), answer)):
        down += 12
        for line in _lines(f"{heading}: {words}", 66, min(3, (last - down) // 42 + 1)):
            yield _line(line, down, 34, INK if words == entry.said else SOFT)
            down += 42


def _lines(words: str, letters: int, most: int) -> list[str]:
    """At most so many lines of so many letters."""
    return wrap(shorten(words, letters * most - letters // 4, placeholder=" …"), letters)[:most]


def _line(words: str, down: int, size: int, colour: str, *, bold: bool = False) -> Markup:
    weight = "bold" if bold else "normal"
    return Markup(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>'
    ).format(EDGE, down, FAMILY, size, weight, colour, words)


def _colours(brand: Brand) -> tuple[str, str]:
    if brand.own_colours:
        return brand.primary, brand.on_primary
    shipped = SHIPPED[brand.shipped]
    return shipped[0], shipped[5]
