"""What moved over the rounds of a file, from shown figures alone: themes, parts of the plan, stances.

A round is a release, so rounds are the only steps: months, and a theme in one stance, would be further
cuts of the same people and stay inside (rules.md, small numbers).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.core import clock
from portal.core.disclosure import DisclosureSettings
from portal.core.spreadsheet import Cell
from portal.core.vocabulary import Audience
from portal.exports.figure_sheets import priority_rows, stance_rows, theme_rows
from portal.exports.scope import Scope
from portal.insight.sureness import Change, Range, shown_change, shown_range
from portal.insight.trend_words import said, shown_newest
from portal.insight.waiting_queries import writers_waiting
from portal.strategies.queries import strategy_in_force
from portal.surveys.models import Wave
from portal.surveys.results.names import audience_name, stance_or_not

Row = Sequence[Cell]
# of the rows of figures: round, survey, who, people who wrote, thing, people, per cent, in words
SURVEY, WHO, BASE, THING, PEOPLE, PER_CENT, WORDS = 1, 2, 3, 4, 5, 6, 7
FEWEST = 2


@dataclass(frozen=True)
class Place:
    """One round of a trend: the row of figures it is drawn from."""

    wave: Wave
    row: Row
    settings: DisclosureSettings

    @property
    def per_cent(self) -> int | None:
        """The share that may be shown."""
        found = self.row[PER_CENT]
        return found if isinstance(found, int) else None

    @property
    def base(self) -> int | None:
        """How many wrote; None: too few to say."""
        found = self.row[BASE]
        return found if isinstance(found, int) else None

    def range(self, beside: Row | None = None) -> Range:
        """What the true share can be; `beside`: a row whose people might belong to it too."""
        rows = [self.row] if beside is None else [self.row, beside]
        cells = [one[PEOPLE] if isinstance(one[PEOPLE], int) else None for one in rows]
        return shown_range(
            [int(one) if one is not None else None for one in cells], self.base or 0, self.settings
        )


@dataclass(frozen=True)
class Trend:
    """One thing of one group over the rounds, the oldest first, and what that shows and how sure it is."""

    what: str
    thing: str
    who: str
    says: str
    places: Sequence[Place]
    change: Change | None

    @property
    def title(self) -> str:
        """What is drawn, and of whom."""
        return f"{self.thing}: {self.who}"

    @property
    def is_line(self) -> bool:
        """Whether enough rounds have a share to draw a line."""
        return sum(one.per_cent is not None for one in self.places) >= FEWEST


def trends_of(scope: Scope) -> Iterator[Trend]:
    """Every trend of the chosen rounds that are over."""
    there = {wave.id for wave in scope.counted if _in_force(scope, wave)}
    yield from _over_rounds(scope, _("Themes"), theme_rows(scope))
    parts = [row for row in priority_rows(scope) if _wave_of(scope, row).id in there]
    yield from _over_rounds(scope, _("Priorities"), parts)
    yield from _over_rounds(scope, _("Working or not"), stance_rows(scope), of_stances=True)


def _in_force(scope: Scope, wave: Wave) -> bool:
    """Whether the plan was in force when a round closed: before, nothing could be sorted under it."""
    plan = strategy_in_force(scope.area, clock.local(wave.closes_at).date())
    return plan is not None and plan.id == scope.strategy.id


def _wave_of(scope: Scope, row: Row) -> Wave:
    return scope.wave_of(str(row[0]), str(row[SURVEY]))


def _over_rounds(
    scope: Scope, what: str, rows: Iterable[Row], *, of_stances: bool = False
) -> Iterator[Trend]:
    lines: dict[tuple[int, str], dict[str, list[Place]]] = {}
    for row in rows:
        # a row without a figure says that the round was not released by this
        if row[PEOPLE] is not None:
            wave = _wave_of(scope, row)
            group = lines.setdefault((wave.survey_id, str(row[WHO])), {})
            group.setdefault(str(row[THING]), []).append(Place(wave, row, scope.settings_of(wave)))
    waiting = {(number, audience_name(one)) for number, one in _waiting(scope)}
    for (_survey, who), things in lines.items():
        beside = _by_wave(things.get(stance_or_not(None), [])) if of_stances else {}
        for thing, found in things.items():
            places = sorted(found, key=lambda one: (one.wave.opens_at, one.wave.id))
            change = _change(places, beside, any((one.wave.id, who) in waiting for one in places[-2:]))
            newest = places[-1]
            newest_words = shown_newest(newest.wave.title, newest.per_cent)
            if of_stances:
                newest_words = _meant(newest, thing)
            yield Trend(what, thing, who, f"{newest_words} {said(change)}", places, change)


def _waiting(scope: Scope) -> Iterable[tuple[int, Audience]]:
    """The groups in which words wait that nobody has sorted yet: those could turn a change round."""
    return writers_waiting(scope.area, [wave.id for wave in scope.counted])


def _by_wave(places: Iterable[Place]) -> dict[int, Row]:
    return {one.wave.id: one.row for one in places}


def _change(places: Sequence[Place], beside: dict[int, Row], waits: bool) -> Change | None:
    """The newest two rounds of which enough wrote. Sure only where it stays so should all words of which
    nobody has said how they are meant be of this stance, or none."""
    known = [one for one in places if one.base is not None]
    if len(known) < FEWEST:
        return None
    if waits:
        return Change.UNSURE
    ranges = []
    for one in known[-2:]:
        low, high = one.range()
        ranges.append((low, one.range(beside[one.wave.id])[1] if one.wave.id in beside else high))
    return shown_change(ranges[0], ranges[1])


def _meant(newest: Place, stance: str) -> str:
    if newest.per_cent is None:
        return shown_newest(newest.wave.title, None)
    return str(
        _(
            "%(step)s: about %(share)s of 100 people who wrote, wrote words sorted as “%(stance)s”.",
            step=newest.wave.title,
            share=newest.per_cent,
            stance=stance,
        )
    )
