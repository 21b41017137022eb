"""Every read of the layout: who wrote cleared words in ended rounds, and the words, redacted."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.exports.models import Export, Holds
from portal.exports.queries import BATCH, cleared_by, every_export, sent_in
from portal.exports.records.coarse import About
from portal.exports.records.sheets import RecordScope
from portal.feedback.models import FeedbackItem
from portal.surveys.responses.models import Answer, Response


class Wrote(NamedTuple):
    """That somebody answered a question in words that may leave."""

    response_id: int
    question_id: int
    about: About


class Words(NamedTuple):
    """What one person said to one question, without what was taken out."""

    response_id: int
    words: str


def layout_exports(area: Area) -> Select[Export]:
    """The files of this kind of an area, the newest first."""
    return every_export(area).where(Export.holds == Holds.LAYOUT)


def layout_export(area: Area, export_id: int) -> Export | None:
    """One of them."""
    return db.session.scalar(layout_exports(area).where(Export.id == export_id))


def _may_leave(scope: RecordScope) -> list[ColumnElement[bool]]:
    """Cleared by now, not locked, not taken back, of a response that counts."""
    return [*cleared_by(scope.area, scope.wave_ids, scope.at), *sent_in(scope.wave_ids)]


def people_who_wrote(scope: RecordScope) -> list[Wrote]:
    """Who wrote words that may leave, to which question; how they answered is left out."""
    rows = (
        select(
            Response.id,
            FeedbackItem.source_id,
            Response.wave_id,
            Response.audience,
            Response.locality,
            Response.language,
            Response.plan,
            Response.age_band,
            Response.helper,
        )
        .join(Answer, Answer.response_id == Response.id)
        .join(FeedbackItem, FeedbackItem.id == Answer.feedback_item_id)
        .where(*_may_leave(scope))
        .order_by(Response.id, FeedbackItem.source_id)
    )
    return [
        Wrote(row[0], row[1], About(row[2], row[3], "", "", *row[4:])) for row in db.session.execute(rows)
    ]


def cleared_answers(scope: RecordScope, question_ids: Collection[int]) -> Iterator[Words]:
    """The words to these questions that may leave, with whose they are."""
    rows = (
        select(Answer.response_id, func.coalesce(FeedbackItem.words_redacted, FeedbackItem.words))
        .join(FeedbackItem, FeedbackItem.id == Answer.feedback_item_id)
        .join(Response, Response.id == Answer.response_id)
        .where(*_may_leave(scope), FeedbackItem.source_id.in_(question_ids))
        .order_by(FeedbackItem.id)
    )
    for row in db.session.execute(rows.execution_options(yield_per=BATCH)):
        yield Words(*row)
