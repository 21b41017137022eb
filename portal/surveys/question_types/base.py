"""What every kind of question can do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
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
        """What it takes: "one", "many", "words" or "nothing"."""

    @abstractmethod
    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """The answer in what was typed; refuses (RuleBroken) what is not one of its answers."""

    @abstractmethod
    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """The codes to keep, one row each."""

    def options(self, scale: Scale | None) -> tuple[Option, ...]:
        """The answers on offer, in order."""
        return scale.options if scale else ()

    def summary(self, given: Given, scale: Scale | None, mode: str) -> str:
        """The answer in words, for the check page and for exports."""
        found = [scale.option(code) for code in given.codes] if scale else []
        return ", ".join(option.label(mode) for option in found if option)
