"""How good suggestions are: precision and recall of each theme over texts that people sorted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.insight.agreement.kappa import Estimate, share

Outcome = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Quality:
    """Of one theme or of all: suggested and right, suggested and wrong, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> Estimate | None:
        """Of what was suggested, the share that people put there; None where nothing was suggested."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Estimate | None:
        """Of what people put there, the share that was suggested; None where there was nothing."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where nothing was right."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def by_theme(outcomes: Iterable[Outcome]) -> dict[str, Quality]:
    """The quality of each theme over (suggested, put by people)."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for suggested, put in outcomes:
        right.update(suggested & put)
        wrong.update(suggested - put)
        missed.update(put - suggested)
    return {
        theme: Quality(right[theme], wrong[theme], missed[theme])
        for theme in sorted({*right, *wrong, *missed})
    }


def overall(outcomes: Iterable[Outcome]) -> Quality:
    """All themes together, each decision counted once."""
    found = by_theme(outcomes).values()
    return Quality(*(sum(getattr(one, name) for one in found) for name in ("right", "wrong", "missed")))


def macro_f1(outcomes: Sequence[Outcome], themes: Iterable[str]) -> float:
    """The mean of F1 over these themes, each counting the same."""
    found = by_theme(outcomes)
    scores = [found[theme].f1 if theme in found else 0.0 for theme in themes]
    return sum(scores) / len(scores) if scores else 0.0
