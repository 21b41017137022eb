"""Themes over months, quarters and rounds, and what each change says and how sure it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.disclosure import PeopleCount
from portal.core.vocabulary import Audience
from portal.feedback.models import Stance
from portal.insight.periods import Period
from portal.insight.sureness import Change, change, shown_change, shown_range
from portal.insight.trend_queries import STANCES, Told, told_by_whom, told_over_time
from portal.insight.waiting_queries import waiting_over_time
from portal.strategies.models import Theme
from portal.surveys.results.figures import Figure, Reader, Wrote
from portal.surveys.results.names import audience_name, stance_or_not
from portal.surveys.results.totals import NOBODY

# who wrote in a step, for its share to be drawn and compared
ENOUGH = 20


@dataclass(frozen=True)
class Step:
    """One period or round: how many wrote at all, how many of them about the thing, and how they meant it.

    `stances`: of those who wrote about it, in the order of STANCES; empty where it was not counted.
    `waiting`: those of a round who wrote words that nobody has sorted yet; None: there are none.
    `applies`: whether words could be sorted under it then, as under a part of the plan in force.
    """

    label: str
    base: Figure
    about: Figure
    stances: Sequence[Figure] = ()
    waiting: Figure | None = None
    applies: bool = True

    @property
    def at_least(self) -> tuple[int, int]:
        """How many surely wrote about it, and of how many; exact."""
        return self.about.exact or 0, self.base.exact or 0

    @property
    def at_most(self) -> tuple[int, int]:
        """The same, should all words that wait turn out to be about it."""
        part, whole = self.at_least
        return min(part + ((self.waiting and self.waiting.exact) or 0), whole), whole

    @property
    def share(self) -> int | None:
        """Of 100 who wrote, how many wrote about it, exact; None where too few wrote for a share."""
        enough = self.applies and (self.base.exact or 0) >= ENOUGH
        return self.about.exact_percent if enough else None

    def in_stance(self, stance: Stance) -> int | None:
        """The exact number of those who wrote about it in this way; None for who may not see that."""
        return self.stances[STANCES.index(stance)].exact if self.stances else None


class Doubt(StrEnum):
    """Why a change is not sure: the first of these that holds."""

    FEW = "few"
    WAITS = "waits"
    SMALL = "small"


@dataclass(frozen=True)
class Line:
    """One audience from step to step, the oldest first; `change`: the newest two that have any writers."""

    audience: Audience
    steps: Sequence[Step]
    change: Change | None
    doubt: Doubt

    @property
    def title(self) -> str:
        """Who."""
        return audience_name(self.audience)


def lines_of(
    area: Area, reader: Reader, periods: Sequence[Period], theme: Theme, who: Mapping[str, str]
) -> list[Line]:
    """One theme over periods, audience beside audience: exact, for those who may see that."""
    told = told_over_time(area, periods, theme, who)
    # of everybody, also where `who` narrows: so nothing is called sure that could turn round
    waiting = waiting_over_time(area, periods)
    lines = []
    for audience in sorted({audience for _place, audience in told}, key=list(Audience).index):
        steps = [
            _step(reader, one.label, told.get((n, audience), Told()), waiting.get((n, audience)))
            for n, one in enumerate(periods)
        ]
        lines.append(Line(audience, steps, change_over(reader, steps), doubt_over(reader, steps)))
    return lines


def doubt_over(reader: Reader, steps: Sequence[Step]) -> Doubt:
    """What stands in the way of a sure change, for the one who reads it."""
    there = [one for one in steps if one.applies]
    if reader.sees_exact:
        known = [one for one in there if (one.base.exact or 0) >= ENOUGH]
    else:
        known = [one for one in there if one.base.public.number is not None]
    if len(known) < 2:
        return Doubt.FEW
    if any(one.waiting for one in known[-2:]):
        return Doubt.WAITS
    # a star hides how large the difference is
    hidden = not reader.sees_exact and any(one.about.public.number is None for one in known[-2:])
    return Doubt.FEW if hidden else Doubt.SMALL


def _step(reader: Reader, label: str, told: Told, waiting: PeopleCount | None = None) -> Step:
    (about,) = reader.table(told.wrote, {label: told.about})
    by_stance = {stance_or_not(one): told.stances.get(one, NOBODY) for one in STANCES}
    stances = reader.table(told.about, by_stance)
    left = reader.alone(label, waiting) if waiting is not None else None
    return Step(label, reader.alone(label, told.wrote), about, stances, waiting=left)


def change_over(reader: Reader, steps: Sequence[Step]) -> Change | None:
    """The newest step with enough writers against the one before it; None without two that have any.

    Between rounds only a few people write: what they write about says nothing of a change.

    Nothing is called sure that words which nobody has sorted yet could still turn round.
    """
    if reader.sees_exact:
        known = [one for one in steps if one.base.exact and one.applies]
        enough = [one for one in known if (one.base.exact or 0) >= ENOUGH]
        if len(known) < 2:
            return None
        return _sure(*enough[-2:]) if len(enough) > 1 else Change.UNSURE
    shown = [one for one in steps if one.base.public.number is not None and one.applies]
    if len(shown) < 2:
        return None
    if any(one.waiting for one in shown[-2:]):
        return Change.UNSURE
    settings = reader.protect.settings
    ranges = [
        shown_range([one.about.public.number], one.base.public.number or 0, settings) for one in shown[-2:]
    ]
    return shown_change(*ranges)


def _sure(before: Step, now: Step) -> Change:
    if change(before.at_most, now.at_least) == Change.MORE:
        return Change.MORE
    return Change.FEWER if change(before.at_least, now.at_most) == Change.FEWER else Change.UNSURE


Waiting = Mapping[tuple[int, Audience], PeopleCount]


def over_rounds(
    reader: Reader,
    wrote: Sequence[Wrote],
    thing: int,
    waiting: Waiting,
    applies: Collection[int] | None = None,
) -> list[Line]:
    """One thing over the rounds of surveys, from figures that were counted for all of them at once.

    `waiting`: who wrote words that nobody has sorted yet, by wave and audience. `applies`: the waves in
    which words could be sorted under it; None: in every one.
    """
    by_audience: dict[Audience, list[Step]] = {}
    for one in sorted(wrote, key=lambda one: (one.wave.opens_at, one.wave.id)):
        waits = waiting.get((one.wave.id, one.audience))
        left = reader.alone(one.wave.title, waits) if waits is not None else None
        there = applies is None or one.wave.id in applies
        step = Step(one.wave.title, one.people, one.about[thing], waiting=left, applies=there)
        by_audience.setdefault(one.audience, []).append(step)
    return [
        Line(audience, steps, change_over(reader, steps), doubt_over(reader, steps))
        for audience in Audience
        if (steps := by_audience.get(audience))
    ]


@dataclass(frozen=True)
class ByWhom:
    """People who wrote about a theme by one thing they said of themselves."""

    title: str
    audience: str
    steps: Sequence[Step]


Names = Mapping[str, tuple[str, Mapping[str, str]]]


def by_whom(
    area: Area, reader: Reader, periods: Sequence[Period], theme: Theme, names: Names
) -> list[ByWhom]:
    """By locality, type of plan and age: of each group, how many wrote at all and about the theme.

    `names`: a title and the names of the answers by column.
    """
    told = told_by_whom(area, periods, theme)
    found = []
    for column, (title, labels) in names.items():
        order = {code: place for place, code in enumerate(labels)}
        for audience in Audience:
            codes = [code for (one, code) in told[column] if one == audience]
            codes.sort(key=lambda code: (code == "", order.get(code, 99), code))
            steps = [
                _step(reader, labels.get(code, code) or str(_("Did not say")), told[column][audience, code])
                for code in codes
            ]
            # an audience that was never asked has nothing here but "did not say"
            if any(codes):
                found.append(ByWhom(title, audience_name(audience), steps))
    return found
