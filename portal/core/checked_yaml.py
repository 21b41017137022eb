"""Reading a YAML file that people edit: every refusal names the file, the line and the reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

from portal.core.errors import RuleBroken

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
WHOLE = re.compile(r"0|-?[1-9]\d{0,8}")
TAG = "tag:yaml.org,2002:"
KINDS = {
    "str": "words",
    "int": "a whole number",
    "bool": "yes or no",
    "null": "nothing",
    "float": "a number",
}


class FileRefused(RuleBroken):
    """A file is not as it must be; `message` reads "themes.yaml, line 4: the reason"."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


@dataclass(frozen=True)
class Place:
    """Where in a file something stands; lines count from 1."""

    file: str
    line: int

    def refuse(self, reason: str) -> NoReturn:
        """Raise FileRefused for this place."""
        raise FileRefused(self.file, self.line, reason)


class Name(str):
    """A slug that remembers where in a file it stands, so that a later check can refuse it there."""

    place: Place

    def __new__(cls, text: str, place: Place) -> "Name":
        """The same text, with its place."""
        name = super().__new__(cls, text)
        name.place = place
        return name


@dataclass(frozen=True)
class Entry:
    """One value of a file and its place; its methods read it as one kind of thing or refuse it."""

    node: yaml.Node
    place: Place

    def fields(self, required: set[str], optional: set[str] | None = None) -> dict[str, "Entry"]:
        """A mapping as named entries; refuses a missing, unknown or doubled key."""
        if not isinstance(self.node, yaml.MappingNode):
            self.place.refuse(
                f"expected named fields ({', '.join(sorted(required))}), found {self._found()}"
            )
        known = required | (optional or set())
        found: dict[str, Entry] = {}
        for key, value in self.node.value:
            name, place = key.value, Place(self.place.file, key.start_mark.line + 1)
            if not isinstance(name, str) or name not in known:
                place.refuse(f"unknown key {_short(name)}; known here: {_listed(known)}")
            if name in found:
                place.refuse(f"the key {name!r} stands here twice")
            found[name] = Entry(value, Place(self.place.file, value.start_mark.line + 1))
        for name in sorted(required - found.keys()):
            self.place.refuse(f"the key {name!r} is missing")
        return found

    def has(self, key: str) -> bool:
        """Whether this is a mapping with that key: to tell kinds of file apart."""
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else []
        return any(name.value == key for name, _value in pairs)

    def items(self) -> Iterator["Entry"]:
        """The entries of a list; refuses anything else."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.place.refuse(f"expected a list, found {self._found()}")
        for node in self.node.value:
            yield Entry(node, Place(self.place.file, node.start_mark.line + 1))

    def words(self, longest: int = 1000) -> str:
        """Words that are not blank and not too long; a bare yes, no, number or date needs quotes."""
        text = self._plain("str").strip()
        if not text:
            self.place.refuse("expected words, found none")
        if len(text) > longest:
            self.place.refuse(f"{len(text)} characters are too many; at most {longest}")
        return text

    def slug(self) -> Name:
        """A name for addresses: small letters, digits and single hyphens, at most 80 characters."""
        slug = self.words(80)
        if not SLUG.fullmatch(slug):
            self.place.refuse(f"{_short(slug)} is not a slug (small letters, digits and hyphens)")
        return Name(slug, self.place)

    def one_of(self, choices: set[str]) -> str:
        """One of these words."""
        word = self.words()
        if word not in choices:
            self.place.refuse(f"expected one of {_listed(choices)}, found {_short(word)}")
        return word

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number in a range."""
        text = self._plain("int")
        if not WHOLE.fullmatch(text) or not lowest <= int(text) <= highest:
            self.place.refuse(f"expected a whole number from {lowest} to {highest}, found {_short(text)}")
        return int(text)

    def yes_or_no(self) -> bool:
        """true or false."""
        return self._plain("bool").lower() in {"true", "yes", "on"}

    def day(self) -> date:
        """A date as year-month-day, with quotes or without."""
        text = self.node.value if isinstance(self.node, yaml.ScalarNode) else ""
        day = _day(text)
        if day is None:
            self.place.refuse(f"expected a date such as 2026-02-28, found {self._found()}")
        return day

    @property
    def is_null(self) -> bool:
        """Whether the file says null here."""
        return bool(self.node.tag == f"{TAG}null")

    def _plain(self, kind: str) -> str:
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag != TAG + kind:
            hint = "; put it in quotes" if kind == "str" and isinstance(self.node, yaml.ScalarNode) else ""
            self.place.refuse(f"expected {KINDS[kind]}, found {self._found()}{hint}")
        return str(self.node.value)

    def _found(self) -> str:
        if isinstance(self.node, yaml.SequenceNode):
            return "a list"
        if isinstance(self.node, yaml.MappingNode):
            return "named fields"
        return "nothing" if self.is_null else _short(self.node.value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _listed(words: set[str]) -> str:
    return ", ".join(sorted(words))


def _short(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 40 else f"{text[:40]}…")


class _Loader(yaml.SafeLoader):
    """Composes nodes, and refuses aliases: a small file could unfold into a huge one."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Remember where each value stands, for messages."""
        if self.check_event(yaml.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]  # the stubs name no types
            raise yaml.composer.ComposerError(None, None, "an alias: write it out instead", mark)
        return super().compose_node(parent, index)


# the C part of PyYAML is about eight times as fast; where a machine has none, the other reads the same
_fast_loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_shipped(path: Path) -> Any:
    """The plain values of a file that ships with the portal, whose shape is ours to keep."""
    return _fast_loader(path.read_text(encoding="utf-8")).get_single_data()


def read(path: Path) -> Entry:
    """The one document of a file; refuses what is not UTF-8, not YAML, empty, or two documents."""
    return read_text(_text(path), path.name)


def read_text(text: str, name: str) -> Entry:
    """The one document of a text that is called `name` in refusals, as `read` reads a file."""
    try:
        node = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line = mark.line + 1 if mark else 1
        raise FileRefused(name, line, f"this is not readable YAML: {problem.problem}") from None
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        raise FileRefused(name, line, "there is a character here that cannot be printed") from None
    except RecursionError:
        raise FileRefused(name, 1, "lists stand inside lists too deeply") from None
    if node is None:
        raise FileRefused(name, 1, "the file is empty")
    return Entry(node, Place(name, node.start_mark.line + 1))


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise FileRefused(path.name, line, "this is not UTF-8 text") from None
