"""The people of a wave by channel and by place as they may leave the service, each alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.disclosure import PeopleCount
from portal.core.vocabulary import Channel
from portal.places.queries import place_names, places_to_choose
from portal.surveys.results.figures import Figure, Reader
from portal.surveys.results.names import channel_name
from portal.surveys.results.totals import joined

Counted = Mapping[tuple[Channel, int | None], PeopleCount]


@dataclass(frozen=True)
class Came:
    """Who came by what: a base and its rows."""

    caption: str
    what: str
    base: Figure
    rows: Sequence[Figure]


def by_channel(reader: Reader, counted: Counted) -> Came:
    """Every channel, used or not."""
    cells = {
        channel_name(one): joined(cell for (channel, _place), cell in counted.items() if channel == one)
        for one in Channel
    }
    return _came(reader, _("How answers came in"), _("Channel"), cells)


def by_place(area: Area, reader: Reader, counted: Counted, since: date) -> Came:
    """Every place of the wave, used or not, in the order of their names; last those from no place."""
    ids = {place for _channel, place in counted if place is not None}
    ids |= {place.id for place in places_to_choose(area, since)}
    names = place_names(area, ids)
    cells = {
        names.get(number, str(number)): joined(
            cell for (_channel, place), cell in counted.items() if place == number
        )
        for number in sorted(ids, key=lambda one: names.get(one, ""))
    }
    cells[_("No place")] = joined(cell for (_channel, place), cell in counted.items() if place is None)
    return _came(reader, _("Where answers came from"), _("Place"), cells)


def _came(reader: Reader, caption: str, what: str, cells: dict[str, PeopleCount]) -> Came:
    base = joined(cells.values())
    return Came(caption, what, reader.alone(_("All together"), base), reader.table(base, cells))
