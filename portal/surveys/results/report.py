"""A wave or a round for staff: each question with its groups side by side, targets, and the wave before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from portal.areas.models import Area
from portal.core.vocabulary import Audience, Mode
from portal.surveys.comparing import oldest_comparable
from portal.surveys.models import Wave
from portal.surveys.results import people
from portal.surveys.results.figures import Figure, FigureTable, Reader
from portal.surveys.results.measuring import (
    Target,
    good_codes,
    is_banded,
    middle,
    share,
    target_for,
    targets_of,
)
from portal.surveys.results.names import audience_name
from portal.surveys.results.queries import questions_asked
from portal.surveys.results.releasing import NOT_SAID, breakdowns
from portal.surveys.results.tables import AnswerTable, answer_tables, audiences_of
from portal.surveys.results.totals import NOBODY, joined


@dataclass(frozen=True)
class Aim:
    """A plan's target beside the figure: `now` and `public` are in a hundred, None where not known."""

    target: Target
    answers: str
    now: int | None
    public: int | None


@dataclass(frozen=True)
class Told:
    """One group's answers; `before` are its answers in the wave before, None where they do not compare."""

    figures: FigureTable
    audience: Audience
    before: FigureTable | None = None
    middle: str | None = None
    aim: Aim | None = None


@dataclass(frozen=True)
class AskedOf:
    """One question (a domain) and the groups that were asked it, side by side."""

    key: str
    words: str
    groups: Sequence[Told]

    @property
    def audiences(self) -> set[Audience]:
        """Whose answers stand here."""
        return {one.audience for one in self.groups}


Key = tuple[str, str, str, str]


def report_of_wave(area: Area, reader: Reader, wave: Wave, before: Wave | None) -> list[AskedOf]:
    """Every counted question of a wave in order, beside the wave before where both compare: one count."""
    waves = [wave, before] if before else [wave]
    questions = questions_asked(waves)
    tables = answer_tables(area, waves, questions, every_group=not reader.sees_exact)
    earlier = {
        _key(one): one
        for one in tables
        if before and one.group.wave_id == before.id and _compares(wave, before, one)
    }
    mine = [one for one in tables if one.group.wave_id == wave.id]
    return _asked(area, reader, mine, targets_of(area, [wave]), earlier)


def report_of_round(area: Area, reader: Reader, waves: Sequence[Wave]) -> list[AskedOf]:
    """The questions that more than one audience was asked in a round, audience beside audience."""
    questions = questions_asked(waves)
    tables = answer_tables(area, waves, questions, every_group=not reader.sees_exact)
    asked = _asked(area, reader, tables, targets_of(area, waves), {})
    return [one for one in asked if len(one.audiences) > 1]


def _key(table: AnswerTable) -> Key:
    return (table.question.key, table.group.audience, table.group.mode, table.group.kind)


def _compares(wave: Wave, before: Wave, table: AnswerTable) -> bool:
    """Whether what was asked then may be laid beside what is asked now (surveys/comparing.py)."""
    oldest = oldest_comparable(wave.survey.versions, wave.version.number, table.question.key)
    return oldest <= before.version.number


def _asked(
    area: Area,
    reader: Reader,
    tables: list[AnswerTable],
    targets: Mapping[int, Target],
    earlier: Mapping[Key, AnswerTable],
) -> list[AskedOf]:
    places = {key: place for place, key in enumerate(dict.fromkeys(one.question.key for one in tables))}
    tables.sort(key=lambda one: (places[one.question.key], *_order(one)))
    found = []
    for key, same in groupby(tables, key=lambda one: one.question.key):
        listed = list(same)
        told = [_told(area, reader, one, targets, earlier.get(_key(one))) for one in listed]
        found.append(AskedOf(key, listed[0].asked, told))
    return found


def _order(table: AnswerTable) -> tuple[int, int]:
    """Groups in the order of the vocabulary: parents first, standard words first."""
    group = table.group
    return list(Audience).index(group.audience), list(Mode).index(group.mode)


def _told(
    area: Area,
    reader: Reader,
    table: AnswerTable,
    targets: Mapping[int, Target],
    before: AnswerTable | None,
) -> Told:
    figures = reader.answers(table)
    told = Told(figures, table.group.audience)
    if before is not None and _codes(before) == _codes(table):
        told = replace(told, before=reader.answers(before))
    if is_banded(area, table):
        told = replace(told, middle=_middle(figures))
    target = target_for(table.question, table.group.audience, targets)
    good = good_codes(area, table)
    return replace(told, aim=_aim(table, figures, target, good)) if target and good else told


def _codes(table: AnswerTable) -> list[str]:
    return [one.code for one in table.options]


def _middle(figures: FigureTable) -> str | None:
    counts = [one.exact for one in figures.rows]
    known = [count for count in counts if count is not None]
    place = middle(known) if len(known) == len(counts) else None
    return None if place is None else figures.rows[place].label


def _aim(table: AnswerTable, figures: FigureTable, target: Target, good: frozenset[str]) -> Aim:
    """From the shown figures alone where exact ones may not be seen, and only from a base of 50 on."""
    rows = [
        figure for option, figure in zip(table.options, figures.rows, strict=True) if option.code in good
    ]
    return Aim(
        target=target,
        answers=", ".join(one.label for one in rows),
        now=share([one.exact for one in rows], figures.base.exact),
        public=share(
            [one.public.number if one.public_percent is not None else None for one in rows],
            figures.base.public.number,
        ),
    )


@dataclass(frozen=True)
class CameBy:
    """How the people of a wave answered (mode, channel, helper): a row a label, a column an audience."""

    title: str
    labels: Sequence[str]
    audiences: Sequence[str]
    rows: Sequence[Sequence[Figure]]


COUNTED_BY = ("channel", "mode", "helper")


def response_numbers(area: Area, reader: Reader, wave: Wave) -> list[CameBy]:
    """How many answered by channel, mode and helper: each alone, all in one query."""
    known = breakdowns(area, wave, questions_asked([wave]))
    audiences = audiences_of(wave)
    columns_known = [one for one in COUNTED_BY if one in known]
    found = []
    for column, by_audience in people.people_by(wave.id, columns_known).items():
        title, labels = known[column]
        gone = {code for own in by_audience.values() for code in own if code and code not in labels}
        columns = []
        for audience in audiences:
            counts = {code or NOT_SAID: one for code, one in by_audience.get(audience, {}).items()}
            cells = {code: counts.get(code, NOBODY) for code in [*labels, *sorted(gone)]}
            columns.append(reader.table(joined(cells.values()), cells))
        rows = list(zip(*columns, strict=False))
        names = [labels.get(row[0].label, row[0].label) for row in rows]
        found.append(CameBy(title, names, [audience_name(one) for one in audiences], rows))
    return found


def wave_before(wave: Wave, waves: Iterable[Wave]) -> Wave | None:
    """The wave of the same survey that opened last before this one."""
    earlier = [one for one in waves if one.opens_at < wave.opens_at]
    return max(earlier, key=lambda one: one.opens_at, default=None)
