"""Trying a draft out for staff: choose a way, answer through the real pages, wipe what was answered."""

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.receipts.actions import new_code
from portal.surveys.draft_pages import draft_in
from portal.surveys.forms import StartForm
from portal.surveys.models import Survey, SurveyVersion
from portal.surveys.names import language_name
from portal.surveys.permissions import can_write_surveys
from portal.surveys.questionnaire import Questionnaire, questionnaire_of
from portal.surveys.responses import device
from portal.surveys.responses.queries import tried
from portal.surveys.responses.trial_actions import begin_trial, wipe_by_hand
from portal.surveys.scales import ENGLISH

blueprint = flask.Blueprint(
    "staff_trial", __name__, url_prefix="/<area:area>/staff/surveys/<int:survey_id>/try"
)
Page = str | Answered | tuple[str, int]


@blueprint.route("/", methods=["GET", "POST"])
@needs(can_write_surveys)
def show(area: Area, survey_id: int) -> Page:
    """Choose a way to answer the draft, and go to its first question."""
    survey, draft = draft_in(area, survey_id)
    sheet = questionnaire_of(draft, database=str(db.engine.url))
    names = [(code, language_name(code)) for code in (ENGLISH, *sheet.languages)]
    form = StartForm.offering(sheet, names, ENGLISH)
    if form.validate_on_submit():
        try:
            return _begin(area, survey, draft, sheet, form)
        except RuleBroken as broken:
            form.show(broken)
    shown = {"survey": survey, "draft": draft, "sheet": sheet, "form": form}
    page = flask.render_template("surveys/staff/try.html", **shown, tried=tried(draft))
    return (page, 422) if form.is_submitted() else page


def _begin(
    area: Area, survey: Survey, draft: SurveyVersion, sheet: Questionnaire, form: StartForm
) -> Answered:
    mode, language = Mode(form.mode.data), form.language.data
    response = begin_trial(area=area, version=draft, mode=mode, language=language, at=clock.now())
    device.begin(area, survey.slug, response.id, new_code())
    first = sheet.asked_in(mode, language)[0]
    address = flask.url_for("responses.question", slug=survey.slug, key=first.key)
    return flask.redirect(address, 303)


@blueprint.post("/wipe/")
@needs(can_write_surveys)
def wipe(area: Area, survey_id: int) -> Page:
    """Wipe the test answers now."""
    survey, draft = draft_in(area, survey_id)
    gone = wipe_by_hand(version=draft, by=person().id, at=clock.now())
    device.forget(area, survey.slug)
    flask.flash(
        ngettext("%(num)s test answer is gone.", "%(num)s test answers are gone.", gone)
        if gone
        else _("There are none."),
        "done",
    )
    return flask.redirect(flask.url_for("staff_trial.show", survey_id=survey.id), 303)
