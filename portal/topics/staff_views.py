"""Topics for staff: the list with numbers, a new one, changing it, and each step of its life."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.topics import actions, desk_queries, queries
from portal.topics.forms import AnswerTopicForm, ReturnForm, TopicForm
from portal.topics.models import UNDECIDED, Topic, TopicState
from portal.topics.permissions import (
    can_break_glass,
    can_moderate,
    can_see_topic_numbers,
    only_proposes,
    spaces_of,
)
from portal.topics.typed import details_of, fill, offer

blueprint = flask.Blueprint("staff_topics", __name__, url_prefix="/<area:area>/staff/topics")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_see_topic_numbers)
def index(area: Area) -> Page:
    """Every topic with its numbers, the newest first; drafts only for those whose they are."""
    mine = spaces_of(person(), area)
    topics = [one for one in queries.topics_of(area) if one.is_public or one.space in mine]
    numbers = desk_queries.numbers_of(topics)
    return flask.render_template(
        "topics/staff/index.html",
        topics=topics,
        numbers=numbers,
        waits={one.id: sum(numbers.get(one.id, {}).get(state, 0) for state in UNDECIDED) for one in topics},
        may_make=bool(mine),
        at=clock.now(),
    )


@blueprint.route("/new/", methods=["GET", "POST"])
@needs(can_moderate)
def new(area: Area) -> Page:
    """A new topic: a draft at first."""
    form = offer(TopicForm(), area, spaces_of(person(), area))
    if form.validate_on_submit():
        try:
            details = details_of(form, area)
            topic = actions.make_topic(area=area, details=details, by=person().id, at=clock.now())
            flask.flash(_("The draft is made. Nobody else sees it yet."), "done")
            return _to(topic)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("topics/staff/edit.html", form=form, topic=None)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:topic_id>/")
@needs(can_see_topic_numbers)
def show(area: Area, topic_id: int) -> Page:
    """One topic: how many wait and how long, what was decided and why, what stands on the page."""
    return _page(area, _topic(area, topic_id))


def _page(
    area: Area, topic: Topic, answer: AnswerTopicForm | None = None, back: ReturnForm | None = None
) -> str:
    return flask.render_template(
        "topics/staff/show.html",
        topic=topic,
        stage=topic.stage(clock.now()),
        steps=actions.NEXT[topic.stage(clock.now())],
        numbers=desk_queries.numbers_of([topic]).get(topic.id, {}),
        oldest=desk_queries.oldest_waiting(topic),
        decisions=queries.decisions_by_code(topic),
        comments=queries.published_comments(topic, page_number(flask.request.args.get("page"))),
        is_mine=topic.space in spaces_of(person(), area),
        may_break=can_break_glass(person(), area),
        only_offers=only_proposes(person(), area, topic.space),
        answer_form=answer or AnswerTopicForm(formdata=None),
        return_form=back or ReturnForm(formdata=None),
    )


def _topic(area: Area, topic_id: int) -> Topic:
    """A topic that this person may look at: another's draft is not there."""
    topic = queries.topic_in(area, topic_id)
    if topic is None or not (topic.is_public or topic.space in spaces_of(person(), area)):
        flask.abort(404)
    return topic


def _mine(area: Area, topic_id: int) -> Topic:
    """A topic of a space that this person moderates; another's is not theirs to change."""
    topic = _topic(area, topic_id)
    if topic.space not in spaces_of(person(), area):
        flask.abort(403)
    return topic


@blueprint.route("/<int:topic_id>/edit/", methods=["GET", "POST"])
@needs(can_moderate)
def edit(area: Area, topic_id: int) -> Page:
    """Change a topic."""
    topic, form = _mine(area, topic_id), TopicForm()
    offer(form, area, spaces_of(person(), area), topic)
    if not form.is_submitted():
        fill(form, topic)
        return flask.render_template("topics/staff/edit.html", form=form, topic=topic)
    if form.validate():
        try:
            details = details_of(form, area)
            version = form.seen_version()
            actions.change_topic(
                topic=topic, details=details, seen_version=version, by=person().id, at=clock.now()
            )
            flask.flash(_("Saved."), "done")
            return _to(topic)
        except RuleBroken as broken:
            form.show(broken)
            form.version.data = str(topic.version)
    return flask.render_template("topics/staff/edit.html", form=form, topic=topic), 422


@blueprint.post("/<int:topic_id>/stage/")
@needs(can_moderate)
def stage(area: Area, topic_id: int) -> Page:
    """Open, close or put away a topic; a youth moderator offers it to an adult instead of opening it."""
    topic = _mine(area, topic_id)
    wanted = flask.request.form.get("stage", "")
    if wanted not in {state.value for state in TopicState}:
        flask.flash(_("Choose from the page."))
        return _to(topic)
    to, by, at = TopicState(wanted), person().id, clock.now()
    if to == TopicState.OPEN and only_proposes(person(), area, topic.space):
        actions.offer_topic(topic=topic, by=by, at=at)
        flask.flash(_("An adult will look at it and open it."), "done")
    else:
        actions.move_topic(topic=topic, to=to, by=by, at=at)
        flask.flash(_("Done."), "done")
    return _to(topic)


@blueprint.post("/<int:topic_id>/answer/")
@needs(can_moderate)
def answer(area: Area, topic_id: int) -> Page:
    """The partnership's answer."""
    topic, form = _mine(area, topic_id), AnswerTopicForm()
    try:
        actions.answer_topic(topic=topic, answer=form.answer.data or "", by=person().id, at=clock.now())
    except RuleBroken as broken:
        if broken.field is None:
            raise
        form.show(broken)
        return _page(area, topic, answer=form), 422
    flask.flash(_("The answer is on the page."), "done")
    return _to(topic)


@blueprint.post("/<int:topic_id>/return/")
@needs(can_moderate)
def send_back(area: Area, topic_id: int) -> Page:
    """The adult says what should change before a young person's topic opens."""
    topic, form = _mine(area, topic_id), ReturnForm()
    if only_proposes(person(), area, topic.space):
        flask.abort(403)
    try:
        actions.return_topic(topic=topic, why=form.why.data or "", by=person().id, at=clock.now())
    except RuleBroken as broken:
        if broken.field is None:
            raise
        form.show(broken)
        return _page(area, topic, back=form), 422
    flask.flash(_("It is back with the youth moderators."), "done")
    return _to(topic)


def _to(topic: Topic) -> Response:
    return flask.redirect(flask.url_for(".show", topic_id=topic.id), 303)
