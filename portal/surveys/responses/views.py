"""What families see while they answer: one question a page, the check page and the done page."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.places.arriving import event_of_device
from portal.receipts.actions import give_receipt, new_code
from portal.receipts.device import earlier_receipt, open_receipt, opened_receipt
from portal.receipts.queries import act_on
from portal.surveys import routing
from portal.surveys.queries import wave_to_show
from portal.surveys.question_types.base import SKIPPED, Given, Typed
from portal.surveys.questionnaire import Ask
from portal.surveys.responses import actions, device
from portal.surveys.responses.cards import SKIP, cards
from portal.surveys.responses.models import ResponseState
from portal.surveys.responses.rest_actions import send_first
from portal.surveys.responses.sheet import Sheet, sheet_of
from portal.surveys.responses.single_use import words_form, words_to_send

blueprint = flask.Blueprint("responses", __name__, url_prefix="/<area:area>/surveys/<slug:slug>")
Page = str | Answered | tuple[str, int]
WHILE_ANSWERING = {
    "responses.question",
    "responses.answer",
    "responses.check",
    "responses.mode",
    "responses.send_first_answers",
}


@blueprint.before_request
def bring_sheet() -> Answered | None:
    """Find the response this device holds; without one, say so kindly at the survey's start."""
    address = flask.request.view_args or {}
    area, slug = address["area"], address["slug"]
    held = device.held(area, slug)
    writes = flask.request.method == "POST"
    sheet = sheet_of(area, held, for_update=writes) if held else None
    if sheet is None or sheet.response.wave.survey.slug != slug:
        device.forget(area, slug)
        flask.flash(_("These answers are not on this device any more. If you have a code, use it."))
        return flask.redirect(_begin_again(area, slug), 303)
    flask.g.sheet = sheet
    finished = sheet.response.state != ResponseState.BEGUN and not sheet.adds
    if sheet.adds and _is_past(sheet):
        return _to_rest(sheet)
    if finished and flask.request.endpoint in WHILE_ANSWERING:
        flask.flash(_("You have sent these answers already. We kept them."))
        return flask.redirect(flask.url_for("responses.done", slug=slug), 303)
    return None


def _is_past(sheet: Sheet) -> bool:
    """Whether the page is one that is behind them once the first answers are sent."""
    if flask.request.endpoint not in {"responses.question", "responses.answer"}:
        return flask.request.endpoint in WHILE_ANSWERING
    return (flask.request.view_args or {})["key"] not in {ask.key for ask in sheet.rest}


def _to_rest(sheet: Sheet) -> Answered:
    slug = sheet.response.wave.survey.slug
    if not sheet.rest:
        return flask.redirect(flask.url_for("responses.done", slug=slug), 303)
    return flask.redirect(flask.url_for("responses.question", slug=slug, key=sheet.rest[0].key), 303)


def _begin_again(area: Area, slug: str) -> str:
    """The survey's start, or every open survey where this one never had a round: a draft that was tried."""
    if wave_to_show(area, slug, clock.now()) is None:
        return flask.url_for("surveys.index", area=area)
    return flask.url_for("surveys.start", area=area, slug=slug)


@blueprint.get("/questions/<slug:key>/")
@anyone
def question(area: Area, slug: str, key: str) -> Page:
    """One question with the answer so far."""
    ask = flask.g.sheet.ask(key)
    return _show_question(ask, flask.g.sheet) if ask else _not_asked(slug)


@blueprint.post("/questions/<slug:key>/")
@anyone
def answer(area: Area, slug: str, key: str) -> Page:
    """Keep what was sent for one question, then go on, stop, or show what is wrong."""
    sheet = flask.g.sheet
    ask = sheet.ask(key)
    if ask is None:
        return _not_asked(slug)
    typed = _typed()
    try:
        given = _given(ask, typed)
        actions.keep_answer(area=area, response=sheet.response, ask=ask, given=given, at=clock.now())
    except RuleBroken as broken:
        if broken.field is None:
            raise
        return _show_question(ask, sheet, typed=typed, broken=broken), 422
    # who stops at a question without an answer comes back to it, not past it
    if given != SKIPPED or "stop" not in flask.request.form:
        actions.note_reached(response=sheet.response, position=sheet.place(ask))
    return _add_more(sheet.rerouted(), slug) if sheet.adds else _go_on(sheet.rerouted(), ask, slug)


def _add_more(sheet: Sheet, slug: str) -> Answered:
    """To the next of the rest; after the last one, or when they stop, to the page of thanks."""
    if not sheet.rest:
        actions.submit_response(response=sheet.response, asked=sheet.asked, at=clock.now())
    if not sheet.rest or "stop" in flask.request.form:
        return flask.redirect(flask.url_for("responses.done", slug=slug), 303)
    return _to_rest(sheet)


@blueprint.post("/send-first/")
@anyone
def send_first_answers(area: Area, slug: str) -> Page:
    """Send what is answered so far, and leave the rest for later."""
    sheet = flask.g.sheet
    if words_form(sheet) is not None:
        return flask.redirect(flask.url_for("responses.check", slug=slug), 303)
    card, answered = words_to_send(sheet), sheet.answered
    send_first(response=sheet.response, asked=sheet.asked, answered=answered, at=clock.now(), card=card)
    device.forget_card(area, slug)
    _give_code(area, slug, sheet)
    return flask.redirect(flask.url_for("responses.done", slug=slug), 303)


