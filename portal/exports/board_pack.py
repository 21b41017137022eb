"""A board pack: for each part of one plan what was said, the numbers, quotes, what was done, late, asks.

Only what may leave the service stands in it: figures of releases (or counted under the same rule for
ended rounds without one), published promises, approved quotes, figures that services let everyone see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.board.models import Entry
from portal.board.queries import published_under
from portal.board.quotes import approved_words
from portal.board.words import standing
from portal.core import clock
from portal.core.filters import long_date
from portal.exports.documents import Block, Document, Heading, Points, Quote, Text
from portal.exports.figure_sheets import priority_rows, theme_rows
from portal.exports.pack_figures import THING, Row, by_group, by_thing
from portal.exports.pack_parts import Report, about, how_counted, lines_of, measure_grid, what_moved
from portal.exports.queries import quotes_of_waves
from portal.exports.scope import Scope
from portal.insight.measure_words import commitment_state_name
from portal.insight.released_measures import Known, known_of
from portal.strategies.models import Commitment, Measure, Priority
from portal.strategies.queries import measures_of, priorities_of
from portal.strategies.tracking_models import CommitmentState, CommitmentUpdate
from portal.strategies.tracking_queries import every_commitment, updates_of

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
    pack.blocks += about(scope)
    pack.blocks += _overall(scope)
    for number, priority in enumerate(priorities, start=1):
        report(number, total, priority.short_title)
        pack.blocks += _part(gathered, priority)
    report(total - 1, total, _("How we counted."))
    pack.blocks += how_counted(scope, not_cleared)
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


def _overall(scope: Scope) -> Iterator[Block]:
    yield Heading(1, _("What people wrote about"))
    rows = list(theme_rows(scope))
    if not rows:
        yield Text(_("No data: no round of these has ended."))
        return
    yield from by_thing(scope, rows, _("People who wrote about each theme"), _("Theme"))
    yield Heading(1, _("What surely changed"))
    yield from what_moved(scope)


def _part(gathered: _Gathered, priority: Priority) -> Iterator[Block]:
    """One priority, always under the same headings: an empty one says that there is nothing."""
    promises = published_under(gathered.scope.area, priority)
    yield Heading(1, f"{priority.number}. {priority.short_title}", on_new_page=True)
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
        name = f"{priority.number}. {priority.short_title}"
        yield by_group(gathered.scope, rows, _("People who wrote about: %(thing)s", thing=name))
    else:
        yield Text(_("No data: no figure of this part may leave yet."))


def _numbers(gathered: _Gathered, priority: Priority) -> Iterator[Block]:
    """The measures, with what changed; feedback never stands in for records (rules.md)."""
    yield Heading(2, _("The numbers, and how they change"))
    own = [one for one in gathered.measures if one.priority_id == priority.id]
    yield from measure_grid(own, gathered.known)
    yield from lines_of(own, gathered.known, gathered.scope)
    if not own:
        yield Text(_("The plan does not say how this part will be checked."))


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
