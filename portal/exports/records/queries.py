"""Every read of a record-level file: the ended waves of a survey, who answered, and what, in batches."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Select, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import exact, people_count_columns, read_people_count
from portal.exports.models import Export, Holds
from portal.exports.queries import every_export, sent_in
from portal.exports.records.coarse import About
from portal.exports.records.columns import Answered
from portal.surveys.models import Survey, Wave
from portal.surveys.queries import surveys_of
from portal.surveys.question_types import WORDS
from portal.surveys.responses.models import Answer, Response
from portal.surveys.results.rounds import is_over

BATCH = 1000
PURPOSE = "to make the about-you columns of a record-level file coarse"
ABOUT_COLUMNS = (
    Response.wave_id,
    Response.audience,
    Response.mode,
    Response.channel,
    Response.locality,
    Response.language,
    Response.plan,
    Response.age_band,
    Response.helper,
)


def record_exports(area: Area) -> Select[Export]:
    """The record-level files of an area, the newest first."""
    return every_export(area).where(Export.holds == Holds.RECORDS)


def record_export(area: Area, export_id: int) -> Export | None:
    """One record-level file of this area."""
    return db.session.scalar(record_exports(area).where(Export.id == export_id))


def ended_waves(survey: Survey, at: datetime) -> list[Wave]:
    """The waves of a survey to which no answer can come any more, the oldest first."""
    return [one for one in survey.waves if is_over(one, at)]


def surveys_with_records(area: Area, at: datetime) -> list[Survey]:
    """The surveys of an area that have an ended wave, by address."""
    return [one for one in surveys_of(area) if ended_waves(one, at)]


def people_alike(wave_ids: Collection[int], by: int) -> dict[About, int]:
    """How many people share each description of who answered: exact, to hide what is rare."""
    rows = (
        select(*ABOUT_COLUMNS, *people_count_columns(Response.record_key))
        .where(*sent_in(wave_ids))
        .group_by(*ABOUT_COLUMNS)
        .order_by(*ABOUT_COLUMNS)
    )
    return {
        About._make(row[: len(ABOUT_COLUMNS)]): exact(read_people_count(row), by=by, purpose=PURPOSE)
        for row in db.session.execute(rows)
    }


def records(wave_ids: Collection[int]) -> Iterator[tuple[About, Answered]]:
    """Who answered and what, a response at a time, in the order of random ids: it says nothing."""
    rows = select(Response.id, *ABOUT_COLUMNS).where(*sent_in(wave_ids)).order_by(Response.id)
    for batch in db.session.execute(rows.execution_options(yield_per=BATCH)).partitions():
        given = _answers([row[0] for row in batch])
        for row in batch:
            yield About._make(row[1:]), given.get(row[0], {})


def _answers(response_ids: Collection[int]) -> Mapping[int, Answered]:
    rows = select(Answer.response_id, Answer.question_id, Answer.kind, Answer.code).where(
        Answer.response_id.in_(response_ids), Answer.code != WORDS
    )
    found: dict[int, dict[tuple[int, str], set[str]]] = {}
    for response_id, question_id, kind, code in db.session.execute(rows.order_by(Answer.id)):
        found.setdefault(response_id, {}).setdefault((question_id, kind), set()).add(code)
    return found
