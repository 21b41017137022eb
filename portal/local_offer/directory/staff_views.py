"""The directory for officers: the list, adding, changing, confirming and taking off a service."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.local_offer.directory import actions, queries
from portal.local_offer.directory.forms import ServiceForm
from portal.local_offer.directory.models import Service
from portal.local_offer.directory.permissions import can_keep_services
from portal.strategies.queries import themes

blueprint = flask.Blueprint(
    "staff_directory", __name__, url_prefix="/<area:area>/staff/local-offer/services"
)
Page = str | Response | tuple[str, int]
LONGEST_SEARCH = 100


@blueprint.get("/")
@needs(can_keep_services)
def index(area: Area) -> Page:
    """Every service by name, those with some words in their name, or those not checked for a year."""
    words = flask.request.args.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    only_stale = flask.request.args.get("show") == "stale"
    today = clock.today()
    number = page_number(flask.request.args.get("page"))
    return flask.render_template(
        "directory/staff/index.html",
        page=queries.page_of_services(area, number, words, today if only_stale else None),
        stale=queries.stale_count(area, today),
        words=words,
        only_stale=only_stale,
        today=today,
    )


@blueprint.route("/add/", methods=["GET", "POST"])
@needs(can_keep_services)
def add(area: Area) -> Page:
    """Add a service."""
    form = _form(area)
    if form.validate_on_submit():
        by, at = person().id, clock.now()
        try:
            runs_it = actions.organisation_called(
                area=area, name=form.organisation.data.strip(), by=by, at=at
            )
            service = actions.add_service(
                area=area, organisation=runs_it, details=form.details(), by=by, at=at
            )
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("“%(name)s” is added.", name=service.name), "done")
            return _to_list()
    page = _edit_page(area, form, None)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:service_id>/", methods=["GET", "POST"])
@needs(can_keep_services)
def edit(area: Area, service_id: int) -> Page:
    """Change a service."""
    service, form = _service(area, service_id), _form(area)
    if not form.is_submitted():
        form.start(service)
        return _edit_page(area, form, service)
    if form.validate():
        try:
            _change(area, service, form)
            flask.flash(_("“%(name)s” is saved.", name=service.name), "done")
            return _to_list()
        except RuleBroken as broken:
            form.show(broken)
    return _edit_page(area, form, service), 422


def _change(area: Area, service: Service, form: ServiceForm) -> None:
    by, at = person().id, clock.now()
    name = form.organisation.data.strip()
    same = name == service.organisation.name
    runs_it = (
        service.organisation if same else actions.organisation_called(area=area, name=name, by=by, at=at)
    )
    actions.change_service(
        service=service,
        organisation=runs_it,
        details=form.details(service),
        seen_version=form.seen_version(),
        by=by,
        at=at,
    )


@blueprint.post("/<int:service_id>/checked/")
@needs(can_keep_services)
def checked(area: Area, service_id: int) -> Page:
    """The officer asked, and all of it is right."""
    service = _service(area, service_id)
    actions.confirm_service(service=service, by=person().id, at=clock.now())
    flask.flash(_("“%(name)s” is checked today.", name=service.name), "done")
    return _to_list()


@blueprint.route("/<int:service_id>/take-off/", methods=["GET", "POST"])
@needs(can_keep_services)
def take_off(area: Area, service_id: int) -> Page:
    """Families do not see the service any more, after asking once more."""
    service = _service(area, service_id)
    if flask.request.method != "POST":
        return flask.render_template("directory/staff/take_off.html", service=service)
    actions.take_off(service=service, by=person().id, at=clock.now())
    flask.flash(_("“%(name)s” is off the list.", name=service.name), "done")
    return _to_list()


def _form(area: Area) -> ServiceForm:
    form = ServiceForm()
    form.offer(
        [(theme.slug, theme.label) for theme in themes()],
        [(one.slug, one.name) for one in area.localities],
    )
    return form


def _edit_page(area: Area, form: ServiceForm, service: Service | None) -> str:
    return flask.render_template(
        "directory/staff/edit.html",
        form=form,
        service=service,
        today=clock.today(),
        organisations=queries.organisation_names(area),
    )


def _service(area: Area, service_id: int) -> Service:
    return queries.service_in(area, service_id) or flask.abort(404)


def _to_list() -> Response:
    return flask.redirect(flask.url_for("staff_directory.index"), 303)
