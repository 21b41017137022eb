"""What the address of the search page says (words, place, filters), and such addresses made anew."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import flask
from werkzeug.datastructures import MultiDict

from portal.areas.models import Area
from portal.core.paging import page_number
from portal.core.text import clean_words
from portal.local_offer.search.distances import Spot, spot_of_locality, spot_of_postcode
from portal.local_offer.search.filters import NAMES, Wanted, wanted_from

LONGEST = 500  # letters of a query that are read
# degrees to two places: a spot of some half a mile, and no postcode
_ROUGHLY = re.compile(r"(-?\d{1,2}\.\d{1,2}),(-?\d{1,3}\.\d{1,2})")


@dataclass(frozen=True)
class Asking:
    """What somebody asks for. `near` is a rough spot ("53.41,-2.98") or a locality's slug, "" without one.

    `sent`: the mark that the box sends along; `trail`: that of the search that was counted (log/trails).
    `place_typed`: a postcode stands in this address and must leave it; `place_unknown`: nobody knows it.
    """

    words: str
    as_typed: bool
    near: str
    wanted: Wanted
    page: int
    place_typed: bool
    place_unknown: bool
    sent: str
    trail: str

    @classmethod
    def from_args(cls, area: Area, args: Any) -> "Asking":
        """Read an address (a MultiDict); whatever is wrong in it is passed over."""
        words = " ".join(clean_words(args.get("q", "")[:LONGEST], limit=LONGEST).split())
        postcode = args.get("postcode", "").strip()
        typed = spot_of_postcode(postcode) if postcode else None
        near = _written(typed) if typed else args.get("near", "")[:80]
        spot = typed or _spot(area, near)
        return cls(
            words=words,
            as_typed=args.get("typed") == "yes",
            near=near if spot else "",
            wanted=wanted_from(args, spot),
            page=page_number(args.get("page")),
            place_typed=bool(postcode),
            sent=args.get("s", "")[:80],
            trail=args.get("c", "")[:80],
            place_unknown=(bool(postcode) and typed is None) or args.get("place") == "unknown",
        )

    @classmethod
    def from_query(cls, area: Area, query: str) -> "Asking":
        """The same from the part of an address after the question mark."""
        return cls.from_args(area, MultiDict(parse_qsl(query[:4000])))

    def pairs(self, *, but: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """Names and values of the address, without one filter's box (`but`)."""
        found = [("q", self.words)] if self.words else []
        if self.as_typed:
            found.append(("typed", "yes"))
        if self.near:
            found.append(("near", self.near))
        if self.trail:
            found.append(("c", self.trail))
        if self.place_unknown:
            found.append(("place", "unknown"))
        boxes = [(name, code) for name in NAMES for code in self.wanted.chosen.get(name, ())]
        return found + [box for box in boxes if box != but]

    def address(self, *, page: int = 1, but: tuple[str, str] | None = None, **other: str) -> str:
        """The address of these results; `other` names replace (or, when "", take out) their own."""
        values: MultiDict[str, str] = MultiDict(self.pairs(but=but))
        for name, value in other.items():
            values.setlist(name, [value] if value else [])
        if page > 1:
            values["page"] = str(page)
        lists: dict[str, Any] = values.to_dict(flat=False)
        return flask.url_for("local_offer.search", **lists)

    @property
    def written(self) -> str:
        """The part of the address after the question mark."""
        return self.address(page=self.page).partition("?")[2]


def _written(spot: Spot) -> str:
    return f"{spot.latitude:.2f},{spot.longitude:.2f}"


def _spot(area: Area, near: str) -> Spot | None:
    match = _ROUGHLY.fullmatch(near)
    if match:
        return Spot(float(match[1]), float(match[2]))
    known = {locality.slug for locality in area.localities}
    return spot_of_locality(area, near) if near in known else None
