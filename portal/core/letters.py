"""Letters made plain: small, without accents, and Latin where another alphabet's letter looks the same.

For comparing only, never for showing or storing: lists of words must find "Ｓｃａｒｅｄ", "scаred" with a
Cyrillic а and "sca\u200bred" with a mark nobody sees as the word that a person reads there.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

NOTHING = "\u00ad"  # stands for a mark without width, so that every letter keeps its place
APOSTROPHES = frozenset("'`´‘’‛ʹʻʼʽˈ′‵ꞌ＇")
KEPT_LETTERS = 20_000  # a hostile text must not fill the memory with letters seen once
LONGEST_WORD = 64  # letters of a word that are looked at: no word of any list is longer

# letters that look like a Latin one (capitals where capital and small letter look like different ones)
LOOKS_LIKE = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅӀавеікмнорстухјѕһԁԛԝӏьп",
        "abekmhopctyxijslabeikmhopctyxjshdqwlbn",
        strict=True,
    )
)
LOOKS_LIKE |= dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχγηωσ", "abezhikmnoptyxabeikvoptuxynwo", strict=True))
LOOKS_LIKE |= dict(zip("ıȷɑɡɩʟłøđħŧƀɓƒɨʏŁØĐĦŦƗ", "ijagillodhtbbfiylodhti", strict=True))
LOOKS_LIKE |= {chr(0x1F170 + i): chr(97 + i) for i in range(26)}  # white letters on a black square
LOOKS_LIKE |= {chr(0x1F150 + i): chr(97 + i) for i in range(26)}  # and on a black disc

_WORD = re.compile(rf"[^\W_]+(?:['{NOTHING}]+[^\W_]+)*")


class Word(NamedTuple):
    """One word in plain letters without apostrophes ("don't" is "dont"), and where it stands."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _spelt_out(letter: str) -> str:
    """The plain letters for one letter: none for a mark, two for "ﬁ" or "ß"."""
    if letter in LOOKS_LIKE:
        return LOOKS_LIKE[letter]
    pieces = unicodedata.normalize("NFKD", letter)
    base = "".join(piece for piece in pieces if unicodedata.category(piece) not in ("Mn", "Me", "Mc", "Cf"))
    return "".join(LOOKS_LIKE.get(piece, piece) for piece in base.casefold())


class _Plain(dict[int, str]):
    """One letter for one letter, worked out when it is first met (for str.translate)."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = "'" if letter in APOSTROPHES else _spelt_out(letter) or NOTHING
        if len(plain) > 1:
            plain = letter
        if len(self) < KEPT_LETTERS:
            self[code] = plain
        return plain


_PLAIN = _Plain()


def plain_letters(text: str) -> str:
    """The text in plain letters, each at the place where it stood: as long as the text.

    A mark without width becomes a soft hyphen. Letters that spell out as two ("ß") stay as they are.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate(_PLAIN)


def _word_text(run: str) -> str:
    word = run.replace("'", "").replace(NOTHING, "")[:LONGEST_WORD]
    if word.isascii():
        return word
    return "".join(piece for letter in word for piece in _spelt_out(letter) if piece.isalnum())


def words_in(text: str) -> list[Word]:
    """Every word of the text in order: letters and digits; hyphens, spaces and signs part words.

    Of a word without end only the first LONGEST_WORD letters are given; its place is that of the whole.
    """
    plain = plain_letters(text)
    return [Word(_word_text(found[0]), *found.span()) for found in _WORD.finditer(plain)]
