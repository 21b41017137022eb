"""Sections of a survey: a title stands with the question it begins with, and holds until the next one."""

from collections.abc import Iterable, Mapping

from portal.core.vocabulary import Mode
from portal.surveys.scales import place

Titles = Mapping[str, str] | None


def running(begun: Iterable[Titles], mode: str, language: str) -> list[str | None]:
    """The section that each question stands in; `begun`: what begins with each, in order.

    In words of the mode and language, else of the mode in English, else in standard words.
    """
    found: list[str | None] = []
    now: str | None = None
    for titles in begun:
        if titles:
            words = (titles.get(at) for at in (place(mode, language), mode, Mode.STANDARD))
            now = next(filter(None, words), now)
        found.append(now)
    return found
