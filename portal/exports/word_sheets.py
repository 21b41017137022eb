"""The sheets of words: the cleared comments with their tags, and the code book."""

from collections.abc import Iterator

from flask_babel import gettext as _

from portal.core.spreadsheet import Cell
from portal.core.vocabulary import Audience, Mode
from portal.exports.queries import cleared_words
from portal.exports.scope import Scope
from portal.strategies.models import Priority
from portal.surveys.models import Question, Wording
from portal.surveys.names import mode_name
from portal.surveys.question_types import type_of
from portal.surveys.questionnaire import scale_for
from portal.surveys.results.names import audience_name

Row = list[Cell]
WORD_HEADINGS = ("Round", "Survey", "Question", "Who", "Asked in", "Themes", "Priorities", "Words")
BOOK_HEADINGS = (
    "Survey",
    "Question",
    "Asked in",
    "Kind",
    "Themes",
    "Code",
    "In the base",
    "Answer",
    "Asked as",
)


def rows_under(scope: Scope, priority: Priority) -> Iterator[Row]:
    """The cleared comments under one priority; one row says so where there are none."""
    found = False
    for row in word_rows(scope, priority):
        found = True
        yield row
    if not found:
        yield [None] * (len(WORD_HEADINGS) - 1) + [_("No cleared comment stands under this part yet.")]


def word_rows(scope: Scope, under: Priority | None = None) -> Iterator[Row]:
    """One row a cleared comment (under a priority). Nothing in it joins two comments of one person."""
    waves = {wave.id: wave for wave in scope.waves}
    titles = {wave.id: scope.survey_title(wave) for wave in scope.waves}
    questions = {question.id: question for question in scope.questions}
    rounds = {wave: (waves[wave].title, titles[wave]) for wave in waves}
    # looked up once: a translation asked for in each of 100,000 rows would take most of the time
    who: dict[str, str] = {audience: audience_name(audience) for audience in Audience}
    how: dict[str, str] = {mode: mode_name(mode) for mode in Mode}
    for one in cleared_words(scope.area, scope.wave_ids, scope.strategy, scope.at, under):
        question = questions.get(one.question_id)
        yield [
            *rounds[one.wave_id],
            question.key if question else None,
            who[one.audience],
            how[one.mode],
            one.themes,
            one.priorities,
            one.words,
        ]


def book_rows(scope: Scope) -> Iterator[Row]:
    """Each question as it was put in each mode, with its answers and their codes; each version once."""
    titles = {wave.version_id: scope.survey_title(wave) for wave in scope.waves}
    for question in scope.questions:
        themes = "; ".join(theme.label for theme in question.themes)
        for wording in sorted(question.wordings, key=lambda one: one.mode):
            start: Row = [titles[question.version_id], question.key, mode_name(wording.mode), wording.kind]
            for code, counted, label in _answers(scope, question, wording):
                yield [*start, themes, code, counted, label, wording.words]


def _answers(scope: Scope, question: Question, wording: Wording) -> list[tuple[str, str, str]]:
    kind = type_of(wording.kind)
    if kind.takes == "nothing":
        return []
    scale = scale_for(wording.kind, question.answers_from, scope.area)
    if scale is None:
        return [("", "", _("in their own words"))]
    return [
        (
            one.code,
            _("no") if one.off_scale and kind.takes == "one" else _("yes"),
            one.label(wording.mode),
        )
        for one in kind.cells(scale)
    ]
