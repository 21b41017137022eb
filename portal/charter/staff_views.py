"""The agreement for staff: write its next version."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.charter import queries
from portal.charter.actions import write_version
from portal.charter.forms import CharterForm
from portal.charter.permissions import can_write_charter
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken

blueprint = flask.Blueprint("staff_charter", __name__, url_prefix="/<area:area>/staff/how-we-work-together")
Page = str | Response | tuple[str, int]


@blueprint.route("/", methods=["GET", "POST"])
@needs(can_write_charter)
def edit(area: Area) -> Page:
    """Write the next version; what is in force stays to be read."""
    versions, form = queries.versions_of(area), CharterForm()
    if not form.is_submitted():
        form.start(versions[0] if versions else None)
    elif form.validate():
        try:
            _write(area, form)
            flask.flash(_("This version is in force now."), "done")
            return flask.redirect(flask.url_for(".edit"), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("charter/staff/edit.html", form=form, versions=versions)
    return (page, 422) if form.is_submitted() else page


def _write(area: Area, form: CharterForm) -> None:
    write_version(
        area=area,
        words=(form.words.data or "").strip(),
        easy_words=(form.easy_words.data or "").strip(),
        agreed_with=(form.agreed_with.data or "").strip(),
        seen=form.seen_number(),
        by=person().id,
        at=clock.now(),
    )
