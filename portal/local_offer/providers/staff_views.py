"""Officers ask providers to check their entries, and decide on what they correct."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.paging import page_number
from portal.local_offer.directory.forms import ServiceForm
from portal.local_offer.directory.models import Service
from portal.local_offer.directory.permissions import can_keep_services
from portal.local_offer.directory.queries import service_in
from portal.local_offer.providers import actions, queries
from portal.local_offer.providers.forms import AskForm, DecideForm
from portal.local_offer.providers.models import Correction, CorrectionState

blueprint = flask.Blueprint("staff_providers", __name__, url_prefix="/<area:area>/staff/local-offer")
Page = str | Response | tuple[str, int]


@blueprint.route("/services/<int:service_id>/provider/", methods=["GET", "POST"])
@needs(can_keep_services)
def ask(area: Area, service_id: int) -> Page:
    """Make a link for whoever runs the service, and see those that were made."""
    service, form = _service(area, service_id), AskForm()
    if form.validate_on_submit():
        email = (form.email.data or "").strip()
        actions.make_link(area=area, service=service, email=email, by=person().id, at=clock.now())
        said = _("The email is on its way.") if email else _("The link is made. You can print this page.")
        flask.flash(said, "done")
        return _to_links(service)
    if not form.is_submitted():
        form.email.data = service.email
    page = flask.render_template(
        "providers/staff/ask.html",
        form=form,
        service=service,
        links=[(link, actions.address_of(area, link)) for link in queries.links_of(service)],
        today=clock.today(),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/provider-links/<int:provider_link_id>/revoke/")
@needs(can_keep_services)
def revoke(area: Area, provider_link_id: int) -> Page:
    """Close a link."""
    link = queries.link_in(area, provider_link_id) or flask.abort(404)
    actions.revoke_link(link=link, by=person().id, at=clock.now())
    flask.flash(_("The link is closed."), "done")
    return _to_links(link.service)


@blueprint.get("/corrections/")
@needs(can_keep_services)
def index(area: Area) -> Page:
    """The corrections that wait."""
    page = queries.page_of_waiting(area, page_number(flask.request.args.get("page")))
    return flask.render_template("providers/staff/index.html", page=page, labels=_labels())


@blueprint.get("/corrections/<int:correction_id>/")
@needs(can_keep_services)
def show(area: Area, correction_id: int) -> Page:
    """What the provider says otherwise, beside what stands now."""
    correction, form = _correction(area, correction_id), DecideForm()
    form.version.data = str(correction.service.version)
    return flask.render_template(
        "providers/staff/show.html",
        correction=correction,
        form=form,
        labels=_labels(),
        waits=correction.state == CorrectionState.WAITING,
    )


@blueprint.post("/corrections/<int:correction_id>/accept/")
@needs(can_keep_services)
def accept(area: Area, correction_id: int) -> Page:
    """The entry says it from now on."""
    correction, by, at = _correction(area, correction_id), person().id, clock.now()
    actions.accept(correction=correction, seen_version=DecideForm().seen_version(), by=by, at=at)
    flask.flash(_("“%(name)s” is saved.", name=correction.service.name), "done")
    return flask.redirect(flask.url_for(".index"), 303)


@blueprint.post("/corrections/<int:correction_id>/refuse/")
@needs(can_keep_services)
def refuse(area: Area, correction_id: int) -> Page:
    """The entry stays as it is."""
    actions.refuse(correction=_correction(area, correction_id), by=person().id, at=clock.now())
    flask.flash(_("The entry stays as it is."), "done")
    return flask.redirect(flask.url_for(".index"), 303)


def _labels() -> dict[str, str]:
    """What each field of a service is called."""
    return {field.name: str(field.label.text) for field in ServiceForm()}


def _service(area: Area, service_id: int) -> Service:
    return service_in(area, service_id) or flask.abort(404)


def _correction(area: Area, correction_id: int) -> Correction:
    return queries.correction_in(area, correction_id) or flask.abort(404)


def _to_links(service: Service) -> Response:
    return flask.redirect(flask.url_for(".ask", service_id=service.id), 303)
