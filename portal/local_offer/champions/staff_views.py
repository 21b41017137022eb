"""Champions for officers: who checks what, how far they are this term, what has no champion."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.local_offer.champions import actions, asking, queries
from portal.local_offer.champions.forms import ChampionForm
from portal.local_offer.champions.links import address_of, email_of
from portal.local_offer.champions.models import Champion
from portal.local_offer.champions.standing import standings, summary
from portal.local_offer.directory.models import Organisation, Service
from portal.local_offer.directory.permissions import can_keep_services
from portal.local_offer.directory.queries import service_in

blueprint = flask.Blueprint(
    "staff_champions", __name__, url_prefix="/<area:area>/staff/local-offer/champions"
)
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_keep_services)
def index(area: Area) -> Page:
    """Every champion with how far they are this term, and the counts of the area."""
    page = queries.page_of_champions(area, page_number(flask.request.args.get("page")))
    today = clock.today()
    return flask.render_template(
        "champions/staff/index.html",
        page=page,
        summary=summary(area, today),
        term=area.settings.term_of(today),
        next_term=area.settings.term_after(today),
    )


@blueprint.get("/without/")
@needs(can_keep_services)
def without(area: Area) -> Page:
    """The organisations whose services have no champion."""
    page = queries.page_without(area, page_number(flask.request.args.get("page")))
    return flask.render_template(
        "champions/staff/without.html", page=page, services=queries.without(area, page.rows)
    )


@blueprint.route("/name/service/<int:service_id>/", methods=["GET", "POST"])
@needs(can_keep_services)
def name_for_service(area: Area, service_id: int) -> Page:
    """Name a champion for one service."""
    return _name(area, service_in(area, service_id) or flask.abort(404))


@blueprint.route("/name/organisation/<int:organisation_id>/", methods=["GET", "POST"])
@needs(can_keep_services)
def name_for_organisation(area: Area, organisation_id: int) -> Page:
    """Name a champion for every service of an organisation or setting."""
    return _name(area, queries.organisation_in(area, organisation_id) or flask.abort(404))


def _name(area: Area, of: Service | Organisation) -> Page:
    form = ChampionForm()
    if form.validate_on_submit():
        try:
            named = actions.name_champion(area=area, of=of, by=person().id, at=clock.now(), **form.said())
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("“%(role)s” is named. The email goes out by day.", role=named.role), "done")
            return _to(named)
    if not form.is_submitted():
        form.email.data = of.email
    whole = isinstance(of, Organisation)
    page = flask.render_template("champions/staff/name.html", form=form, of=of, whole=whole)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:champion_id>/")
@needs(can_keep_services)
def show(area: Area, champion_id: int) -> Page:
    """One champion: what is in the charge, what waits, the e-mails."""
    champion, today = _champion(area, champion_id), clock.today()
    term = area.settings.term_of(today)
    page = queries.page_of_entries(champion, term, page_number(flask.request.args.get("page")))
    return flask.render_template(
        "champions/staff/show.html",
        champion=champion,
        page=page,
        standing=standings(area, [champion], today)[champion.id],
        email=email_of(champion.email_locked),
        link=address_of(area.slug, champion.id),
        waiting=queries.waiting_in(page.rows),
        term=term,
        today=today,
    )


@blueprint.post("/<int:champion_id>/remind/")
@needs(can_keep_services)
def remind(area: Area, champion_id: int) -> Page:
    """One more e-mail, now."""
    champion = _champion(area, champion_id)
    try:
        asking.remind(area=area, champion=champion, by=person().id, at=clock.now())
    except RuleBroken as broken:
        flask.flash(broken.message)
        return _to(champion)
    flask.flash(_("The email is on its way."), "done")
    return _to(champion)


@blueprint.route("/<int:champion_id>/replace/", methods=["GET", "POST"])
@needs(can_keep_services)
def replace(area: Area, champion_id: int) -> Page:
    """Somebody else takes over; the old link dies at once."""
    champion, form = _champion(area, champion_id), ChampionForm()
    if form.validate_on_submit():
        try:
            follower = actions.replace_champion(
                champion=champion, by=person().id, at=clock.now(), **form.said()
            )
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(
                _("“%(role)s” has taken over. The old link works no more.", role=follower.role), "done"
            )
            return _to(follower)
    if not form.is_submitted():
        form.role.data = champion.role
    page = flask.render_template("champions/staff/replace.html", form=form, champion=champion)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:champion_id>/end/", methods=["GET", "POST"])
@needs(can_keep_services)
def end(area: Area, champion_id: int) -> Page:
    """Nobody is asked any more about these entries, after asking once more."""
    champion = _champion(area, champion_id)
    if flask.request.method != "POST":
        return flask.render_template("champions/staff/end.html", champion=champion)
    actions.end_champion(champion=champion, by=person().id, at=clock.now())
    flask.flash(_("“%(role)s” has ended. The link works no more.", role=champion.role), "done")
    return flask.redirect(flask.url_for(".index"), 303)


def _champion(area: Area, champion_id: int) -> Champion:
    return queries.champion_in(area, champion_id) or flask.abort(404)


def _to(champion: Champion) -> Response:
    return flask.redirect(flask.url_for(".show", champion_id=champion.id), 303)
