"""Translations of a draft for staff: how far each language is, and one way beside its original."""

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.languages.catalogues import Language, languages
from portal.surveys.draft_pages import draft_in
from portal.surveys.models import SurveyVersion
from portal.surveys.permissions import can_write_surveys
from portal.surveys.translating import pieces, progress, stamp
from portal.surveys.translation_actions import translate

blueprint = flask.Blueprint(
    "staff_translations", __name__, url_prefix="/<area:area>/staff/surveys/<int:survey_id>/translate"
)
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_write_surveys)
def index(area: Area, survey_id: int) -> Page:
    """Every language the portal knows, and how far each way to answer is in it."""
    survey, draft = draft_in(area, survey_id)
    known = sorted(languages().values(), key=lambda one: one.english_name)
    rows = [(one, [(mode, *progress(draft, mode, one.code)) for mode in draft.modes]) for one in known]
    shown = {"survey": survey, "draft": draft, "languages_shown": rows, "signed": area.settings.languages}
    return flask.render_template("surveys/staff/translate.html", **shown)


@blueprint.route("/<slug:language>/<slug:mode>/", methods=["GET", "POST"])
@needs(can_write_surveys)
def way(area: Area, survey_id: int, language: str, mode: str) -> Page:
    """One way to answer, piece by piece: the original and a box for its translation."""
    survey, draft = draft_in(area, survey_id)
    spoken, broken = _language(draft, language, mode), None
    if flask.request.method == "POST":
        try:
            return _kept(draft, spoken, mode)
        except RuleBroken as refused:
            broken = refused
    found = pieces(draft, mode, spoken.code)
    typed = {one.name: flask.request.form.get(one.name, one.translation) for one in found}
    shown = {"survey": survey, "draft": draft, "mode": mode, "language": spoken, "pieces": found}
    more = {"typed": typed, "broken": broken, "seen": stamp(draft)}
    page = flask.render_template("surveys/staff/translate_way.html", **shown, **more)
    return (page, 422) if broken else page


def _kept(draft: SurveyVersion, spoken: Language, mode: str) -> Response:
    sent = flask.request.form
    changed = translate(
        version=draft,
        mode=mode,
        language=spoken.code,
        words={name: sent[name].replace("\x00", "") for name in sent},
        seen=sent.get("seen", ""),
        by=person().id,
        at=clock.now(),
    )
    said = ngettext("%(num)s translation is saved.", "%(num)s translations are saved.", changed)
    flask.flash(said if changed else _("Nothing was changed."), "done")
    return flask.redirect(flask.request.path, 303)


def _language(draft: SurveyVersion, code: str, mode: str) -> Language:
    found = next((one for one in languages().values() if one.code.lower() == code), None)
    if found is None or not draft.has_mode(mode):
        flask.abort(404)
    return found
