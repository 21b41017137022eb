"""The locked list: alerts and wishes to be called, for the safeguarding lead only, each view logged."""

from typing import Any

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.access import Person, logged_read, needs, person
from portal.core.errors import RuleBroken
from portal.safeguarding import actions, lead_actions, queries
from portal.safeguarding.alert_clock import due_at
from portal.safeguarding.forms import MoveForm
from portal.safeguarding.highlighting import parts_of
from portal.safeguarding.models import Alert, AlertState, AlertStep
from portal.safeguarding.notices import leads_of
from portal.safeguarding.permissions import can_act_on_alerts
from portal.safeguarding.word_lists import word_list_of

CALL_DAYS = 1
blueprint = flask.Blueprint("staff_safeguarding", __name__, url_prefix="/<area:area>/staff/safeguarding")
Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_act_on_alerts)
def index(area: Area) -> str:
    """What waits; no words and no phone numbers, so that a look over a shoulder tells nothing."""
    leads = {lead.id: lead.name for lead in leads_of(area)}
    turn = queries.turn_now(area, clock.now(), leads)
    return flask.render_template(
        "safeguarding/staff/index.html",
        on_duty=leads[turn.person_id] if turn else "",
        alerts=queries.alerts_of(area, open_only=True),
        calls=queries.call_backs_of(area),
        kinds=_kinds(area),
        due=lambda alert: due_at(alert, area.settings),
        call_by=lambda wish: area.settings.working_days_after(wish.asked_on, CALL_DAYS),
        now=clock.now(),
        today=clock.today(),
    )


@blueprint.get("/decided/")
@needs(can_act_on_alerts)
def decided(area: Area) -> str:
    """Alerts that were released or closed, the latest first."""
    alerts = queries.decided_alerts(area)
    return flask.render_template(
        "safeguarding/staff/decided.html",
        alerts=alerts,
        kinds=_kinds(area),
        names=names_of({alert.decided_by for alert in alerts if alert.decided_by}),
    )


def _log_alert(*, what: str, by: Person, area: Area, alert_id: int) -> None:
    """Who opened it, and on the alert who opened it first: that is what "seen" means."""
    alert = queries.alert_of(area, alert_id, for_update=True) or flask.abort(404)
    lead_actions.mark_seen(alert=alert, by=by.id, at=clock.now())
    audit.record(act=what, by=by.id, area=area.id, at=clock.now(), subject=("alert", alert_id))


def _log_call(*, what: str, by: Person, area: Area, call_id: int) -> None:
    if queries.call_back_of(area, call_id) is None:
        flask.abort(404)
    audit.record(act=what, by=by.id, area=area.id, at=clock.now(), subject=("call-back", call_id))


@blueprint.get("/alerts/<int:alert_id>/")
@logged_read(can_act_on_alerts, "opened alert", _log_alert)
def show(area: Area, alert_id: int) -> Answer:
    """The words, how to reach the sender if they said, what happened so far, and what may come next."""
    alert = queries.alert_of(area, alert_id) or flask.abort(404)
    return _page(area, alert, _form(alert, None))


@blueprint.post("/alerts/<int:alert_id>/")
@logged_read(can_act_on_alerts, "opened alert", _log_alert)
def move(area: Area, alert_id: int) -> Answer:
    """The next stage, with a note; a refused form shows the page, and so the words, once more."""
    alert = queries.alert_of(area, alert_id, for_update=True) or flask.abort(404)
    form, status = _form(alert, flask.request.form), 422
    try:
        lead_actions.refuse_overtaken(alert, form.seen_version())
        if form.validate():
            _move(alert, form)
            return flask.redirect(flask.url_for(".index"), 303)
    except RuleBroken as broken:
        form.show(broken)
        status = broken.status
    # what another lead did meanwhile stands on the page now: the next press is about that
    form.version.data = str(alert.version)
    return _page(area, alert, form), status


def _form(alert: Alert, given: Any) -> MoveForm:
    form = MoveForm(formdata=given)
    form.offer(alert)
    return form


def _move(alert: Alert, form: MoveForm) -> None:
    at, to = clock.now(), AlertState(form.to.data)
    lead_actions.move(
        alert=alert,
        to=to,
        note=form.note.data or "",
        passed=form.passed(at) if to == AlertState.PASSED_ON else None,
        seen_version=form.seen_version(),
        by=person().id,
        at=at,
    )
    said = {
        AlertState.ACTING: _("You are acting on it."),
        AlertState.PASSED_ON: _("Kept: where you passed it on."),
        AlertState.CLOSED: _("Closed: a real worry."),
        AlertState.RELEASED: _("Released: no worry."),
    }
    flask.flash(said[to], "done")


def _page(area: Area, alert: Alert, form: MoveForm) -> str:
    call = queries.call_back_of_sender(area, alert.sender_hash)
    who = {step.by for step in alert.steps} | {alert.seen_by}
    return flask.render_template(
        "safeguarding/staff/show.html",
        alert=alert,
        due=due_at(alert, area.settings),
        now=clock.now(),
        parts=parts_of(actions.words_of(alert), word_list_of(area)),
        kinds=_kinds(area),
        call=call,
        contact=actions.contact_of(call) if call and call.done_at is None else "",
        steps=_history(alert),
        names=names_of({one for one in who if one}),
        form=form,
    )


def _history(alert: Alert) -> list[tuple[AlertStep | None, str]]:
    """Each step with its note, in the order of time; None is the moment when a lead first opened it."""
    found: list[tuple[AlertStep | None, str]] = [(step, actions.note_of(step)) for step in alert.steps]
    if alert.seen_at is not None:
        seen = alert.seen_at
        before = [step for step in alert.steps if (step.at, step.state != AlertState.NEW) <= (seen, False)]
        found.insert(len(before), (None, ""))
    return found


@blueprint.get("/calls/<int:call_id>/")
@logged_read(can_act_on_alerts, "opened call-back", _log_call)
def call(area: Area, call_id: int) -> str:
    """How to reach someone who wants a call."""
    wish = queries.call_back_of(area, call_id) or flask.abort(404)
    return flask.render_template(
        "safeguarding/staff/call.html",
        wish=wish,
        contact=actions.contact_of(wish) if wish.done_at is None else "",
        alerts=queries.alerts_of_sender(area, wish.sender_hash),
    )


@blueprint.post("/calls/<int:call_id>/done/")
@needs(can_act_on_alerts)
def call_done(area: Area, call_id: int) -> Answer:
    """Someone has called: how to reach them is deleted."""
    wish = queries.call_back_of(area, call_id, for_update=True) or flask.abort(404)
    try:
        actions.finish_call(wish=wish, by=person().id, at=clock.now())
        flask.flash(_("Done. How to reach them is deleted."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    return flask.redirect(flask.url_for(".index"), 303)


def _kinds(area: Area) -> dict[str, str]:
    """What each kind of worry is called."""
    return {kind.key: kind.label for kind in word_list_of(area).kinds}
