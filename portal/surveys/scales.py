"""Answer scales and lists as data (data/scales.yaml): codes, values and words in each mode."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import gettext

from portal.core import checked_yaml
from portal.core.typography import well_set
from portal.core.vocabulary import Mode
from portal.languages.choosing import shown

FILE = Path(__file__).parent / "data" / "scales.yaml"
ENGLISH = "en"  # the language every question is worded in first


def place(mode: str, language: str) -> str:
    """Where words of a mode and language are kept: "easy", "easy@ar"."""
    return mode if language == ENGLISH else f"{mode}@{language}"


@dataclass(frozen=True)
class Option:
    """One answer. `value` None: it stays out of the base (not sure, does not apply)."""

    code: str
    words: Mapping[str, str]
    value: int | None = None
    off_scale: bool = False
    picture: str | None = None
    picture_alt: str = ""

    def label(self, mode: str) -> str:
        """The words of the answer in a mode, in the language of the page that shows them."""
        own = self.words.get(place(mode, shown().code))
        return own or str(gettext(self.words.get(mode) or self.words[Mode.STANDARD]))


@dataclass(frozen=True)
class Scale:
    """A scale or list: its options in order, and which count as good and as poor in a report."""

    key: str
    kind: str
    options: tuple[Option, ...]
    top: frozenset[str]
    bottom: frozenset[str]
    report: str
    what: str = ""

    def option(self, code: str) -> Option | None:
        """The option with this code; None for a code the scale never had."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def codes(self) -> frozenset[str]:
        """Every code that may be chosen."""
        return frozenset(option.code for option in self.options)


def _option(entry: dict[str, Any], left_out: set[str]) -> Option:
    picture = entry.get("picture") or {}
    return Option(
        code=entry["code"],
        words={mode: well_set(entry[mode]) for mode in Mode},
        value=entry.get("value"),
        off_scale=entry["code"] in left_out,
        picture=picture.get("openmoji"),
        picture_alt=picture.get("alt", ""),
    )


def _scale(entry: dict[str, Any]) -> Scale:
    left_out = set(entry.get("left_out_of_base", []))
    return Scale(
        key=entry["key"],
        kind=entry["kind"],
        options=tuple(_option(option, left_out) for option in entry["options"]),
        top=frozenset(entry.get("top", [])),
        bottom=frozenset(entry.get("bottom", [])),
        report=entry.get("report", ""),
        what=entry["what"],
    )


@cache
def all_scales() -> dict[str, Scale]:
    """Scales and lists by key."""
    data = checked_yaml.load_shipped(FILE)
    return {entry["key"]: _scale(entry) for entry in [*data["scales"], *data["lists"]]}


def own_scale(answers: Iterable[Mapping[str, Any]]) -> Scale:
    """A list whose answers were written for one question: each is {code, words by mode}."""
    options = tuple(Option(code=one["code"], words=one["words"]) for one in answers)
    return Scale("own", "choice", options, frozenset(), frozenset(), "")


def none_of_these() -> Option:
    """The answer that says none of a list fits; it excludes the others."""
    return Option(code="none-of-these", words=dict.fromkeys(Mode, "None of these"), off_scale=True)
