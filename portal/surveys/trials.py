"""Test answers of a draft lie with the responses above: here the builder asks for them to be wiped."""

from collections.abc import Callable

from portal.surveys.models import SurveyVersion

Wipe = Callable[[SurveyVersion], int]
_wipes: list[Wipe] = []


def hand_up(wipe: Wipe) -> None:
    """Let this be asked, once, to wipe the test answers of a draft; it returns how many went."""
    if wipe not in _wipes:
        _wipes.append(wipe)


def wipe_trial(version: SurveyVersion) -> int:
    """Wipe every test answer of a draft: before it is published, and before a question leaves it."""
    return sum(wipe(version) for wipe in _wipes)
