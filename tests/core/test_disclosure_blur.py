"""The blur is the two-sided geometric draw: the same for the same people, fresh for any others."""

import math
import random
from collections import Counter
from itertools import pairwise

import pytest

from portal.core.disclosure import PeopleCount, derive_secret
from portal.core.disclosure.blur import SCALE, blur_of, further_table, magnitude_table, reach

SECRET = derive_secret(b"made-up secret for tests", "liverpool")
DRAWS = 20_000
# written down when the method was built: a change here would change every published figure
FIRST = [-1, 0, 1, -1, -1, -2, 0, -2, 0, 1, 0, 0]
STRICTER = [10, 1, 3, -12, -14, -4, 0, -2, 0, 3, -2, -1]


def geometric(size: int, epsilon: float) -> float:
    """Work out the chance of a blur of `size` from the formula, not from our table."""
    ratio = math.exp(-epsilon)
    return (1 - ratio) / (1 + ratio) * ratio ** abs(size)


def chances(table: tuple[int, ...]) -> dict[int, int]:
    """Return the chance of each blur, below and above zero, times 2 * SCALE."""
    sizes = [table[0], *(more - less for less, more in pairwise(table))]
    both = {size: chance for size, chance in enumerate(sizes) if size}
    return {0: 2 * sizes[0]} | both | {-size: chance for size, chance in both.items()}


def drawn(epsilon: float, seed: int) -> Counter[int]:
    """Count the blurs of many cells under one secret."""
    dice = random.Random(seed)
    cells = (PeopleCount(12, 12 + dice.getrandbits(34)) for _ in range(DRAWS))
    return Counter(blur_of(cell, secret=SECRET, epsilon=epsilon) for cell in cells)


@pytest.mark.parametrize("epsilon", [1.0, 0.5, 0.1])
def test_the_table_holds_the_two_sided_geometric_chances(epsilon: float) -> None:
    table = chances(magnitude_table(epsilon))
    assert sum(table.values()) == 2 * SCALE
    for size in range(-60, 61):
        assert table[size] / (2 * SCALE) == pytest.approx(geometric(size, epsilon), rel=1e-12)


@pytest.mark.parametrize("epsilon", [1.0, 0.5, 0.1])
def test_no_outcome_is_more_than_e_to_the_epsilon_likelier_for_a_neighbour(epsilon: float) -> None:
    table = chances(magnitude_table(epsilon))
    bound = math.exp(epsilon)
    for size in range(-130, 131):
        for neighbour in (size - 1, size + 1):
            assert table[size] <= bound * table[neighbour] * (1 + 1e-12) + 8


@pytest.mark.parametrize("epsilon", [0.9, 0.5, 0.1])
def test_the_second_blur_brings_the_first_exactly_to_the_stricter_epsilon(epsilon: float) -> None:
    first, further = chances(magnitude_table(1.0)), chances(further_table(epsilon))
    for size in (0, 1, -2, 5, 17):
        both = sum(first[step] * further.get(size - step, 0) for step in range(-100, 101))
        assert both / (2 * SCALE) ** 2 == pytest.approx(geometric(size, epsilon), rel=1e-9)


@pytest.mark.parametrize(("epsilon", "widest"), [(1.0, 5), (0.5, 9)])
def test_the_drawn_blurs_pass_the_chi_square_test(epsilon: float, widest: int) -> None:
    counts = drawn(epsilon, seed=1)
    inside = range(-widest, widest + 1)
    expected = {size: DRAWS * geometric(size, epsilon) for size in inside}
    beyond = DRAWS - sum(counts[size] for size in inside)
    expected_beyond = DRAWS - sum(expected.values())
    statistic = sum((counts[size] - wanted) ** 2 / wanted for size, wanted in expected.items())
    statistic += (beyond - expected_beyond) ** 2 / expected_beyond
    freedom = 2 * widest + 1
    # one fair draw in a thousand would be above (Wilson and Hilferty's approximation)
    limit = freedom * (1 - 2 / (9 * freedom) + 3.09 * math.sqrt(2 / (9 * freedom))) ** 3
    assert statistic < limit


def test_one_person_more_or_less_is_a_fresh_draw_over_many_secrets() -> None:
    crowd, neighbour = PeopleCount(12, 9_876_543_210), PeopleCount(13, 9_876_543_210 + 555_555)
    pairs = []
    for number in range(DRAWS):
        secret = derive_secret(b"made-up secret %06d" % number, "wirral")
        pairs.append(tuple(blur_of(c, secret=secret, epsilon=1.0) for c in (crowd, neighbour)))
    together = Counter(pairs)
    for one in range(-2, 3):
        for other in range(-2, 3):
            wanted = DRAWS * geometric(one, 1.0) * geometric(other, 1.0)
            assert abs(together[one, other] - wanted) < 4.5 * math.sqrt(wanted)


def test_over_many_secrets_outcomes_of_neighbours_keep_to_the_bound() -> None:
    with_person, without = PeopleCount(13, 7_000_000_123), PeopleCount(12, 7_000_000_000)
    outcomes: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for number in range(DRAWS):
        secret = derive_secret(b"another made-up secret %06d" % number, "knowsley")
        outcomes[0][13 + blur_of(with_person, secret=secret, epsilon=1.0)] += 1
        outcomes[1][12 + blur_of(without, secret=secret, epsilon=1.0)] += 1
    for figure in range(8, 18):
        for one, other in (outcomes, outcomes[::-1]):
            bound = math.e * other[figure]
            # both counts waver: 4.5 standard deviations of their difference are let pass
            allowed = 4.5 * math.sqrt(one[figure] + math.e**2 * other[figure])
            assert one[figure] <= bound + allowed


def test_the_same_keys_with_another_count_are_a_fresh_draw() -> None:
    blurs = [
        [blur_of(PeopleCount(n, key), secret=SECRET, epsilon=1.0) for key in range(100, 400)]
        for n in (10, 11)
    ]
    same = sum(one == other for one, other in zip(*blurs, strict=True))
    assert same < 150  # three in ten agree by chance


def test_the_blur_of_a_cell_never_changes_from_one_version_to_the_next() -> None:
    cells = [PeopleCount(0, 0), *(PeopleCount(n, n * 1_234_567_891) for n in range(1, 12))]
    assert [blur_of(cell, secret=SECRET, epsilon=1.0) for cell in cells] == FIRST
    assert [blur_of(cell, secret=SECRET, epsilon=0.25) for cell in cells] == STRICTER


def test_a_stricter_area_adds_to_the_blur_it_had() -> None:
    cell, changes = PeopleCount(20, 1_000_000), []
    for number in range(3000):
        secret = derive_secret(b"a third made-up secret %05d" % number, "wirral")
        before, after = (blur_of(cell, secret=secret, epsilon=e) for e in (1.0, 0.9))
        changes.append(after - before)
    nothing = math.exp(-0.1) * ((1 - math.exp(-0.9)) / (1 - math.exp(-1.0))) ** 2
    unchanged = nothing + (1 - nothing) * geometric(0, 0.9)
    assert changes.count(0) / 3000 == pytest.approx(unchanged, abs=0.03)


@pytest.mark.parametrize(("epsilon", "people"), [(1.0, 4), (0.5, 9), (0.01, 461)])
def test_the_reach_holds_99_blurs_in_100_and_is_the_least_that_does(epsilon: float, people: int) -> None:
    inside = sum(geometric(size, epsilon) for size in range(-people, people + 1))
    assert reach(epsilon) == people
    assert inside - 2 * geometric(people, epsilon) < 0.99 <= inside
