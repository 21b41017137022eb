"""The keys by which the area's other websites post their search log: made, shown once, taken back."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.local_offer.log import key_actions, key_queries
from portal.local_offer.log.forms import SourceForm
from portal.local_offer.log.permissions import can_map_searches

blueprint = flask.Blueprint(
    "staff_search_keys", __name__, url_prefix="/<area:area>/staff/local-offer/searches/keys"
)
Page = str | Response | tuple[str, int]


@blueprint.route("/", methods=["GET", "POST"])
@needs(can_map_searches)
def index(area: Area) -> Page:
    """The keys, and a new one: it stands on the answer to this one POST and nowhere else."""
    form, key = SourceForm(), ""
    if form.validate_on_submit():
        try:
            key = key_actions.make_key(area=area, source=form.source.data, by=person().id, at=clock.now())
        except RuleBroken as broken:
            form.show(broken)
    listed = key_queries.keys_of(area)
    page = flask.render_template(
        "log/staff/keys.html",
        form=form,
        key=key,
        listed=listed,
        names=names_of({one.made_by for one in listed}),
        address=flask.url_for("search_log.take_in", _external=True),
    )
    return (page, 422) if form.is_submitted() and not key else page


@blueprint.post("/<int:log_key_id>/take-back/")
@needs(can_map_searches)
def take_back(area: Area, log_key_id: int) -> Page:
    """The key opens nothing from now on."""
    found = key_queries.key_in(area, log_key_id) or flask.abort(404)
    key_actions.revoke_key(area=area, key=found, by=person().id, at=clock.now())
    flask.flash(_("The key of “%(name)s” is taken back.", name=found.source), "done")
    return flask.redirect(flask.url_for("staff_search_keys.index"), 303)
