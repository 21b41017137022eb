"""The columns of a record-level file: the same over all versions of a survey, in question order."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.surveys.models import Question
from portal.surveys.question_types import ANSWERED, type_of
from portal.surveys.questionnaire import scale_for
from portal.surveys.responses.answer_actions import ABOUT, MAIN_NEED, ROLE
from portal.surveys.scales import Option, Scale

# what statistics programs take for the name of a variable
LONGEST_NAME = 60
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9._]+")
YES_NO = {"1": "yes", "0": "no"}
# what one person answered: codes by question and kind
Answered = Mapping[tuple[int, str], Collection[str]]


@dataclass(frozen=True)
class Column:
    """One column. `of`: the ids of its question in each version, with the scale of that version.

    `cell` None: it holds the one answer; else 1 or 0, whether that answer is among those given.
    `values` are the words of each code.
    """

    name: str
    words: str
    kind: str
    of: Mapping[int, Scale | None]
    values: Mapping[str, str]
    cell: str | None = None

    def code(self, answered: Answered) -> str | None:
        """What one person has in it; None where they were not asked or did not answer."""
        kind = type_of(self.kind)
        for question_id, scale in self.of.items():
            codes = answered.get((question_id, self.kind))
            if not codes:
                continue
            cells = {cell for code in codes if code != ANSWERED for cell in kind.cells_of(code, scale)}
            if self.cell is not None:
                return "1" if self.cell in cells else "0"
            return min(cells, default=None)
        return None


def columns_of(area: Area, questions: Sequence[Question]) -> list[Column]:
    """Every counted question, one column a kind: answers on different scales never share one.

    `questions`: those of all versions, version by version. Who answered (the role and the about-you
    answers) is not among them: it stands once, coarse. Own words and a child's main need are never in a
    record-level file.
    """
    listed = [one for one in questions if one.key not in {*ABOUT, ROLE, MAIN_NEED}]
    by_version: dict[int, list[Question]] = {}
    for question in listed:
        by_version.setdefault(question.version_id, []).append(question)
    found: list[Column] = []
    for key in merged([[one.key for one in part] for part in by_version.values()]):
        same = [one for one in listed if one.key == key]
        kinds = dict.fromkeys(
            wording.kind
            for question in same
            for wording in sorted(question.wordings, key=lambda one: list(Mode).index(Mode(one.mode)))
        )
        for kind in kinds:
            found += _columns(area, key, kind, same)
    return _named_once(found)


def merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """Keys in one order: a later version's new question comes after the one it follows there."""
    found: list[str] = []
    for keys in orders:
        place = 0
        for key in keys:
            if key in found:
                place = found.index(key) + 1
            else:
                found.insert(place, key)
                place += 1
    return found


def _columns(area: Area, key: str, kind_key: str, same: Sequence[Question]) -> list[Column]:
    kind = type_of(kind_key)
    if not kind.is_counted:
        return []
    asked = [one for one in same if any(wording.kind == kind_key for wording in one.wordings)]
    of = {one.id: scale_for(kind_key, one.answers_from, area) for one in asked}
    # an answer that only an earlier version offered has its code and words too
    cells = {cell.code: cell for scale in of.values() for cell in kind.cells(scale)}
    words, mode = _asked_as(asked[-1], kind_key)
    if kind.takes in {"one", "number"}:
        values = {code: option.label(mode) for code, option in cells.items()}
        return [Column(_name(key, kind_key), words, kind_key, of, values)]
    return [_yes_or_no(key, kind_key, words, of, option, mode) for option in cells.values()]


def _yes_or_no(
    key: str, kind: str, words: str, of: Mapping[int, Scale | None], option: Option, mode: str
) -> Column:
    named = f"{words} {option.label(mode)}"
    return Column(_name(key, kind, option.code), named, kind, of, YES_NO, option.code)


def _asked_as(question: Question, kind: str) -> tuple[str, str]:
    wordings = sorted(question.wordings, key=lambda one: list(Mode).index(Mode(one.mode)))
    wording = next(one for one in wordings if one.kind == kind)
    return wording.words, wording.mode


def _name(*parts: str) -> str:
    name = _NOT_IN_A_NAME.sub("_", ".".join(parts).lower())[:LONGEST_NAME].rstrip("._")
    return name if name[:1].isalpha() else f"q_{name}"


def _named_once(columns: list[Column]) -> list[Column]:
    """No two columns share a name, however alike their questions are called."""
    taken: set[str] = set()
    found = []
    for column in columns:
        name, number = column.name, 2
        while name in taken:
            name, number = f"{column.name}_{number}", number + 1
        taken.add(name)
        found.append(column if name == column.name else _called(column, name))
    return found


def _called(column: Column, name: str) -> Column:
    return Column(name, column.words, column.kind, column.of, column.values, column.cell)