@blueprint.route("/check/", methods=["GET", "POST"])
@anyone
def check(area: Area, slug: str) -> Page:
    """All answers on one page; sending it submits the response."""
    sheet = flask.g.sheet
    if flask.request.method != "POST":
        return _show_check(sheet)
    try:
        card = words_to_send(sheet)
        actions.submit_response(response=sheet.response, asked=sheet.asked, at=clock.now(), card=card)
    except RuleBroken as broken:
        if broken.field != "code":
            raise
        device.forget_card(area, slug)
        return _show_check(sheet, broken), 422
    device.forget_card(area, slug)
    _give_code(area, slug, sheet)
    return flask.redirect(flask.url_for("responses.done", slug=slug), 303)


@blueprint.post("/stop/")
@anyone
def stop(area: Area, slug: str) -> Page:
    """Save and come back later: give a code."""
    _give_code(area, slug, flask.g.sheet)
    return flask.redirect(flask.url_for("responses.saved", slug=slug), 303)


@blueprint.get("/saved/")
@anyone
def saved(area: Area, slug: str) -> Page:
    """The code to come back with."""
    if act_on(actions.RECEIPT_KIND, flask.g.sheet.response.id) is None:
        return flask.redirect(flask.url_for("responses.check", slug=slug), 303)
    code = device.code(area, slug)
    return flask.render_template("responses/saved.html", sheet=flask.g.sheet, slug=slug, code=code)


@blueprint.post("/mode/")
@anyone
def mode(area: Area, slug: str) -> Page:
    """Go on in another mode, on the same page; on the first question where that mode has not this one."""
    sheet = flask.g.sheet
    wanted = flask.request.form.get("mode", "")
    if not sheet.response.version.has_mode(wanted):
        flask.abort(400)
    actions.change_mode(response=sheet.response, mode=Mode(wanted), at=clock.now())
    asked = sheet.rerouted().asked
    here = flask.request.form.get("key")
    if here is None:
        return flask.redirect(flask.url_for("responses.check", slug=slug), 303)
    ask = next((one for one in asked if one.key == here), asked[0])
    return flask.redirect(flask.url_for("responses.question", slug=slug, key=ask.key), 303)


@blueprint.get("/done/")
@anyone
def done(area: Area, slug: str) -> Page:
    """Thanks, the code, the offer of a call that everybody gets, and the ways to leave."""
    if flask.g.sheet.response.state == ResponseState.BEGUN:
        return flask.redirect(flask.url_for("responses.check", slug=slug), 303)
    sheet = flask.g.sheet
    act = act_on(actions.RECEIPT_KIND, sheet.response.id)
    is_open = act is not None and act.receipt_id == opened_receipt(area)
    return flask.render_template(
        "responses/done.html",
        sheet=sheet,
        slug=slug,
        code=device.code(area, slug) if act else None,
        act=act if is_open else None,
        may_quote=any(item.may_quote for item in sheet.items.values()),
        earlier=is_open and earlier_receipt(area) is not None,
        event=event_of_device(area, clock.today()),
        rest=sheet.rest if sheet.adds and sheet.response.wave.takes_answers(clock.now()) else [],
    )


def _show_check(sheet: Sheet, broken: RuleBroken | None = None) -> str:
    form = words_form(sheet)
    if form is not None and broken is not None:
        form.show(broken)
    slug = sheet.response.wave.survey.slug
    return flask.render_template("responses/check.html", sheet=sheet, slug=slug, form=form)


def _typed() -> Typed:
    sent = flask.request.form
    # a list whose answers get numbers has a field for each: answer-0, answer-1
    names = [name for name in sent if name == "answer" or name.startswith("answer-")]
    return Typed([one for name in names for one in sent.getlist(name)], sent.get("words", ""))


def _given(ask: Ask, typed: Typed) -> Given:
    skips = "skip" in flask.request.form or list(typed.choices) == [SKIP]
    is_empty = not any(one.strip() for one in typed.choices) and not typed.words.strip()
    if skips or (is_empty and ("stop" in flask.request.form or ask.type.may_be_empty)):
        return SKIPPED
    return ask.type.check(typed, ask.scale(flask.g.area))


def _go_on(sheet: Sheet, ask: Ask, slug: str) -> Answered:
    if "stop" in flask.request.form:
        _give_code(flask.g.area, slug, sheet)
        return flask.redirect(flask.url_for("responses.saved", slug=slug), 303)
    following = routing.after(ask, sheet.asked)
    if following is None or flask.request.form.get("then") == "check":
        return flask.redirect(flask.url_for("responses.check", slug=slug), 303)
    return flask.redirect(flask.url_for("responses.question", slug=slug, key=following.key), 303)


def _not_asked(slug: str) -> Answered:
    flask.flash(_("That question is not asked any more, because of another answer. Your answers are safe."))
    return flask.redirect(flask.url_for("responses.check", slug=slug), 303)


def _give_code(area: Area, slug: str, sheet: Sheet) -> None:
    words = device.code(area, slug)
    code = tuple(words.split()) if words else new_code()
    given = give_receipt(
        area=area, kind=actions.RECEIPT_KIND, subject_id=sheet.response.id, words=code, at=clock.now()
    )
    if given:
        device.keep_code(area, slug, code)
        open_receipt(area, given.id)


def _show_question(
    ask: Ask, sheet: Sheet, typed: Typed | None = None, broken: RuleBroken | None = None
) -> str:
    given = Given(tuple(typed.choices), typed.words) if typed else sheet.given(ask)
    options = ask.type.options(ask.scale(sheet.area))
    on, off = cards(ask, options, sheet.response.mode)
    return flask.render_template(
        "responses/question.html",
        ask=ask,
        sheet=sheet,
        slug=sheet.response.wave.survey.slug,
        given=given,
        given_before=sheet.given_before(ask),
        options=options,
        on=on,
        off=off,
        previous=None if sheet.adds else routing.before(ask, sheet.asked),
        offers_first=sheet.may_send_first and words_form(sheet) is None,
        error=broken.message if broken else None,
        then=flask.request.values.get("then", ""),
    )
