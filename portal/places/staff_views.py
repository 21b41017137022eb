"""Places for staff: the list, adding, changing and ending one, and its poster with a QR code."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.deployment import site_url
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.core.qr import drawn_address
from portal.places import actions, queries
from portal.places.forms import PlaceForm
from portal.places.models import Place
from portal.places.permissions import can_keep_places

blueprint = flask.Blueprint("staff_places", __name__, url_prefix="/<area:area>/staff/places")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_keep_places)
def index(area: Area) -> Page:
    """Every place and event, the latest first."""
    page = queries.page_of_places(area, page_number(flask.request.args.get("page")))
    return flask.render_template("places/staff/index.html", page=page, today=clock.today())


@blueprint.route("/add/", methods=["GET", "POST"])
@needs(can_keep_places)
def add(area: Area) -> Page:
    """Add a place or an event."""
    form = PlaceForm()
    if form.validate_on_submit():
        try:
            place = actions.add_place(area=area, details=form.details(), by=person().id, at=clock.now())
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("“%(name)s” is added.", name=place.name), "done")
            return flask.redirect(flask.url_for("staff_places.poster", place_id=place.id), 303)
    page = flask.render_template("places/staff/edit.html", form=form, place=None)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:place_id>/", methods=["GET", "POST"])
@needs(can_keep_places)
def edit(area: Area, place_id: int) -> Page:
    """Change a place."""
    place, form = _place(area, place_id), PlaceForm()
    if not form.is_submitted():
        form.start(place)
        return flask.render_template("places/staff/edit.html", form=form, place=place)
    if form.validate():
        try:
            actions.change_place(
                place=place,
                details=form.details(),
                seen_version=form.seen_version(),
                by=person().id,
                at=clock.now(),
            )
            flask.flash(_("“%(name)s” is saved.", name=place.name), "done")
            return _to_list()
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template("places/staff/edit.html", form=form, place=place), 422


@blueprint.route("/<int:place_id>/end/", methods=["GET", "POST"])
@needs(can_keep_places)
def end(area: Area, place_id: int) -> Page:
    """Today becomes the last day of a place, after asking once more."""
    place = _place(area, place_id)
    if flask.request.method != "POST":
        return flask.render_template("places/staff/end.html", place=place)
    actions.end_place(place=place, by=person().id, at=clock.now())
    flask.flash(_("“%(name)s” ends today.", name=place.name), "done")
    return _to_list()


@blueprint.get("/<int:place_id>/poster/")
@needs(can_keep_places)
def poster(area: Area, place_id: int) -> Page:
    """The poster of a place: its link as a QR code and in letters."""
    place = _place(area, place_id)
    address = site_url() + flask.url_for("places.come", place=place.slug)
    return flask.render_template(
        "places/staff/poster.html",
        place=place,
        address=address,
        drawing=drawn_address(address, css_class="poster__qr"),
    )


def _place(area: Area, place_id: int) -> Place:
    return queries.place_in(area, place_id) or flask.abort(404)


def _to_list() -> Response:
    return flask.redirect(flask.url_for("staff_places.index"), 303)
