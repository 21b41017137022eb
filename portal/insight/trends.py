"""Themes over months, quarters and rounds, and what each change says and how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.disclosure import PeopleCount
from portal.core.vocabulary import Audience
from portal.insight.periods import Period
from portal.insight.sureness import Change, change, shown_change, shown_range
from portal.insight.trend_queries import writers_by, writers_by_period
from portal.strategies.models import Theme
from portal.surveys.results.figures import Figure, Reader, Wrote
from portal.surveys.results.names import audience_name
from portal.surveys.results.totals import NOBODY


@dataclass(frozen=True)
class Step:
    """One period or round: how many wrote at all, and how many of them about the thing."""

    label: str
    base: Figure
    about: Figure


@dataclass(frozen=True)
class Line:
    """One audience from step to step, the oldest first; `change`: the newest two that have any writers."""

    audience: Audience
    steps: Sequence[Step]
    change: Change | None

    @property
    def title(self) -> str:
        """Who."""
        return audience_name(self.audience)


def lines_of(
    area: Area, reader: Reader, periods: Sequence[Period], theme: Theme, who: Mapping[str, str]
) -> list[Line]:
    """One theme over periods, audience beside audience: exact, for those who may see that."""
    bases = writers_by_period(area, periods, None, who)
    about = writers_by_period(area, periods, theme, who)
    present = {audience for _place, audience in bases}
    return [
        _line(
            reader,
            audience,
            [
                (one.label, bases.get((place, audience), NOBODY), about.get((place, audience), NOBODY))
                for place, one in enumerate(periods)
            ],
        )
        for audience in Audience
        if audience in present
    ]


Counted = tuple[str, PeopleCount, PeopleCount]


def _line(reader: Reader, audience: Audience, counted: Sequence[Counted]) -> Line:
    steps = [_step(reader, *one) for one in counted]
    return Line(audience, steps, change_over(reader, steps))


def _step(reader: Reader, label: str, base: PeopleCount, about: PeopleCount) -> Step:
    (figure,) = reader.table(base, {label: about})
    return Step(label, reader.alone(label, base), figure)


def change_over(reader: Reader, steps: Sequence[Step]) -> Change | None:
    """The newest step with writers against the one with writers before it; None without two."""
    if reader.sees_exact:
        known = [one for one in steps if one.base.exact]
        if len(known) < 2:
            return None
        pairs = [(one.about.exact or 0, one.base.exact or 0) for one in known[-2:]]
        return change(*pairs)
    shown = [one for one in steps if one.base.public.number is not None]
    if len(shown) < 2:
        return None
    settings = reader.protect.settings
    ranges = [
        shown_range([one.about.public.number], one.base.public.number or 0, settings) for one in shown[-2:]
    ]
    return shown_change(*ranges)


def over_rounds(reader: Reader, wrote: Sequence[Wrote], thing: int) -> list[Line]:
    """One thing over the rounds of surveys, from figures that were counted for all of them at once."""
    by_audience: dict[Audience, list[Step]] = {}
    for one in sorted(wrote, key=lambda one: (one.wave.opens_at, one.wave.id)):
        by_audience.setdefault(one.audience, []).append(Step(one.wave.title, one.people, one.about[thing]))
    return [
        Line(audience, by_audience[audience], change_over(reader, by_audience[audience]))
        for audience in Audience
        if audience in by_audience
    ]


def said(found: Change | None) -> str:
    """What a change says and how sure it is."""
    if found is None:
        return str(_("There is nothing to compare yet."))
    words: dict[Change, str] = {
        Change.MORE: _("A larger share than the time before, and that is sure."),
        Change.FEWER: _("A smaller share than the time before, and that is sure."),
        Change.UNSURE: _("Not sure: the difference is small, or too few people wrote."),
    }
    return words[found]


@dataclass(frozen=True)
class ByWhom:
    """People who wrote about a theme by one thing they said of themselves."""

    title: str
    audience: str
    rows: Sequence[tuple[str, Figure, Figure]]


Names = Mapping[str, tuple[str, Mapping[str, str]]]


def by_whom(
    area: Area, reader: Reader, periods: Sequence[Period], theme: Theme, names: Names
) -> list[ByWhom]:
    """By locality, type of plan and age: of each group, how many wrote at all and about the theme.

    `names`: a title and the names of the answers by column.
    """
    found = []
    for column, (title, labels) in names.items():
        bases = writers_by(area, periods, None, column)
        about = writers_by(area, periods, theme, column)
        order = {code: place for place, code in enumerate(labels)}
        for audience in Audience:
            codes = [code for (one, code) in bases if one == audience]
            codes.sort(key=lambda code: (code == "", order.get(code, 99), code))
            steps = [
                _step(
                    reader,
                    labels.get(code, code) or str(_("Did not say")),
                    bases[audience, code],
                    about.get((audience, code), NOBODY),
                )
                for code in codes
            ]
            rows = [(one.label, one.base, one.about) for one in steps]
            if rows:
                found.append(ByWhom(title, audience_name(audience), rows))
    return found
