"""What an editor writes for a draft, as plain values, and the checks that need no database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from portal.core.errors import RuleBroken
from portal.core.slugs import slug_of
from portal.core.vocabulary import Mode
from portal.surveys.question_types import type_of
from portal.surveys.templates import SurveyDraft, shipped

KEY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
MOST_ANSWERS = 20
# the words on privacy and thanks that a blank survey begins with, from this shipped survey
USUAL_WORDS = "after-review"
Own = dict[str, Any]


@dataclass(frozen=True)
class Put:
    """How a question is put in one mode."""

    kind: str
    words: str
    help: str | None = None


@dataclass(frozen=True)
class Content:
    """Everything an editor says of one question; a mode that does not ask it is not in `puts`."""

    key: str
    puts: Mapping[str, Put]
    options: str | None = None
    own_answers: list[Own] | None = None
    themes: Sequence[str] = ()
    measures: Sequence[str] = ()
    picture: dict[str, str] | None = None


@dataclass(frozen=True)
class Condition:
    """One line of "when is it asked": the test ("is", "is-not", "at-least", "answered") and its answer."""

    test: str
    question: str
    code: str = ""
    number: str = ""


@dataclass(frozen=True)
class When:
    """When a question is asked: always without conditions, else when any or all of them hold."""

    join: str = "all"
    conditions: Sequence[Condition] = field(default_factory=tuple)


def blank(title: str, invited: str, modes: Sequence[str]) -> SurveyDraft:
    """A survey without questions, with the usual words on privacy and the usual thanks."""
    usual = shipped((USUAL_WORDS,))[0].texts
    texts = {name: {mode: usual[name][mode] for mode in modes} for name in ("privacy", "thank_you")}
    texts["title"] = dict.fromkeys(modes, title)
    texts["purpose"] = dict.fromkeys(modes, "")
    texts["minutes"] = dict.fromkeys(modes, 5)
    return SurveyDraft(slug_of(title, "survey"), invited, tuple(modes), texts, ())


def own_answers(lines: Mapping[str, str], before: Sequence[Own]) -> list[Own] | None:
    """Answers written one a line, by mode; None when nothing is written.

    An answer keeps its code when its standard words stay, or when its line is the only one whose
    words changed place by place, so that mending a word loses no comparison. Refuses lists of
    unlike length, a single answer, and one that stands there twice.
    """
    split = {
        mode: [line.strip() for line in text.splitlines() if line.strip()] for mode, text in lines.items()
    }
    standard = split.get(Mode.STANDARD) or next((rows for rows in split.values() if rows), [])
    if not standard:
        return None
    _check_lists(split, standard)
    codes = _codes(standard, before)
    kept = {one["code"]: {at: said for at, said in one["words"].items() if "@" in at} for one in before}
    found = []
    for place, (code, words) in enumerate(zip(codes, standard, strict=True)):
        by_mode = {str(mode): rows[place] for mode, rows in split.items() if rows}
        found.append({"code": code, "words": {str(Mode.STANDARD): words, **by_mode, **kept.get(code, {})}})
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _check_lists(split: Mapping[str, list[str]], standard: list[str]) -> None:
    if not 2 <= len(standard) <= MOST_ANSWERS:
        raise RuleBroken(
            "Write from 2 to %(most)s answers, one a line.",
            "answers_standard",
            status=422,
            most=MOST_ANSWERS,
        )
    if len({line.casefold() for line in standard}) < len(standard):
        raise RuleBroken("One answer stands there twice.", "answers_standard", status=422)
    for mode, rows in split.items():
        if rows and len(rows) != len(standard):
            raise RuleBroken(
                "Write as many answers here as in standard words.", f"answers_{mode}", status=422
            )
        if any(len(row) > 200 for row in rows):
            raise RuleBroken("Write shorter answers: up to 200 letters.", f"answers_{mode}", status=422)


def _codes(standard: list[str], before: Sequence[Own]) -> list[str]:
    by_words = {one["words"][Mode.STANDARD]: one["code"] for one in before}
    kept = {by_words[line] for line in standard if line in by_words}
    codes: list[str] = []
    for line, old in zip_longest(standard, [one["code"] for one in before]):
        if line is None:
            break
        same_place = old if old is not None and old not in kept and len(standard) == len(before) else None
        codes.append(
            _free(
                by_words.get(line) or same_place or slug_of(line, "answer"), codes, kept, line in by_words
            )
        )
    return codes


def _free(code: str, taken: list[str], kept: set[str], is_kept: bool) -> str:
    word, number = code, 1
    while word in taken or (word in kept and not is_kept):
        number += 1
        word = f"{code}-{number}"
    return word


def check_content(content: Content) -> None:
    """Refuses (fields) what could not be asked in one of its modes."""
    if not KEY.fullmatch(content.key) or len(content.key) > 80:
        raise RuleBroken(
            "Use small letters, numbers, hyphens and dots, like plan.heard.", field="key", status=422
        )
    if not content.puts:
        raise RuleBroken("Choose a kind in at least one way to answer.", field="kind_standard", status=422)
    for mode, put in content.puts.items():
        if not put.words:
            raise RuleBroken("Write the question.", field=f"words_{mode}", status=422)
    groups = {_group(put.kind) for put in content.puts.values()}
    if len(groups) > 1:
        raise RuleBroken(
            "Own words and choices are two questions: give each its own.", "kind_standard", status=422
        )
    needs_list = any(type_of(put.kind).from_list for put in content.puts.values())
    if needs_list and not (content.options or content.own_answers):
        raise RuleBroken("Choose a list of answers, or write your own.", field="options", status=422)


def _group(kind: str) -> str:
    takes = type_of(kind).takes
    return takes if takes in {"words", "nothing"} else "counted"
