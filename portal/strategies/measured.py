"""What everyone may know of a measure; the features above, which know surveys and releases, hand it up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import flask

from portal.areas.models import Area
from portal.strategies.models import Measure

KEY = "what is known of measures"


@dataclass(frozen=True)
class FromSurvey:
    """The newest released share of good answers of one group, in a hundred.

    `people`, `per_cent` None: too few answers. `change`: "more", "fewer", "unsure"; None: nothing before.
    """

    group: str
    asked: str
    round_title: str
    thing: str
    occasion: str
    closed_on: date
    people: int | None
    per_cent: int | None
    change: str | None


@dataclass(frozen=True)
class FromRecords:
    """A figure of services that everyone may see."""

    of_day: date
    value: float
    source: str
    unit: str


@dataclass(frozen=True)
class Known:
    """All that everyone may know of one measure; figures of services the oldest first."""

    surveys: Sequence[FromSurvey]
    records: Sequence[FromRecords]


KnownOf = Callable[[Area, Sequence[Measure]], Mapping[int, Known]]


def init_app(app: flask.Flask, known_of: KnownOf) -> None:
    """Keep who knows."""
    app.extensions[KEY] = known_of


def known_of(area: Area, measures: Sequence[Measure]) -> Mapping[int, Known]:
    """What everyone may know of each measure, by its id; nothing but released figures stands in it."""
    ask: KnownOf = flask.current_app.extensions[KEY]
    return ask(area, measures) if measures else {}
