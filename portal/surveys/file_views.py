"""Surveys as files for staff: one taken over from an XLSForm, and any version given out as one."""

import io
import tempfile
from pathlib import Path

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import reading
from portal.core.errors import RuleBroken
from portal.core.security import larger_form
from portal.surveys import queries
from portal.surveys.actions import make_survey, with_free_slug
from portal.surveys.builder_forms import FileForm
from portal.surveys.draft_pages import back_to
from portal.surveys.models import Survey
from portal.surveys.permissions import can_write_surveys
from portal.surveys.xlsform.reading import LARGEST_FILE, read_sheets
from portal.surveys.xlsform.taking import take_over
from portal.surveys.xlsform.writing import write_form

blueprint = flask.Blueprint("staff_survey_files", __name__, url_prefix="/<area:area>/staff/surveys")
Page = str | Response | tuple[str, int]
# so that a file which is somewhat too large still gets its sentence beside the field
LARGEST_UPLOAD = LARGEST_FILE * 2
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.route("/from-file/", methods=["GET", "POST"])
@larger_form(LARGEST_UPLOAD)
@needs(can_write_surveys)
def take(area: Area) -> Page:
    """A new survey from an XLSForm: whole, or not at all."""
    form = FileForm.offering()
    if form.validate_on_submit():
        try:
            return back_to(_taken(area, form), _("The survey is made. See below what was not taken over."))
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("surveys/staff/from_file.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _taken(area: Area, form: FileForm) -> Survey:
    with reading():
        sheets = read_sheets(form.uploaded())
    title = " ".join((form.title.data or "").split())
    taken = take_over(sheets, title=title, invited=form.invited.data)
    draft = with_free_slug(taken.draft, area.id, taken.draft.slug)
    return make_survey(area=area, draft=draft, not_taken=taken.not_taken, by=person().id, at=clock.now())


@blueprint.get("/<int:survey_id>/xlsform/<int:number>/")
@needs(can_write_surveys)
def give(area: Area, survey_id: int, number: int) -> Response:
    """A version as an XLSForm: questions only, no answers."""
    survey = queries.survey_in(area, survey_id) or flask.abort(404)
    version = next((one for one in survey.versions if one.number == number), None) or flask.abort(404)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_form(version, area, path)
        content = io.BytesIO(path.read_bytes())
    name = f"{survey.slug}-{number}.xlsx"
    return flask.send_file(content, mimetype=WORKBOOK, as_attachment=True, download_name=name)
