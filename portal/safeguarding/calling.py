"""The page on which everybody who wrote is offered a call: the same words wherever they wrote."""

import flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length, Regexp

from portal.areas.models import Area
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.forms import Form
from portal.core.limits import limits
from portal.safeguarding.actions import Sender, ask_for_call

OFTEN = "30 per hour"
PHONE = r"^\s*(?:[+(]?[0-9][0-9 ()+.-]{8,20}[0-9])\s*$"
RIGHT_PHONE = lazy_gettext("Type a phone number in the right form, like 0151 496 0000.")


class CallBackForm(Form):
    """A phone number to call."""

    contact = StringField(
        lazy_gettext("Your phone number"),
        validators=[Length(max=40, message=RIGHT_PHONE), Regexp(PHONE, message=RIGHT_PHONE)],
    )


def offer_call(area: Area, sender: Sender, *, back: str, easy: bool) -> str | Response | tuple[str, int]:
    """The page with its form, or the way `back` once the number is kept; it goes to the lead only.

    The view that calls this has looked that the sender's words are held on this device.
    """
    form = CallBackForm()
    if form.validate_on_submit():
        limits().spend("call-back", OFTEN, address=flask.request.remote_addr)
        try:
            ask_for_call(area=area, sender=sender, contact=form.contact.data, at=clock.now())
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("Thank you. Someone will call you."), "done")
            return flask.redirect(back, 303)
    page = flask.render_template("safeguarding/call_back.html", form=form, back_url=back, easy=easy)
    return (page, 422) if form.is_submitted() else page
