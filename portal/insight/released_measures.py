"""Measures as everyone may read them: from releases alone, and figures that services let everyone see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.areas.models import Area
from portal.insight.measure_queries import published_files, questions_showing
from portal.insight.sureness import shown_change, shown_range
from portal.releases import figures
from portal.releases.figures import ShownTable
from portal.releases.models import Release
from portal.strategies.models import Measure
from portal.strategies.tracking_models import MeasureAim
from portal.strategies.tracking_queries import aims_of, figures_of
from portal.surveys.models import Question
from portal.surveys.questionnaire import scale_for
from portal.surveys.results.measuring import share
from portal.surveys.results.releasing import WAVE_KIND


@dataclass(frozen=True)
class FromSurvey:
    """A released share of good answers of one group, in a hundred.

    `people`, `per_cent` None: too few answers. `change`: "more", "fewer", "unsure"; None: nothing before.
    `target`: what the plan in force wanted of it; None: no number.
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
    target: int | None = None


@dataclass(frozen=True)
class FromRecords:
    """A figure of services that everyone may see."""

    of_day: date
    value: float
    source: str
    unit: str


@dataclass(frozen=True)
class Known:
    """All that everyone may know of one measure, the oldest first; `series`: one a question and group, of
    what compares with its newest. `aim`: what the records should come to; None: nobody said.
    """

    series: Sequence[Sequence[FromSurvey]]
    records: Sequence[FromRecords]
    aim: MeasureAim | None = None

    @property
    def surveys(self) -> list[FromSurvey]:
        """The newest of each series."""
        return [one[-1] for one in self.series]


@dataclass(frozen=True)
class _Shown:
    """One group's table of one release, with the shown figures of its good answers."""

    release: Release
    table: ShownTable
    cells: Sequence[int | None]
    per_cent: int | None


def known_of(area: Area, measures: Sequence[Measure]) -> dict[int, Known]:
    """What everyone may know of each measure, by its id: released shares and public figures."""
    series = _released(area, measures)
    counted, aims = figures_of(measures, public=True), aims_of(measures)
    found = {}
    for measure in measures:
        records = [
            FromRecords(
                one.of_day, one.value, one.source, aims[measure.id].unit if measure.id in aims else ""
            )
            for one in counted.get(measure.id, [])
        ]
        own = [_comparable(one) for one in series.get(measure.id, [])]
        found[measure.id] = Known(own, records, aims.get(measure.id))
    return found


def _released(area: Area, measures: Sequence[Measure]) -> dict[int, list[list[_Shown]]]:
    """By measure: a list for each question and group, from release to release, the oldest first."""
    questions = questions_showing(area, measures)
    by_place = {(one.version.survey.slug, one.version.number, one.key): one for one in questions}
    wanted = {one.id for one in measures}
    found: dict[int, dict[tuple[str, ...], list[_Shown]]] = {}
    for release in published_files(area, WAVE_KIND, {slug for slug, _number, _key in by_place}):
        for table in figures.read(release.file).tables:
            question = by_place.get((release.thing, table.version or 0, table.key))
            if table.section != "answers" or question is None:
                continue
            shown = _shown(area, release, table, question)
            for measure in question.measures if shown else ():
                if measure.id in wanted and shown:
                    key = (release.thing, table.key, table.audience, table.mode or "")
                    found.setdefault(measure.id, {}).setdefault(key, []).append(shown)
    return {number: list(own.values()) for number, own in found.items()}


def _shown(area: Area, release: Release, table: ShownTable, question: Question) -> _Shown | None:
    """None for a question without a good end, such as one that asks how long people waited."""
    wording = next((one for one in question.wordings if one.mode == table.mode), None)
    scale = scale_for(wording.kind, question.answers_from, area) if wording else None
    if scale is None or not scale.top:
        return None
    cells = [cell for cell in table.cells if cell.code in scale.top]
    numbers = [cell.people if cell.per_cent is not None else None for cell in cells]
    return _Shown(release, table, [cell.people for cell in cells], share(numbers, table.people))


def _comparable(series: Sequence[_Shown]) -> list[FromSurvey]:
    """Those that compare with the newest, each with what changed since the one before."""
    newest = series[-1].table
    kept = [one for one in series[:-1] if newest.compares_with(one.table)] + [series[-1]]
    return [_read(one, before) for before, one in zip([None, *kept], kept, strict=False)]


def _read(shown: _Shown, before: _Shown | None) -> FromSurvey:
    return FromSurvey(
        group=shown.table.group,
        asked=shown.table.title,
        round_title=shown.release.round_title,
        thing=shown.release.thing,
        occasion=shown.release.occasion,
        closed_on=shown.release.closed_on,
        people=shown.table.people,
        per_cent=shown.per_cent,
        change=_change(before, shown) if before else None,
        target=shown.table.target.per_cent if shown.table.target else None,
    )


def _change(before: _Shown, now: _Shown) -> str | None:
    if before.table.people is None or now.table.people is None:
        return None
    old, new = (figures.read(one.release.file).settings for one in (before, now))
    return shown_change(
        shown_range(before.cells, before.table.people, old), shown_range(now.cells, now.table.people, new)
    )
