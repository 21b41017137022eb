"""Who has the duty: handed over with a note, or planned by days; a lead's own number; drills."""

from typing import Any

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.safeguarding import actions, cover_actions, notices, queries, staff_views
from portal.safeguarding.cover_actions import Days
from portal.safeguarding.forms import HandOverForm, PhoneForm, TurnForm
from portal.safeguarding.permissions import can_act_on_alerts

blueprint = staff_views.blueprint
Answer = str | Response | tuple[str, int]


@blueprint.get("/cover/")
@needs(can_act_on_alerts)
def cover(area: Area) -> str:
    """Who is on now, who comes next, and what they left for each other."""
    return _page(area)


@blueprint.post("/cover/hand-over/")
@needs(can_act_on_alerts)
def hand_over(area: Area) -> Answer:
    """From now on somebody else has the duty."""
    form = HandOverForm(formdata=flask.request.form)
    form.offer(notices.leads_of(area))

    def act() -> None:
        cover_actions.hand_over(
            area=area, to=int(form.to.data), note=form.note.data or "", by=person().id, at=clock.now()
        )

    return _act(area, form, act, _("The duty is handed over."), hand_over_form=form)


@blueprint.post("/cover/turns/")
@needs(can_act_on_alerts)
def plan(area: Area) -> Answer:
    """Somebody has the duty on these days."""
    form = TurnForm(formdata=flask.request.form)
    form.offer(notices.leads_of(area))

    def act() -> None:
        days = Days(form.first.data, form.last.data)
        cover_actions.plan_turn(
            area=area, to=int(form.to.data), days=days, note="", by=person().id, at=clock.now()
        )

    return _act(area, form, act, _("The turn is planned."), turn_form=form)


@blueprint.post("/cover/turns/<int:turn_id>/drop/")
@needs(can_act_on_alerts)
def drop(area: Area, turn_id: int) -> Answer:
    """A turn does not stand any more."""
    turn = queries.turn_of(area, turn_id) or flask.abort(404)
    try:
        cover_actions.drop_turn(turn=turn, by=person().id, at=clock.now())
        flask.flash(_("The turn is dropped."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    return flask.redirect(flask.url_for(".cover"), 303)


@blueprint.post("/cover/phone/")
@needs(can_act_on_alerts)
def phone(area: Area) -> Answer:
    """A lead's own mobile number."""
    form = PhoneForm(formdata=flask.request.form)

    def act() -> None:
        cover_actions.keep_phone(area=area, typed=form.phone.data or "", by=person().id, at=clock.now())

    return _act(area, form, act, _("Your number is kept."), phone_form=form)


@blueprint.post("/drills/")
@needs(can_act_on_alerts)
def drill(area: Area) -> Answer:
    """Begin a drill: a made-up alert that goes the way of a real one."""
    try:
        actions.start_drill(area=area, by=person().id, at=clock.now())
        flask.flash(_("The drill has begun. Every lead is told."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    return flask.redirect(flask.url_for(".index"), 303)


@blueprint.get("/drills/")
@needs(can_act_on_alerts)
def drills(area: Area) -> str:
    """How long each drill took until a lead opened it, and until it was ended."""
    found = queries.drills_of(area)
    who = {alert.seen_by for alert in found} | {alert.raised_by for alert in found}
    names = names_of({one for one in who if one})
    return flask.render_template("safeguarding/staff/drills.html", drills=found, names=names)


def _act(area: Area, form: Any, act: Any, done: str, **forms: Any) -> Answer:
    """Do it when the form is right and come back to the page; else show the page with what is wrong."""
    try:
        if form.validate():
            act()
            flask.flash(done, "done")
            return flask.redirect(flask.url_for(".cover"), 303)
    except RuleBroken as broken:
        form.show(broken)
    return _page(area, **forms), 422


def _page(area: Area, **forms: Any) -> str:
    leads, at, me = notices.leads_of(area), clock.now(), person().id
    turns, ids = queries.turns_of(area, at), [lead.id for lead in leads]
    own = queries.phones_of([me]).get(me, "")
    shown = {
        "hand_over_form": HandOverForm(formdata=None),
        "turn_form": TurnForm(formdata=None),
        "phone_form": PhoneForm(formdata=None, data={"phone": notices.unlock_phone(own) if own else ""}),
        **forms,
    }
    for name in ("hand_over_form", "turn_form"):
        shown[name].offer(leads)
    return flask.render_template(
        "safeguarding/staff/cover.html",
        leads=leads,
        on_now=queries.turn_now(area, at, ids),
        turns=turns,
        notes={turn.id: actions.unlock_note(turn.note_locked) for turn in turns},
        names=names_of({turn.person_id for turn in turns} | {turn.made_by for turn in turns}),
        texts=notices.texts_are_sent(),
        now=at,
        errors=[error for form in forms.values() for error in form.error_list()],
        **shown,
    )
