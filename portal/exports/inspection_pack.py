"""An inspection pack: by what inspectors look at, the evidence with its dates.

The criteria and what speaks to each are data (feedback/data/inspection-criteria.yaml). As in a board pack
only what may leave stands in it: figures of releases (or counted under the same rule for ended rounds
without one), published promises, approved quotes, figures that services let everyone see.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.board.answering import entries_by_criterion
from portal.board.models import Entry
from portal.board.queries import published_entries
from portal.board.quotes import ShownQuote, readable
from portal.board.words import standing, state_name
from portal.core import clock
from portal.core.filters import long_date
from portal.exports.documents import Block, Document, Grid, Heading, Points, Quote, Text
from portal.exports.figure_sheets import criterion_rows, question_rows, theme_rows
from portal.exports.pack_figures import THING, Row, by_answer, by_group, has_figure
from portal.exports.pack_parts import Report, about, how_counted, measure_grid
from portal.exports.queries import criterion_quotes
from portal.exports.scope import Scope
from portal.feedback.criteria import Criterion, edition_known, every_criterion
from portal.insight.measure_words import commitment_state_name
from portal.insight.released_measures import Known, known_of
from portal.strategies.models import Commitment, InspectionFinding, Measure
from portal.strategies.queries import findings_of, measures_of, priorities_of
from portal.strategies.tracking_models import CommitmentUpdate
from portal.strategies.tracking_queries import every_commitment, updates_of

# of the rows of answers: round, survey, question, ...
QUESTION = 2


@dataclass(frozen=True)
class _Gathered:
    """Everything the parts are written from: read once, however many criteria there are."""

    scope: Scope
    theme_ids: Mapping[str, int]
    theme_labels: Mapping[str, str]
    by_criterion: Mapping[str, list[Row]]
    by_theme: Mapping[str, list[Row]]
    by_question: Mapping[str, list[Row]]
    quotes: Mapping[str, list[ShownQuote]]
    entries: Sequence[Entry]
    answering: Mapping[str, set[int]]
    measures: Sequence[Measure]
    known: Mapping[int, Known]
    commitments: Sequence[Commitment]
    updates: Mapping[int, list[CommitmentUpdate]]
    findings: Sequence[InspectionFinding]


def written(scope: Scope, not_cleared: int, report: Report) -> Document:
    """The pack; `report` hears of each criterion as it is written."""
    listed = every_criterion()
    total = len(listed) + 2
    report(0, total, _("Counting."))
    gathered = _gather(scope)
    pack = Document(_("Inspection pack: %(area)s", area=scope.area.name), scope.area.partnership)
    pack.blocks += about(scope)
    pack.blocks += _criteria_note(scope)
    for number, criterion in enumerate(listed, start=1):
        report(number, total, criterion.title)
        pack.blocks += _part(gathered, criterion, number)
    report(total - 1, total, _("How we counted."))
    pack.blocks += how_counted(scope, not_cleared)
    return pack


def _gather(scope: Scope) -> _Gathered:
    area, commitments = scope.area, every_commitment(scope.strategy)
    measures = measures_of(priorities_of(scope.strategy))
    quotes = criterion_quotes(area, scope.wave_ids)
    shown = readable(area, [one for own in quotes.values() for one in own])
    return _Gathered(
        scope,
        {theme.slug: theme.id for theme in scope.themes},
        {theme.slug: theme.label for theme in scope.themes},
        _grouped(criterion_rows(scope), THING),
        _grouped(theme_rows(scope), THING),
        _grouped(question_rows(scope), QUESTION),
        {key: [shown[one.id] for one in own if one.id in shown] for key, own in quotes.items()},
        published_entries(area),
        entries_by_criterion(area),
        measures,
        known_of(area, measures),
        commitments,
        updates_of(commitments),
        findings_of(area),
    )


def _grouped(rows: Iterable[Row], column: int) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[column]), []).append(row)
    return found


def _criteria_note(scope: Scope) -> Iterator[Block]:
    yield Text(
        _(
            "What inspectors look at stands here in our own words (handbook of %(day)s). "
            "Check it against the handbook in use.",
            day=long_date(edition_known()),
        )
    )
    without = [
        wave.title for wave in scope.counted if wave.id in scope.released and not _has(scope, wave.id)
    ]
    if without:
        yield Text(
            _(
                "Released before figures were counted by what inspectors look at: %(rounds)s. "
                "The figures by theme stand for them.",
                rounds=", ".join(dict.fromkeys(without)),
            )
        )


def _has(scope: Scope, wave_id: int) -> bool:
    return any(table.section == "criteria" for table in scope.released[wave_id].tables)


def _part(gathered: _Gathered, criterion: Criterion, number: int) -> Iterator[Block]:
    """One criterion, always under the same headings: an empty one says that nothing stands under it yet."""
    yield Heading(1, f"{number}. {criterion.title}", on_new_page=number > 1)
    yield Text(f"{criterion.group}. {criterion.plain}")
    evidence = [
        (_("What people said"), _said(gathered, criterion)),
        (_("What people answered"), _answers(gathered, criterion)),
        (_("In people’s own words"), _quotes(gathered, criterion)),
        (_("What was promised and done"), _promises(gathered, criterion)),
        (_("What the plan says, and how it stands"), _commitments(gathered, criterion)),
        (_("The numbers, and how they change"), _numbers(gathered, criterion)),
        (_("What inspectors found before"), _findings(gathered, criterion)),
    ]
    listed = [(heading, list(blocks)) for heading, blocks in evidence]
    if not any(blocks for _heading, blocks in listed):
        yield Text(_("Nothing stands under it yet."))
    for heading, blocks in listed:
        yield Heading(2, heading)
        yield from blocks or [Text(_("Nothing yet."))]
    if criterion.elsewhere:
        yield Text(_("Look also at: %(parts)s.", parts=", ".join(criterion.elsewhere)))


def _said(gathered: _Gathered, criterion: Criterion) -> Iterator[Block]:
    """The tables in which a figure stands; the other things are named once.

    Whether nobody wrote about a thing or a few did is not said: that would be a small number.
    """
    caption = _("People who wrote about: %(thing)s", thing=criterion.title)
    found = [(caption, criterion.title, gathered.by_criterion.get(criterion.title, []))]
    for slug in criterion.themes:
        label = gathered.theme_labels.get(slug, "")
        caption = _("People who wrote about the theme: %(theme)s", theme=label)
        found.append((caption, label, gathered.by_theme.get(label, [])))
    without = [thing for _caption, thing, rows in found if rows and not has_figure(rows)]
    for caption, _thing, rows in found:
        if has_figure(rows):
            yield by_group(gathered.scope, rows, caption)
    if without:
        yield Text(_("Few people or none wrote about: %(things)s.", things="; ".join(without)))


def _answers(gathered: _Gathered, criterion: Criterion) -> Iterator[Block]:
    for key in criterion.questions:
        rows = gathered.by_question.get(key)
        if rows:
            yield from by_answer(gathered.scope, rows)


def _quotes(gathered: _Gathered, criterion: Criterion) -> Iterator[Block]:
    for one in gathered.quotes.get(criterion.key, []):
        yield Quote(one.words, one.who)


def _promises(gathered: _Gathered, criterion: Criterion) -> Iterator[Block]:
    """Promises that answer words under it, and those of its themes, each with its dated steps."""
    today = clock.local(gathered.scope.at).date()
    answering = gathered.answering.get(criterion.key, set())
    for one in gathered.entries:
        if one.id not in answering and one.theme.slug not in criterion.themes:
            continue
        yield Text(f"{one.title}: {standing(one, today).words}. {one.done}")
        steps = [[long_date(step.dated), state_name(step.state), step.words] for step in one.updates]
        if steps:
            yield Grid(
                _("Steps: %(title)s", title=one.title), (_("Day"), _("State"), _("What was written")), steps
            )


def _commitments(gathered: _Gathered, criterion: Criterion) -> Iterator[Block]:
    wanted = _theme_ids(gathered, criterion)
    lines = []
    for one in gathered.commitments:
        if one.theme_id in wanted:
            newest = next(iter(gathered.updates.get(one.id, [])), None)
            line = f"{one.text} {commitment_state_name(newest.state if newest else None)}"
            lines.append(f"{line}: {newest.words} ({long_date(newest.dated)})" if newest else line)
    if lines:
        yield Points(lines)


def _numbers(gathered: _Gathered, criterion: Criterion) -> Iterator[Block]:
    wanted = _theme_ids(gathered, criterion)
    yield from measure_grid([one for one in gathered.measures if one.theme_id in wanted], gathered.known)


def _findings(gathered: _Gathered, criterion: Criterion) -> Iterator[Block]:
    wanted = _theme_ids(gathered, criterion)
    lines = [
        f"{long_date(one.inspection.dated)}, {one.part}: {one.text}"
        for one in gathered.findings
        if one.theme_id in wanted
    ]
    if lines:
        yield Points(lines)


def _theme_ids(gathered: _Gathered, criterion: Criterion) -> set[int]:
    return {gathered.theme_ids[slug] for slug in criterion.themes if slug in gathered.theme_ids}
