"""Blur, then threshold, then star, then rounding: the same people are the same figure anywhere."""

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.disclosure import (
    DisclosureSettings,
    PeopleCount,
    ProtectedTable,
    Protector,
    Shown,
    ShownKind,
    derive_secret,
    show,
)
from portal.core.disclosure.blur import blur_of

SECRET = derive_secret(b"made-up secret for tests", "liverpool")
FLOOR = DisclosureSettings()
PROTECT = Protector(FLOOR, SECRET)
KEYS = st.lists(st.integers(1, 2**31 - 1), max_size=80)
# the same examples each time, and no clock: the machine may be busy
STEADY = settings(derandomize=True, deadline=None)
MANY = PeopleCount(400, 400_000_000_007)


def cell_of(keys: list[int]) -> PeopleCount:
    return PeopleCount(len(keys), sum(keys))


def blurred(cell: PeopleCount, settings: DisclosureSettings = FLOOR) -> int:
    return cell._count + blur_of(cell, secret=SECRET, epsilon=settings.epsilon)


@STEADY
@given(KEYS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(keys: list[int], dice: random.Random) -> None:
    shuffled = dice.sample(keys, len(keys))
    assert show(cell_of(keys), base=MANY, protect=PROTECT) == show(
        cell_of(shuffled), base=MANY, protect=PROTECT
    )


@STEADY
@given(KEYS, KEYS, KEYS)
def test_the_same_people_are_the_same_figure_in_every_table(
    people: list[int], others: list[int], more: list[int]
) -> None:
    cell, once_more = cell_of(people), Protector(DisclosureSettings(), SECRET)
    first = PROTECT.table(MANY, {"a": cell, "b": cell_of(others)})
    second = once_more.table(MANY.joined_with(cell_of(more)), {"x": cell_of(more), "y": cell})
    assert first.cells["a"] == second.cells["y"]


@STEADY
@given(KEYS, st.sampled_from([FLOOR, DisclosureSettings(30, 20, 10, 0.3)]))
def test_each_figure_is_the_rule_applied_in_its_order(
    keys: list[int], settings: DisclosureSettings
) -> None:
    cell = cell_of(keys)
    shown = show(cell, base=MANY, protect=Protector(settings, SECRET))
    if blurred(cell, settings) < settings.small:
        assert shown == Shown(ShownKind.STAR)
    else:
        assert shown.number == settings.rounded(blurred(cell, settings))
        assert abs(shown.number - blurred(cell, settings)) <= settings.step / 2


@STEADY
@given(KEYS)
def test_a_base_under_the_threshold_shows_nothing(keys: list[int]) -> None:
    base = cell_of(keys)
    table = PROTECT.table(base, {"all": base, "some": cell_of(keys[:30]), "none": cell_of([])})
    assert table.enough == (blurred(base) >= 10)
    if not table.enough:
        assert {shown.kind for shown in table.cells.values()} == {ShownKind.HIDDEN}
        assert table.base.text == "not enough answers to show"
        assert [table.percent(key) for key in table.cells] == [None] * 3
        assert [table.words(key) for key in table.cells] == [None] * 3


def test_the_threshold_is_tried_on_the_blurred_base_and_not_on_the_true_one() -> None:
    nines = [PROTECT.count(PeopleCount(9, key)).kind for key in range(1000, 1200)]
    elevens = [PROTECT.count(PeopleCount(11, key)).kind for key in range(1000, 1200)]
    assert {ShownKind.NUMBER, ShownKind.HIDDEN} == set(nines) == set(elevens)


def test_nobody_is_a_star_and_never_a_zero() -> None:
    shown = show(PeopleCount(0, 0), base=MANY, protect=PROTECT)
    assert (shown.kind, shown.number, shown.text, str(shown)) == (ShownKind.STAR, None, "*", "*")


def test_a_total_is_a_cell_of_its_own_and_not_a_sum() -> None:
    dice, apart = random.Random(5), 0
    for _ in range(200):
        parts = [cell_of([dice.getrandbits(31) + 1 for _ in range(20)]) for _ in range(2)]
        table = PROTECT.table(parts[0].joined_with(parts[1]), dict(enumerate(parts)))
        apart += table.base.number != sum(shown.number or 0 for shown in table.cells.values())
    assert apart > 20


def test_a_count_that_stands_alone_is_its_own_base() -> None:
    for key in range(100, 300):
        cell = PeopleCount(10, key)
        assert PROTECT.count(cell) == PROTECT.table(cell, {}).base
        assert PROTECT.count(cell) == show(cell, base=cell, protect=PROTECT)


def test_figures_have_commas() -> None:
    assert Shown(ShownKind.NUMBER, 1250).text == "1,250"


def made(base: int | None, cell: int | None) -> ProtectedTable[str]:
    """Return a table as published; it can be built without any true figure."""
    shown = [Shown(ShownKind.NUMBER, n) if n else Shown(ShownKind.STAR) for n in (base, cell)]
    return ProtectedTable(FLOOR, shown[0], {"cell": shown[1]})


@pytest.mark.parametrize(
    ("base", "cell", "percent"),
    [
        (50, 25, 50),
        (50, 10, 20),
        (60, 10, 17),
        (60, 55, 92),
        (400, 10, 3),
        (400, 50, 13),
        (50, 55, 100),
        (45, 25, None),
        (50, None, None),
        (1000, None, None),
    ],
)
def test_percentages_come_from_the_shown_figures_and_from_a_shown_base_of_50(
    base: int, cell: int | None, percent: int | None
) -> None:
    assert made(base, cell).percent("cell") == percent


@STEADY
@given(KEYS, KEYS)
def test_percentages_and_words_tell_no_more_than_the_shown_figures(
    some: list[int], others: list[int]
) -> None:
    base, cell = cell_of(some + others), cell_of(some)
    table = PROTECT.table(base, {"cell": cell})
    if table.enough:
        again = made(table.base.number, table.cells["cell"].number)
        assert (table.percent("cell"), table.words("cell")) == (
            again.percent("cell"),
            again.words("cell"),
        )


def test_a_protected_table_can_be_written_where_a_raw_count_cannot() -> None:
    table = PROTECT.table(MANY, {"yes": PeopleCount(0, 0)})
    assert json.loads(json.dumps({key: shown.text for key, shown in table.cells.items()})) == {"yes": "*"}
    with pytest.raises(TypeError):
        table.cells["yes"] = table.base  # type: ignore[index]


def test_a_protector_shows_no_secret_and_needs_a_whole_one() -> None:
    assert SECRET.hex() not in repr(PROTECT)
    assert repr(SECRET) not in repr(PROTECT)
    with pytest.raises(ValueError, match="32 bytes"):
        Protector(FLOOR, b"too short")


def test_a_thousand_cells_are_protected_in_a_few_milliseconds() -> None:
    cells = {number: PeopleCount(number + 1, number * 999_999_937 + 1) for number in range(1000)}
    times = []
    for _ in range(5):
        start = time.perf_counter()
        PROTECT.table(MANY, cells)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05  # about 6 ms; the rest is for a busy machine
