"""Who to call on "Need help now?": national lines from data/help.yaml, an area's own from its settings."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.areas.settings import AreaSettings
from portal.core import checked_yaml, clock

SHIPPED = Path(__file__).parent / "data" / "help.yaml"


class Kind(StrEnum):
    """How a line is reached."""

    PHONE = "phone"
    TEXT = "text"
    SITE = "site"


@dataclass(frozen=True)
class TwoWays:
    """The same words in both versions of the page; both may be empty."""

    standard: str
    easy: str


@dataclass(frozen=True)
class Line:
    """One place to turn to. `number` is a telephone number, or an address for a site.

    An empty number means that the area has not given one: the words then say what to do instead.
    `open_now`: of two lines for day and night, the one to call at this moment.
    """

    name: TwoWays
    number: str
    kind: Kind
    words: TwoWays
    open_now: bool = False


@dataclass(frozen=True)
class Part:
    """One worry and the lines for it; `picture` is an OpenMoji code for Easy Read."""

    key: str
    picture: str
    title: TwoWays
    words: TwoWays
    lines: tuple[Line, ...]


def parts_for(area: Area) -> list[Part]:
    """The parts of the page in order, danger first, with the area's own numbers in their places."""
    shipped = _shipped()
    national = {line["key"]: _line(line) for line in shipped["lines"]}
    own = _own_lines(area)
    return [
        Part(
            key=part["key"],
            picture=part["picture"],
            title=TwoWays(**part["title"]),
            words=TwoWays(**part["words"]),
            lines=(*own.get(part.get("from_area"), ()), *(national[key] for key in part["lines"])),
        )
        for part in shipped["parts"]
    ]


def shipped_words() -> list[TwoWays]:
    """Every sentence of data/help.yaml in both ways: what a check of the words reads."""
    shipped = _shipped()
    of_parts = [TwoWays(**part[name]) for part in shipped["parts"] for name in ("title", "words")]
    return of_parts + [TwoWays(**line[name]) for line in shipped["lines"] for name in ("name", "text")]


@cache
def _shipped() -> Any:
    return checked_yaml.load_shipped(SHIPPED)


def _line(entry: dict[str, Any]) -> Line:
    return Line(
        name=TwoWays(**entry["name"]),
        number=entry["number"],
        kind=Kind(entry["kind"]),
        words=TwoWays(**entry["text"]),
    )


def _own_lines(area: Area) -> dict[str, tuple[Line, ...]]:
    settings = area.settings
    return {
        "front-door": _front_door(area, settings),
        "lado": (_lado(settings),),
        "advice": (_advice(area, settings),),
    }


def _own(name: str, number: str, standard: str, easy: str) -> Line:
    return Line(TwoWays(name, name), number, Kind.PHONE, TwoWays(standard, easy))


def _front_door(area: Area, settings: AreaSettings) -> tuple[Line, ...]:
    """The children's team of the council, by day and by night; never a number that nobody gave."""
    team = _("The children’s team of the council in %(area)s", area=area.name)
    day, night = settings.front_door_day, settings.front_door_night
    if not day and not night:
        missing = _("We do not have this number yet. Call the council and ask for the children’s team.")
        late = _("If it cannot wait, call 999.")
        easy = _("Call the council. Ask for the children’s team.")
        return (_own(team, "", f"{missing} {late}", f"{easy} {late}"),)
    if day == night:
        return (_own(team, day, _("Day and night."), _("Day and night.")),)
    by_day_now = settings.front_door_hours.is_open(clock.now())
    lines = [
        replace(_by(team, settings, by_day=by_day), open_now=by_day is by_day_now)
        for by_day in (True, False)
    ]
    # the number that answers now comes first: nobody should ring one where nobody is
    return tuple(sorted(lines, key=lambda line: not line.open_now))


def _by(team: str, settings: AreaSettings, *, by_day: bool) -> Line:
    number = settings.front_door_day if by_day else settings.front_door_night
    opens, closes = settings.front_door_opens, settings.front_door_closes
    by_day_words = _("Monday to Friday, %(opens)s to %(closes)s.", opens=opens, closes=closes)
    when = by_day_words if by_day else _("At night, at weekends and on bank holidays.")
    if number:
        return _own(team, number, when, when)
    missing = _("We do not have this number yet. If it cannot wait, call 999.")
    return _own(team, "", f"{when} {missing}", f"{when} {_('If it cannot wait, call 999.')}")


def _lado(settings: AreaSettings) -> Line:
    name = _("The council officer who looks into this (called the LADO)")
    words = _(
        "Call if someone who works with children may have harmed a child. Or tell the head of the place."
    )
    easy = _("Call if a worker hurts or scares a child.")
    if settings.lado_phone:
        return _own(name, settings.lado_phone, words, easy)
    missing = _("No number yet. Call the council and ask for the local authority designated officer.")
    return _own(name, "", missing, _("Call the council. Ask for the “LADO”."))


def _advice(area: Area, settings: AreaSettings) -> Line:
    words = _("Free advice about SEND. They do not take sides, and they do not speak for the council.")
    easy = _("Free advice about SEND. They do not take sides.")
    if settings.advice_phone:
        return _own(area.advice_service, settings.advice_phone, words, easy)
    missing = _("We do not have their number yet. Your school or the council can give it to you.")
    return _own(
        area.advice_service, "", f"{words} {missing}", f"{easy} {_('Ask your school for the number.')}"
    )
