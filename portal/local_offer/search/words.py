"""From what people type, and what services say, to words, stems and the terms that engines keep.

A term begins with a letter for its kind: w a stem of plain letters, x one of other letters, g a group of
everyday words, h a kind of help. So engines part and compare terms alike, whatever their own rules are.
"""

from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import snowballstemmer

from portal.core.letters import words_in

ORDINARY = Path(__file__).parent / "data" / "everyday-words.txt"
LONGEST_QUERY = 300  # letters that are looked at
MOST_WORDS = 12  # words of a query that count
SHORTEST_STEMMED = 4

# words that say nothing of what is sought; short forms ("it", "or") must not stand here
STOP_WORDS = frozenset(
    """a an and any anyone anything are as at be been but by can could did do does for from get give go
    goes going got had has have having he her hers him his how i if in into is it its me my of on or our
    ours please she should so some someone something than that the their them then there these they this
    those to too up us was we were what when where which who why will with would you your im ive isnt
    need needs want wants wanted looking look find show know near nearby help helps
    still yet just only very really quite also other please thanks hello hi""".split()  # noqa: SIM905
)

_stemmer = snowballstemmer.stemmer("english")
_one_at_a_time = Lock()  # the stemmer keeps the word it works on


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one plain word: "swallowing" and "swallowed" are "swallow"; short forms stay."""
    if len(word) < SHORTEST_STEMMED or not (word.isascii() and word.isalpha()):
        return word
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


def typed_words(text: str) -> tuple[str, ...]:
    """The first MOST_WORDS plain words of what was typed: letters and digits only, signs part them."""
    return tuple(word.text for word in words_in(text[:LONGEST_QUERY]) if word.text)[:MOST_WORDS]


def said_words(text: str) -> list[str]:
    """Every plain word of a service's text, in order."""
    return [word.text for word in words_in(text) if word.text]


def is_telling(word: str) -> bool:
    """Whether a word says something of what is sought."""
    return word not in STOP_WORDS


@cache
def ordinary_words() -> frozenset[str]:
    """Words that families type and that are spelt right, whether or not a service uses them."""
    lines = ORDINARY.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _ordinary_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in ordinary_words())


def is_ordinary(word: str) -> bool:
    """Whether a word, or another ending of it, is an ordinary one."""
    return word in ordinary_words() or stem(word) in _ordinary_stems()


def word_term(word: str) -> str:
    """The term of a plain word's stem: letters a to z and digits only."""
    root = stem(word)
    return f"w{root}" if root.isascii() else f"x{root.encode().hex()}"


def group_term(key: str) -> str:
    """The term of a group of everyday words: it stands in each text that uses one of them."""
    return f"g{key.replace('-', '')}"


def help_term(kind: str) -> str:
    """The term of a kind of help."""
    return f"h{kind.replace('-', '')}"


def is_help_term(term: str) -> bool:
    """Whether it is the term of a kind of help: such terms stand in tags alone."""
    return term.startswith("h")
