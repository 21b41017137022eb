"""How many people chose each answer: counted cell by cell in the index of what counts.

GROUP BY compares six columns in each of a million rows. Here the database jumps along the small index from
one cell to the next (responses/cells.py), and counts the rows that bear its number: a fifth of the time.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    ScalarSelect,
    Select,
    String,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.orm import aliased

from portal.surveys.models import Question, Wave
from portal.surveys.question_types import WORDS
from portal.surveys.responses.models import Answer, ResponseState

# written out, so that the databases see that it is what the index holds (COUNTS of the models)
SUBMITTED = literal(ResponseState.SUBMITTED.value, literal_execute=True)


def counted_groups(wave_ids: Collection[int], question_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """A row for each group and code of submitted answers: their columns and `counted`.

    `counted` is how many people, a space, and the sum of their record keys: one value, so that the
    database walks through each cell once (`read_counted`). Own words are left out.
    """
    cells, one, other = _cells(wave_ids, question_ids), aliased(Answer), aliased(Answer)
    people = cast(func.count(), String) + " " + cast(func.sum(other.record_key), String)
    counted = select(people).where(*_in_cell(other, cells)).correlate(cells).scalar_subquery()
    columns = (one.question_id, one.wave_id, one.audience, one.mode, one.kind, one.code)
    return (
        select(*columns, counted.label("counted"))
        .select_from(cells)
        .join(one, one.id == _any_of(cells))
        .where(one.code != WORDS)
        .order_by(*columns)
    )


def read_counted(counted: str) -> tuple[int, int]:
    """How many people, and the sum of their keys."""
    people, keys = counted.split()
    return int(people), int(keys)


def _cells(wave_ids: Collection[int], question_ids: Collection[int]) -> CTE:
    """The question, wave and number of each cell: the lowest of each question and wave, then the next."""
    lowest = _lowest_cell(Question.id, Wave.id).correlate(Question, Wave)
    found = (
        select(Question.id.label("question_id"), Wave.id.label("wave_id"), lowest.label("cell"))
        .select_from(Question)
        .join(Wave, Wave.version_id == Question.version_id)
        .where(Question.id.in_(question_ids), Wave.id.in_(wave_ids))
        .cte("cells", recursive=True)
    )
    before = found.alias("before")
    following = _lowest_cell(before.c.question_id, before.c.wave_id, above=before.c.cell).correlate(before)
    onward = select(before.c.question_id, before.c.wave_id, following).where(before.c.cell.is_not(None))
    return found.union_all(onward)


def _lowest_cell(
    question_id: Any, wave_id: Any, *, above: ColumnElement[int] | None = None
) -> ScalarSelect[int]:
    other = aliased(Answer)
    rows = select(func.min(other.cell)).where(
        other.question_id == question_id, other.wave_id == wave_id, other.state == SUBMITTED
    )
    return (rows if above is None else rows.where(other.cell > above)).scalar_subquery()


def _any_of(cells: FromClause) -> ScalarSelect[int]:
    """The id of some answer of the cell, which has the columns of all."""
    other = aliased(Answer)
    return select(other.id).where(*_in_cell(other, cells)).limit(1).correlate(cells).scalar_subquery()


def _in_cell(other: Any, cells: FromClause) -> list[ColumnElement[bool]]:
    """Submitted answers that bear the cell's number."""
    return [
        other.question_id == cells.c.question_id,
        other.wave_id == cells.c.wave_id,
        other.cell == cells.c.cell,
        other.state == SUBMITTED,
    ]
