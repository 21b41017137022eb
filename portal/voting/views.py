"""What families see of votes: the list, one vote, choosing, checking, thanks, and the result."""

import flask
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.codes.forms import WordsForm
from portal.codes.guessing import find_code
from portal.core import clock, easy_read
from portal.core.access import anyone
from portal.core.errors import RuleBroken
from portal.places.arriving import place_of_device
from portal.places.models import PlaceKind
from portal.voting import choosing, device, queries
from portal.voting.ballot_actions import cast_ballot, check_choices
from portal.voting.models import Vote, VoteChannel, VoteRule

blueprint = flask.Blueprint("votes", __name__, url_prefix="/<area:area>/votes")
Page = str | Answered | tuple[str, int]


@blueprint.get("/")
@anyone
def index(area: Area) -> Page:
    """Votes that are open now, and what came out of the last ones."""
    at = clock.now()
    ended = queries.votes_ended(area, at)
    return flask.render_template("votes/index.html", votes=queries.votes_open(area, at), ended=ended)


@blueprint.route("/<slug:slug>/", methods=["GET", "POST"])
@anyone
def start(area: Area, slug: str) -> Page:
    """The question, how the result is used, and how to vote; sending it begins an empty ballot."""
    vote = _vote(area, slug)
    if flask.request.method == "POST" and vote.is_open(clock.now()):
        if device.draft(area, slug) is None and not device.voted(area, slug):
            device.begin(area, slug)
        return _to("votes.choose", slug)
    held, voted = device.draft(area, slug), device.voted(area, slug)
    return _page("votes/start.html", vote, draft=held, voted=voted, card=device.card(area, slug))


@blueprint.route("/<slug:slug>/choose/", methods=["GET", "POST"])
@anyone
def choose(area: Area, slug: str) -> Page:
    """Choose by ticking, by + and -, or by up and down; each press is kept on the device."""
    vote, draft = _vote(area, slug), device.draft(area, slug)
    if draft is None:
        return _to("votes.start", slug)
    if flask.request.method != "POST":
        return _choose_page(vote, draft)
    try:
        pressed = _press(vote, draft)
        if not pressed:
            check_choices(vote, draft.choices)
    except RuleBroken as broken:
        return _choose_page(vote, draft, broken), 422
    device.keep(area, slug, draft)
    return _to("votes.choose", slug, pressed) if pressed else _to("votes.check", slug)


@blueprint.route("/<slug:slug>/check/", methods=["GET", "POST"])
@anyone
def check(area: Area, slug: str) -> Page:
    """What was chosen; sending it counts it. Needs the card only where there is none on this device."""
    vote, draft = _vote(area, slug), device.draft(area, slug)
    if draft is None:
        return _to("votes.done" if device.voted(area, slug) else "votes.start", slug)
    if flask.request.method != "POST":
        return _check_page(area, vote, draft)
    try:
        _send(area, vote, draft)
    except RuleBroken as broken:
        if broken.field == "code":
            device.drop_card(area, slug)
        return _check_page(area, vote, draft, broken), 422 if broken.field else broken.status
    device.sent(area, slug)
    return _to("votes.done", slug)


@blueprint.get("/<slug:slug>/done/")
@anyone
def done(area: Area, slug: str) -> Page:
    """Thanks; when the result comes; somebody else can vote on this device."""
    vote = _vote(area, slug)
    if not device.voted(area, slug):
        return _to("votes.start", slug)
    return _page("votes/done.html", vote)


@blueprint.post("/<slug:slug>/someone-else/")
@anyone
def someone_else(area: Area, slug: str) -> Page:
    """Another person votes on this device: nothing of the one before stays."""
    device.someone_else(area, _vote(area, slug).slug)
    return _to("votes.start", slug)


def _press(vote: Vote, draft: device.Draft) -> str:
    """Do what was pressed; returns where the page goes on, empty for "Continue"."""
    sent = flask.request.form
    if vote.rule == VoteRule.PICK:
        choosing.pick(vote, draft, sent.getlist("choice"))
        return ""
    for button in choosing.PRESSES:
        if button in sent:
            choosing.press(vote, draft, button, sent[button])
            return f"option-{sent[button]}" if button != choosing.UNDO else "left"
    return ""


def _send(area: Area, vote: Vote, draft: device.Draft) -> None:
    """Cast the ballot. A card typed here is read first, with its limit on wrong guesses."""
    card = device.card(area, vote.slug)
    typed = flask.request.form.get("code", "").strip()
    if card is None and typed:
        card = find_code(typed, address=flask.request.remote_addr)[1]
    place = place_of_device(area, clock.today())
    at_event = place is not None and place.kind == PlaceKind.EVENT
    cast_ballot(
        vote=vote,
        choices=draft.choices,
        channel=VoteChannel.EVENT if at_event else VoteChannel.WEB,
        place_id=place.id if place else None,
        once=draft.once,
        code=card,
        at=clock.now(),
    )


def _choose_page(vote: Vote, draft: device.Draft, broken: RuleBroken | None = None) -> str:
    if not vote.is_open(clock.now()):
        return _page("votes/not_open.html", vote, draft=draft)
    return _page(
        "votes/choose.html",
        vote,
        draft=draft,
        options=device.in_order(vote, draft),
        order=choosing.ranked(draft.choices),
        left=choosing.left(vote, draft.choices),
        error=broken.message if broken else None,
    )


def _check_page(area: Area, vote: Vote, draft: device.Draft, broken: RuleBroken | None = None) -> str:
    if not vote.is_open(clock.now()):
        return _page("votes/not_open.html", vote, draft=draft)
    needs_card = vote.only_by_code and device.card(area, vote.slug) is None
    card_failed = broken is not None and broken.field == "code"
    form = WordsForm(formdata=None) if needs_card or card_failed else None
    if form is not None and broken is not None:
        form.show(broken)
    error = broken.message if broken and not card_failed else None
    return _page("votes/check.html", vote, draft=draft, form=form, error=error)


def _page(template: str, vote: Vote, **values: object) -> str:
    """A page of one vote, in Easy Read where this device asks for it."""
    return flask.render_template(
        template,
        vote=vote,
        slug=vote.slug,
        is_open=vote.is_open(clock.now()),
        to_come=clock.now() < vote.opens_at,
        easy=easy_read.is_wanted(),
        **values,
    )


def _vote(area: Area, slug: str) -> Vote:
    return queries.vote_by_slug(area, slug) or flask.abort(404)


def _to(endpoint: str, slug: str, anchor: str | None = None) -> Answered:
    return flask.redirect(flask.url_for(endpoint, slug=slug, _anchor=anchor), 303)
