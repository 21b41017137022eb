"""The moderation desk: what waits, one comment at a time, and each thing a moderator does by a button."""

from collections.abc import Callable
from typing import Any

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.areas.outside_forms import OutsideFields
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import Page as ListPage
from portal.core.paging import page_number
from portal.feedback import taking_out
from portal.feedback.names import reason_name
from portal.topics import asking_queries, desk, desk_actions, desk_queries, messages
from portal.topics.asking_actions import settle_reports
from portal.topics.desk_actions import Choice, Overtaken
from portal.topics.digest import wish_for_digest
from portal.topics.forms import DecisionForm, TakeOutForm
from portal.topics.models import UNDECIDED, Act, CommentState, TopicComment
from portal.topics.naming import act_name, code_name
from portal.topics.permissions import can_moderate, only_proposes, spaces_of

blueprint = flask.Blueprint("staff_moderation", __name__, url_prefix="/<area:area>/staff/moderation")
Page = str | Response | tuple[str, int]
DECIDED = (CommentState.PUBLISHED, CommentState.REFUSED, CommentState.HIDDEN, CommentState.PRIVATE)


@blueprint.get("/")
@needs(can_moderate)
def index(area: Area) -> Page:
    """What waits, the oldest first, with its age; or the comments in another state."""
    spaces, typed = spaces_of(person(), area), flask.request.args.get("state", "")
    wanted = CommentState(typed) if typed in set(CommentState) else None
    counts = desk_queries.waiting(area, spaces)
    waits = sum(one.comments for one in counts.values())
    return flask.render_template(
        "topics/staff/desk.html",
        page=_list(area, wanted, waits),
        counts=counts,
        wanted=wanted or "",
        waits=waits,
        decided=DECIDED,
        age=desk.age_of,
        appeals=asking_queries.appeals_queue(area, spaces),
        ideas=asking_queries.ideas_queue(area, spaces),
        reported=asking_queries.reported(area, spaces, 1),
        on_top=area.settings.reports_on_top,
        undo=_batch(flask.request.args.get("undo", "")),
        wants_digest=asking_queries.digest_wish(area, person().id) is not None,
        at=clock.now(),
        address=lambda number: flask.url_for(".index", state=wanted, page=number),
    )


def _list(area: Area, wanted: CommentState | None, waits: int) -> ListPage[TopicComment]:
    """The comments in one state, or all that wait, whose number is known."""
    spaces, number = spaces_of(person(), area), page_number(flask.request.args.get("page"))
    states = [wanted] if wanted else list(UNDECIDED)
    return desk_queries.comments_in(area, spaces, states, number, None if wanted else waits)


def _batch(typed: str) -> str:
    """The number of a refusal of many, as it stands in the address after it."""
    return typed if typed.isascii() and typed.isdigit() and len(typed) < 20 else ""


@blueprint.post("/digest/")
@needs(can_moderate)
def digest(area: Area) -> Page:
    """Want the daily e-mail of what waits, or want it no more."""
    wanted = flask.request.form.get("wanted") == "yes"
    wish_for_digest(area=area, person_id=person().id, wanted=wanted)
    flask.flash(
        _("You get an email on mornings when something waits.") if wanted else _("No more emails."), "done"
    )
    return to_list()


@blueprint.post("/next/")
@needs(can_moderate)
def following(area: Area) -> Page:
    """Take the oldest comment that nobody else is reading."""
    by, at = person().id, clock.now()
    comment = desk_queries.next_waiting(area, spaces_of(person(), area), by, at)
    held = comment and desk_queries.held_comment(area, spaces_of(person(), area), comment.id)
    if held is None:
        flask.flash(_("Nothing waits any more. Thank you."), "done")
        return flask.redirect(flask.url_for(".index"), 303)
    desk_actions.claim(comment=held, by=by, at=at)
    return _to(held.id)


@blueprint.get("/<int:comment_id>/")
@needs(can_moderate)
def show(area: Area, comment_id: int) -> Page:
    """One comment as it was written, as families will see it, and the decision."""
    comment = desk_queries.comment_on_desk(area, spaces_of(person(), area), comment_id) or flask.abort(404)
    return _page(area, comment)


def _page(
    area: Area,
    comment: TopicComment,
    form: DecisionForm | None = None,
    take_out_form: TakeOutForm | None = None,
) -> str:
    return flask.render_template(
        "topics/staff/comment.html",
        desk=desk.desk_of(area, comment, person(), clock.now()),
        comment=comment,
        form=form or _decision_form(comment, None),
        take_out_form=take_out_form or _take_out_form(comment, None),
        groups=desk.code_groups(comment),
        reports=asking_queries.reports_open([comment.id]).get(comment.id, {}),
        proposes=only_proposes(person(), area, comment.topic.space),
        outside_form=OutsideFields.of(area) if comment.state == CommentState.PROPOSED else None,
        today=clock.today(),
    )


def _decision_form(comment: TopicComment, given: Any) -> DecisionForm:
    form = DecisionForm(formdata=given)
    form.act.choices = [(act.value, act_name(act)) for act in desk.acts_for(comment)]
    codes = [code for act in Act for code in messages.codes_for(act)]
    form.code.choices = [("", ""), *((code, code_name(code)) for code in codes)]
    form.code.data = form.code.data or ""
    form.turn.data = str(comment.turn)
    return form


def _take_out_form(comment: TopicComment, given: Any) -> TakeOutForm:
    form = TakeOutForm(formdata=given)
    form.reason.choices = [(reason, reason_name(reason)) for reason in taking_out.REASONS]
    form.turn.data = str(comment.turn)
    return form


