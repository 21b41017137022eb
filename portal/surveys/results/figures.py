"""Figures as staff see them: the exact number where they may, and what everyone would see of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.core.access import Person
from portal.core.disclosure import (
    WORDS,
    PeopleCount,
    ProtectedTable,
    Protector,
    Shown,
    ShownKind,
    exact,
)
from portal.core.permissions import Permission
from portal.core.vocabulary import Audience, Channel, Mode
from portal.surveys.models import Question, Wave
from portal.surveys.results.names import audience_name, channel_name, mode_words
from portal.surveys.results.queries import People, people_by_channel
from portal.surveys.results.tables import AnswerTable, answer_tables, audiences_of
from portal.surveys.results.totals import NOBODY, joined

PURPOSE = "staff page beside the protected figure"


@dataclass(frozen=True)
class Figure:
    """One count: exact for those who may (else None), and as everyone would see it."""

    label: str
    exact: int | None
    public: Shown
    exact_percent: int | None = None
    public_percent: int | None = None
    public_word: str | None = None

    @property
    def is_star(self) -> bool:
        """Whether everyone would see a star."""
        return self.public.kind is ShownKind.STAR

    @property
    def is_hidden(self) -> bool:
        """Whether everyone would see that there are not enough answers."""
        return self.public.kind is ShownKind.HIDDEN


@dataclass(frozen=True)
class FigureTable:
    """A base and its figures; `off_scale` stand apart and are not in the base."""

    caption: str
    asked: str
    base: Figure
    rows: Sequence[Figure]
    off_scale: Sequence[Figure]
    of: AnswerTable

    @property
    def enough(self) -> bool:
        """Whether everyone would see figures at all."""
        return not self.base.is_hidden


@dataclass(frozen=True)
class Asked:
    """One question over audiences and modes, side by side."""

    key: str
    words: str
    tables: Sequence[FigureTable]


class Reader:
    """A person who may read numbers in an area: exact ones too (`sees_exact`), or protected ones alone."""

    def __init__(self, area: Area, person: Person) -> None:
        self.protect: Protector = protector_of(area)
        self.person = person
        self.sees_exact = person.may(Permission.READ_EXACT_NUMBERS, area)

    def exact(self, cell: PeopleCount) -> int | None:
        """The exact number, for a person who may read it; None for all others."""
        return exact(cell, by=self.person, purpose=PURPOSE) if self.sees_exact else None

    def alone(self, label: str, cell: PeopleCount) -> Figure:
        """A count that is its own base."""
        return Figure(label, self.exact(cell), self.protect.count(cell))

    def table(self, base: PeopleCount, cells: Mapping[str, PeopleCount]) -> list[Figure]:
        """Cells of one base, labelled by their keys, in their order."""
        shown = self.protect.table(base, cells)
        return [self._figure(label, label, base, cells[label], shown) for label in cells]

    def answers(self, table: AnswerTable) -> FigureTable:
        """One group's answers to one question."""
        shown = table.protected(self.protect)

        def figure(option_code: str, label: str, cell: PeopleCount) -> Figure:
            return self._figure(option_code, label, table.base, cell, shown)

        return FigureTable(
            caption=group_name(table.group.audience, table.group.mode),
            asked=table.asked,
            base=Figure(_("Answers"), self.exact(table.base), shown.base),
            rows=[figure(one.code, table.label(one), table.count(one)) for one in table.options],
            off_scale=[figure(one.code, table.label(one), table.count(one)) for one in table.off_scale],
            of=table,
        )

    def _figure(
        self, key: str, label: str, base: PeopleCount, cell: PeopleCount, shown: ProtectedTable[str]
    ) -> Figure:
        whole, part = self.exact(base), self.exact(cell)
        word = shown.words(key)
        return Figure(
            label=label,
            exact=part,
            public=shown.cells[key],
            exact_percent=round(100 * part / whole) if whole and part is not None else None,
            public_percent=shown.percent(key),
            public_word=WORDS[word] if word else None,
        )


