"""What a strategy file says, checked by itself but not yet against other files or the database."""

from dataclasses import dataclass
from datetime import date

from portal.core.checked_yaml import Name, Place
from portal.strategies.models import Part


@dataclass(frozen=True)
class ThemeDraft:
    """A theme as its file has it; `position` counts from 1."""

    slug: Name
    label: str
    meaning: str
    position: int
    asked_of_families: bool


@dataclass(frozen=True)
class ItemDraft:
    """One sentence, its slug and theme: a commitment, a statement or a finding (with `letter_part`)."""

    slug: Name
    text: str
    theme: Name
    from_running_text: bool = False
    letter_part: str = ""


@dataclass(frozen=True)
class MeasureDraft:
    """A measure; `how` is None where service data alone can show it."""

    slug: Name
    text: str
    theme: Name
    survey: str
    how: dict[str, str] | None


@dataclass(frozen=True)
class PriorityDraft:
    """A priority and everything that stands under it; its main theme is the first."""

    slug: Name
    number: int
    title: str
    short_title: str
    themes: list[Name]
    families_told_us: list[ItemDraft]
    commitments: list[ItemDraft]
    measures: list[MeasureDraft]


@dataclass(frozen=True)
class StrategyDraft:
    """A whole strategy file; `commitments` and `parts` are those of the whole strategy."""

    slug: Name
    area: Name
    title: str
    starts: int
    ends: int
    vision: str
    priorities: list[PriorityDraft]
    commitments: list[ItemDraft]
    parts: dict[Part, list[ItemDraft]]


@dataclass(frozen=True)
class InspectionDraft:
    """A whole inspection file."""

    slug: Name
    area: Name
    title: str
    dated: date
    status: str
    findings: list[ItemDraft]


@dataclass(frozen=True)
class LinkDraft:
    """One line of the crosswalk, by slugs."""

    place: Place
    earlier: Name | None
    later: Name | None
    strength: str
    note: str
    nearest: list[Name]


@dataclass(frozen=True)
class Drafts:
    """Everything that a folder of files says."""

    themes: list[ThemeDraft]
    strategies: list[StrategyDraft]
    inspections: list[InspectionDraft]
    links: list[LinkDraft]

    @property
    def owners(self) -> list[StrategyDraft | InspectionDraft]:
        """The drafts that other things stand under."""
        return [*self.strategies, *self.inspections]
