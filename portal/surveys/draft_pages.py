"""What the builder's pages share: the draft they are about, and the way back to it."""

import flask
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.surveys import queries
from portal.surveys.draft_actions import draft_of
from portal.surveys.models import Question, Survey, SurveyVersion


def draft_in(area: Area, survey_id: int) -> tuple[Survey, SurveyVersion]:
    """A survey of the area and its draft; 404 without the survey, refuses one without a draft."""
    survey = queries.survey_in(area, survey_id) or flask.abort(404)
    draft = draft_of(survey)
    if draft is None:
        raise RuleBroken("This version is published. Make the next version to change it.")
    return survey, draft


def question_in(draft: SurveyVersion, question_id: int) -> Question:
    """A question of a draft, else 404."""
    return next((one for one in draft.questions if one.id == question_id), None) or flask.abort(404)


def seen_edits() -> int:
    """The count of changes that the page knew; 0, which nothing has, when it was tampered with."""
    seen = flask.request.form.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 18 else 0


def back_to(survey: Survey, said: str, anchor: str | None = None) -> Response:
    """To the survey, which says that it worked."""
    if said:
        flask.flash(said, "done")
    address = flask.url_for("staff_surveys.show", survey_id=survey.id, _anchor=anchor)
    return flask.redirect(address, 303)
