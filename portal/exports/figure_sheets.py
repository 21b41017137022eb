"""The sheets of figures: by question, by theme, by priority; all protected, all one-way."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.core.disclosure import WORDS, PeopleCount, ProtectedTable, Shown
from portal.core.spreadsheet import Cell
from portal.core.vocabulary import Audience
from portal.exports import released
from portal.exports.scope import Scope
from portal.feedback.criteria import criteria
from portal.feedback.models import Stance
from portal.strategies.queries import priorities_of
from portal.surveys.models import Wave
from portal.surveys.names import mode_name
from portal.surveys.results.names import audience_name, stance_or_not
from portal.surveys.results.queries import (
    writers,
    writers_by_criterion,
    writers_by_priority,
    writers_by_stance,
    writers_by_theme,
)
from portal.surveys.results.releasing import NOT_SAID
from portal.surveys.results.tables import AnswerTable, answer_tables, audiences_of
from portal.surveys.results.totals import NOBODY

Row = list[Cell]


def figure(shown: Shown) -> Cell:
    """A protected count as a cell: a number, a star, or a sentence."""
    return shown.number if shown.number is not None else str(_(shown.text))


def share(table: ProtectedTable[Any], key: object) -> tuple[Cell, Cell]:
    """The percentage, or a word where a percentage would say too much."""
    word = table.words(key)
    return table.percent(key), str(_(WORDS[word])) if word else None


QUESTION_HEADINGS = (
    "Round",
    "Survey",
    "Question",
    "Who",
    "Asked in",
    "Answers counted",
    "Answer",
    "In the base",
    "People",
    "Per cent",
    "In words",
    "Asked as",
)


def question_rows(scope: Scope) -> Iterator[Row]:
    """Each answer of each question by group; a group that is too small has one row that says so."""
    for wave in scope.counted:
        if wave.id in scope.released:
            yield from released.question_rows(scope, wave, scope.released[wave.id])
    waves = {wave.id: wave for wave in scope.counted_anew}
    for table in answer_tables(scope.area, scope.counted_anew, scope.questions, every_group=True):
        wave = waves[table.group.wave_id]
        shown = table.protected(scope.protect)
        start: Row = [
            wave.title,
            scope.survey_title(wave),
            table.question.key,
            audience_name(table.group.audience),
            mode_name(table.group.mode),
            figure(shown.base),
        ]
        if shown.base.number is None:
            yield [*start, _("all answers"), _("yes"), figure(shown.base), None, None, table.asked]
            continue
        yield from _answer_rows(start, table, shown)


def _answer_rows(start: Row, table: AnswerTable, shown: ProtectedTable[str]) -> Iterator[Row]:
    for option in table.options:
        percent, word = share(shown, option.code)
        cell = figure(shown.cells[option.code])
        yield [*start, table.label(option), _("yes"), cell, percent, word, table.asked]
    for option in table.off_scale:
        cell = figure(shown.cells[option.code])
        yield [*start, table.label(option), _("no"), cell, None, None, table.asked]


THEME_HEADINGS = ("Round", "Survey", "Who", "People who wrote", "Theme", "People", "Per cent", "In words")
PRIORITY_HEADINGS = (*THEME_HEADINGS[:4], "Priority", *THEME_HEADINGS[5:])
CRITERION_HEADINGS = (*THEME_HEADINGS[:4], "What inspectors look at", *THEME_HEADINGS[5:])
STANCE_HEADINGS = (*THEME_HEADINGS[:4], "What they said", *THEME_HEADINGS[5:])


def theme_rows(scope: Scope) -> Iterator[Row]:
    """How many people wrote about each theme: people, not comments."""
    yield from _released(scope, "themes", {theme.slug for theme in scope.themes})
    ids = [wave.id for wave in scope.counted_anew]
    labels = {theme.id: theme.label for theme in scope.themes}
    yield from _tag_rows(scope, labels, writers_by_theme(scope.area, ids))


def priority_rows(scope: Scope) -> Iterator[Row]:
    """How many people wrote about each priority of the strategy: people, not comments."""
    priorities = priorities_of(scope.strategy)
    yield from _released(scope, "priorities", {one.slug for one in priorities})
    ids = [wave.id for wave in scope.counted_anew]
    labels = {one.id: f"{one.number}. {one.short_title}" for one in priorities}
    yield from _tag_rows(scope, labels, writers_by_priority(scope.area, ids))


def criterion_rows(scope: Scope) -> Iterator[Row]:
    """How many people wrote about each thing that inspectors look at: people, not comments."""
    yield from _released(scope, "criteria", criteria())
    ids = [wave.id for wave in scope.counted_anew]
    yield from _tag_rows(scope, criteria(), writers_by_criterion(scope.area, ids))


def stance_rows(scope: Scope) -> Iterator[Row]:
    """How many people wrote words of each stance, of whatever thing: people, not comments."""
    labels = {one: stance_or_not(one) for one in (*Stance, None)}
    yield from _released(scope, "stances", {one or NOT_SAID for one in labels})
    ids = [wave.id for wave in scope.counted_anew]
    yield from _tag_rows(scope, labels, writers_by_stance(scope.area, ids))


def _released(scope: Scope, section: str, wanted: Collection[str]) -> Iterator[Row]:
    for wave in scope.counted:
        if wave.id in scope.released:
            yield from released.tag_rows(scope, wave, scope.released[wave.id], section, wanted)


def _tag_rows(
    scope: Scope,
    labels: Mapping[Any, str],
    tagged: Mapping[tuple[int, Audience], Mapping[Any, PeopleCount]],
) -> Iterator[Row]:
    bases = writers(scope.area, [wave.id for wave in scope.counted_anew])
    for wave, audience in _groups(scope):
        group = (wave.id, audience)
        cells = {one: tagged.get(group, {}).get(one, NOBODY) for one in labels}
        table = scope.table(bases.get(group, NOBODY), cells)
        start: Row = [wave.title, scope.survey_title(wave), audience_name(audience), figure(table.base)]
        for one, label in labels.items():
            yield [*start, label, figure(table.cells[one]), *share(table, one)]


def _groups(scope: Scope) -> list[tuple[Wave, Audience]]:
    return [(wave, audience) for wave in scope.counted_anew for audience in audiences_of(wave)]