def group_name(audience: str, mode: str) -> str:
    """A group as a caption: "Young people, Easy Read"."""
    return f"{audience_name(audience)}, {mode_words(mode)}"


def asked_side_by_side(
    area: Area, reader: Reader, waves: Sequence[Wave], questions: Iterable[Question]
) -> list[Asked]:
    """The questions by their key, each with the tables of every group that answered it: one query.

    Questions of other kinds of survey with the same key are the same domain, so they stand together.
    """
    listed = list(questions)
    places = {key: place for place, key in enumerate(dict.fromkeys(q.key for q in listed))}
    # whether a group is there tells those who see protected figures nothing
    found = answer_tables(area, waves, listed, every_group=not reader.sees_exact)
    found.sort(
        key=lambda table: (places[table.question.key], *_order(table.group.audience, table.group.mode))
    )
    return [
        _asked(key, list(tables), reader)
        for key, tables in groupby(found, key=lambda table: table.question.key)
    ]


def _order(audience: str, mode: str) -> tuple[int, int]:
    """Groups in the order of the vocabulary: parents first, standard words first."""
    return list(Audience).index(Audience(audience)), list(Mode).index(Mode(mode))


def _asked(key: str, tables: list[AnswerTable], reader: Reader) -> Asked:
    return Asked(key, tables[0].asked, [reader.answers(table) for table in tables])


@dataclass(frozen=True)
class WhoAnswered:
    """How many of a group sent their answers, and through which channels."""

    wave: Wave
    people: Figure
    channels: Sequence[Figure]


def who_answered(reader: Reader, waves: Sequence[Wave]) -> list[WhoAnswered]:
    """The groups of these waves with their channel mix, one query for all."""
    by_id = {wave.id: wave for wave in waves}
    found = people_by_channel(list(by_id))
    if not reader.sees_exact:
        found = {one: found.get(one, {}) for one in [*_everybody(waves), *found]}
    return [
        WhoAnswered(by_id[people.wave_id], _all_of(reader, people, channels), _mix(reader, channels))
        for people, channels in sorted(found.items(), key=lambda one: _order(*one[0][1:]))
    ]


def _everybody(waves: Iterable[Wave]) -> list[People]:
    return [
        People(wave.id, audience, Mode(mode))
        for wave in waves
        for audience in audiences_of(wave)
        for mode in wave.version.modes
    ]


def _all_of(reader: Reader, people: People, channels: Mapping[Channel, PeopleCount]) -> Figure:
    return reader.alone(group_name(people.audience, people.mode), joined(channels.values()))


def _mix(reader: Reader, channels: Mapping[Channel, PeopleCount]) -> list[Figure]:
    named = {channel_name(one): channels.get(one, NOBODY) for one in Channel}
    return reader.table(joined(channels.values()), named)


@dataclass(frozen=True)
class Wrote:
    """Of one audience in one wave: how many wrote words, and how many of them about each thing."""

    wave: Wave
    audience: Audience
    people: Figure
    about: Mapping[int, Figure]


def wrote_about(
    reader: Reader,
    waves: Sequence[Wave],
    writers: Mapping[tuple[int, Audience], PeopleCount],
    tagged: Mapping[tuple[int, Audience], Mapping[int, PeopleCount]],
    things: Sequence[int],
) -> list[Wrote]:
    """The writers by wave and audience, each with a figure for every one of the things (ids)."""
    by_id = {wave.id: wave for wave in waves}
    groups = dict(writers)
    if not reader.sees_exact:
        every = [(wave.id, audience) for wave in waves for audience in audiences_of(wave)]
        groups = {one: writers.get(one, NOBODY) for one in [*every, *writers]}
    found = []
    for (wave_id, audience), base in groups.items():
        cells = {str(one): tagged.get((wave_id, audience), {}).get(one, NOBODY) for one in things}
        figures = {int(figure.label): figure for figure in reader.table(base, cells)}
        people = reader.alone(audience_name(audience), base)
        found.append(Wrote(by_id[wave_id], audience, people, figures))
    return found
