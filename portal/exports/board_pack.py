"""A board pack: for each part of one plan what was said, the numbers, quotes, what was done, late, asks.

Only what may leave the service stands in it: figures of releases (or counted under the same rule for
ended rounds without one), published promises, approved quotes, figures that services let everyone see.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.board.models import Entry
from portal.board.queries import published_under
from portal.board.quotes import approved_words
from portal.board.words import standing
from portal.core import clock
from portal.core.disclosure import rule_in_full
from portal.core.filters import long_date
from portal.core.spreadsheet import Cell
from portal.exports import method, read_me
from portal.exports.documents import Block, Document, Grid, Heading, Points, Quote, Text
from portal.exports.figure_sheets import priority_rows, theme_rows
from portal.exports.queries import quotes_of_waves
from portal.exports.scope import Scope
from portal.insight.measure_words import commitment_state_name, released_change_words, share_words
from portal.insight.released_measures import Known, known_of
from portal.strategies.models import Commitment, Measure, Priority
from portal.strategies.queries import measures_of, priorities_of
from portal.strategies.tracking_models import CommitmentState, CommitmentUpdate
from portal.strategies.tracking_queries import every_commitment, updates_of

Report = Callable[[int, int, str], None]
Row = Sequence[Cell]
# of the rows of figures: round, survey, who, people who wrote, thing, people, per cent, in words
THING = 4
WAITING = {CommitmentState.NOT_BEGUN, CommitmentState.DELAYED}


@dataclass(frozen=True)
class _Gathered:
    """Everything the parts of a pack are written from: read once, however many priorities there are."""

    scope: Scope
    figures: Mapping[str, list[Row]]
    measures: Sequence[Measure]
    known: Mapping[int, Known]
    commitments: Sequence[Commitment]
    updates: Mapping[int, list[CommitmentUpdate]]


def written(scope: Scope, not_cleared: int, report: Report) -> Document:
    """The pack; `report` hears of each part as it is written."""
    priorities = priorities_of(scope.strategy)
    total = len(priorities) + 2
    report(0, total, _("Counting."))
    gathered = _gather(scope, priorities)
    title = _("Board pack: %(plan)s", plan=scope.strategy.title)
    pack = Document(title, scope.area.partnership)
    pack.blocks += _about(scope)
    pack.blocks += _overall(scope)
    for number, priority in enumerate(priorities, start=1):
        report(number, total, priority.short_title)
        pack.blocks += _part(gathered, priority)
    report(total - 1, total, _("How we counted."))
    pack.blocks += _method(scope, not_cleared)
    return pack


def _gather(scope: Scope, priorities: Sequence[Priority]) -> _Gathered:
    measures = measures_of(priorities)
    commitments = every_commitment(scope.strategy)
    figures: dict[str, list[Row]] = {}
    for row in priority_rows(scope):
        figures.setdefault(str(row[THING]), []).append(row)
    return _Gathered(
        scope,
        figures,
        measures,
        known_of(scope.area, measures),
        commitments,
        updates_of(commitments),
    )


def _about(scope: Scope) -> Iterator[Block]:
    if scope.demonstration:
        yield Text(_("Example. People and numbers are made up."))
    years = f"{scope.strategy.starts}–{scope.strategy.ends}"
    yield Text(f"{scope.area.name}: {scope.area.partnership}. {years}.")
    yield Text(_("What it is for: %(purpose)s", purpose=scope.purpose))
    yield Text(_("Made on %(day)s.", day=long_date(scope.at)))


HEAD = ("Round", "Survey", "Who", "People who wrote", "Theme or part", "People", "Per cent", "In words")


def _overall(scope: Scope) -> Iterator[Block]:
    yield Heading(1, _("What people wrote about"))
    rows = list(theme_rows(scope))
    if rows:
        yield Grid(_("People who wrote about each theme"), HEAD, rows)
    else:
        yield Text(_("No data: no round of these has ended."))


def _part(gathered: _Gathered, priority: Priority) -> Iterator[Block]:
    """One priority, always under the same headings: an empty one says that there is nothing."""
    promises = published_under(gathered.scope.area, priority)
    yield Heading(1, f"{priority.number}. {priority.short_title}")
    yield Text(priority.title)
    yield from _said(gathered, priority)
    yield from _numbers(gathered, priority)
    yield from _quotes(gathered.scope, promises)
    yield from _did(gathered, promises)
    yield from _late(gathered, priority, promises)
    yield from _asks(gathered, priority, promises)


def _said(gathered: _Gathered, priority: Priority) -> Iterator[Block]:
    yield Heading(2, _("What people said"))
    rows = gathered.figures.get(f"{priority.number}. {priority.short_title}", [])
    if rows:
        yield Grid(_("People who wrote about this part of the plan"), HEAD, rows)
    else:
        yield Text(_("No data: no figure of this part may leave yet."))


def _numbers(gathered: _Gathered, priority: Priority) -> Iterator[Block]:
    """The measures, with what changed; feedback never stands in for records (rules.md)."""
    yield Heading(2, _("The numbers, and how they change"))
    rows = [
        row
        for one in gathered.measures
        if one.priority_id == priority.id
        for row in _measure(gathered, one)
    ]
    if rows:
        head = (_("Measure"), _("From"), _("Value"), _("What changed"))
        yield Grid(_("How this part is checked"), head, rows)
    else:
        yield Text(_("The plan does not say how this part will be checked."))


def _measure(gathered: _Gathered, measure: Measure) -> Iterator[Row]:
    known = gathered.known[measure.id]
    for one in known.surveys:
        where = f"{one.group}, {one.round_title}"
        yield [measure.text, where, share_words(one), released_change_words(one)]
    if known.records:
        newest, before = known.records[-1], known.records[-2:-1]
        where = f"{newest.source}, {long_date(newest.of_day)}"
        change = _("before: %(value)s", value=f"{before[0].value:,g}") if before else ""
        yield [measure.text, where, f"{newest.value:,g} {newest.unit}".strip(), change]
    elif not known.surveys:
        yield [measure.text, "", _("No data"), ""]


def _quotes(scope: Scope, promises: Sequence[Entry]) -> Iterator[Block]:
    """Of the chosen rounds alone: whether those may still leave is known as long as the file is kept."""
    yield Heading(2, _("In people’s own words"))
    beside = approved_words(scope.area, promises)
    quotes = {quote.id: quote for one in promises for quote in beside.get(one.id, [])}
    kept = quotes_of_waves(quotes, scope.wave_ids)
    for number, quote in quotes.items():
        if number in kept:
            yield Quote(quote.words, quote.who)
    if not kept:
        yield Text(_("No words are approved for this part."))


def _did(gathered: _Gathered, promises: Sequence[Entry]) -> Iterator[Block]:
    yield Heading(2, _("What was done"))
    today = clock.local(gathered.scope.at).date()
    lines = [f"{one.title}: {standing(one, today).words}. {one.done}" for one in promises]
    yield Points(lines) if lines else Text(_("No promise stands under this part yet."))


def _of_priority(
    gathered: _Gathered, priority: Priority
) -> Iterator[tuple[Commitment, CommitmentUpdate | None]]:
    for one in gathered.commitments:
        if one.priority_id == priority.id:
            yield one, next(iter(gathered.updates.get(one.id, [])), None)


def _late(gathered: _Gathered, priority: Priority, promises: Sequence[Entry]) -> Iterator[Block]:
    yield Heading(2, _("What is late"))
    today = clock.local(gathered.scope.at).date()
    lines = [f"{one.title}: {standing(one, today).words}" for one in promises if one.days_late(today)]
    for commitment, newest in _of_priority(gathered, priority):
        if newest is not None and newest.state == CommitmentState.DELAYED:
            lines.append(f"{commitment.text} {newest.words} ({long_date(newest.dated)})")
    yield Points(lines) if lines else Text(_("Nothing is known to be late."))


def _asks(gathered: _Gathered, priority: Priority, promises: Sequence[Entry]) -> Iterator[Block]:
    """What the board is asked to look at: unknown or waiting commitments, measures without data."""
    yield Heading(2, _("What we ask the board"))
    lines = []
    for commitment, newest in _of_priority(gathered, priority):
        if newest is None or newest.state in WAITING:
            state = commitment_state_name(newest.state if newest else None)
            lines.append(
                _("Decide what happens next: %(words)s (%(state)s)", words=commitment.text, state=state)
            )
    for measure in gathered.measures:
        known = gathered.known[measure.id]
        if measure.priority_id == priority.id and not known.surveys and not known.records:
            lines.append(_("Say who brings a figure: %(words)s", words=measure.text))
    if not promises:
        lines.append(_("Say what families can expect: no promise answers this part."))
    yield Points(lines) if lines else Text(_("Nothing."))


def _method(scope: Scope, not_cleared: int) -> Iterator[Block]:
    yield Heading(1, _("How we counted"))
    yield Text(rule_in_full(scope.protect.settings, _))
    rows = list(read_me.read_me_rows(scope, not_cleared))
    yield Grid(_("About this file"), (_("What"), _("Explanation")), rows)
    yield Grid(_("How the comments were sorted"), method.HEADINGS, list(method.method_rows(scope)))
