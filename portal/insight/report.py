"""What a theme page and a priority page have in common: a round, its figures, and the cleared words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.areas.models import Area
from portal.core.access import Person
from portal.core.disclosure import rule_sentence
from portal.core.paging import Page, page_of
from portal.feedback.models import FeedbackItem
from portal.insight.filters import Filters
from portal.insight.queries import items_of
from portal.insight.sources import Source, sources_of
from portal.surveys.models import Question
from portal.surveys.results.figures import (
    Asked,
    Reader,
    WhoAnswered,
    Wrote,
    asked_side_by_side,
    who_answered,
)
from portal.surveys.results.rounds import Round

WORDS_A_PAGE = 10


@dataclass(frozen=True)
class Report:
    """One round under one theme or priority; `words` is None for those who may not read feedback."""

    round: Round
    asked: Sequence[Asked]
    who: Sequence[WhoAnswered]
    wrote: Sequence[Wrote]
    words: Page[FeedbackItem] | None
    sources: dict[int, Source]
    rule: str


def report_of(
    area: Area,
    person: Person,
    of: Round,
    *,
    questions: Sequence[Question],
    wrote: Sequence[Wrote],
    words: Filters | None,
    page: int,
) -> Report:
    """Gather the figures of these questions and one page of the words that fit the filters."""
    reader = Reader(area, person)
    found: Page[FeedbackItem] | None = None
    if words is not None:
        found = page_of(items_of(area, words), page, size=WORDS_A_PAGE)
    return Report(
        round=of,
        asked=asked_side_by_side(area, reader, of.waves, questions),
        who=who_answered(reader, of.waves),
        wrote=wrote,
        words=found,
        sources=sources_of(found.rows) if found else {},
        rule=rule_sentence(reader.protect.settings, gettext),
    )
