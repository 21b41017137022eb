"""What families see of topics: the list, one topic with its comments and the box, and thanks."""

from collections.abc import Sequence

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock, keys
from portal.core.access import anyone
from portal.core.deployment import secret_key
from portal.core.easy_read import is_wanted, show_page
from portal.core.errors import RuleBroken
from portal.core.leaving import clear_device
from portal.core.limits import limits
from portal.core.paging import page_number
from portal.core.vocabulary import Audience, Channel, Mode
from portal.languages import choosing
from portal.places.arriving import place_of_device
from portal.receipts.actions import give_receipt, new_code
from portal.receipts.device import close_receipt, earlier_receipt, open_receipt, opened_receipt
from portal.receipts.queries import act_on
from portal.safeguarding.actions import Sender
from portal.safeguarding.calling import offer_call
from portal.topics import comment_actions, device, naming, queries, same_queries
from portal.topics.asking_actions import IDEA_KIND
from portal.topics.forms import CommentForm
from portal.topics.models import HeadCount, Topic, TopicComment
from portal.topics.same_actions import mark_of

blueprint = flask.Blueprint("topics", __name__, url_prefix="/<area:area>/topics")
Page = str | Answered | tuple[str, int]
# one address may be a hall full of families
SENT_HERE = "60 per hour"
SAME_WORDS_HERE = "3 per hour"
IDEA = "suggest"
for speak in (
    naming.space_name,
    naming.topic_state_name,
    naming.comment_state_name,
    naming.voice,
    naming.act_name,
    naming.code_name,
    naming.idea_reason,
    naming.report_name,
):
    blueprint.add_app_template_filter(speak)


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Topics that are open now, those that close first on top, then those that were."""
    at = clock.now()
    topics = queries.public_topics(area, at)
    counts = queries.published_counts([topic.id for topic in topics])
    return show_page("topics/index.html", topics=topics, counts=counts, at=at)


@blueprint.route("/<slug:slug>/", methods=["GET", "POST"])
@anyone
def show(area: Area, slug: str) -> Page:
    """One topic: what it is about, what others said, and the box; sending it gives a code."""
    topic, form = flask.g.topic, _comment_form()
    if form.is_submitted():
        try:
            if form.validate():
                return _send(area, topic, form)
        except RuleBroken as broken:
            form.show(broken)
    comments = queries.published_comments(topic, page_number(flask.request.args.get("page")))
    release = same_queries.release_of_topic(area, topic)
    page = show_page(
        "topics/show.html",
        topic=topic,
        form=form,
        comments=comments,
        same=_pressed_here(comments.rows),
        same_figures=same_queries.figures_in(release),
        release=release,
        stage=topic.stage(clock.now()),
        takes_comments=topic.takes_comments(clock.now()),
        sent=device.held(area, slug) is not None,
    )
    return (page, 422) if form.is_submitted() else page


def _pressed_here(comments: Sequence[TopicComment]) -> set[int]:
    """The comments beside which this browser said "same for me"."""
    browser = device.own_word()
    marks = {mark_of(browser, one.id): one.id for one in comments} if browser else {}
    return {marks[mark] for mark in same_queries.marks_found(marks)} if marks else set()


def _comment_form() -> CommentForm:
    form = CommentForm()
    bands = [(band.value, naming.head_count_name(band)) for band in HeadCount]
    form.head_count.choices = [("", _("Just me")), *bands]
    form.head_count.data = form.head_count.data or ""
    return form


def _send(area: Area, topic: Topic, form: CommentForm) -> Answered:
    _spend(topic, form.words.data or "")
    at = clock.now()
    place = place_of_device(area, clock.today())
    sent = comment_actions.Sent(
        words=form.words.data or "",
        audience=Audience(form.audience.data),
        head_count=HeadCount(form.head_count.data) if form.head_count.data else None,
        mode=Mode.EASY if is_wanted() else Mode.STANDARD,
        language=choosing.shown().code,
        channel=place.channel if place else Channel.WEB,
    )
    comment = comment_actions.send_comment(area=area, topic=topic, sent=sent, at=at)
    code = new_code()
    kind = comment_actions.RECEIPT_KIND
    receipt = give_receipt(area=area, kind=kind, subject_id=comment.id, words=code, at=at)
    device.keep(area, topic.slug, comment.id, code)
    if receipt:
        open_receipt(area, receipt.id)
    return flask.redirect(flask.url_for(".done", slug=topic.slug), 303)


def _spend(topic: Topic, words: str) -> None:
    """A flood from one address, and the same words again and again, are stopped; others are not."""
    address = flask.request.remote_addr
    same = keys.keyed_hash(keys.derive(secret_key(), "same words"), f"{topic.id} {words.strip()}")
    # first: who sends the same again and again must not use up what the others of a hall may send
    limits().spend("same words", SAME_WORDS_HERE, address=f"{address} {same}")
    limits().spend("topic comment", SENT_HERE, address=address)


@blueprint.before_request
def find_topic() -> None:
    """Every page below a topic needs one that everyone may open."""
    address = flask.request.view_args or {}
    # an idea has the same pages to leave by as a comment, under a word that no topic has
    if address.get("slug", IDEA) != IDEA:
        flask.g.topic = queries.public_topic(address["area"], address["slug"]) or flask.abort(404)


@blueprint.get("/<slug:slug>/done/")
@anyone
def done(area: Area, slug: str) -> Page:
    """Thanks, the code, what happens now, the offer of a call that everybody gets, the ways to leave."""
    comment_id = device.held(area, slug)
    comment = queries.comment_by_id(area, comment_id) if comment_id else None
    act = act_on(comment_actions.RECEIPT_KIND, comment.id) if comment else None
    if comment is None or comment.topic.slug != slug:
        return flask.redirect(flask.url_for(".show", slug=slug), 303)
    is_open = act is not None and act.receipt_id == opened_receipt(area)
    return flask.render_template(
        "topics/done.html",
        topic=comment.topic,
        comment=comment,
        slug=slug,
        code=device.code(area, slug) if act else None,
        act=act if is_open else None,
        earlier=is_open and earlier_receipt(area) is not None,
        easy=is_wanted(),
    )


@blueprint.route("/<slug:slug>/call-back/", methods=["GET", "POST"])
@anyone
def call_back(area: Area, slug: str) -> Page:
    """Everybody is offered a call, in the same words; the number goes to the lead only."""
    held = device.held(area, slug)
    if held is None:
        return flask.redirect(flask.url_for(".show", slug=slug), 303)
    sender = Sender(IDEA_KIND if slug == IDEA else comment_actions.SOURCE_KIND, held)
    return offer_call(area, sender, back=flask.url_for(".done", slug=slug), easy=is_wanted())


@blueprint.post("/<slug:slug>/another/")
@anyone
def another(area: Area, slug: str) -> Answered:
    """Someone else writes here: let go of the comment and its code."""
    device.forget(area, slug)
    close_receipt()
    return flask.redirect(flask.url_for(".show", slug=slug), 303)


@blueprint.post("/<slug:slug>/clear/")
@anyone
def clear(area: Area, slug: str) -> Answered:
    """Finish and clear this device: nothing of the comment stays on it."""
    return clear_device(flask.url_for(".cleared", slug=slug))


@blueprint.get("/<slug:slug>/cleared/")
@anyone
def cleared(area: Area, slug: str) -> str:
    """This device is clear."""
    return flask.render_template("topics/cleared.html", slug=slug)
