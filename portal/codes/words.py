"""Easy words as codes: making them, reading what a person typed, and hashing them for the database.

Words come from our own list of 1,024 (data/words.txt): everyday, kind, 4 to 7 letters, and any two at
least two slips apart, so that one slip can be put right. Each word is worth 10 bits: five words of a
receipt are 50 bits, three of a voting code 30. That is why wrong guesses are limited where codes are
used, and why only a hash under a secret key is stored: a copy of the database alone opens nothing.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

from portal.core.letters import words_in

WORDS_FILE = Path(__file__).parent / "data" / "words.txt"
LONGEST_TYPED = 400  # characters: room for twelve words with much between them
SHORTEST_SECRET = 16  # bytes
_DIGITS_AROUND = re.compile(r"^\d+|\d+$")


class Trouble(StrEnum):
    """Why typed words could not be read."""

    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    NOT_KNOWN = "not-known"
    COULD_BE_SEVERAL = "could-be-several"


@dataclass(frozen=True, slots=True)
class WordProblem:
    """What was not understood.

    `position` is the word's number from 1 and `typed` the word in small plain letters; both stand for
    the first such word, and are None and "" when only the number of words is wrong. `found` is how many
    words were typed.
    """

    trouble: Trouble
    found: int
    position: int | None = None
    typed: str = ""


@cache
def word_list() -> tuple[str, ...]:
    """The 1,024 words in the order of the alphabet."""
    return tuple(WORDS_FILE.read_text(encoding="ascii").split())


@cache
def _known() -> frozenset[str]:
    return frozenset(word_list())


def make_words(n: int) -> tuple[str, ...]:
    """`n` words by chance, each worth 10 bits. A word may come twice, or chance would be lost."""
    return tuple(secrets.choice(word_list()) for _ in range(n))


def read_words(typed: str, n: int) -> tuple[str, ...] | WordProblem:
    """The `n` words that a person meant, or what was not understood.

    Capitals, accents, signs, numbers before words and any spaces do not matter, nor does a space that
    is missing or too many where the letters can only be read in one way. A word with one slip (a letter
    too many, too few, wrong, or two changed about) is put right when only one word is that near.
    """
    parts = _parts(typed[:LONGEST_TYPED])
    if len(typed) > LONGEST_TYPED:
        return WordProblem(Trouble.TOO_MANY, len(parts))
    meant = [_nearest(part) for part in parts]
    if len(parts) == n and all(len(near) == 1 for near in meant):
        return tuple(near[0] for near in meant)
    respaced = _only_split("".join(parts), n)
    if respaced:
        return respaced
    if len(parts) != n:
        return WordProblem(Trouble.TOO_FEW if len(parts) < n else Trouble.TOO_MANY, len(parts))
    number = next(number for number, near in enumerate(meant) if len(near) != 1)
    trouble = Trouble.COULD_BE_SEVERAL if meant[number] else Trouble.NOT_KNOWN
    return WordProblem(trouble, len(parts), number + 1, unicodedata.normalize("NFC", parts[number]))


def hash_code(words: Iterable[str], *, secret: bytes, purpose: str) -> bytes:
    """The 32 bytes (HMAC-SHA256) under which a code is stored and found again.

    `purpose` keeps uses apart: the same words as a receipt and as a voting code have nothing in common.
    ValueError for a word that is not on the list, for no words, and for a secret under 16 bytes: each
    would be a slip of the programmer.
    """
    listed = tuple(words)
    if not listed or not _known().issuperset(listed):
        raise ValueError("only words of the list can be hashed")
    if len(secret) < SHORTEST_SECRET or not purpose:
        raise ValueError("a code is hashed under a secret and for a purpose")
    # every part is told by its length, so that no two ways of cutting can give the same bytes
    message = b"".join(
        len(part).to_bytes(4) + part for part in (purpose.encode(), *map(str.encode, listed))
    )
    return hmac.new(secret, message, hashlib.sha256).digest()


def _parts(typed: str) -> list[str]:
    """The words as typed, in small plain letters; "1. maple" and "1maple" are maple."""
    bare = (_DIGITS_AROUND.sub("", word.text) for word in words_in(typed))
    return [word for word in bare if word]


def _nearest(word: str) -> tuple[str, ...]:
    """The word itself when it is listed, else every listed word at most one slip away."""
    if word in _known():
        return (word,)
    if len(word) > max(map(len, word_list())) + 1:
        return ()
    return tuple(sorted(_one_slip(word) & _known()))


def _one_slip(word: str) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    slips = {left + letter + right for left, right in cuts for letter in ascii_lowercase}
    slips |= {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
    slips |= {left + right[1:] for left, right in cuts if right}
    changed = (
        (word[:place], first, second, word[place + 2 :])
        for place, (first, second) in enumerate(pairwise(word))
    )
    return slips | {left + second + first + right for left, first, second, right in changed}


def _only_split(letters: str, n: int) -> tuple[str, ...] | None:
    """The letters cut into exactly `n` listed words, None when there is no way or more than one."""
    # for the first letters of each length: the ways to cut them, two at most, as two are too many already
    ways: dict[int, list[tuple[str, ...]]] = {0: [()]}
    lengths = sorted({len(word) for word in word_list()})
    for _ in range(n):
        longer: dict[int, list[tuple[str, ...]]] = {}
        for start, cuts in ways.items():
            for end in (start + length for length in lengths):
                if letters[start:end] in _known() and end <= len(letters):
                    longer.setdefault(end, []).extend((*cut, letters[start:end]) for cut in cuts)
        ways = {end: cuts[:2] for end, cuts in longer.items()}
    whole = ways.get(len(letters), [])
    return whole[0] if len(whole) == 1 else None
