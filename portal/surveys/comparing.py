"""Which questions of a new version may be laid beside those of the version before."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.surveys.models import Question, SurveyVersion
from portal.surveys.scales import ENGLISH


@dataclass(frozen=True)
class Shared:
    """A question of both versions; `same`: kinds, answers and words are all as they were."""

    key: str
    words: str
    same: bool


def shared(before: SurveyVersion, draft: SurveyVersion) -> list[Shared]:
    """Questions that both versions ask with the same kinds and answers, in order; others never compare."""
    old = {question.key: question for question in before.questions}
    return [
        Shared(question.key, _words(question), _asked(old[question.key]) == _asked(question))
        for question in draft.questions
        if question.key in old and _counted(old[question.key]) == _counted(question)
    ]


def _counted(question: Question) -> tuple[object, ...]:
    codes = [one["code"] for one in question.own_answers or []]
    kinds = sorted((one.mode, one.kind) for one in question.wordings if one.language == ENGLISH)
    return (kinds, question.options, codes)


def _asked(question: Question) -> list[tuple[str, str]]:
    return sorted((one.mode, one.words) for one in question.wordings if one.language == ENGLISH)


def _words(question: Question) -> str:
    return next((words for _mode, words in reversed(_asked(question))), question.key)


def oldest_comparable(versions: Iterable[SurveyVersion], number: int, key: str) -> int:
    """The lowest number of a version whose answers may be laid beside those of version `number`.

    Each version says which questions compare with the version before it; one that does not say it of
    this question ends the line. A version always compares with itself.
    """
    marked = {version.number: set(version.comparable or []) for version in versions}
    while number > 1 and key in marked.get(number, set()):
        number -= 1
    return number
