"""The people of an area: who works here, invitations, roles, and the end of someone's work."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts import actions, invitation_actions, queries
from portal.accounts.models import Person
from portal.accounts.people_forms import ROLE_HINTS, InviteForm, RolesForm
from portal.accounts.permissions import can_manage_people
from portal.accounts.roles import PERMISSIONS, Role
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.deployment import site_url
from portal.core.errors import RuleBroken
from portal.core.permissions import Permission

blueprint = flask.Blueprint("staff_people", __name__, url_prefix="/<area:area>/staff/people")
Answer = str | Response | tuple[str, int]
# the link of a new invitation waits here for the one page that shows it
SHOWN_ONCE = "link_shown_once"


@blueprint.get("/")
@needs(can_manage_people)
def index(area: Area) -> Answer:
    """Who works here, open invitations, and who worked here before."""
    return flask.render_template(
        "accounts/people/index.html",
        people=queries.people_in(area),
        invitations=queries.open_invitations(area, at=clock.now()),
        past=queries.past_people_in(area),
    )


@blueprint.get("/roles/")
@needs(can_manage_people)
def roles(area: Area) -> Answer:
    """What each role may do."""
    return flask.render_template("accounts/people/roles.html", roles=PERMISSIONS, permissions=Permission)


@blueprint.route("/invite/", methods=["GET", "POST"])
@needs(can_manage_people)
def invite(area: Area) -> Answer:
    """Invite somebody by a link."""
    form = InviteForm()
    if not form.is_submitted():
        return flask.render_template("accounts/people/invite.html", form=form, hints=ROLE_HINTS)
    if form.validate():
        try:
            invitation, token = invitation_actions.invite(
                area=area,
                email=form.email.data,
                role=Role(form.role.data),
                by=person().id,
                at=clock.now(),
            )
            return _show_once(invitation.id, token)
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template("accounts/people/invite.html", form=form, hints=ROLE_HINTS), 422


def _show_once(invitation_id: int, token: str) -> Response:
    flask.session[SHOWN_ONCE] = [invitation_id, token]
    return flask.redirect(flask.url_for("staff_people.invited", invitation_id=invitation_id), 303)


@blueprint.get("/invitations/<int:invitation_id>/")
@needs(can_manage_people)
def invited(area: Area, invitation_id: int) -> Answer:
    """An invitation; the first time with its link."""
    invitation = queries.invitation_in(area, invitation_id) or flask.abort(404)
    whose, token = flask.session.pop(SHOWN_ONCE, (None, None))
    link = None
    if whose == invitation.id:
        link = site_url() + flask.url_for("account.accept", token=token)
    return flask.render_template(
        "accounts/people/invited.html",
        invitation=invitation,
        link=link,
        is_open=invitation.is_open(clock.now()),
        names=queries.names_of([invitation.invited_by] if invitation.invited_by else []),
    )


@blueprint.post("/invitations/<int:invitation_id>/take-back/")
@needs(can_manage_people)
def take_back(area: Area, invitation_id: int) -> Answer:
    """Make a link useless."""
    invitation = queries.invitation_in(area, invitation_id) or flask.abort(404)
    invitation_actions.take_back(invitation_id=invitation.id, area=area, by=person().id, at=clock.now())
    flask.flash(_("The link does not work any more."), "done")
    return flask.redirect(flask.url_for("staff_people.index"), 303)


@blueprint.route("/<int:person_id>/", methods=["GET", "POST"])
@needs(can_manage_people)
def show(area: Area, person_id: int) -> Answer:
    """One person: their roles here, since when, and what can be changed."""
    who = queries.person_in(area, person_id) or flask.abort(404)
    form = RolesForm()
    if not form.is_submitted():
        form.start(who.roles_in(area))
        return _person_page(area, who, form)
    if form.validate():
        try:
            _change_roles(area, who, form)
            return flask.redirect(flask.url_for("staff_people.show", person_id=who.id), 303)
        except RuleBroken as broken:
            form.show(broken)
    return _person_page(area, who, form), 422


def _change_roles(area: Area, who: Person, form: RolesForm) -> None:
    actions.change_roles(
        area=area,
        person=who,
        seen=form.seen_roles(),
        roles=form.chosen(),
        by=person().id,
        at=clock.now(),
    )
    flask.flash(_("The roles are changed."), "done")


def _person_page(area: Area, who: Person, form: RolesForm) -> str:
    history = [membership for membership in who.memberships if membership.area_id == area.id]
    acted = {number for row in history for number in (row.given_by, row.ended_by) if number}
    return flask.render_template(
        "accounts/people/show.html",
        form=form,
        who=who,
        history=history,
        hints=ROLE_HINTS,
        names=queries.names_of(acted),
        works_here=bool(who.roles_in(area)),
    )


@blueprint.post("/<int:person_id>/password-link/")
@needs(can_manage_people)
def password_link(area: Area, person_id: int) -> Answer:
    """Make a link for someone who cannot sign in."""
    who = queries.person_in(area, person_id) or flask.abort(404)
    invitation, token = invitation_actions.make_password_link(
        area=area, person=who, by=person().id, at=clock.now()
    )
    return _show_once(invitation.id, token)


@blueprint.route("/<int:person_id>/end/", methods=["GET", "POST"])
@needs(can_manage_people)
def end(area: Area, person_id: int) -> Answer:
    """End every role of a person here, after saying what that does."""
    who = queries.person_in(area, person_id) or flask.abort(404)
    if flask.request.method != "POST":
        return flask.render_template("accounts/people/end.html", who=who)
    actions.end_person(area=area, person=who, by=person().id, at=clock.now())
    flask.flash(_("%(name)s does not work here any more.", name=who.name), "done")
    return flask.redirect(flask.url_for("staff_people.index"), 303)
