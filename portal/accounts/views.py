"""A person's own account: sign in and out, choose an area, change the password."""

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.accounts import actions, joining, landing, passwords, queries, sessions
from portal.accounts.forms import ChangePasswordForm, SignInForm
from portal.accounts.tries import Checked, WrongPassword, check_password, password_cost
from portal.core import clock
from portal.core.access import anyone, person, signed_in
from portal.core.db import reading
from portal.core.errors import RuleBroken

blueprint = flask.Blueprint("account", __name__, url_prefix="/account")
Answer = str | Response | tuple[str, int]


@blueprint.route("/sign-in/", methods=["GET", "POST"])
@anyone
def sign_in() -> Answer:
    """Ask for e-mail address and password."""
    form = SignInForm()
    if not form.is_submitted():
        form.next.data = flask.request.args.get("next", "")
        return flask.render_template("account/sign_in.html", form=form)
    if form.validate():
        try:
            _start(check_password(form.email.data, form.password.data))
            wanted = landing.own_path(form.next.data or "")
            return flask.redirect(wanted or flask.url_for("account.areas"), 303)
        except WrongPassword as wrong:
            form.show(RuleBroken(wrong_password(wrong.left), "password"))
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template("account/sign_in.html", form=form), 422


def _start(checked: Checked) -> None:
    sign_in = actions.start_sign_in(
        person_id=checked.person_id,
        checked_hash=checked.password_hash,
        new_hash=checked.new_hash,
        at=clock.now(),
    )
    sessions.begin(sign_in)


def wrong_password(left: int) -> str:
    """The same words whatever was wrong, and how many tries are left."""
    if left == 0:
        return str(_("Check your email and password. You can try again in 15 minutes."))
    more = ngettext("You can try %(num)s more time.", "You can try %(num)s more times.", left)
    return " ".join([_("Check your email and password."), more])


@blueprint.post("/sign-out/")
@anyone
def sign_out() -> Answer:
    """End this device's sign-in, and keep nothing of its session."""
    number = sessions.end()
    if number is not None:
        actions.end_sign_in(sign_in_id=number)
    flask.flash(_("You are signed out."), "done")
    return flask.redirect(flask.url_for("account.sign_in"), 303)


@blueprint.get("/areas/")
@signed_in
def areas() -> Answer:
    """Choose an area to work in; with one area there is nothing to choose."""
    mine = queries.areas_of(person().id)
    pages = [(area, landing.first_page(area, person())) for area in mine]
    if len(pages) == 1 and pages[0][1]:
        return flask.redirect(pages[0][1])
    return flask.render_template("account/areas.html", pages=pages)


@blueprint.route("/password/", methods=["GET", "POST"])
@signed_in
def password() -> Answer:
    """Change one's own password, which signs every other device out."""
    form = ChangePasswordForm()
    form.email_address = _own_email()
    if not form.is_submitted():
        return flask.render_template("account/password.html", form=form)
    if form.validate():
        try:
            _change_password(form)
            flask.flash(_("Your password is changed. Other devices are signed out."), "done")
            return flask.redirect(flask.url_for("account.areas"), 303)
        except WrongPassword as wrong:
            form.show(RuleBroken(wrong_password(wrong.left), "current"))
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template("account/password.html", form=form), 422


def _own_email() -> str:
    with reading():
        who = queries.person_by_id(person().id)
        return who.email if who else ""


def _change_password(form: ChangePasswordForm) -> None:
    checked = check_password(form.email_address, form.current.data)
    sign_in = actions.change_password(
        person_id=checked.person_id,
        checked_hash=checked.password_hash,
        new_hash=passwords.hash_password(form.password.data, cost=password_cost()),
        at=clock.now(),
    )
    sessions.begin(sign_in)


@blueprint.route("/invitation/<token:token>/", methods=["GET", "POST"])
@anyone
def accept(token: str) -> Answer:
    """Join by a link, or set a new password by one."""
    link = joining.open_link(token)
    if link is None:
        return _closed_link()
    form = link.form()
    if not form.is_submitted():
        return flask.render_template("account/accept.html", form=form, link=link)
    if form.validate():
        try:
            sessions.begin(joining.use(link, form))
            return flask.redirect(flask.url_for("account.areas"), 303)
        except WrongPassword as wrong:
            form.show(RuleBroken(wrong_password(wrong.left), "password"))
        except RuleBroken as broken:
            if broken.status == 410:
                return _closed_link()
            form.show(broken)
    return flask.render_template("account/accept.html", form=form, link=link), 422


def _closed_link() -> Answer:
    return flask.render_template("account/invitation_closed.html"), 410
