"""Every read of responses and their answers."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from portal.areas.models import Area
from portal.core.db import db
from portal.feedback.models import FeedbackItem, Tag
from portal.surveys.models import Question, SurveyVersion, Wave
from portal.surveys.responses.models import Answer, Response

SHORT_OF_A_VERSION = (SurveyVersion.id, SurveyVersion.modes, SurveyVersion.published_at)
# built once: putting the loading together anew for every answer costs more than the query itself.
# The texts of a version are long, and its plain values stay in memory (questionnaire.py)
RESPONSES = select(Response).options(
    joinedload(Response.wave).joinedload(Wave.survey),
    joinedload(Response.version).load_only(*SHORT_OF_A_VERSION),
)
ONE_RESPONSE = RESPONSES.where(
    Response.area_id == bindparam("area_id"), Response.id == bindparam("response_id")
)
ONE_RESPONSE_TO_CHANGE = ONE_RESPONSE.with_for_update(of=Response)
ANSWERS_OF_ONE = (
    select(Answer).where(Answer.response_id == bindparam("response_id")).order_by(Answer.question_id)
)
WHOLE_RESPONSES = RESPONSES.options(selectinload(Response.answers))


def response_of(area: Area, response_id: int, *, for_update: bool = False) -> Response | None:
    """One response of this area with its answers, wave, survey and version.

    `for_update` makes two pages sent at once wait for each other (PostgreSQL; SQLite has one writer).
    """
    rows = ONE_RESPONSE_TO_CHANGE if for_update else ONE_RESPONSE
    response = db.session.scalar(rows, {"area_id": area.id, "response_id": response_id})
    if response is not None:
        answers = db.session.scalars(ANSWERS_OF_ONE, {"response_id": response_id})
        set_committed_value(response, "answers", list(answers))
    return response


def responses_of(area: Area, response_ids: Collection[int]) -> list[Response]:
    """Those of these responses that are this area's, as `response_of` gives one."""
    rows = WHOLE_RESPONSES.where(Response.area_id == area.id, Response.id.in_(response_ids))
    return list(db.session.scalars(rows.order_by(Response.id)))


def items_of(response: Response) -> dict[int, FeedbackItem]:
    """The words of a response by question id."""
    rows = (
        select(Answer.question_id, FeedbackItem)
        .join(FeedbackItem, FeedbackItem.id == Answer.feedback_item_id)
        .where(Answer.response_id == response.id)
        .order_by(Answer.question_id)
    )
    return dict(db.session.execute(rows).all())


def items_of_all(response_ids: Collection[int]) -> dict[int, dict[int, FeedbackItem]]:
    """The words of several responses by question id, by response id, with what they are sorted under.

    A response without any words is left out.
    """
    rows = (
        select(Answer.response_id, Answer.question_id, FeedbackItem)
        .options(selectinload(FeedbackItem.tags).joinedload(Tag.theme))
        .join(FeedbackItem, FeedbackItem.id == Answer.feedback_item_id)
        .where(Answer.response_id.in_(response_ids))
        .order_by(Answer.response_id, Answer.question_id)
    )
    found: dict[int, dict[int, FeedbackItem]] = {}
    for response_id, question_id, item in db.session.execute(rows):
        found.setdefault(response_id, {})[question_id] = item
    return found


def routed_questions(records: Select[int]) -> list[Question]:
    """The questions that an earlier answer can hide, in order, of the versions of these responses."""
    versions = select(Response.version_id).where(Response.id.in_(records))
    rows = select(Question).where(Question.version_id.in_(versions), Question.show_if.is_not(None))
    return list(db.session.scalars(rows.order_by(Question.version_id, Question.position)))


def response_with_item(item_id: int) -> int | None:
    """The response that these words belong to, None where they came in another way."""
    return db.session.scalar(select(Answer.response_id).where(Answer.feedback_item_id == item_id).limit(1))


def held_responses(wave: Wave) -> list[Response]:
    """Every response of a wave, locked until the transaction ends; only for waves that have few."""
    rows = select(Response).where(Response.wave_id == wave.id).order_by(Response.id)
    return list(db.session.scalars(rows.with_for_update(of=Response)))


def tried(version: SurveyVersion) -> int:
    """How many have been begun so far to try a draft out."""
    rows = select(func.count(Response.id)).join(Response.wave)
    return db.session.scalar(rows.where(Wave.version_id == version.id, Wave.is_trial)) or 0
