"""Reading an area's list of worrying words, and saying in which line it cannot be understood."""

from dataclasses import dataclass

from portal.core.checked_yaml import Entry, FileRefused, Place, read_text
from portal.core.letters import words_in
from portal.core.phrases import SHORTEST_BEGINNING

LONGEST_FILE = 500_000  # characters; the shipped list has 18,000
LONGEST_PHRASE = 120  # characters
LEVELS = {"1", "2", "3"}


@dataclass(frozen=True)
class Written:
    """A phrase as it was written, and its place in the file."""

    text: str
    place: Place


@dataclass(frozen=True)
class Kind:
    """One kind of worry: phrases by level (1 to 3), and look-alikes that are no worry."""

    key: str
    label: str
    note: str
    phrases: tuple[tuple[int, Written], ...]
    misspellings: tuple[tuple[Written, Written], ...]
    look_alikes: tuple[Written, ...]


@dataclass(frozen=True)
class WordListFile:
    """What a list of worrying words says, checked for its shape."""

    kinds: tuple[Kind, ...]
    same_words: tuple[tuple[Written, ...], ...]


def read_word_list(text: str, *, name: str) -> WordListFile:
    """The kinds and same words in the YAML text called `name`; raises FileRefused with line and reason."""
    if len(text) > LONGEST_FILE:
        raise FileRefused(name, 1, f"the list is too long; at most {LONGEST_FILE} characters")
    root = read_text(text, name)
    parts = root.fields({"kinds"}, {"same_words", "note", "review"})
    kinds: dict[str, Kind] = {}
    for entry in parts["kinds"].items():
        kind = _kind(entry)
        if kind.key in kinds:
            entry.place.refuse(f"the kind {kind.key!r} stands twice")
        kinds[kind.key] = kind
    if not kinds:
        parts["kinds"].place.refuse("there is no kind of worry here")
    return WordListFile(tuple(kinds.values()), _same_words(parts.get("same_words")))


def _same_words(listed: Entry | None) -> tuple[tuple[Written, ...], ...]:
    groups = []
    for entry in listed.items() if listed else ():
        group = tuple(_phrase(item) for item in entry.items())
        if len(group) < 2:
            entry.place.refuse("same words need at least two ways of writing")
        groups.append(group)
    return tuple(groups)


def _kind(entry: Entry) -> Kind:
    parts = entry.fields({"kind", "label", "severity"}, {"note", "misspellings", "look_alikes"})
    return Kind(
        key=parts["kind"].slug(),
        label=parts["label"].words(),
        note=parts["note"].words() if "note" in parts else "",
        phrases=tuple(
            (int(level), _phrase(item, star=True))
            for level, listed in parts["severity"].fields(set(), LEVELS).items()
            for item in listed.items()
        ),
        misspellings=tuple(_misspelling(item) for item in _listed(parts, "misspellings")),
        look_alikes=tuple(_phrase(item, star=True) for item in _listed(parts, "look_alikes")),
    )


def _misspelling(entry: Entry) -> tuple[Written, Written]:
    parts = entry.fields({"typed", "means"})
    return _phrase(parts["typed"], star=True), _phrase(parts["means"])


def _listed(parts: dict[str, Entry], name: str) -> list[Entry]:
    return list(parts[name].items()) if name in parts else []


def _phrase(entry: Entry, *, star: bool = False) -> Written:
    """One phrase; a star only at its end, only where it has a meaning, and after enough letters."""
    text = entry.words(LONGEST_PHRASE)
    stem = text[:-1] if star and text.endswith("*") else text
    words = words_in(stem)
    if "*" in stem:
        entry.place.refuse(f"{text!r}: a star can only stand at the end of a phrase")
    if not words:
        entry.place.refuse(f"{text!r}: there is no word here")
    if stem != text and (stem != stem.rstrip() or len(words[-1].text) < SHORTEST_BEGINNING):
        entry.place.refuse(f"{text!r}: a star needs at least {SHORTEST_BEGINNING} letters just before it")
    return Written(text, entry.place)
