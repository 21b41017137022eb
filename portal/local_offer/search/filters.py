"""Filters of the results: need, kind of help, age, cost, weekday, nearness; each choice with its count."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from portal.local_offer.directory import kinds
from portal.local_offer.search.distances import NEAR_MILES, Spot, miles_between

AGE_BANDS = {
    "0-4": (0, 4, lazy_gettext("0 to 4")),
    "5-10": (5, 10, lazy_gettext("5 to 10")),
    "11-15": (11, 15, lazy_gettext("11 to 15")),
    "16-25": (16, 25, lazy_gettext("16 to 25")),
}
NAMES = ("need", "kind", "age", "free", "day", "near")
MOST_CHOICES = 6  # of one filter; the commonest, and what is chosen


@dataclass(frozen=True)
class Wanted:
    """What is chosen of each filter; nothing chosen lets everything through."""

    chosen: Mapping[str, tuple[str, ...]]
    spot: Spot | None = None

    def __bool__(self) -> bool:
        return any(self.chosen.values())


@dataclass(frozen=True)
class Choice:
    """One box of a filter: its code, words, how many results it would show, whether it is chosen."""

    code: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter with its boxes."""

    name: str
    words: str
    choices: Sequence[Choice]


def wanted_from(args: Any, spot: Spot | None) -> Wanted:
    """What an address chooses; unknown codes are passed over. `args`: a MultiDict."""
    known = {name: set(words) for name, words in _words(spot).items()}
    chosen = {
        name: tuple(code for code in dict.fromkeys(args.getlist(name)) if code in known.get(name, ()))
        for name in NAMES
    }
    return Wanted(chosen, spot)


def passes(traits: Any, wanted: Wanted, *, without: str = "") -> bool:
    """Whether a service fits every filter of which something is chosen, but for the one named `without`."""
    return all(
        any(_FITS[name](traits, code, wanted.spot) for code in codes)
        for name, codes in wanted.chosen.items()
        if codes and name != without
    )


def offered(found: Sequence[Any], wanted: Wanted) -> list[Filter]:
    """The filters that part these services, each box with the number it would show beside the others."""
    filters = []
    for name, words in _words(wanted.spot).items():
        others = found
        if any(codes for other, codes in wanted.chosen.items() if other != name):
            others = [traits for traits in found if passes(traits, wanted, without=name)]
        counts, chosen = _counts(others, name, words, wanted.spot), wanted.chosen.get(name, ())
        choices = [Choice(code, str(said), counts[code], code in chosen) for code, said in words.items()]
        shown = sorted((c for c in choices if c.count or c.chosen), key=lambda c: -c.count)[:MOST_CHOICES]
        kept = [choice for choice in choices if choice in shown or choice.chosen]
        if any(choice.chosen or choice.count < len(others) for choice in kept):
            filters.append(Filter(name, _TITLES[name](), kept))
    return filters


def _counts(found: Sequence[Any], name: str, codes: Iterable[str], spot: Spot | None) -> Counter[str]:
    """How many of these services fit each code of a filter."""
    if name == "age":
        ages = Counter((traits.min_age, traits.max_age) for traits in found)
        return Counter({code: sum(n for age, n in ages.items() if _is_for(age, code)) for code in codes})
    if name not in _LISTS:
        return Counter({code: sum(_FITS[name](traits, code, spot) for traits in found) for code in codes})
    every = set(codes)
    lists = (_LISTS[name](traits) for traits in found)
    fit = (every if name == "need" and kinds.ANY_NEED in one else set(one) for one in lists)
    return Counter(chain.from_iterable(fit))


def _is_for(age: tuple[int | None, int | None], code: str) -> bool:
    low, high, _words_of_it = AGE_BANDS[code]
    return (age[0] is None or age[0] <= high) and (age[1] is None or age[1] >= low)


def _fits_need(traits: Any, code: str, _spot: Spot | None) -> bool:
    return code in traits.needs or kinds.ANY_NEED in traits.needs


def _fits_near(traits: Any, _code: str, spot: Spot | None) -> bool:
    far = miles_between(spot, traits)
    return far is not None and far <= NEAR_MILES


_FITS: dict[str, Callable[[Any, str, Spot | None], bool]] = {
    "need": _fits_need,
    "kind": lambda traits, code, _spot: code in traits.help_kinds,
    "age": lambda traits, code, _spot: _is_for((traits.min_age, traits.max_age), code),
    "free": lambda traits, _code, _spot: traits.is_free is True,
    "day": lambda traits, code, _spot: code in traits.days,
    "near": _fits_near,
}
# filters that look into a list of codes: counted in one go
_LISTS: dict[str, Callable[[Any], list[str]]] = {
    "need": lambda traits: traits.needs,
    "kind": lambda traits: traits.help_kinds,
    "day": lambda traits: traits.days,
}
_TITLES: dict[str, Callable[[], str]] = {
    "need": lambda: _("For which need?"),
    "kind": lambda: _("What kind of help?"),
    "age": lambda: _("What age?"),
    "free": lambda: _("What does it cost?"),
    "day": lambda: _("On which day?"),
    "near": lambda: _("How near?"),
}


def _words(spot: Spot | None) -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = {
        "age": {code: said for code, (_low, _high, said) in AGE_BANDS.items()},
        "need": {code: _(said) for code, said in kinds.needs().items() if code != kinds.ANY_NEED},
        "kind": {code: _(said) for code, said in kinds.help_kinds().items()},
        "free": {"yes": _("Free")},
        "day": dict(kinds.DAYS),
    }
    if spot is not None:
        words["near"] = {"yes": _("Up to %(count)s miles away", count=NEAR_MILES)}
    return words