def held_here(area: Area, comment_id: int) -> TopicComment:
    """The comment, held until the commit; refuses (Overtaken) a page made before its last change."""
    comment = desk_queries.held_comment(area, spaces_of(person(), area), comment_id) or flask.abort(404)
    if flask.request.form.get("turn", "") != str(comment.turn):
        raise Overtaken
    return comment


@blueprint.post("/<int:comment_id>/decide/")
@needs(can_moderate)
def decide(area: Area, comment_id: int) -> Page:
    """Decide, and on to the next; what was typed stays on the page when it is refused."""
    try:
        comment = held_here(area, comment_id)
    except Overtaken as overtaken:
        flask.flash(overtaken.message)
        return _to(comment_id)
    form = _decision_form(comment, flask.request.form)
    try:
        if form.validate():
            _decide(area, comment, form)
            return following(area=area) if "then" in flask.request.form else to_list()
    except RuleBroken as broken:
        if broken.field is None:
            flask.flash(broken.message)
            return _to(comment_id)
        form.show(broken)
    return _page(area, comment, form=form), 422


def _decide(area: Area, comment: TopicComment, form: DecisionForm) -> None:
    proposes = only_proposes(person(), area, comment.topic.space)
    choice = Choice(Act(form.act.data), form.code.data or "", form.note.data or "")
    desk_actions.decide(comment=comment, choice=choice, proposes=proposes, by=person().id, at=clock.now())
    if choice.act == Act.HIDE and not proposes:
        settle_reports(comment=comment, by=person().id, at=clock.now())
    flask.flash(_("An adult will confirm it.") if proposes else _("Saved."), "done")


def act_on(area: Area, comment_id: int, act: Callable[[TopicComment], str]) -> Page:
    """Do one thing to a comment and come back to its page; a refusal is said there."""
    try:
        flask.flash(act(held_here(area, comment_id)), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    return _to(comment_id)


@blueprint.post("/<int:comment_id>/claim/")
@needs(can_moderate)
def claim(area: Area, comment_id: int) -> Page:
    """Read it now, so that nobody else does."""

    def act(comment: TopicComment) -> str:
        desk_actions.claim(comment=comment, by=person().id, at=clock.now())
        return str(_("You are reading it. After 15 minutes it is free again."))

    return act_on(area, comment_id, act)


@blueprint.post("/<int:comment_id>/let-go/")
@needs(can_moderate)
def let_go(area: Area, comment_id: int) -> Page:
    """Leave it to somebody else."""

    def act(comment: TopicComment) -> str:
        desk_actions.let_go(comment=comment, by=person().id, at=clock.now())
        return str(_("It is free again."))

    return act_on(area, comment_id, act)


@blueprint.post("/<int:comment_id>/confirm/")
@needs(can_moderate)
def confirm(area: Area, comment_id: int) -> Page:
    """An adult confirms what a youth moderator proposed, or sends it back; or one from outside did."""
    form = OutsideFields.of(area)
    outside = form.named() if form.validate() else None

    def act(comment: TopicComment) -> str:
        if outside is None and only_proposes(person(), area, comment.topic.space):
            flask.abort(403)
        if "return" in flask.request.form:
            desk_actions.return_proposal(comment=comment, by=person().id, at=clock.now(), outside=outside)
            return str(_("It waits again."))
        desk_actions.confirm(comment=comment, by=person().id, at=clock.now(), outside=outside)
        return str(_("Confirmed."))

    return act_on(area, comment_id, act)


@blueprint.post("/<int:comment_id>/take-out/")
@needs(can_moderate)
def take_out(area: Area, comment_id: int) -> Page:
    """Take typed words out, wherever they stand; what was typed stays on the page when refused."""
    try:
        comment = held_here(area, comment_id)
    except Overtaken as overtaken:
        flask.flash(overtaken.message)
        return _to(comment_id)
    form = _take_out_form(comment, flask.request.form)
    try:
        if form.validate():
            number = desk_actions.take_out(
                comment=comment,
                typed=form.words.data,
                reason=form.reason.data,
                by=person().id,
                at=clock.now(),
            )
            flask.flash(
                ngettext("Taken out in %(num)s place.", "Taken out in %(num)s places.", number), "done"
            )
            return _to(comment_id)
    except RuleBroken as broken:
        form.show(broken)
    return _page(area, comment, take_out_form=form), 422


@blueprint.post("/<int:comment_id>/take-out-details/")
@needs(can_moderate)
def take_out_details(area: Area, comment_id: int) -> Page:
    """Take one marked detail out, or all of them."""
    start = flask.request.form.get("start", type=int)

    def act(comment: TopicComment) -> str:
        number = desk_actions.take_out_details(comment=comment, start=start, by=person().id, at=clock.now())
        return str(ngettext("%(num)s detail taken out.", "%(num)s details taken out.", number))

    return act_on(area, comment_id, act)


@blueprint.post("/<int:comment_id>/put-back/<int:redaction_id>/")
@needs(can_moderate)
def put_back(area: Area, comment_id: int, redaction_id: int) -> Page:
    """Put words back that were taken out."""

    def act(comment: TopicComment) -> str:
        desk_actions.put_back(comment=comment, redaction_id=redaction_id, by=person().id, at=clock.now())
        return str(_("The words are back."))

    return act_on(area, comment_id, act)


def _to(comment_id: int) -> Response:
    return flask.redirect(flask.url_for(".show", comment_id=comment_id), 303)


def to_list() -> Response:
    """Back to what waits."""
    return flask.redirect(flask.url_for(".index"), 303)
