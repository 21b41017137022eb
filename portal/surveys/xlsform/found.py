"""What is found in a form while it is read: questions as they will be, what is wrong, what is not taken."""

from dataclasses import dataclass, field
from typing import Any

from portal.core.workbook_guard import refuse
from portal.surveys.xlsform.reading import Row

MOST_SAID = 5


@dataclass
class Found:
    """One question on its way in; `codes` turns the names of its answers into our codes."""

    row: Row
    name: str
    key: str
    kinds: dict[str, str]
    labels: dict[str, str]
    hints: dict[str, str]
    section: dict[str, str] | None
    relevant: list[str]
    codes: dict[str, str] = field(default_factory=dict)
    options: str | None = None
    own_answers: list[dict[str, Any]] | None = None

    @property
    def first_kind(self) -> str:
        """Its kind in the first mode that asks it."""
        return next(iter(self.kinds.values()))


@dataclass
class Notes:
    """Sentences for the person who brought the file."""

    wrong: list[str] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)

    def stop_if_wrong(self) -> None:
        """Refuse the whole file when anything in it is wrong, so that no half-made survey is left."""
        if self.wrong:
            raise refuse("%(what)s", what=" ".join(self.wrong[:MOST_SAID]))
