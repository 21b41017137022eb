"""What families see of codes: the short address on a card, and where its words can be typed."""

import flask
from werkzeug.wrappers import Response

from portal.areas.queries import area_by_id
from portal.codes.forms import WordsForm
from portal.codes.guessing import find_code
from portal.codes.openings import all_openings
from portal.core.access import anyone
from portal.core.errors import RuleBroken

blueprint = flask.Blueprint("codes", __name__, url_prefix="/v")


@blueprint.route("/", methods=["GET", "POST"])
@anyone
def ask() -> str | Response | tuple[str, int]:
    """Type the three words of a card."""
    form = WordsForm()
    if form.validate_on_submit():
        try:
            return _enter(form.code.data)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("codes/ask.html", form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<token:code>/")
@anyone
def open_link(code: str) -> Response | tuple[str, int]:
    """The link of a card. Opening it uses nothing up: mail scanners and curious fingers open links."""
    try:
        return _enter(code.replace("-", " ").replace("_", " "))
    except RuleBroken as broken:
        form = WordsForm(formdata=None, code=code.replace("-", " "))
        form.show(broken)
        return flask.render_template("codes/ask.html", form=form), broken.status


def _enter(typed: str) -> Response:
    batch, words = find_code(typed, address=flask.request.remote_addr)
    opening = all_openings()[batch.purpose]
    return flask.redirect(opening.enter(area_by_id(batch.area_id), batch.subject_id, words), 303)
