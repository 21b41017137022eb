"""The trends of a file as drawings and tables: themes over the rounds, and measures over all releases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.core.charts import Spot
from portal.core.filters import long_date
from portal.core.line_files import Line
from portal.core.spreadsheet import Cell
from portal.exports.scope import Scope
from portal.exports.trends import BASE, PEOPLE, PER_CENT, WORDS, Trend
from portal.insight.measure_words import released_change_words, share_words
from portal.insight.released_measures import FromRecords, FromSurvey, Known, known_of
from portal.strategies.models import Measure
from portal.strategies.queries import measures_of, priorities_of
from portal.strategies.tracking_models import Better

FEWEST = 2
TREND_HEADINGS = (
    "Drawing",
    "Of",
    "About",
    "Who",
    "Round",
    "First day",
    "Last day",
    "People who wrote",
    "People",
    "Per cent",
    "In words",
    "What it shows",
)
MEASURE_HEADINGS = ("Drawing", "Measure", "From", "Asked", "Round or day", "Value", "What changed")


@dataclass(frozen=True)
class Drawn:
    """A line with the rows of its table, without the name of its drawing in front; `line` None: none.

    `of_people`: it counts people, so the rule of small numbers stands under it.
    """

    line: Line | None
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    of_people: bool = True


def drawn_trend(trend: Trend) -> Drawn:
    """One thing over the rounds: shares in a hundred of those who wrote."""
    rows = [
        [
            trend.what,
            trend.thing,
            trend.who,
            one.wave.title,
            long_date(one.wave.opens_at),
            long_date(one.wave.closes_at),
            *(one.row[place] for place in (BASE, PEOPLE, PER_CENT, WORDS)),
            trend.says,
        ]
        for one in trend.places
    ]
    if not trend.is_line:
        return Drawn(None, rows)
    spots = [Spot(one.wave.title, one.per_cent) for one in trend.places]
    bases = ", ".join(f"{one.wave.title} {one.row[BASE]}" for one in trend.places)
    days = [
        _(
            "%(round)s: %(first)s to %(last)s.",
            round=one.wave.title,
            first=long_date(one.wave.opens_at),
            last=long_date(one.wave.closes_at),
        )
        for one in trend.places
    ]
    notes = [
        _("In 100 of those who wrote. People who wrote: %(bases)s.", bases=bases),
        " ".join(days),
        _("The file “read-me” says how answers came in."),
    ]
    return Drawn(Line(f"{trend.what}: {trend.title}", trend.says, spots, "%", 100), rows, notes)


def drawn_measures(scope: Scope) -> Iterator[Drawn]:
    """Every measure of the plan: a line for each group that was asked, and one of the records."""
    measures = measures_of(priorities_of(scope.strategy))
    known = known_of(scope.area, measures)
    for measure in measures:
        yield from drawn_measure(measure, known[measure.id])


def drawn_measure(measure: Measure, known: Known) -> Iterator[Drawn]:
    """One measure: a line for each group that was asked, and one of the records."""
    for series in known.series:
        yield _of_survey(measure, series)
    if known.records:
        yield _of_records(measure, known)
    elif not known.series:
        yield Drawn(None, [[measure.text, "", "", "", _("No data"), ""]])


def _of_survey(measure: Measure, series: Sequence[FromSurvey]) -> Drawn:
    newest = series[-1]
    rows: list[list[Cell]] = [
        [measure.text, one.group, one.asked, one.round_title, share_words(one), released_change_words(one)]
        for one in series
    ]
    if sum(one.per_cent is not None for one in series) < FEWEST:
        return Drawn(None, rows)
    says = _(
        "%(group)s: good answers in 100. %(round)s: %(value)s, %(change)s.",
        group=newest.group,
        round=newest.round_title,
        value=share_words(newest),
        change=released_change_words(newest),
    )
    spots = [Spot(one.round_title, one.per_cent) for one in series]
    line = Line(measure.text, says, spots, "%", 100, newest.target)
    bases = ", ".join(f"{one.round_title} {_people(one)}" for one in series)
    notes = [_("Asked: %(words)s", words=newest.asked), _("Answers counted: %(bases)s.", bases=bases)]
    notes += [
        _("%(round)s ended on %(day)s.", round=one.round_title, day=long_date(one.closed_on))
        for one in series
    ]
    if newest.target is not None:
        notes.append(_("The dashed line is what the plan wants: %(target)s%%.", target=newest.target))
    return Drawn(line, rows, notes)


def _people(one: FromSurvey) -> str:
    return str(one.people) if one.people is not None else str(_("too few"))


def _of_records(measure: Measure, known: Known) -> Drawn:
    """Records are no count of answers: they stand as the service gave them, with their source."""
    rows: list[list[Cell]] = [
        [measure.text, one.source, "", long_date(one.of_day), f"{one.value:,g} {one.unit}".strip(), ""]
        for one in known.records
    ]
    if len(known.records) < FEWEST:
        return Drawn(None, rows)
    newest = known.records[-1]
    says = _(
        "Records of services: %(value)s on %(day)s, before it %(before)s. %(way)s "
        "We take the records as they are.",
        value=f"{newest.value:,g} {newest.unit}".strip(),
        day=long_date(newest.of_day),
        before=f"{known.records[-2].value:,g}",
        way=_way(known),
    )
    spots = [Spot(long_date(one.of_day), one.value) for one in known.records]
    target = known.aim.target if known.aim else None
    notes = [_("Source: %(source)s.", source=_sources(known.records))]
    if target is not None:
        notes.append(_("The dashed line is the target: %(target)s.", target=f"{target:,g}"))
    return Drawn(Line(measure.text, says, spots, target=target), rows, notes, of_people=False)


def _sources(records: Sequence[FromRecords]) -> str:
    return ", ".join(dict.fromkeys(one.source for one in records))


def _way(known: Known) -> str:
    """Whether that is better, where somebody said which way is."""
    step = known.records[-1].value - known.records[-2].value
    if known.aim is None:
        return str(_("Nobody has said yet which way is better."))
    if step == 0:
        return str(_("The same as the figure before."))
    better = (step > 0) == (known.aim.better == Better.HIGHER)
    return str(_("That is better.") if better else _("That is worse."))
