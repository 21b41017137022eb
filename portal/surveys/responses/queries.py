"""Every read of responses and their answers."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.feedback.models import FeedbackItem
from portal.surveys.models import Wave
from portal.surveys.responses.models import Answer, Response


def response_of(area: Area, response_id: int, *, for_update: bool = False) -> Response | None:
    """One response of this area with its answers, wave, survey and version.

    `for_update` makes two pages sent at once wait for each other (PostgreSQL; SQLite has one writer).
    """
    rows = (
        select(Response)
        .where(Response.id == response_id, Response.area_id == area.id)
        .options(
            joinedload(Response.wave).joinedload(Wave.survey),
            joinedload(Response.version),
            selectinload(Response.answers),
        )
    )
    if for_update:
        rows = rows.with_for_update(of=Response)
    return db.session.scalar(rows)


def items_of(response: Response) -> dict[int, FeedbackItem]:
    """The words of a response by question id."""
    rows = (
        select(Answer.question_id, FeedbackItem)
        .join(FeedbackItem, FeedbackItem.id == Answer.feedback_item_id)
        .where(Answer.response_id == response.id)
        .order_by(Answer.question_id)
    )
    return dict(db.session.execute(rows).all())
