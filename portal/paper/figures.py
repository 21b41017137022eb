"""What people say about a batch: what it is for, and how many forms went out and came back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """How many forms went out, came back, and cannot be read; None: not counted yet."""

    handed_out: int | None
    returned: int | None = None
    spoilt: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What a new batch is for, in which wording, and where its forms come from."""

    subject_id: int
    variant: str
    name: str
    title: str
    place_id: int | None
