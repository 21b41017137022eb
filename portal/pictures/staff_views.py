"""An area's own pictures for editors: the list, adding, changing, replacing and ending one."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import reading
from portal.core.errors import RuleBroken
from portal.core.security import larger_form
from portal.core.words import check_words
from portal.pictures import actions, queries
from portal.pictures.decoding import LARGEST_FILE, make_picture
from portal.pictures.forms import AddForm, ChangeForm
from portal.pictures.models import OwnPicture
from portal.pictures.permissions import can_keep_pictures

blueprint = flask.Blueprint("staff_pictures", __name__, url_prefix="/<area:area>/staff/pictures")
Page = str | Response | tuple[str, int]
# so that a file which is somewhat too large still gets its sentence beside the field
LARGEST_UPLOAD = LARGEST_FILE * 3 // 2


@blueprint.get("/")
@needs(can_keep_pictures)
def index(area: Area) -> Page:
    """Every own picture: those that can be chosen, and those that have ended."""
    return flask.render_template("pictures/staff/index.html", pictures=queries.pictures_of(area))


@blueprint.route("/add/", methods=["GET", "POST"])
@larger_form(LARGEST_UPLOAD)
@needs(can_keep_pictures)
def add(area: Area) -> Page:
    """Add a picture."""
    form = AddForm()
    if form.validate_on_submit():
        try:
            picture = _add(area, form)
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("“%(name)s” is added.", name=picture.name), "done")
            return _to(picture)
    page = flask.render_template("pictures/staff/add.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _add(area: Area, form: AddForm) -> OwnPicture:
    with reading():
        made = make_picture(form.uploaded())
    return actions.add_picture(
        area=area,
        name=form.name.data,
        alternative=form.alternative.data,
        credit=form.credit.data,
        made=made,
        by=person().id,
        at=clock.now(),
    )


@blueprint.route("/<int:picture_id>/", methods=["GET", "POST"])
@larger_form(LARGEST_UPLOAD)
@needs(can_keep_pictures)
def edit(area: Area, picture_id: int) -> Page:
    """One picture with what the words check says, and the form to change its words or its file."""
    picture, form = _picture(area, picture_id), ChangeForm()
    if not form.is_submitted():
        form.start(picture)
    elif form.validate():
        try:
            _change(area, picture_id, form)
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("“%(name)s” is saved.", name=picture.name), "done")
            return _to(picture)
    report = check_words(picture.alternative, easy=True)
    page = flask.render_template(
        "pictures/staff/edit.html", form=form, picture_shown=picture, report=report
    )
    return (page, 422) if form.is_submitted() else page


def _change(area: Area, picture_id: int, form: ChangeForm) -> None:
    uploaded = form.uploaded()
    with reading():
        made = make_picture(uploaded) if uploaded else None
    actions.change_picture(
        picture=_picture(area, picture_id),
        alternative=form.alternative.data,
        credit=form.credit.data,
        made=made,
        seen_version=form.seen_version(),
        by=person().id,
        at=clock.now(),
    )


@blueprint.route("/<int:picture_id>/end/", methods=["GET", "POST"])
@needs(can_keep_pictures)
def end(area: Area, picture_id: int) -> Page:
    """Nobody can choose the picture any more, after asking once more."""
    picture = _picture(area, picture_id)
    if flask.request.method != "POST":
        return flask.render_template("pictures/staff/end.html", picture_shown=picture)
    actions.end_picture(picture=picture, by=person().id, at=clock.now())
    flask.flash(_("“%(name)s” has ended.", name=picture.name), "done")
    return flask.redirect(flask.url_for("staff_pictures.index"), 303)


def _picture(area: Area, picture_id: int) -> OwnPicture:
    return queries.picture_in(area, picture_id) or flask.abort(404)


def _to(picture: OwnPicture) -> Response:
    return flask.redirect(flask.url_for("staff_pictures.edit", picture_id=picture.id), 303)
