"""An answer is counted where it belongs, also after it was changed; and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from portal.core.db import db, transaction
from portal.core.vocabulary import Mode
from portal.surveys.responses.cells import TOLD_APART_BY, cell_of
from portal.surveys.responses.models import Answer, ResponseState
from portal.surveys.results.counting import counted_groups, read_counted
from tests.checked_client import CheckedClient
from tests.planting import answer, begun, submitted
from tests.surveys.journey import FIRST, START, begin, go

Columns = st.fixed_dictionaries(
    {name: st.one_of(st.integers(0, 3), st.text("ab\x1e|", max_size=3)) for name in TOLD_APART_BY}
)


@settings(max_examples=100)
@given(Columns, Columns)
def test_two_answers_share_a_cell_only_where_all_that_tells_them_apart_is_the_same(
    one: dict[str, object], other: dict[str, object]
) -> None:
    same = all(str(one[name]) == str(other[name]) for name in TOLD_APART_BY)
    assert (cell_of(one) == cell_of(other)) == same
    assert 0 <= cell_of(one) < 2**63


def test_an_answer_given_anew_or_in_another_mode_moves_to_its_new_cell(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    go(client, FIRST, answer="waiting")
    go(client, "plan.heard", answer="agree-little")
    client.send(f"{START}mode/", at=f"{START}questions/plan.heard/", mode="easy", key="plan.heard")
    go(client, "plan.heard", answer="good")
    _nothing_is_in_a_wrong_cell()
    client.send(f"{START}check/")
    _nothing_is_in_a_wrong_cell()


@pytest.mark.usefixtures("app")
def test_cells_count_what_a_plain_count_counts() -> None:
    with transaction():
        for code in ("ehcp", "ehcp", "isp"):
            submitted({"about.plan": code, "plan.heard": "agree-lot"})
        submitted({"plan.heard": "good"}, mode=Mode.EASY)
        not_sent = begun()
        answer(not_sent, "about.plan", "ehcp")
    rows = list(db.session.scalars(select(Answer).where(Answer.state == ResponseState.SUBMITTED)))
    plain: dict[tuple[object, ...], tuple[int, int]] = {}
    for one in rows:
        people, keys = plain.get(_told_apart(one), (0, 0))
        plain[_told_apart(one)] = people + 1, keys + one.record_key
    asked = counted_groups({one.wave_id for one in rows}, {one.question_id for one in rows})
    counted = {_told_apart(row): read_counted(row.counted) for row in db.session.execute(asked)}
    assert counted == plain
    assert len(counted) == 4


def _told_apart(row: object) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in TOLD_APART_BY)


def _nothing_is_in_a_wrong_cell() -> None:
    names = [one.key for one in inspect(Answer).column_attrs]
    for one in db.session.scalars(select(Answer)):
        assert one.cell == cell_of({name: getattr(one, name) for name in names})
