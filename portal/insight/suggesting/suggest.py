"""What the desk suggests for some words: from the lexicon, and from what people confirmed."""

from dataclasses import dataclass
from enum import StrEnum

from portal.insight.suggesting.learner import MOST_REASONS, Learned, odds
from portal.insight.suggesting.lexicon import FROM_POINTS, Points, points_in

FAIRLY, QUITE = 3, 5
# log odds at which what was learned is enough alone: nine to one; it never overrules the lexicon
ALONE = 2.2


# a reason that is no word: the file that brought the words gives their theme
FROM_FILE = "#"


class Sure(StrEnum):
    """How sure a suggestion is."""

    A_GUESS = "a guess"
    FAIRLY = "fairly sure"
    QUITE = "quite sure"


@dataclass(frozen=True)
class Suggestion:
    """A theme that words may belong under, with the words that speak for it.

    "?" is the question itself, FROM_FILE the file in which words came.
    """

    theme: str
    sure: Sure
    reasons: tuple[str, ...]


def suggestions(words: str, question: str = "", learned: Learned | None = None) -> list[Suggestion]:
    """The themes to look at, the surest first; an empty list says "not sure"."""
    points = points_in(words, question)
    chances = odds(learned, words) if learned else {}
    found = []
    for theme in sorted({*points, *chances}):
        of_book = points.get(theme, Points())
        chance, speaking = chances.get(theme, (0.0, []))
        if of_book.points >= FROM_POINTS or chance > ALONE:
            strength = of_book.points + max(0.0, chance)
            reasons = tuple(dict.fromkeys([*of_book.reasons, *speaking]))[:MOST_REASONS]
            found.append((strength, Suggestion(theme, _sure(strength), reasons)))
    return [one for _strength, one in sorted(found, key=lambda pair: (-pair[0], pair[1].theme))]


def _sure(strength: float) -> Sure:
    return Sure.QUITE if strength >= QUITE else Sure.FAIRLY if strength >= FAIRLY else Sure.A_GUESS
