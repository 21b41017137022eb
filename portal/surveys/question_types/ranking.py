"""Put answers in order by giving them numbers: 1 matters most; leaving some out is fine."""

from collections.abc import Iterable

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.surveys.question_types.base import Given, QuestionType, Typed
from portal.surveys.question_types.choose_many import ANSWERED
from portal.surveys.scales import Option, Scale

FIRST, AMONG = "first", "first-three"
PODIUM = 3


def ranked(code: str, number: int) -> str:
    """The kept code of an answer with its number: "sleep#1"."""
    return f"{code}#{number}"


def parted(kept: str) -> tuple[str, int]:
    """An answer and its number out of a kept code; number 0 when it has none."""
    code, _mark, number = kept.rpartition("#")
    return (code, int(number)) if code and number.isascii() and number.isdecimal() else (kept, 0)


class Ranking(QuestionType):
    """Each answer of a list has a number or none; gaps close up, so 1, 2, 4 is kept as 1, 2, 3."""

    @property
    def takes(self) -> str:
        """Numbers for answers."""
        return "ranked"

    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """Known answers, each once, each with a number of its own."""
        known = [option.code for option in self.options(scale)]
        pairs = [parted(one) for one in typed.choices if one]
        codes, numbers = [code for code, _n in pairs], [number for _code, number in pairs]
        wrong = set(codes) - set(known) or not all(1 <= number <= len(known) for number in numbers)
        if not pairs or wrong or len(set(codes)) < len(codes):
            raise RuleBroken(_("Choose a number for one or more, or skip."), field="answer", status=422)
        if len(set(numbers)) < len(numbers):
            raise RuleBroken(
                _("Two answers have the same number. Give each number once."), field="answer", status=422
            )
        inorder = [code for _number, code in sorted(zip(numbers, codes, strict=True))]
        return Given(codes=tuple(ranked(code, place) for place, code in enumerate(inorder, start=1)))

    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """The numbered answers, and one more row by which the base is counted."""
        return (*given.codes, ANSWERED) if given.codes else ()

    def ordered(self, codes: Iterable[str], scale: Scale | None) -> tuple[str, ...]:
        """By their numbers."""
        return tuple(sorted(codes, key=lambda kept: (parted(kept)[1], kept)))

    def summary(self, given: Given, scale: Scale | None, mode: str) -> str:
        """The answers in their order: "1. Sleep, 2. Food"."""
        pairs = [parted(kept) for kept in self.ordered(given.codes, scale)]
        found = [(number, scale.option(code)) for code, number in pairs] if scale else []
        return ", ".join(f"{number}. {option.label(mode)}" for number, option in found if option)

    def cells(self, scale: Scale | None) -> tuple[Option, ...]:
        """Two rows an answer: who put it first, and who has it among their first three."""
        return tuple(
            Option(
                code=f"{option.code}.{row}",
                words={mode: f"{option.label(mode)}: {words}" for mode in Mode},
                off_scale=False,
            )
            for option in self.options(scale)
            for row, words in ((FIRST, _("put first")), (AMONG, _("in the first three")))
        )

    def cells_of(self, code: str, scale: Scale | None) -> tuple[str, ...]:
        """First counts in both rows; a number after three in none."""
        answer, number = parted(code)
        if number == 0:
            return (code,)
        rows = ([FIRST] if number == 1 else []) + ([AMONG] if number <= PODIUM else [])
        return tuple(f"{answer}.{row}" for row in rows)
