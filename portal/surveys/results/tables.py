"""One question as one group of people answered it: base, answers on the scale, answers off it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from portal.areas.models import Area
from portal.core.disclosure import PeopleCount, ProtectedTable, Protector
from portal.core.vocabulary import Audience, Mode
from portal.surveys.models import ONE_AUDIENCE, Question, Wave
from portal.surveys.question_types import ANSWERED, QuestionType, type_of
from portal.surveys.questionnaire import scale_for
from portal.surveys.results.queries import Group, question_table
from portal.surveys.results.totals import NOBODY, joined
from portal.surveys.scales import Option, Scale


@dataclass(frozen=True)
class AnswerTable:
    """The counts of one group. "Not sure" and "does not apply" stand apart and out of the base.

    `options` keep the scale's own order, so that it says nothing of the counts.
    """

    question: Question
    group: Group
    options: tuple[Option, ...]
    off_scale: tuple[Option, ...]
    counts: Mapping[str, PeopleCount]

    @cached_property
    def base(self) -> PeopleCount:
        """Everyone who gave an answer on the scale; in choose-many, everyone who answered."""
        if ANSWERED in self.counts:
            return self.counts[ANSWERED]
        return joined(self.count(one) for one in self.options)

    def count(self, option: Option) -> PeopleCount:
        """How many chose an answer; nobody is a count too."""
        return self.counts.get(option.code, NOBODY)

    def protected(self, protect: Protector) -> ProtectedTable[str]:
        """What everyone may see, by code; each answer is a cell of its own."""
        every = (*self.options, *self.off_scale)
        return protect.table(self.base, {one.code: self.count(one) for one in every})

    def label(self, option: Option) -> str:
        """An answer in the words in which it was offered."""
        return option.label(self.group.mode)

    @property
    def takes_many(self) -> bool:
        """Whether one person may stand in several answers."""
        return type_of(self.group.kind).takes == "many"

    @property
    def asked(self) -> str:
        """The question in the words in which it was put."""
        wording = self.question.wording(self.group.mode)
        return wording.words if wording else self.question.key


def answer_tables(
    area: Area, waves: Collection[Wave], questions: Iterable[Question], *, every_group: bool = False
) -> list[AnswerTable]:
    """A table for each group that answered, in the order of the questions: one query for all.

    `every_group`: also for each group that was asked and gave no answer, so that whether a group is
    there says nothing (for what leaves the service).
    """
    by_id = {question.id: question for question in questions}
    places = {question_id: place for place, question_id in enumerate(by_id)}
    found = question_table([wave.id for wave in waves], list(by_id))
    if every_group:
        found = {one: found.get(one, {}) for one in [*groups_asked(waves, by_id.values()), *found]}
    tables = [_table(area, by_id[group.question_id], group, counts) for group, counts in found.items()]
    return sorted(tables, key=lambda table: (places[table.group.question_id], *table.group[1:]))


def groups_asked(waves: Iterable[Wave], questions: Iterable[Question]) -> list[Group]:
    """Every group that is asked one of the questions in one of the waves."""
    listed = list(questions)
    return [
        Group(question.id, wave.id, audience, Mode(wording.mode), wording.kind)
        for wave in waves
        for question in listed
        if question.version_id == wave.version_id
        for wording in question.wordings
        if type_of(wording.kind).is_counted and wave.version.has_mode(wording.mode)
        for audience in audiences_of(wave)
    ]


def audiences_of(wave: Wave) -> list[Audience]:
    """Who may answer a wave: one audience, or each by its own role answer."""
    only = ONE_AUDIENCE.get(wave.survey.invited)
    return [only] if only else list(Audience)


def _by_cell(
    kind: QuestionType, scale: Scale | None, counts: Mapping[str, PeopleCount]
) -> dict[str, PeopleCount]:
    """The counts by row of the table: the numbers of a band, or the places of a ranked answer, together."""
    cells: dict[str, PeopleCount] = {}
    for code, count in counts.items():
        for cell in [code] if code == ANSWERED else kind.cells_of(code, scale):
            cells[cell] = cells.get(cell, NOBODY).joined_with(count)
    return cells


def _table(area: Area, question: Question, group: Group, counts: Mapping[str, PeopleCount]) -> AnswerTable:
    kind = type_of(group.kind)
    scale = scale_for(group.kind, question.answers_from, area)
    offered = kind.cells(scale)
    counts = _by_cell(kind, scale, counts)
    # in choose-many, "none of these" is an answer to the question and stays in the base
    off = tuple(one for one in offered if one.off_scale and kind.takes == "one")
    gone = set(counts) - {one.code for one in offered} - {ANSWERED}
    once = tuple(Option(code=code, words={"standard": code}) for code in sorted(gone))
    return AnswerTable(
        question=question,
        group=group,
        options=tuple(one for one in offered if one not in off) + once,
        off_scale=off,
        counts=counts,
    )
