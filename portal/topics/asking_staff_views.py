"""Appeals, reports and ideas on the moderation desk; many spam comments refused in one go, and undone."""

import flask
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.areas.outside import outside_from
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import numbers_in, random_id
from portal.core.errors import RuleBroken
from portal.feedback.reading import pieces_of
from portal.topics import (
    appeal_actions,
    asking_actions,
    asking_queries,
    desk_queries,
    desk_views,
    naming,
    queries,
    spam_actions,
)
from portal.topics.asking_forms import IdeaChoiceForm, VerdictForm
from portal.topics.asking_models import Appeal, AppealState, IdeaState, TopicIdea
from portal.topics.desk_views import act_on, to_list
from portal.topics.models import Space, TopicComment
from portal.topics.permissions import can_moderate, only_proposes, spaces_of

blueprint = desk_views.blueprint
Page = str | Response | tuple[str, int]
MOST_AT_ONCE = 50


@blueprint.get("/appeals/")
@needs(can_moderate)
def appeals(area: Area) -> Page:
    """The appeals that wait, the oldest first."""
    found = asking_queries.appeals_waiting(area, spaces_of(person(), area))
    return flask.render_template("topics/staff/appeals.html", appeals=found, me=person().id)


@blueprint.route("/appeals/<int:appeal_id>/", methods=["GET", "POST"])
@needs(can_moderate)
def appeal(area: Area, appeal_id: int) -> Page:
    """One appeal: what was decided and why, what the author says, and the answer."""
    posts = flask.request.method == "POST"
    found = asking_queries.appeal_in(area, spaces_of(person(), area), appeal_id, for_update=posts)
    if found is None or only_proposes(person(), area, found.comment.topic.space):
        flask.abort(404)
    form = _verdict_form(area)
    if form.validate_on_submit():
        try:
            _decide_appeal(area, found, form)
            return flask.redirect(flask.url_for(".appeals"), 303)
        except RuleBroken as broken:
            if broken.field is None:
                flask.flash(broken.message)
                return flask.redirect(flask.url_for(".appeal", appeal_id=appeal_id), 303)
            form.show(broken)
    page = _appeal_page(area, found, form)
    return (page, 422) if form.is_submitted() else page


def _verdict_form(area: Area) -> VerdictForm:
    """The form, with who may be an outside second: the advice service, or another area's forum."""
    form = VerdictForm()
    form.offer(area)
    return form


def _decide_appeal(area: Area, found: Appeal, form: VerdictForm) -> None:
    verdict = appeal_actions.Verdict(AppealState(form.state.data), form.answer.data or "", form.named())
    appeal_actions.decide_appeal(area=area, appeal=found, verdict=verdict, by=person().id, at=clock.now())
    flask.flash(_("Decided. The author reads your answer with their code."), "done")


def _appeal_page(area: Area, found: Appeal, form: VerdictForm) -> str:
    decision, comment = found.decision, found.comment
    assert comment.item is not None  # noqa: S101 the query finds no others
    words = asking_queries.words_of_appeal(found)
    return flask.render_template(
        "topics/staff/appeal.html",
        appeal=found,
        comment=comment,
        decision=decision,
        pieces=pieces_of(comment.item),
        reasons=pieces_of(words) if words else None,
        words=words,
        names=names_of({one for one in (decision.by, decision.second_by, found.decided_by) if one}),
        is_mine=person().id in (decision.by, decision.second_by),
        outside_from=outside_from(area, found.asked_on),
        form=form,
    )


@blueprint.post("/<int:comment_id>/keep/")
@needs(can_moderate)
def keep(area: Area, comment_id: int) -> Page:
    """A moderator has looked at what readers reported, and it stays on the page."""

    def act(comment: TopicComment) -> str:
        asking_actions.settle_reports(comment=comment, by=person().id, at=clock.now())
        return str(_("It stays. The reports are settled."))

    return act_on(area, comment_id, act)


