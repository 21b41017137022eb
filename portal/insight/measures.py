"""Measures with their values: what surveys show by round and audience, and what services count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.areas.models import Area
from portal.insight.sureness import Change, Range, change, shown_change, shown_range
from portal.strategies.models import InSurvey, Measure
from portal.strategies.tracking_models import Better, MeasureAim, MeasureFigure
from portal.strategies.tracking_queries import aims_of, figures_of
from portal.surveys.comparing import oldest_comparable
from portal.surveys.models import Wave
from portal.surveys.results.figures import Figure, FigureTable, Reader, group_name
from portal.surveys.results.measuring import Target, good_codes, share, target_of
from portal.surveys.results.queries import questions_asked
from portal.surveys.results.rounds import is_over
from portal.surveys.results.tables import AnswerTable, answer_tables


@dataclass(frozen=True)
class Point:
    """The share of good answers of one group in one wave, in a hundred; None: no figure may be said.

    `rows` are the figures of the good answers: their sum is the part, `base` the whole.
    """

    wave: Wave
    is_open: bool
    base: Figure
    rows: Sequence[Figure]
    exact: int | None
    public: int | None


@dataclass(frozen=True)
class Series:
    """One question as one group answered it from wave to wave, the oldest first."""

    group: str
    asked: str
    answers: str
    target: Target | None
    points: Sequence[Point]
    trend: Change | None

    @property
    def ended(self) -> int:
        """How many of its rounds are over."""
        return sum(not one.is_open for one in self.points)


@dataclass(frozen=True)
class Counted:
    """What services counted, the oldest first; `better` None: nobody said yet which way is better."""

    figures: Sequence[MeasureFigure]
    aim: MeasureAim | None

    @property
    def latest(self) -> MeasureFigure | None:
        """The newest figure."""
        return self.figures[-1] if self.figures else None

    @property
    def got_better(self) -> bool | None:
        """Whether the newest is better than the one before; None: not known, or the same."""
        if self.aim is None or len(self.figures) < 2 or self._step == 0:
            return None
        return (self._step > 0) == (self.aim.better == Better.HIGHER)

    @property
    def _step(self) -> float:
        return self.figures[-1].value - self.figures[-2].value

    @property
    def reached(self) -> bool | None:
        """Whether the newest is at the target or beyond; None without either."""
        if self.aim is None or self.aim.target is None or self.latest is None:
            return None
        if self.aim.better == Better.HIGHER:
            return self.latest.value >= self.aim.target
        return self.latest.value <= self.aim.target


@dataclass(frozen=True)
class Followed:
    """A measure with all that is known of it."""

    measure: Measure
    series: Sequence[Series]
    is_asked: bool
    counted: Counted

    @property
    def needs_records(self) -> bool:
        """Whether a survey alone cannot show it (rules.md, honest numbers)."""
        return self.measure.survey != InSurvey.YES

    @property
    def has_value(self) -> bool:
        """Whether anything at all is known."""
        shown = any(
            one.exact is not None or one.public is not None for s in self.series for one in s.points
        )
        return shown or bool(self.counted.figures)


def follow(
    area: Area, reader: Reader, measures: Sequence[Measure], waves: Sequence[Wave], at: datetime
) -> list[Followed]:
    """Each measure with its series over these waves and its figures of services: one count for all."""
    wanted = {measure.id for measure in measures}
    questions = [one for one in questions_asked(waves) if wanted & {m.id for m in one.measures}]
    tables = answer_tables(area, waves, questions, every_group=not reader.sees_exact) if questions else []
    by_id = {wave.id: wave for wave in waves}
    figures, aims = figures_of(measures), aims_of(measures)
    found = []
    for measure in measures:
        own = [one for one in tables if measure in one.question.measures]
        found.append(
            Followed(
                measure=measure,
                series=_series(area, reader, own, by_id, target_of(measure), at),
                is_asked=any(measure in one.measures for one in questions),
                counted=Counted(figures.get(measure.id, []), aims.get(measure.id)),
            )
        )
    return found


def _series(
    area: Area,
    reader: Reader,
    tables: Iterable[AnswerTable],
    waves: Mapping[int, Wave],
    target: Target | None,
    at: datetime,
) -> list[Series]:
    """By question, audience, mode and kind: groups are never put together."""
    grouped: dict[tuple[str, ...], list[tuple[AnswerTable, frozenset[str]]]] = {}
    for one in tables:
        good = good_codes(area, one)
        if good:
            key = (one.question.key, one.group.audience, one.group.mode, one.group.kind)
            grouped.setdefault(key, []).append((one, good))
    found = []
    for same in grouped.values():
        same.sort(key=lambda pair: (waves[pair[0].group.wave_id].opens_at, pair[0].group.wave_id))
        found.append(_one_series(reader, _comparable(same, waves), waves, target, at))
    return found


Pair = tuple[AnswerTable, frozenset[str]]


def _comparable(same: list[Pair], waves: Mapping[int, Wave]) -> list[Pair]:
    """Those whose answers compare with the newest ones (surveys/comparing.py), with the same answers."""
    newest, good = same[-1]
    wave = waves[newest.group.wave_id]
    oldest = oldest_comparable(wave.survey.versions, wave.version.number, newest.question.key)
    return [
        pair
        for pair in same
        if waves[pair[0].group.wave_id].version.number >= oldest
        and waves[pair[0].group.wave_id].survey_id == wave.survey_id
        and pair[1] == good
    ]


def _one_series(
    reader: Reader,
    same: list[Pair],
    waves: Mapping[int, Wave],
    target: Target | None,
    at: datetime,
) -> Series:
    newest, good = same[-1]
    points = [_point(reader.answers(one), good, waves[one.group.wave_id], at) for one, _good in same]
    words = [newest.label(option) for option in newest.options if option.code in good]
    return Series(
        group=group_name(newest.group.audience, newest.group.mode),
        asked=newest.asked,
        answers=", ".join(words),
        target=target if target and newest.group.audience in target.audiences else None,
        points=points,
        trend=_trend(points, reader),
    )


def _point(figures: FigureTable, good: frozenset[str], wave: Wave, at: datetime) -> Point:
    pairs = zip(figures.of.options, figures.rows, strict=True)
    rows = [figure for option, figure in pairs if option.code in good]
    shown = [one.public.number if one.public_percent is not None else None for one in rows]
    return Point(
        wave=wave,
        is_open=not is_over(wave, at),
        base=figures.base,
        rows=rows,
        exact=share([one.exact for one in rows], figures.base.exact),
        public=share(shown, figures.base.public.number),
    )


def _trend(points: Sequence[Point], reader: Reader) -> Change | None:
    """The newest ended wave against the one before; None with fewer than two that have a figure."""
    ended = [one for one in points if not one.is_open]
    known = [one for one in ended if (one.exact if reader.sees_exact else one.public) is not None]
    if len(known) < 2:
        return None
    before, now = known[-2], known[-1]
    if reader.sees_exact:
        return change(_exact_pair(before), _exact_pair(now))
    return shown_change(_shown_range(before, reader), _shown_range(now, reader))


def _exact_pair(point: Point) -> tuple[int, int]:
    return sum(one.exact or 0 for one in point.rows), point.base.exact or 0


def _shown_range(point: Point, reader: Reader) -> Range:
    cells = [one.public.number for one in point.rows]
    return shown_range(cells, point.base.public.number or 0, reader.protect.settings)
