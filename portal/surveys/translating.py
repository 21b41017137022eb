"""Every piece of words of a draft in one mode, beside its translation: what is there, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.surveys.models import Question, SurveyVersion
from portal.surveys.question_types import type_of
from portal.surveys.scales import ENGLISH, place

TEXTS = ("title", "purpose", "privacy", "thank_you")
# "words" are needed for a way to be offered in a language; everything else falls back to English
WORDS, HELP, SECTION, ANSWER, TEXT = "words", "help", "section", "answer", "text"


@dataclass(frozen=True)
class Piece:
    """One piece: `kind` and `about` (a text's name, a question's key) say which; `code`: of an answer."""

    kind: str
    about: str
    original: str
    translation: str
    code: str = ""

    @property
    def name(self) -> str:
        """What its box is called in the form."""
        return "/".join(filter(None, (self.kind, self.about, self.code)))

    @property
    def is_needed(self) -> bool:
        """Whether the whole way stays in English without it."""
        return self.kind == WORDS

    @property
    def is_missing(self) -> bool:
        """Whether nobody has translated it."""
        return not self.translation


def pieces(version: SurveyVersion, mode: str, language: str) -> list[Piece]:
    """Every piece that has English words in this mode, in the order of the survey."""
    found = [*_texts(version, mode, language)]
    for question in version.questions:
        found.extend(_of_question(question, mode, language))
    return [piece for piece in found if piece.original]


def _texts(version: SurveyVersion, mode: str, language: str) -> Iterator[Piece]:
    for name in TEXTS:
        by_place = version.texts.get(name) or {}
        yield Piece(TEXT, name, _one(by_place.get(mode)), _one(by_place.get(place(mode, language))))


def _one(value: object) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def _of_question(question: Question, mode: str, language: str) -> Iterator[Piece]:
    key, at = question.key, place(mode, language)
    titles = question.section or {}
    yield Piece(SECTION, key, titles.get(mode, ""), titles.get(at, ""))
    wording, other = question.wording(mode, ENGLISH), question.wording(mode, language)
    if wording is None:
        return
    yield Piece(WORDS, key, wording.words, other.words if other else "")
    yield Piece(HELP, key, wording.help or "", (other.help or "") if other else "")
    if type_of(wording.kind).from_list:
        for one in question.own_answers or []:
            words = one["words"]
            yield Piece(ANSWER, key, words.get(mode) or words["standard"], words.get(at, ""), one["code"])


def progress(version: SurveyVersion, mode: str, language: str) -> tuple[int, int]:
    """How many pieces are translated, and how many there are."""
    found = pieces(version, mode, language)
    return sum(not piece.is_missing for piece in found), len(found)


def stamp(version: SurveyVersion) -> str:
    """How the draft stands: two who translate it meet in it."""
    edits = sum(question.edits for question in version.questions)
    return f"{version.edits}-{len(version.questions)}-{edits}"
