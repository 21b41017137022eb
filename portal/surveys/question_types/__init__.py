"""The kinds of question, as a small registry: what each offers, reads, keeps and says of an answer."""

from portal.surveys.question_types.base import Given, QuestionType
from portal.surveys.question_types.choose_many import ANSWERED, ChooseMany
from portal.surveys.question_types.choose_one import ChooseOne
from portal.surveys.question_types.information import Information
from portal.surveys.question_types.number import Number
from portal.surveys.question_types.own_words import SHORT, WORDS, OwnWords
from portal.surveys.question_types.ranking import Ranking

__all__ = ["ANSWERED", "REGISTRY", "WORDS", "Given", "QuestionType", "type_of"]

REGISTRY: dict[str, QuestionType] = {
    kind.key: kind
    for kind in (
        ChooseOne("agree5", look="marks"),
        ChooseOne("sat5", look="faces"),
        ChooseOne("face3", look="faces"),
        ChooseOne("face5", look="faces"),
        ChooseOne("effort5"),
        ChooseOne("easy3", look="pictures"),
        ChooseOne("better3", look="pictures"),
        ChooseOne("change5"),
        ChooseOne("yes-no"),
        ChooseOne("yes-no-notsure"),
        ChooseOne("yes-partly-no"),
        ChooseOne("count-band"),
        ChooseOne("wait-band"),
        ChooseOne("time-band"),
        ChooseOne("choice", from_list=True),
        ChooseMany("multi", from_list=True),
        ChooseMany("picture-pick", look="pictures"),
        Ranking("ranking", from_list=True),
        Number("number"),
        OwnWords("short", longest=SHORT),
        OwnWords("free"),
        Information("info"),
    )
}


def type_of(kind: str) -> QuestionType:
    """The type of a kind; KeyError for a kind the portal does not know."""
    return REGISTRY[kind]
