"""Comments for officers: the list, the decision on one, the answers, consultations, the yearly report."""

from datetime import date

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.local_offer.comments import actions, queries
from portal.local_offer.comments.document import written
from portal.local_offer.comments.forms import AnswerForm, ConsultationForm, DecideForm, month_of
from portal.local_offer.comments.models import CommentGroup, Decision, OfferComment, Reason
from portal.local_offer.comments.naming import HELPERS, KINDS, REASONS, SPOKEN, bodies
from portal.local_offer.comments.permissions import can_answer_comments
from portal.local_offer.comments.report import Report, report_of

ADDRESS = "/<area:area>/staff/local-offer/comments"
blueprint = flask.Blueprint("staff_comments", __name__, url_prefix=ADDRESS)
Page = str | Response | tuple[str, int]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/")
@needs(can_answer_comments)
def index(area: Area) -> Page:
    """Comments that wait, or those decided on, and the answers."""
    asked = flask.request.args.get("show", "")
    chosen = Decision(asked) if asked in set(Decision) else Decision.WAITING
    number = page_number(flask.request.args.get("page"))
    return flask.render_template(
        "comments/staff/index.html",
        page=queries.page_of_comments(area, chosen, number),
        chosen=chosen,
        waiting=queries.waiting_count(area),
        groups=queries.groups_of(area),
        kinds=KINDS,
    )


@blueprint.route("/<int:said_id>/", methods=["GET", "POST"])
@needs(can_answer_comments)
def show(area: Area, said_id: int) -> Page:
    """One comment and the decision on it."""
    comment, form = _comment(area, said_id), DecideForm()
    form.offer(queries.groups_of(area))
    if form.validate_on_submit():
        try:
            _decide(area, comment, form)
            flask.flash(_("The decision is saved."), "done")
            return flask.redirect(flask.url_for(".index"), 303)
        except RuleBroken as broken:
            form.show(broken)
    names = {"kinds": KINDS, "spoken": SPOKEN, "helpers": HELPERS, "reasons": REASONS}
    page = flask.render_template("comments/staff/show.html", comment=comment, form=form, **names)
    return (page, 422) if form.is_submitted() else page


def _decide(area: Area, comment: OfferComment, form: DecideForm) -> None:
    by, at = person().id, clock.now()
    if form.decision.data == "not":
        if not form.reason.data:
            raise RuleBroken(_("Choose a reason."), field="reason", status=422)
        actions.keep_back(comment=comment, reason=Reason(form.reason.data), by=by, at=at)
        return
    title = (form.new_group.data or "").strip()
    if title:
        group: CommentGroup | None = actions.make_group(area=area, title=title, by=by, at=at)
    else:
        group = queries.group_in(area, int(form.group.data)) if form.group.data else None
    actions.publish(comment=comment, group=group, by=by, at=at)


@blueprint.route("/answers/<int:group_id>/", methods=["GET", "POST"])
@needs(can_answer_comments)
def answer(area: Area, group_id: int) -> Page:
    """The partnership's answer to comments that say much the same."""
    group, form = queries.group_in(area, group_id) or flask.abort(404), AnswerForm()
    if not form.is_submitted():
        form.start(group)
    elif form.validate():
        by, at, seen = person().id, clock.now(), form.seen_version()
        try:
            actions.answer_group(group=group, answer=form.answer(), seen_version=seen, by=by, at=at)
            flask.flash(_("The answer is saved."), "done")
            return flask.redirect(flask.url_for(".index"), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("comments/staff/answer.html", form=form, group=group)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/report/", methods=["GET", "POST"])
@needs(can_answer_comments)
def report(area: Area) -> Page:
    """The report for any twelve months, and the checklist of whom we consulted (POST adds a line)."""
    form = ConsultationForm()
    if form.validate_on_submit():
        given = {
            "body": form.body.data,
            "held_on": form.held_on.data,
            "evidence": form.evidence.data.strip(),
        }
        try:
            actions.note_consultation(area=area, by=person().id, at=clock.now(), **given)
            return flask.redirect(flask.request.full_path.rstrip("?"), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "comments/staff/report.html",
        form=form,
        report=_report(area),
        kinds=KINDS,
        spoken=SPOKEN,
        bodies=bodies(),
        public=queries.reports_of(area),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/report/document/")
@needs(can_answer_comments)
def document(area: Area) -> Response:
    """The same report as a Word document."""
    report = _report(area)
    made_up = bool(flask.current_app.config["PORTAL"].demonstration)
    answered = Response(written(area, report, made_up=made_up), mimetype=WORD)
    name = f"local-offer-comments-{area.slug}-{report.begins:%Y-%m}.docx"
    answered.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answered.headers["Cache-Control"] = "no-store"
    return answered


@blueprint.post("/report/publish/")
@needs(can_answer_comments)
def publish(area: Area) -> Response:
    """Make the report of these twelve months public."""
    found = _report(area)
    actions.publish_report(
        area=area, begins=found.begins, figures=found.figures, by=person().id, at=clock.now()
    )
    flask.flash(_("The report is public."), "done")
    return flask.redirect(flask.url_for(".report", begins=f"{found.begins:%Y-%m}"), 303)


def _report(area: Area) -> Report:
    """The report of the months that the address or form names, else of the last twelve whole ones."""
    today = clock.today()
    usual = date(today.year - 1, today.month, 1)
    return report_of(area, month_of(flask.request.values.get("begins"), usual))


def _comment(area: Area, comment_id: int) -> OfferComment:
    return queries.comment_in(area, comment_id) or flask.abort(404)
