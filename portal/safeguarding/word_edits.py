"""Changing a list of worrying words: one phrase in or out, the rest of the list as it was."""

from enum import StrEnum
from typing import Any

import yaml

from portal.core.checked_yaml import FileRefused
from portal.core.errors import RuleBroken
from portal.safeguarding.screening import WordList
from portal.safeguarding.word_list_file import Kind

NAME = "words"
LEVELS = (3, 2, 1)


class Part(StrEnum):
    """The parts of a kind of worry: phrases by level, look-alikes, and ways of misspelling."""

    NOW = "3"
    TODAY = "2"
    USUAL = "1"
    LOOK_ALIKE = "look-alike"
    MISSPELLING = "misspelling"


def phrases_of(kind: Kind) -> dict[Part, list[tuple[str, str]]]:
    """The phrases of a kind by part, as (as it is listed, as it is read by people), in their order."""
    found: dict[Part, list[tuple[str, str]]] = {part: [] for part in Part}
    for level, phrase in kind.phrases:
        found[Part(str(level))].append((phrase.text, phrase.text))
    found[Part.LOOK_ALIKE] = [(phrase.text, phrase.text) for phrase in kind.look_alikes]
    found[Part.MISSPELLING] = [
        (typed.text, f"{typed.text} → {means.text}") for typed, means in kind.misspellings
    ]
    return found


def with_phrase(text: str, *, kind: str, part: Part, phrase: str, means: str = "") -> str:
    """The list (YAML) with one more phrase; refuses what the list cannot be read with, saying why.

    `means` is what a misspelling stands for. A phrase at another level of the kind is moved.
    """
    data, entry = _read(text, kind)
    phrase, means = " ".join(phrase.lower().split()), " ".join(means.lower().split())
    if not phrase:
        raise RuleBroken("Type a word or a few words.", field="phrase", status=422)
    if part is Part.MISSPELLING:
        if not means:
            raise RuleBroken("Say what it means.", field="means", status=422)
        entry.setdefault("misspellings", []).append({"typed": phrase, "means": means})
    elif part is Part.LOOK_ALIKE:
        listed = entry.setdefault("look_alikes", [])
        _refuse_doubled(listed, phrase)
        listed.append(phrase)
    else:
        listed = entry["severity"].setdefault(int(part), [])
        _refuse_doubled(listed, phrase)
        for level in LEVELS:
            _drop(entry["severity"].get(level, []), phrase)
        listed.append(phrase)
    return _written(data)


def without_phrases(text: str, *, kind: str, gone: dict[Part, set[str]]) -> str:
    """The list without these phrases; refuses (422) when none of them stands in it any more."""
    data, entry = _read(text, kind)
    before = _written(data)
    for part, phrases in gone.items():
        if part is Part.MISSPELLING:
            pairs = entry.get("misspellings", [])
            entry["misspellings"] = [pair for pair in pairs if str(pair["typed"]) not in phrases]
            continue
        listed = _listed(entry, part)
        for phrase in phrases:
            _drop(listed, phrase)
    after = _written(data)
    if after == before:
        raise RuleBroken("Choose the words to take out.", status=422)
    return after


def _listed(entry: dict[str, Any], part: Part) -> list[Any]:
    found = entry.get("look_alikes") if part is Part.LOOK_ALIKE else entry["severity"].get(int(part))
    return found if isinstance(found, list) else []


def _read(text: str, kind: str) -> tuple[dict[str, Any], dict[str, Any]]:
    data = yaml.safe_load(text)
    entry = next((one for one in data["kinds"] if one["kind"] == kind), None)
    if entry is None:
        raise RuleBroken("This kind of worry is not in the list.", status=404)
    return data, entry


def _refuse_doubled(phrases: list[Any], phrase: str) -> None:
    if phrase in map(str, phrases):
        raise RuleBroken("This is in the list already.", field="phrase", status=422)


def _drop(phrases: list[Any], phrase: str) -> None:
    phrases[:] = [one for one in phrases if str(one) != phrase]


def _written(data: dict[str, Any]) -> str:
    """As YAML again, and read by the one reader: a list that cannot be screened with is never kept."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    try:
        WordList.from_yaml(text, name=NAME)
    except FileRefused as refused:
        raise RuleBroken(
            "The list cannot be read with this: %(reason)s.", "phrase", status=422, reason=refused.reason
        ) from refused
    return text
