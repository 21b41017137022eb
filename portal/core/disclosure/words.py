"""Words in place of percentages, only where they are sure to hold, and the rule in a sentence."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final

from portal.core.disclosure.blur import reach
from portal.core.disclosure.settings import N_, DisclosureSettings


class Word(StrEnum):
    """What can be said of a share of people without a figure."""

    NEARLY_ALL = "nearly_all"
    FEW = "few"
    ABOUT_HALF = "about_half"
    MOST = "most"
    FEWER_THAN_A_THIRD = "fewer_than_a_third"
    FEWER_THAN_HALF = "fewer_than_half"
    A_THIRD_OR_MORE = "a_third_or_more"


WORDS: Final[Mapping[Word, str]] = {
    Word.NEARLY_ALL: N_("nearly all"),
    Word.FEW: N_("few"),
    Word.ABOUT_HALF: N_("about half"),
    Word.MOST: N_("most"),
    Word.FEWER_THAN_A_THIRD: N_("fewer than 1 in 3"),
    Word.FEWER_THAN_HALF: N_("fewer than half"),
    Word.A_THIRD_OR_MORE: N_("1 in 3 or more"),
}

WORD_MEANINGS: Final[Mapping[Word, str]] = {
    Word.NEARLY_ALL: N_("at least 9 in 10"),
    Word.FEW: N_("at most 1 in 4"),
    Word.ABOUT_HALF: N_("between 1 in 3 and 2 in 3"),
    Word.MOST: N_("more than half"),
    Word.FEWER_THAN_A_THIRD: N_("fewer than 1 in 3"),
    Word.FEWER_THAN_HALF: N_("fewer than half"),
    Word.A_THIRD_OR_MORE: N_("1 in 3 or more"),
}

# The first that holds is said, so the more telling ones come first.
_HOLDS: Final[Mapping[Word, Callable[[Fraction, Fraction], bool]]] = {
    Word.NEARLY_ALL: lambda least, most: least >= Fraction(9, 10),
    Word.FEW: lambda least, most: most <= Fraction(1, 4),
    Word.ABOUT_HALF: lambda least, most: least >= Fraction(1, 3) and most <= Fraction(2, 3),
    Word.MOST: lambda least, most: least > Fraction(1, 2),
    Word.FEWER_THAN_A_THIRD: lambda least, most: most < Fraction(1, 3),
    Word.FEWER_THAN_HALF: lambda least, most: most < Fraction(1, 2),
    Word.A_THIRD_OR_MORE: lambda least, most: least >= Fraction(1, 3),
}


def word_for(cell: int | None, base: int, settings: DisclosureSettings) -> Word | None:
    """Return the word for a shown figure (None for a star) of a shown base, or None.

    Worked out from what is shown and nothing else, so a word tells no more than the figures.
    It holds for every true figure that the rounding and the 99 % reach of the blur allow, for
    the cell and for the base, given that the cell's people are among the base's.
    """
    least, most = share_range(cell, base, settings)
    return next((word for word, holds in _HOLDS.items() if holds(least, most)), None)


def share_range(cell: int | None, base: int, settings: DisclosureSettings) -> tuple[Fraction, Fraction]:
    """Return the least and the most that the true share of a shown cell (None for a star) can be.

    Within the rounding and the 99 % reach of the blur, of the cell and of the base. From what is
    shown and nothing else: two shares are surely different only where their ranges do not meet.
    """
    blur = reach(settings.epsilon)
    cell_least, cell_most = _blurred(cell, settings)
    base_least, base_most = _blurred(base, settings)
    fewest = max(cell_least - blur, 0)
    smallest_base = max(max(base_least, settings.threshold) - blur, 1)
    least = min(Fraction(fewest, base_most + blur), Fraction(1))
    most = min(Fraction(cell_most + blur, smallest_base), Fraction(1))
    return least, most


def _blurred(shown: int | None, settings: DisclosureSettings) -> tuple[int, int]:
    """Return the fewest and most blurred people that are shown as this figure, or as a star."""
    if shown is None:
        return 0, settings.small - 1
    least = shown - settings.step // 2
    return max(least, settings.small), least + settings.step - 1


def rule_sentence(settings: DisclosureSettings, translate: Callable[[str], str] = lambda text: text) -> str:
    """Return one sentence on how figures were protected, for a caption.

    `translate` is the page's gettext; without it the sentence is English.
    """
    sentence = N_(
        "To protect people, numbers are moved a little and rounded to the nearest %(step)s; "
        "a star (*) means few people or none."
    )
    return translate(sentence) % {"step": settings.step}


def rule_in_full(settings: DisclosureSettings, translate: Callable[[str], str] = lambda text: text) -> str:
    """Return the whole rule in a few sentences, for a read-me or a "how we count" page."""
    sentences = N_(
        "To protect people, we move each number up or down a little. "
        "The same group of people is always moved by the same amount. "
        "If that leaves fewer than %(threshold)s answers in all, we show no figures. "
        "If it leaves fewer than %(small)s in one group, or none, we show a star (*). "
        "We round all other numbers to the nearest %(step)s. "
        "Each total is moved and rounded by itself, so numbers may not add up. "
        "We work out percentages from the numbers shown, "
        "and only if the total shown is %(percentage_base)s or more."
    )
    return translate(sentences) % {
        "threshold": settings.threshold,
        "small": settings.small,
        "step": settings.step,
        "percentage_base": settings.percentage_base,
    }
