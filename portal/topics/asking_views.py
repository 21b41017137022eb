"""What families ask of moderators: look again (an appeal), look at this (a report), an idea."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import is_wanted
from portal.core.errors import RuleBroken
from portal.core.limits import limits
from portal.core.vocabulary import Audience, Channel, Mode
from portal.languages import choosing
from portal.places.arriving import place_of_device
from portal.receipts.actions import give_receipt, new_code
from portal.receipts.device import open_receipt, opened_receipt
from portal.receipts.queries import act_on
from portal.topics import appeal_actions, asking_actions, device, queries, views
from portal.topics.asking_forms import AppealForm, IdeaForm, ReportForm
from portal.topics.asking_models import ReportKind
from portal.topics.comment_actions import RECEIPT_KIND
from portal.topics.models import Space, TopicComment
from portal.topics.views import IDEA

blueprint = views.blueprint
Page = str | Answered | tuple[str, int]
REPORTS_HERE = "20 per hour"
IDEAS_HERE = "20 per hour"
APPEALS_HERE = "20 per hour"


@blueprint.route("/appeals/<int:decision_id>/", methods=["GET", "POST"])
@anyone
def appeal(area: Area, decision_id: int) -> Page:
    """Ask for another look at a decision; only with the code of the comment open on this device."""
    comment = _own_comment(area, decision_id)
    form = AppealForm()
    if form.is_submitted():
        limits().spend("appeal", APPEALS_HERE, address=flask.request.remote_addr)
        try:
            appeal_actions.ask(
                area=area,
                comment=comment,
                words=form.words.data or "",
                language=choosing.shown().code,
                at=clock.now(),
            )
        except RuleBroken as broken:
            if broken.field is None:
                flask.flash(broken.message)
                return flask.redirect(flask.url_for("receipt.show"), 303)
            form.show(broken)
        else:
            flask.flash(_("We have your request. A different person will decide."), "done")
            return flask.redirect(flask.url_for("receipt.show"), 303)
    easy = is_wanted() or (comment.item is not None and comment.item.mode == Mode.EASY)
    page = flask.render_template("topics/appeal.html", form=form, comment=comment, easy=easy)
    return (page, 422) if form.is_submitted() else page


def _own_comment(area: Area, decision_id: int) -> TopicComment:
    """The comment of the decision, if the receipt that is open here holds it; else not found."""
    comment = queries.comment_with_decision(area, decision_id) or flask.abort(404)
    act = act_on(RECEIPT_KIND, comment.id)
    if act is None or act.receipt_id != opened_receipt(area) or comment.decision is None:
        flask.abort(404)
    if comment.decision.id != decision_id:
        flask.abort(404)
    return comment


@blueprint.route("/<slug:slug>/report/<int:shown_id>/", methods=["GET", "POST"])
@anyone
def report(area: Area, slug: str, shown_id: int) -> Page:
    """Any reader asks moderators to look at a comment on the page; once from a device."""
    comment = queries.published_comment(area, shown_id) or flask.abort(404)
    if comment.topic.slug != slug:
        flask.abort(404)
    form = ReportForm()
    if form.validate_on_submit():
        if device.note_report(area, comment.id):
            limits().spend("report", REPORTS_HERE, address=flask.request.remote_addr)
            asking_actions.report(comment=comment, kind=ReportKind(form.kind.data), at=clock.now())
        flask.flash(_("Thank you. A moderator will look at it."), "done")
        return flask.redirect(flask.url_for("topics.show", slug=slug), 303)
    page = flask.render_template("topics/report.html", form=form, comment=comment)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/suggest/", methods=["GET", "POST"])
@anyone
def suggest(area: Area) -> Page:
    """Suggest a topic, privately; sending it gives a code."""
    form = IdeaForm()
    if form.validate_on_submit():
        try:
            return _keep_idea(area, form)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("topics/suggest.html", form=form, easy=is_wanted())
    return (page, 422) if form.is_submitted() else page


def _keep_idea(area: Area, form: IdeaForm) -> Answered:
    limits().spend("topic idea", IDEAS_HERE, address=flask.request.remote_addr)
    at, place = clock.now(), place_of_device(area, clock.today())
    idea = asking_actions.Idea(
        words=form.words.data or "",
        space=Space(form.space.data),
        audience=Audience(form.audience.data),
        mode=Mode.EASY if is_wanted() else Mode.STANDARD,
        language=choosing.shown().code,
        channel=place.channel if place else Channel.WEB,
    )
    kept = asking_actions.suggest(area=area, idea=idea, at=at)
    code = new_code()
    receipt = give_receipt(area=area, kind=asking_actions.IDEA_KIND, subject_id=kept.id, words=code, at=at)
    device.keep(area, IDEA, kept.id, code)
    if receipt:
        open_receipt(area, receipt.id)
    return flask.redirect(flask.url_for("topics.suggested"), 303)


@blueprint.get("/suggest/done/")
@anyone
def suggested(area: Area) -> Page:
    """Thanks for an idea, and its code."""
    idea_id = device.held(area, IDEA)
    act = act_on(asking_actions.IDEA_KIND, idea_id) if idea_id else None
    if act is None:
        return flask.redirect(flask.url_for("topics.suggest"), 303)
    return flask.render_template(
        "topics/suggested.html", code=device.code(area, IDEA), easy=is_wanted(), idea=IDEA
    )
