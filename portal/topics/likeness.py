"""A hint that two comments on one topic say the same: never a decision, a person reads both."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from portal.feedback.models import FeedbackItem
from portal.topics.desk_queries import others_on
from portal.topics.models import TopicComment

ALIKE = 80  # of a hundred
MOST = 3


@dataclass(frozen=True)
class Like:
    """Another comment, and how alike it is, of a hundred."""

    comment: TopicComment
    alike: int


def most_alike(comment: TopicComment) -> list[Like]:
    """The comments on the same topic that say nearly the same, the most alike first; one query."""
    others = {one.id: one for one in others_on(comment) if one.item is not None}
    words = {number: _shown(one.item) for number, one in others.items() if one.item}
    found = process.extract(
        _shown(comment.item) if comment.item else "",
        words,
        scorer=fuzz.token_sort_ratio,
        processor=str.lower,
        score_cutoff=ALIKE,
        limit=MOST,
    )
    return [Like(others[number], round(score)) for _words, score, number in found]


def _shown(item: FeedbackItem) -> str:
    return item.words_redacted or item.words
