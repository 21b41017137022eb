"""What families read of the agreement, and how they say how well we worked with them."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.charter import queries
from portal.charter.actions import rate as keep_rating
from portal.charter.forms import RatingForm
from portal.charter.models import After, CharterVersion, Worked
from portal.charter.quarters import quarter_of
from portal.charter.releasing import THING
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import show_page
from portal.core.limits import limits
from portal.releases.queries import published_in

blueprint = flask.Blueprint("charter", __name__, url_prefix="/<area:area>/how-we-work-together")
Page = str | Response | tuple[str, int]
RATED = "rated"  # in the cookie: what this device has rated, with the quarter
MOST_REMEMBERED = 20
OFTEN = "60 per hour"


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """The agreement in force, what it was before, and the question how well it is kept."""
    asked = flask.request.args.get("after", "")
    form = _form()
    form.after.data = asked if asked in set(After) else After.OTHER.value
    return _page(area, form)


@blueprint.get("/<int:charter_id>/")
@anyone
def version(area: Area, charter_id: int) -> str:
    """One version, as it was agreed then."""
    versions = queries.versions_of(area)
    found = next((one for one in versions if one.id == charter_id), None)
    return _show(area, found or flask.abort(404), versions, None)


@blueprint.post("/rating/")
@anyone
def rate(area: Area) -> Page:
    """Say how well we worked with you: once a quarter for each device and occasion, without saying who."""
    form = _form()
    if not form.validate_on_submit():
        return _page(area, form), 422
    mark = _mark(form)
    if mark in flask.session.get(RATED, []):
        flask.flash(_("You have told us already. Thank you."))
    else:
        limits().spend("charter rating", OFTEN, address=flask.request.remote_addr)
        answer = Worked(form.answer.data)
        keep_rating(area=area, after=form.taken_part_in(), answer=answer, at=clock.now())
        flask.session[RATED] = [*flask.session.get(RATED, []), mark][-MOST_REMEMBERED:]
        flask.flash(_("Thank you. We show the answers every three months."), "done")
    return flask.redirect(flask.url_for(".index"), 303)


def _mark(form: RatingForm) -> str:
    return f"{flask.g.area.slug} {form.taken_part_in()} {quarter_of(clock.today())}"


def _form() -> RatingForm:
    form = RatingForm()
    form.name_answers()
    return form


def _page(area: Area, form: RatingForm) -> str:
    versions = queries.versions_of(area)
    may_rate = _mark(form) not in flask.session.get(RATED, [])
    return _show(area, versions[0] if versions else None, versions, form if may_rate else None)


def _show(
    area: Area, shown: CharterVersion | None, versions: list[CharterVersion], form: RatingForm | None
) -> str:
    return show_page(
        "charter/index.html",
        shown=shown,
        versions=versions,
        form=form,
        releases=published_in(area, THING),
    )
