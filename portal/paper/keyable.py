"""What can be keyed: each feature above hands up a PaperKind, so that paper needs to know none."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isqrt

from sqlalchemy import Select

from portal.areas.models import Area
from portal.core.vocabulary import Channel


@dataclass(frozen=True)
class Subject:
    """One thing there is paper for: its row's id, its name, and the wordings (code, name) it has."""

    id: int
    name: str
    variants: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """One answer that can be ticked."""

    code: str
    text: str


@dataclass(frozen=True)
class Field:
    """One question as it stands on paper. `takes`: "one", "many", "words" (`longest` letters), "number", or
    "ranked": then each choice is an answer with one of its numbers, answer by answer. `section`: the title
    of the part of the form it stands in."""

    key: str
    words: str
    takes: str
    choices: tuple[Choice, ...] = ()
    help: str = ""
    longest: int = 0
    section: str = ""

    def labels(self, codes: Sequence[str]) -> str:
        """These codes in the words of the paper, empty for none."""
        if self.takes == "number":
            return ", ".join(codes)
        return ", ".join(choice.text for choice in self.choices if choice.code in codes)

    @property
    def by_answer(self) -> list[tuple[str, list[Choice]]]:
        """The choices of a ranking, answer by answer: its words and its numbered choices."""
        size = isqrt(len(self.choices))
        rows = [
            list(self.choices[start : start + size]) for start in range(0, len(self.choices), size or 1)
        ]
        return [(row[0].text.partition(". ")[2], row) for row in rows]


@dataclass(frozen=True)
class PaperForm:
    """The whole form: every question, whatever an answer would hide on a screen."""

    title: str
    purpose: str
    notes: tuple[str, ...]
    thanks: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Entry:
    """What is kept of one question: codes, or words; nothing in it when it was left empty.

    `locked`: the words are with the safeguarding lead, so that `words` is empty here.
    """

    codes: tuple[str, ...] = ()
    words: str = ""
    locked: bool = False


EMPTY = Entry()


class PaperKind(ABC):
    """How one kind of paper is listed, printed, kept, and counted once two people have signed.

    `records` in `count` and `uncount` selects record ids: those of a whole batch, in few statements.
    """

    purpose: str

    @abstractmethod
    def subjects(self, area: Area, at: datetime) -> list[Subject]:
        """What batches can be made for now."""

    @abstractmethod
    def subject(self, area: Area, subject_id: int) -> Subject | None:
        """One of them; None for a strange id."""

    @abstractmethod
    def form(self, area: Area, subject_id: int, variant: str) -> PaperForm:
        """The form in one wording."""

    @abstractmethod
    def begin(
        self,
        *,
        area: Area,
        subject_id: int,
        variant: str,
        channel: Channel,
        place_id: int | None,
        at: datetime,
    ) -> int:
        """A record that is still empty and does not count; returns its id."""

    @abstractmethod
    def entries(self, area: Area, record_id: int) -> dict[str, Entry]:
        """What is kept of a record, by question; a question left empty may be missing."""

    @abstractmethod
    def keep(self, *, area: Area, record_id: int, entries: Mapping[str, Entry], at: datetime) -> None:
        """Keep these answers, by question; refuses (RuleBroken) what cannot stand on the form."""

    def worry(  # noqa: B027 a kind of paper without words has nothing to pass on
        self, *, area: Area, record_id: int, questions: Collection[str], by: int, at: datetime
    ) -> None:
        """Who keyed is worried about the words kept of these questions; a kind without words has none."""

    @abstractmethod
    def drop(self, *, area: Area, record_id: int) -> None:
        """The record was keyed by mistake: it goes."""

    @abstractmethod
    def count(self, *, records: Select[int], at: datetime) -> None:
        """From now on these records count, and staff may read their words."""

    @abstractmethod
    def uncount(self, *, records: Select[int], at: datetime) -> None:
        """These records do not count any more, until they are signed anew."""
