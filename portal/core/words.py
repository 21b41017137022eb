"""How easy words are to read: grade, long sentences, short forms without their words, officers' jargon.

Families should meet a reading age of 9 to 11, a Flesch-Kincaid grade up to 6, with sentences of up to
25 words, 15 in Easy Read. The check advises; only the house's own wording must pass it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.core import checked_yaml
from portal.core.letters import words_in
from portal.core.phrases import PhraseBook, phrase_of
from portal.core.syllables import syllables

JARGON_FILE = Path(__file__).parent / "data" / "jargon.yaml"
HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = 25
LONGEST_EASY_SENTENCE = 15
# better known than the words they stand for
WELL_KNOWN = frozenset({"UK", "TV", "OK", "NHS", "GP", "PDF", "CSV", "QR"})
# ordinary words that people write in capitals to press a point
_PRESSED = """
ALL AM AND ANY ARE AT BE BUT BY DO EVERY FOR GO HAS HE IF IN IS IT ME MUST MY NEVER
NEW NO NOT NOW OF ON ONE ONLY OR OUR PLEASE SO STOP THE TO UP US WE WHY YES YOU
"""

_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
# what a template puts in later, and addresses, are read as one short word
_PUT_IN = re.compile(
    r"%\(\w+\)[sd]|\{\{[^{}]{0,200}\}\}|\{\w*\}|(?:https?://|(?<!\S)[^\s@]++@)\S*[^\s.,;:!?…)’”'\"]"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTENED = re.compile(
    r"\b(Mr|Mrs|Ms|Mx|Dr|Prof|St|No|vs|etc|approx|e\.g|i\.e|[A-Z](?=\.[A-Z]\b))\.(?=\s+[\w“\"'])"
)
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++['\"’”)\]]*+(?=\s|$)|\n++")
_SHORT_FORM = re.compile(r"\b[A-Za-z]{2,12}\b")


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence with more words than fit: as written, and how many."""

    text: str
    words: int


@dataclass(frozen=True, slots=True)
class Jargon:
    """An officers' phrase: plain words to say instead (the first is the usual one), or advice."""

    say_not: str
    say: tuple[str, ...]
    advice: str
    short_form: bool


@dataclass(frozen=True, slots=True)
class JargonFound:
    """Jargon in a text: text[start:end]."""

    jargon: Jargon
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordsReport:
    """What the check found. `grade` is the Flesch-Kincaid grade; of a few words alone it says little."""

    grade: float
    words: int
    sentences: int
    limit: int
    long_sentences: tuple[LongSentence, ...]
    short_forms: tuple[str, ...]
    jargon: tuple[JargonFound, ...]

    @property
    def easy_enough(self) -> bool:
        """Whether the grade is up to 6, no sentence is too long and each short form has its words."""
        return self.grade <= HIGHEST_GRADE and not self.long_sentences and not self.short_forms


def check_words(text: str, *, easy: bool, explained: Iterable[str] = ()) -> WordsReport:
    """Everything the check has to say about a text; `easy` takes the limits of Easy Read.

    `explained` are short forms whose words stand elsewhere on the page. Tags are left out; what a
    template puts in later ("%(name)s") counts as one short word.
    """
    limit = LONGEST_EASY_SENTENCE if easy else LONGEST_SENTENCE
    parts = sentences(text)
    return WordsReport(
        grade=reading_grade(text),
        words=sum(len(_words(part)) for part in parts),
        sentences=len(parts),
        limit=limit,
        long_sentences=long_sentences(text, limit),
        short_forms=short_forms(text, explained),
        jargon=tuple(find_jargon(text)),
    )


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade (school year plus 5 is the reading age), never below 0; 0 without words.

    Kincaid and others 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59. Many short texts
    are weighed together when they are joined by new lines: each line ends a sentence.
    """
    parts = [_words(part) for part in sentences(text)]
    spoken = [word for words in parts for word in words]
    if not spoken:
        return 0.0
    per_word = sum(map(syllables, spoken)) / len(spoken)
    return max(0.0, round(0.39 * len(spoken) / len(parts) + 11.8 * per_word - 15.59, 1))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text: cut at full stops, question marks, exclamation marks and line ends.

    "Dr. Smith", "e.g. this" and "3.5" are not cut. A piece without a word is none.
    """
    plain = _PUT_IN.sub("it", _TAG.sub(" ", text))
    whole = _SHORTENED.sub(lambda found: found[0].replace(".", ""), plain)
    pieces: list[str] = []
    done = 0
    for found in _SENTENCE_END.finditer(whole):
        pieces.append(whole[done : found.end()].strip())
        done = found.end()
    pieces.append(whole[done:].strip())
    return tuple(piece for piece in pieces if _WORD.search(piece))


def long_sentences(text: str, limit: int) -> tuple[LongSentence, ...]:
    """The sentences of more than `limit` words."""
    counted = ((part, len(_words(part))) for part in sentences(text))
    return tuple(LongSentence(part, count) for part, count in counted if count > limit)


def short_forms(text: str, explained: Iterable[str] = ()) -> tuple[str, ...]:
    """Short forms such as EHCP that nothing explains, each once, in order.

    Explained are WELL_KNOWN ones, those named in `explained`, and those with their words beside them:
    "EHC plan (education, health and care)" or "Education, Health and Care (EHC) plan" or "EHC means".
    """
    known = {*WELL_KNOWN, *_PRESSED.split(), *explained}
    found = dict.fromkeys(_singular(match[0]) for match in _SHORT_FORM.finditer(_TAG.sub(" ", text)))
    forms = (form for form in found if form not in known and _is_short_form(form))
    return tuple(form for form in forms if not _has_its_words(form, text))


def find_jargon(text: str) -> Iterator[JargonFound]:
    """Officers' phrases in a text, the longest first where several begin, none overlapping another."""
    words = words_in(text)
    done = 0
    for found in sorted(
        _jargon_book().find([word.text for word in words]), key=lambda f: (f.first, -f.after)
    ):
        start, end = words[found.first].start, words[found.after - 1].end
        as_written = not found.value.short_form or text[start:end] == found.value.say_not
        if found.first >= done and as_written:
            done = found.after
            yield JargonFound(found.value, start, end)


@cache
def jargon_list() -> tuple[Jargon, ...]:
    """Every entry of data/jargon.yaml, read once."""
    entries = checked_yaml.load_shipped(JARGON_FILE)["words"]
    return tuple(
        Jargon(
            say_not=str(entry["say_not"]),
            say=tuple(map(str, entry.get("say", ()))),
            advice=str(entry.get("advice", "")),
            short_form=bool(entry.get("short_form", False)),
        )
        for entry in entries
    )


@cache
def _jargon_book() -> PhraseBook[Jargon]:
    return PhraseBook((phrase_of(jargon.say_not), jargon) for jargon in jargon_list())


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def _singular(form: str) -> str:
    return form[:-1] if form.endswith("s") else form


def _is_short_form(form: str) -> bool:
    """Whether most letters are capitals: EHCP and MoU are short forms, McDonald is a name."""
    capitals = sum(letter.isupper() for letter in form)
    return capitals >= 2 and capitals * 2 > len(form)


def _has_its_words(form: str, text: str) -> bool:
    """Whether words in brackets come soon after the form, or the form in brackets after words."""
    in_brackets = r"\((?:\w+\W+){1,12}?\w+\W?\)"
    after = rf"\b{form}s?\b[\w ]{{0,30}}?(?:{in_brackets}|(?: means| stands for| is short for|:) )"
    before = rf"\w+\W{{1,3}}\w+ \({form}s?\)"
    return re.search(after, text) is not None or re.search(before, text) is not None
