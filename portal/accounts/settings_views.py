"""The settings page of an area."""

from dataclasses import replace

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.actions import change_settings
from portal.areas.forms import SettingsForm, as_typed
from portal.areas.models import Area
from portal.areas.permissions import can_change_settings
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken

blueprint = flask.Blueprint("staff_settings", __name__, url_prefix="/<area:area>/staff/settings")
Answer = str | Response | tuple[str, int]


@blueprint.route("/", methods=["GET", "POST"])
@needs(can_change_settings)
def show(area: Area) -> Answer:
    """See and change every setting of the area."""
    form = SettingsForm()
    if not form.is_submitted():
        form.start(area.settings, area.version)
        return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        change_settings(
            area=area,
            # languages have a page of their own
            settings=replace(form.settings(), languages=area.settings.languages),
            by=person().id,
            at=clock.now(),
            seen_version=form.seen_version(),
        )
    except RuleBroken as broken:
        form.show(broken)
        return _overtaken(area, form), 409
    flask.flash(_("The settings are saved."), "done")
    return flask.redirect(flask.url_for("staff_settings.show"), 303)


def _page(form: SettingsForm) -> str:
    return flask.render_template("accounts/settings/show.html", form=form, theirs=[])


def _overtaken(area: Area, form: SettingsForm) -> str:
    """The page with what was typed, what is saved now beside it, and the version that is in force."""
    saved = as_typed(area.settings)
    typed = as_typed(form.settings())
    theirs = [(form[name].label.text, value) for name, value in saved.items() if typed[name] != value]
    form.version.data = str(area.version)
    return flask.render_template("accounts/settings/show.html", form=form, theirs=theirs)
