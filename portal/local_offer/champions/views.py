"""What a champion sees by a signed link: the list of entries, each to confirm or correct; no account."""

from datetime import date

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.errors import RuleBroken
from portal.core.forms import SeenForm
from portal.core.paging import page_number
from portal.core.security import csrf
from portal.local_offer.champions import actions, links, queries
from portal.local_offer.champions.models import Champion
from portal.local_offer.directory.models import Service
from portal.local_offer.directory.queries import service_in
from portal.local_offer.providers.forms import EntryForm

blueprint = flask.Blueprint("champions", __name__, url_prefix="/<area:area>/local-offer/champion")
Page = str | Response | tuple[str, int]


@blueprint.get("/<slug:champion_link>/")
@anyone
def show(area: Area, champion_link: str) -> Page:
    """The work list: every entry in the charge, what is not checked this term first."""
    champion, today = _champion(area, champion_link), clock.today()
    if not champion.is_open:
        return _closed()
    term = area.settings.term_of(today)
    page = queries.page_of_entries(champion, term, page_number(flask.request.args.get("page")))
    return flask.render_template(
        "champions/show.html",
        champion=champion,
        signed=champion_link,
        page=page,
        far=queries.tally_of(champion, term, today),
        term=term,
        today=today,
        waiting=queries.waiting_in(page.rows),
        changed={one.id for one in page.rows if _changed_since(one)},
    )


@blueprint.post("/<slug:champion_link>/right/<int:service_id>/")
@anyone
def right(area: Area, champion_link: str, service_id: int) -> Page:
    """One entry is still right: one tap."""
    champion = _champion(area, champion_link)
    if service_in(area, service_id) is None:
        flask.abort(404)
    try:
        service = actions.still_right(
            champion_id=champion.id,
            service_id=service_id,
            seen_version=SeenForm().seen_version(),
            at=clock.now(),
        )
    except RuleBroken as broken:
        return _refused(champion_link, broken)
    flask.flash(_("“%(name)s” is checked today.", name=service.name), "done")
    return _to_list(champion_link)


@blueprint.route("/<slug:champion_link>/correct/<int:service_id>/", methods=["GET", "POST"])
@anyone
def correct(area: Area, champion_link: str, service_id: int) -> Page:
    """One entry as a form; what is typed otherwise waits for an officer."""
    champion = _champion(area, champion_link)
    if not champion.is_open:
        return _closed()
    service = queries.entry_of(champion, service_id) or flask.abort(404)
    form = EntryForm()
    form.offer_localities([(one.slug, one.name) for one in area.localities])
    if not form.is_submitted():
        form.start(service)
    elif form.validate():
        return _send(champion, champion_link, service, form)
    page = flask.render_template("champions/correct.html", form=form, service=service, signed=champion_link)
    return (page, 422) if form.is_submitted() else page


def _send(champion: Champion, champion_link: str, service: Service, form: EntryForm) -> Page:
    values = form.corrections(service)
    try:
        actions.correct(champion_id=champion.id, service_id=service.id, values=values, at=clock.now())
    except RuleBroken as broken:
        return _refused(champion_link, broken)
    sent = _(
        "Thank you. We look at your changes to “%(name)s” before families see them.", name=service.name
    )
    same = _("“%(name)s” is checked today.", name=service.name)
    flask.flash(sent if values else same, "done")
    return _to_list(champion_link)


@blueprint.route("/<slug:champion_link>/stop/", methods=["GET", "POST"])
@anyone
def stop(area: Area, champion_link: str) -> Page:
    """One press ends the e-mails; mailboxes press it by themselves (RFC 8058), so no form token is asked.

    The seal of the link takes its place: who does not have the e-mail cannot make one.
    """
    champion = _champion(area, champion_link)
    if flask.request.method == "POST":
        actions.stop_emails(champion_id=champion.id, at=clock.now())
    stopped = flask.request.method == "POST" or champion.stopped_at is not None or not champion.is_open
    return flask.render_template(
        "champions/stop.html", stopped=stopped, champion=champion, signed=champion_link
    )


def _champion(area: Area, typed: str) -> Champion:
    number = links.number_of(area.slug, typed)
    return (queries.champion_in(area, number) if number is not None else None) or flask.abort(404)


def _changed_since(service: Service) -> bool:
    """Whether it changed after the day on which it was last checked."""
    checked = service.last_checked_on or date.min
    return clock.local(service.changed_at).date() > checked


def _closed() -> Page:
    return flask.render_template("champions/closed.html"), 410


def _refused(champion_link: str, broken: RuleBroken) -> Response:
    """Back to the list, which says why; there a link that works no more says so itself."""
    flask.flash(broken.message)
    return _to_list(champion_link)


def _to_list(champion_link: str) -> Response:
    return flask.redirect(flask.url_for(".show", champion_link=champion_link), 303)


csrf.exempt(f"{stop.__module__}.{stop.__name__}")
