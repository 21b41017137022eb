"""What every kind of question can do."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.surveys.scales import Option, Scale


@dataclass(frozen=True)
class Given:
    """An answer as given: the codes chosen, or the words written. Nothing in it: skipped."""

    codes: tuple[str, ...] = ()
    words: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.codes and not self.words


SKIPPED = Given()


@dataclass(frozen=True)
class Typed:
    """What a form sent for one question, before it is checked."""

    choices: Sequence[str] = field(default_factory=tuple)
    words: str = ""


class QuestionType(ABC):
    """One kind of question; `look` names how its answers are drawn."""

    def __init__(self, key: str, *, look: str = "plain", from_list: bool = False) -> None:
        self.key = key
        self.look = look
        self.from_list = from_list

    @property
    @abstractmethod
    def takes(self) -> str:
        """What it takes: "one", "many", "ranked", "number", "words" or "nothing"."""

    @abstractmethod
    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """The answer in what was typed; refuses (RuleBroken) what is not one of its answers."""

    @abstractmethod
    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """The codes to keep, one row each."""

    def options(self, scale: Scale | None) -> tuple[Option, ...]:
        """The answers on offer, in order."""
        return scale.options if scale else ()

    @property
    def is_counted(self) -> bool:
        """Whether its answers are laid out in tables; own words are read, not counted."""
        return self.takes not in {"words", "nothing"}

    @property
    def may_be_empty(self) -> bool:
        """Whether going on with an empty page is a skip: where there is something to type."""
        return self.takes in {"words", "number", "ranked"}

    def ordered(self, codes: Iterable[str], scale: Scale | None) -> tuple[str, ...]:
        """Codes in the order in which they are shown."""
        places = {option.code: place for place, option in enumerate(self.options(scale))}
        return tuple(sorted(codes, key=lambda code: (places.get(code, len(places)), code)))

    def cells(self, scale: Scale | None) -> tuple[Option, ...]:
        """The rows of a table of answers: as a rule the answers on offer."""
        return self.options(scale)

    def cells_of(self, code: str, scale: Scale | None) -> tuple[str, ...]:
        """The rows in which a kept code is counted; nobody may be in one row twice."""
        return (code,)

    def summary(self, given: Given, scale: Scale | None, mode: str) -> str:
        """The answer in words, for the check page and for exports."""
        found = [scale.option(code) for code in given.codes] if scale else []
        return ", ".join(option.label(mode) for option in found if option)