@blueprint.post("/spam/")
@needs(can_moderate)
def spam(area: Area) -> Page:
    """Refuse the ticked comments as adverts in one go; the page offers to undo it."""
    # in one order, so that two who refuse at once never wait for each other
    numbers = sorted(set(numbers_in(flask.request.form.getlist("comment")[:MOST_AT_ONCE])))
    spaces = _decides_in(area)
    comments = [one for number in numbers if (one := desk_queries.held_comment(area, spaces, number))]
    batch = random_id()
    refused = spam_actions.refuse_as_spam(comments=comments, batch=batch, by=person().id, at=clock.now())
    if not refused:
        flask.flash(_("Tick the comments that sell something. Nothing was changed."))
        return to_list()
    flask.flash(
        ngettext("%(num)s comment is not shown.", "%(num)s comments are not shown.", refused), "done"
    )
    return flask.redirect(flask.url_for(".index", undo=batch), 303)


@blueprint.post("/spam/undo/")
@needs(can_moderate)
def undo(area: Area) -> Page:
    """Undo a refusal of many: each that nobody has touched since waits again."""
    batch = numbers_in([flask.request.form.get("batch", "")])
    decisions = desk_queries.decisions_of_batch(area, _decides_in(area), batch[0]) if batch else []
    try:
        number = spam_actions.undo_batch(decisions=decisions, by=person().id, at=clock.now())
    except RuleBroken as broken:
        flask.flash(broken.message)
        return to_list()
    flask.flash(ngettext("%(num)s comment waits again.", "%(num)s comments wait again.", number), "done")
    return to_list()


def _decides_in(area: Area) -> list[Space]:
    """The spaces in which this person decides by themselves."""
    return [space for space in spaces_of(person(), area) if not only_proposes(person(), area, space)]


@blueprint.get("/ideas/")
@needs(can_moderate)
def ideas(area: Area) -> Page:
    """What families suggest to talk about, the oldest first."""
    found = asking_queries.ideas_waiting(area, spaces_of(person(), area))
    return flask.render_template("topics/staff/ideas.html", ideas=found)


@blueprint.route("/ideas/<int:idea_id>/", methods=["GET", "POST"])
@needs(can_moderate)
def idea(area: Area, idea_id: int) -> Page:
    """One idea, and what became of it."""
    found = asking_queries.idea_in(area, spaces_of(person(), area), idea_id) or flask.abort(404)
    form = _idea_form(area, found)
    if form.validate_on_submit():
        try:
            _decide_idea(area, found, form)
            return flask.redirect(flask.url_for(".ideas"), 303)
        except RuleBroken as broken:
            form.show(broken)
    assert found.item is not None  # noqa: S101 the query finds no others
    page = flask.render_template(
        "topics/staff/idea.html", idea=found, pieces=pieces_of(found.item), form=form
    )
    return (page, 422) if form.is_submitted() else page


def _idea_form(area: Area, found: TopicIdea) -> IdeaChoiceForm:
    form = IdeaChoiceForm()
    topics = queries.topics_of(area, spaces_of(person(), area))
    form.topic.choices = [("", _("None")), *((str(one.id), one.title) for one in topics)]
    reasons = [(code, naming.idea_reason(code)) for code in asking_actions.REASONS]
    form.code.choices = [("", _("None")), *reasons]
    form.topic.data, form.code.data = form.topic.data or "", form.code.data or ""
    return form


def _decide_idea(area: Area, found: TopicIdea, form: IdeaChoiceForm) -> None:
    topic = queries.topic_in(area, int(form.topic.data)) if form.topic.data else None
    choice = asking_actions.IdeaChoice(
        IdeaState(form.state.data), topic, form.code.data or "", form.note.data or ""
    )
    asking_actions.decide_idea(idea=found, choice=choice, by=person().id, at=clock.now())
    flask.flash(_("Saved. The family sees it with their code."), "done")
