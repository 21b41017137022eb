"""Words that several features share: who speaks (audience), how it is put (mode), how it came (channel)."""

from enum import StrEnum


class Mode(StrEnum):
    """The wording of one survey: one survey has up to three modes, never three copies."""

    STANDARD = "standard"
    YOUNG = "young"
    EASY = "easy"


class Audience(StrEnum):
    """Whose words these are; the three are laid side by side and never merged."""

    PARENT_CARER = "parent-carer"
    YOUNG_PERSON = "young-person"
    PRACTITIONER = "practitioner"


class Channel(StrEnum):
    """How it reached us; all channels stand in one count."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"
    EVENT = "event"
