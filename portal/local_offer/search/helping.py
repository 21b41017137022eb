"""When a search is a cry for help: such words are met with help first, and are not counted (rules.md)."""

from portal.local_offer.search.understanding import Understood
from portal.safeguarding.screening import screen, shipped_word_list

LOUD = 2  # the level of the area's word list from which a text is locked elsewhere


def asks_for_help(typed: str, understood: Understood) -> bool:
    """Whether somebody may be hurt or want to hurt themselves, by what they typed or what it means."""
    return understood.is_urgent or screen(typed, shipped_word_list()).level >= LOUD
