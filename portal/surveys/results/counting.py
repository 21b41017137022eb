"""How many people chose each answer: found by jumping through the index from group to group.

GROUP BY compares six columns in each of a million rows. Here the database jumps along the covering
index from one group to the next, and then counts each group where all six are known: less than half
the time on both databases, with the same figures.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, String, cast, func, select
from sqlalchemy.orm import aliased

from portal.surveys.models import Question, Wave
from portal.surveys.question_types import WORDS
from portal.surveys.responses.models import Answer, ResponseState

# within one question and one wave, in the order of the index
WITHIN = ("audience", "mode", "kind", "code")


def counted_groups(wave_ids: Collection[int], question_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """A row for each group and code of submitted answers: their columns and `counted`.

    `counted` is how many people, a space, and the sum of their record keys: one value, so that the
    database walks through each group once (`read_counted`). Own words are left out.
    """
    groups, one, other = _groups(wave_ids, question_ids), aliased(Answer), aliased(Answer)
    people = cast(func.count(), String) + " " + cast(func.sum(other.record_key), String)
    same = [getattr(other, name) == getattr(one, name) for name in WITHIN]
    counted = select(people).where(*_beside(other, one), *same).correlate(one).scalar_subquery()
    columns = (one.question_id, one.wave_id, one.audience, one.mode, one.kind, one.code)
    return (
        select(*columns, counted.label("counted"))
        .select_from(groups)
        .join(one, one.id == groups.c.id)
        .where(one.code != WORDS)
        .order_by(*columns)
    )


def read_counted(counted: str) -> tuple[int, int]:
    """How many people, and the sum of their keys."""
    people, keys = counted.split()
    return int(people), int(keys)


def _groups(wave_ids: Collection[int], question_ids: Collection[int]) -> CTE:
    """The id of one answer of each group: the first of each question and wave, then from each the next."""
    first = aliased(Answer)
    start = (
        select(first.id)
        .where(
            first.question_id == Question.id,
            first.wave_id == Wave.id,
            first.state == ResponseState.SUBMITTED,
        )
        .order_by(*(getattr(first, name) for name in WITHIN))
        .limit(1)
        .correlate(Question, Wave)
        .scalar_subquery()
    )
    found = (
        select(start.label("id"))
        .select_from(Question)
        .join(Wave, Wave.version_id == Question.version_id)
        .where(Question.id.in_(question_ids), Wave.id.in_(wave_ids))
        .cte("groups", recursive=True)
    )
    one = aliased(Answer)
    onward = select(_next_after(one)).select_from(found).join(one, one.id == found.c.id)
    return found.union_all(onward)


def _next_after(one: Any) -> ColumnElement[int | None]:
    """The first answer after the group of `one`: the next code, else kind, else mode, else audience."""
    steps = [_jump(one, same=WITHIN[:place], beyond=WITHIN[place]) for place in (3, 2, 1, 0)]
    return func.coalesce(*steps)


def _jump(one: Any, *, same: tuple[str, ...], beyond: str) -> ScalarSelect[int]:
    other = aliased(Answer)
    kept = [getattr(other, name) == getattr(one, name) for name in same]
    order = [getattr(other, name) for name in WITHIN[len(same) :]]
    rows = select(other.id).where(
        *_beside(other, one), *kept, getattr(other, beyond) > getattr(one, beyond)
    )
    return rows.order_by(*order).limit(1).correlate(one).scalar_subquery()


def _beside(other: Any, one: Any) -> list[ColumnElement[bool]]:
    """Submitted answers to the same question in the same wave."""
    return [
        other.question_id == one.question_id,
        other.wave_id == one.wave_id,
        other.state == ResponseState.SUBMITTED,
    ]
