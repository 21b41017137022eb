"""A preview for staff: each question of a version as families meet it, and nothing is kept."""

from dataclasses import dataclass
from types import SimpleNamespace

import flask

from portal.areas.models import Area
from portal.core.access import needs
from portal.core.db import db
from portal.surveys import queries
from portal.surveys.permissions import can_write_surveys
from portal.surveys.question_types.base import SKIPPED
from portal.surveys.questionnaire import Ask, Questionnaire, questionnaire_of
from portal.surveys.responses.cards import cards
from portal.surveys.scales import ENGLISH

blueprint = flask.Blueprint(
    "staff_preview", __name__, url_prefix="/<area:area>/staff/surveys/<int:survey_id>"
)


@dataclass(frozen=True)
class Preview:
    """What the question page needs of a response, without one."""

    area: Area
    questionnaire: Questionnaire
    response: SimpleNamespace
    device_key: str = "preview"
    is_trial: bool = False


@blueprint.get("/preview/<int:number>/<slug:mode>/")
@needs(can_write_surveys)
def show(area: Area, survey_id: int, number: int, mode: str) -> str:
    """One question of a version in a mode and language: the first, or the one at `place`."""
    survey = queries.survey_in(area, survey_id) or flask.abort(404)
    version = next((one for one in survey.versions if one.number == number), None) or flask.abort(404)
    if not version.has_mode(mode):
        flask.abort(404)
    sheet = questionnaire_of(version, database=str(db.engine.url))
    spoken = [code for code in sheet.languages if sheet.asked_in(mode, code)]
    wanted = flask.request.args.get("words", ENGLISH)
    language = wanted if wanted in spoken else ENGLISH
    asks = sheet.asked_in(mode, language)
    if not asks:
        return flask.render_template("surveys/staff/preview_empty.html", survey=survey)
    preview = Preview(area, sheet, SimpleNamespace(mode=mode, language=language))
    return _page(preview, asks, survey=survey, mode=mode, language=language, spoken=spoken)


def _page(preview: Preview, asks: tuple[Ask, ...], *, mode: str, **shown: object) -> str:
    place = min(max(flask.request.args.get("place", 1, type=int), 1), len(asks))
    drawn = _drawn(asks[place - 1], preview.area, mode)
    where = {"sheet": preview, "asks": asks, "place": place, "mode": mode}
    return flask.render_template("surveys/staff/preview.html", **where, **shown, **drawn)


def _drawn(ask: Ask, area: Area, mode: str) -> dict[str, object]:
    options = ask.type.options(ask.scale(area))
    on, off = cards(ask, options, mode)
    return {"ask": ask, "options": options, "on": on, "off": off, "given": SKIPPED}
