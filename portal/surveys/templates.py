"""The surveys that ship, read from data/surveys/*.yaml and checked before anything is written."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.core import checked_yaml
from portal.core.errors import RuleBroken
from portal.core.typography import well_set
from portal.core.vocabulary import Mode
from portal.surveys.question_types import REGISTRY
from portal.surveys.routing import hangs_on
from portal.surveys.scales import all_scales

FOLDER = Path(__file__).parent / "data" / "surveys"
# the pair that asks both sides the same things
BOTH_SIDES = ("parents-and-carers", "young-people")
TEXTS = ("title", "purpose", "privacy", "thank_you", "minutes", "helper_note")


@dataclass(frozen=True)
class QuestionDraft:
    """One question as a template says it; `wordings` by mode (or "easy@ar") is (kind, words, help)."""

    key: str
    options: str | None
    own_answers: list[dict[str, Any]] | None
    show_if: dict[str, Any] | None
    picture: dict[str, str] | None
    themes: tuple[str, ...]
    measures: tuple[str, ...]
    wordings: dict[str, tuple[str, str, str | None]]
    section: dict[str, str] | None = None


@dataclass(frozen=True)
class SurveyDraft:
    """A whole survey as a template says it."""

    slug: str
    invited: str
    modes: tuple[str, ...]
    texts: dict[str, Any]
    questions: tuple[QuestionDraft, ...]


def shipped(only: Collection[str] = ()) -> list[SurveyDraft]:
    """Every shipped survey, or only these, by file name."""
    return [read(path) for path in sorted(FOLDER.glob("*.yaml")) if not only or path.stem in only]


def read(path: Path) -> SurveyDraft:
    """A template file as a draft; refuses one that could not be asked, naming the question."""
    data = well_set(checked_yaml.load_shipped(path))
    modes = tuple(Mode(mode) for mode in data["modes"])
    questions: list[QuestionDraft] = []
    for entry in data["questions"]:
        questions.extend(_questions(entry, modes))
    _check(data["slug"], questions)
    texts = {name: data[name] for name in TEXTS if name in data}
    return SurveyDraft(data["slug"], data["audience"], modes, texts, tuple(questions))


def _questions(entry: dict[str, Any], modes: tuple[Mode, ...]) -> list[QuestionDraft]:
    asked_in = [mode for mode in modes if mode in entry.get("modes", modes)]
    words = _draft(entry, entry["key"], entry["kind"], entry.get("options"), asked_in)
    if "pick_from" not in entry:
        return [words]
    # "pick a picture, write, or both" is two questions here: each can be skipped by itself, and each has
    # words of its own, or who hears the page cannot tell the second from the first
    listed = entry["pick_from"]
    picked = {**entry, "kinds_by_mode": {}, "wording": entry["pick_wording"], "help": entry["pick_help"]}
    pick = _draft(picked, f"{entry['key']}.pick", listed, listed, asked_in)
    return [pick, words]


def _draft(
    entry: dict[str, Any], key: str, kind: str, options: str | None, modes: list[Mode]
) -> QuestionDraft:
    kinds = entry.get("kinds_by_mode", {})
    helps = entry.get("help", {})
    picture = entry.get("picture")
    return QuestionDraft(
        key=key,
        options=None if "only" in entry else options,
        own_answers=_only(entry) if "only" in entry else None,
        show_if=entry.get("show_if"),
        picture={"code": str(picture["openmoji"]), "alt": picture["alt"]} if picture else None,
        themes=tuple(entry["themes"]),
        measures=tuple(entry["measures"]),
        section=entry.get("section"),
        wordings={mode: (kinds.get(mode, kind), entry["wording"][mode], helps.get(mode)) for mode in modes},
    )


def _only(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Those answers of a list that this question offers."""
    offered = all_scales()[entry["options"]].options
    return [{"code": one.code, "words": dict(one.words)} for one in offered if one.code in entry["only"]]


def _check(slug: str, questions: list[QuestionDraft]) -> None:
    earlier: set[str] = set()
    for question in questions:
        if question.key in earlier:
            raise RuleBroken(f"{slug}: {question.key} is there twice.")
        for kind, _, _ in question.wordings.values():
            if kind not in REGISTRY:
                raise RuleBroken(f"{slug}: {question.key} has an unknown kind {kind!r}.")
        if question.options and question.options not in all_scales():
            raise RuleBroken(f"{slug}: {question.key} names an unknown list {question.options!r}.")
        if not hangs_on(question.show_if) <= earlier:
            raise RuleBroken(f"{slug}: {question.key} hangs on a question that does not come before it.")
        earlier.add(question.key)
