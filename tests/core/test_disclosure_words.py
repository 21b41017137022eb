"""A word is said only where it holds for every true figure within the reach of the blur."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import pytest

from portal.core.disclosure import WORD_MEANINGS, WORDS, DisclosureSettings, Word
from portal.core.disclosure.blur import reach
from portal.core.disclosure.words import word_for

TRUE_OF: dict[Word, Callable[[Fraction], bool]] = {
    Word.NEARLY_ALL: lambda share: share >= Fraction(9, 10),
    Word.FEW: lambda share: share <= Fraction(1, 4),
    Word.ABOUT_HALF: lambda share: Fraction(1, 3) <= share <= Fraction(2, 3),
    Word.MOST: lambda share: share > Fraction(1, 2),
    Word.FEWER_THAN_A_THIRD: lambda share: share < Fraction(1, 3),
    Word.FEWER_THAN_HALF: lambda share: share < Fraction(1, 2),
    Word.A_THIRD_OR_MORE: lambda share: share >= Fraction(1, 3),
}
STRICTER = DisclosureSettings(threshold=12, small=10, step=10, epsilon=0.6, percentage_base=150)


def shown(blurred: int, settings: DisclosureSettings) -> int | None:
    return None if blurred < settings.small else settings.rounded(blurred)


@pytest.mark.parametrize(
    ("settings", "largest"), [(DisclosureSettings(), 64), (STRICTER, 70)], ids=["floor", "stricter"]
)
def test_the_word_is_true_of_every_figure_that_the_blur_may_hide(
    settings: DisclosureSettings, largest: int
) -> None:
    word = lru_cache(maxsize=None)(word_for)
    blur = reach(settings.epsilon)
    said = set()
    for base in range(1, largest + 1):
        bases = {
            shown(n, settings) for n in range(settings.threshold, base + blur + 1) if abs(n - base) <= blur
        }
        for cell in range(base + 1):
            cells = {shown(cell + step, settings) for step in range(-blur, blur + 1)}
            for pair in ((c, b) for c in cells for b in bases if b is not None):
                spoken = word(*pair, settings)
                said.add(spoken)
                assert spoken is None or TRUE_OF[spoken](Fraction(cell, base)), (cell, base, pair)
    assert Word.MOST in said


@pytest.mark.parametrize(
    ("cell", "base", "word"),
    [
        (20, 20, Word.MOST),
        (35, 45, Word.MOST),
        (15, 15, Word.A_THIRD_OR_MORE),
        (None, 45, Word.FEWER_THAN_A_THIRD),
        (None, 30, Word.FEWER_THAN_HALF),
        (None, 25, None),
        (None, 10, None),
        (10, 10, None),
        (20, 45, None),
        (None, 200, Word.FEW),
    ],
)
def test_words_at_the_floor(cell: int | None, base: int, word: Word | None) -> None:
    assert word_for(cell, base, DisclosureSettings()) == word


def test_the_more_telling_word_is_said_first() -> None:
    wide = DisclosureSettings(percentage_base=10_000)
    assert word_for(500, 500, wide) == Word.NEARLY_ALL
    assert word_for(250, 500, wide) == Word.ABOUT_HALF
    assert word_for(100, 500, wide) == Word.FEW


def test_every_word_has_its_english_and_its_meaning() -> None:
    assert set(WORDS) == set(WORD_MEANINGS) == set(Word) == set(TRUE_OF)
