"""Reading an area's list of worrying words from YAML, and saying in which line it cannot be understood.

Read as a tree of plain words, each with its line, so that "no" stays a word and a slip can be pointed at.
"""

import re
from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from portal.core.errors import RuleBroken
from portal.core.letters import words_in
from portal.core.phrases import SHORTEST_BEGINNING

LONGEST_FILE = 500_000  # characters; the shipped list has 18,000
LONGEST_PHRASE = 120  # characters
LEVELS = ("1", "2", "3")
KIND_EXTRAS = ("note", "misspellings", "look_alikes")
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Entry:
    """A phrase as it was written, and its line."""

    text: str
    line: int


@dataclass(frozen=True)
class Kind:
    """One kind of worry: phrases by level (1 to 3), and look-alikes that are no worry."""

    key: str
    label: str
    note: str
    phrases: tuple[tuple[int, Entry], ...]
    misspellings: tuple[tuple[Entry, Entry], ...]
    look_alikes: tuple[Entry, ...]


@dataclass(frozen=True)
class WordListFile:
    """What a list of worrying words says, checked for its shape."""

    kinds: tuple[Kind, ...]
    same_words: tuple[tuple[Entry, ...], ...] = field(default=())


class WordListProblem(RuleBroken):
    """A list of words that cannot be used: the line (None for the whole file) and the reason."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"Line {line}: {reason}")
        self.reason = reason
        self.line = line


class _Loader(yaml.SafeLoader):
    """YAML without references, which can swell a small file to any size."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """Remember where each value stands, for messages."""
        if self.check_event(yaml.events.AliasEvent):
            line = self.line + 1
            raise WordListProblem("Write each list out. References (*name) are not allowed here.", line)
        return super().compose_node(parent, index)


def read_word_list_file(text: str) -> WordListFile:
    """The kinds and same words in a YAML text; raises WordListProblem with line and reason."""
    if len(text) > LONGEST_FILE:
        raise WordListProblem(f"The list is too long. It may have up to {LONGEST_FILE:,} characters.")
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise WordListProblem(f"This is not YAML: {error.problem}.", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise WordListProblem("This is not YAML that can be read.") from error
    if root is None:
        raise WordListProblem("The list is empty.")
    parts = _mapping(root, "the list", needed=("kinds",), allowed=("same_words", "note", "review"))
    kinds = tuple(_kind(node) for node in _items(parts["kinds"], "kinds"))
    if not kinds:
        raise WordListProblem("There is no kind of worry in the list.", _line(parts["kinds"]))
    seen: set[str] = set()
    for kind, node in zip(kinds, _items(parts["kinds"], "kinds"), strict=True):
        if kind.key in seen:
            raise WordListProblem(f"The kind {kind.key!r} stands twice.", _line(node))
        seen.add(kind.key)
    return WordListFile(kinds, _same_words(parts.get("same_words")))


def _same_words(node: Node | None) -> tuple[tuple[Entry, ...], ...]:
    groups = []
    for group_node in _items(node, "same_words") if node else ():
        group = tuple(_phrase(item) for item in _items(group_node, "same words"))
        if len(group) < 2:
            raise WordListProblem("Same words need at least two ways of writing.", _line(group_node))
        groups.append(group)
    return tuple(groups)


def _kind(node: Node) -> Kind:
    parts = _mapping(node, "a kind", needed=("kind", "label", "severity"), allowed=KIND_EXTRAS)
    key = _text(parts["kind"], "kind").text
    if not _SLUG.fullmatch(key):
        raise WordListProblem("A kind is written like this: harm-by-others.", _line(parts["kind"]))
    severity = _mapping(parts["severity"], "severity", needed=(), allowed=LEVELS)
    phrases = tuple(
        (int(level), _phrase(item, star=True))
        for level, listed in severity.items()
        for item in _items(listed, f"level {level}")
    )
    misspellings = tuple(_misspelling(item) for item in _optional(parts, "misspellings"))
    look_alikes = tuple(_phrase(item, star=True) for item in _optional(parts, "look_alikes"))
    note = _text(parts["note"], "note").text if "note" in parts else ""
    return Kind(key, _text(parts["label"], "label").text, note, phrases, misspellings, look_alikes)


def _misspelling(node: Node) -> tuple[Entry, Entry]:
    parts = _mapping(node, "a misspelling", needed=("typed", "means"))
    return _phrase(parts["typed"], star=True), _phrase(parts["means"])


def _phrase(node: Node, *, star: bool = False) -> Entry:
    """One phrase; a star only at its end, only where it has a meaning, and after enough letters."""
    entry = _text(node, "a phrase")
    stem = entry.text[:-1] if star and entry.text.endswith("*") else entry.text
    words = words_in(stem)
    if "*" in stem:
        raise WordListProblem(f"{entry.text!r}: a star can only stand at the end of a phrase.", entry.line)
    if not words:
        raise WordListProblem(f"{entry.text!r}: there is no word here.", entry.line)
    if len(entry.text) > LONGEST_PHRASE:
        raise WordListProblem(f"A phrase may have up to {LONGEST_PHRASE} characters.", entry.line)
    if stem != entry.text and (stem != stem.rstrip() or len(words[-1].text) < SHORTEST_BEGINNING):
        reason = f"{entry.text!r}: a star needs at least {SHORTEST_BEGINNING} letters just before it."
        raise WordListProblem(reason, entry.line)
    return entry


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _text(node: Node, name: str) -> Entry:
    if not isinstance(node, ScalarNode) or not node.value.strip():
        raise WordListProblem(f"Here {name} should be words.", _line(node))
    return Entry(node.value.strip(), _line(node))


def _items(node: Node, name: str) -> list[Node]:
    if not isinstance(node, SequenceNode):
        raise WordListProblem(f"Here {name} should be a list.", _line(node))
    items: list[Node] = node.value
    return items


def _optional(parts: dict[str, Node], name: str) -> list[Node]:
    return _items(parts[name], name) if name in parts else []


def _mapping(
    node: Node, name: str, *, needed: tuple[str, ...], allowed: tuple[str, ...] = ()
) -> dict[str, Node]:
    """The named parts of a mapping; refuses unknown, doubled and missing names."""
    if not isinstance(node, MappingNode):
        raise WordListProblem(f"Here {name} should have named parts.", _line(node))
    parts: dict[str, Node] = {}
    for key_node, value in node.value:
        key = _text(key_node, "a name").text
        if key not in (*needed, *allowed):
            reason = f"{key!r} is not a part of {name}. It may have: {', '.join((*needed, *allowed))}."
            raise WordListProblem(reason, _line(key_node))
        if key in parts:
            raise WordListProblem(f"{key!r} stands twice in {name}.", _line(key_node))
        parts[key] = value
    for key in needed:
        if key not in parts:
            raise WordListProblem(f"{name} has no {key!r}.".capitalize(), _line(node))
    return parts
