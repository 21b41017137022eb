"""Shares of reach: nothing under the limit shows or follows, and how sure each is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.disclosure import DisclosureSettings, PeopleCount, Protector, derive_secret, new_record_key
from portal.insight.reach.comparing import Standing, Tally, compare, share_of

pytestmark = pytest.mark.pure
COUNTS = st.lists(st.integers(0, 60), min_size=2, max_size=6)
LIVING = st.lists(st.integers(0, 9_000), min_size=6, max_size=6)


def _people(number: int) -> PeopleCount:
    return PeopleCount(number, sum(new_record_key() for _one in range(number)))


@settings(max_examples=100, deadline=None)
@given(
    counts=COUNTS, other=st.integers(0, 12), people=st.lists(st.integers(0, 9_000), min_size=6, max_size=6)
)
def test_nothing_under_the_limit_is_shown_or_follows_from_what_is(
    counts: list[int], other: int, people: list[int]
) -> None:
    rules = DisclosureSettings()
    protect = Protector(rules, derive_secret(b"a secret of this test", "liverpool"))
    codes = [f"group-{place}" for place in range(len(counts))]
    cells = {code: _people(number) for code, number in zip(codes, counts, strict=True)}
    base = _people(sum(counts))
    living = dict(zip(codes, people, strict=False))
    table = protect.table(base, cells)
    found = compare([table, table], codes, living, rules)
    for tallied in [*(one.tally for one in found.groups), found.base]:
        assert tallied.known == 0 or tallied.known >= 2 * rules.small // rules.step * rules.step
        assert tallied.known % rules.step == 0
    for group in found.groups:
        assert group.people is None or group.people % 10 == 0
        assert group.of_answers is None or sum(one.tally.known for one in found.groups) >= 50
    # whatever a star hides, the page is the same: nothing on it moves with the number under the star
    for code in [one for one in codes if table.cells[one].text == "*"]:
        instead = protect.table(base, {**cells, code: _people(other)})
        if instead.cells[code].text == "*":
            assert compare([instead, instead], codes, living, rules) == found


def test_shares_are_as_sure_as_the_figures_are() -> None:
    rules = DisclosureSettings()
    assert share_of(Tally(10, 1), Tally(35, 2), rules) is None  # fewer than 50 are shown
    few, many = share_of(Tally(10, 1), Tally(50, 2), rules), share_of(Tally(500, 1), Tally(2500, 2), rules)
    assert few is not None and many is not None
    assert few.middle == many.middle == 17
    # Wilson's interval of 10 in 60 is 9 to 28 (by hand); blur and rounding only widen it
    assert few.least <= 9 and few.most >= 28
    assert (many.least, many.most) == (15, 19)
    star = share_of(Tally(0, 0, 1), Tally(100, 2), rules)
    assert star is not None and star.middle is None and star.least == 0 and star.most >= 7
    protect = Protector(rules, derive_secret(b"a secret of this test", "liverpool"))
    table = protect.table(_people(300), {"a": _people(30), "b": _people(270)})
    groups = compare([table], ["a", "b"], {"a": 500, "b": 500}, rules).groups
    assert [one.standing for one in groups] == [Standing.MISSING, Standing.MORE]
    assert compare([table], ["a", "b"], {"a": 3, "b": 997}, rules).groups[0].few_people
