"""What editors see of languages: how much is translated, and the signature that shows one."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.languages.actions import sign_translation, withdraw_sign
from portal.languages.forms import SignForm
from portal.languages.permissions import can_sign_translations
from portal.languages.standing import Standing, standing_of, standings

blueprint = flask.Blueprint("staff_languages", __name__, url_prefix="/<area:area>/staff/languages")


@blueprint.get("/")
@needs(can_sign_translations)
def index(area: Area) -> str:
    """Every language with a catalogue, and whether families can choose it."""
    return flask.render_template("languages/staff/index.html", standings=standings(area))


@blueprint.route("/<slug:language>/", methods=["GET", "POST"])
@needs(can_sign_translations)
def show(area: Area, language: str) -> str | Answered | tuple[str, int]:
    """What is missing in one language, and the form to sign it."""
    standing = _standing(area, language)
    form = SignForm()
    if form.validate_on_submit():
        code, name = standing.language.code, form.speaker.data
        try:
            sign_translation(area=area, language=code, speaker=name, by=person().id, at=clock.now())
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("It is signed. Families can choose this language now."), "done")
            return flask.redirect(flask.url_for("staff_languages.show", language=language), 303)
    page = flask.render_template("languages/staff/show.html", standing=standing, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/<slug:language>/withdraw/")
@needs(can_sign_translations)
def withdraw(area: Area, language: str) -> Answered:
    """Take a language off families' pages."""
    standing = _standing(area, language)
    if standing.sign is not None:
        withdraw_sign(area=area, language=standing.language.code, by=person().id, at=clock.now())
        flask.flash(_("This language is off. Families see English."), "done")
    return flask.redirect(flask.url_for("staff_languages.show", language=language), 303)


def _standing(area: Area, language: str) -> Standing:
    standing = standing_of(area, language)
    if standing is None:
        flask.abort(404)
    return standing
