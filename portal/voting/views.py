"""What families see of votes: the list, one vote, choosing, checking, thanks, and the result."""

import flask
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.codes.forms import WordsForm
from portal.codes.guessing import find_code
from portal.core import clock, easy_read
from portal.core.access import anyone
from portal.core.errors import RuleBroken
from portal.places.arriving import arrive as arrive_at
from portal.places.arriving import event_of_device, place_of_device
from portal.places.models import PlaceKind
from portal.places.queries import place_by_slug
from portal.receipts.actions import new_code
from portal.receipts.device import close_receipt, open_receipt
from portal.voting import choosing, device, kiosk, queries
from portal.voting.audiences import audience_from, invited, voters_of
from portal.voting.ballot_actions import cast_ballot, check_choices, practise
from portal.voting.models import Vote, VoteChannel, VoteRule
from portal.voting.receipt_actions import take_receipt

blueprint = flask.Blueprint("votes", __name__, url_prefix="/<area:area>/votes")
Page = str | Answered | tuple[str, int]
STILL = "still"


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
    if kiosk.here(area, slug):
        return _to("kiosk.wait", slug)
    if flask.request.method == "POST" and vote.is_open(clock.now()):
        device.end_practice(area, slug)
        if device.draft(area, slug) is None and not device.voted(area, slug):
            device.begin(area, slug)
        return _to("votes.choose", slug)
    held, voted = device.draft(area, slug), device.voted(area, slug)
    held = None if held and held.practice else held
    return _page("votes/start.html", vote, draft=held, voted=voted, card=device.card(area, slug))


@blueprint.route("/<slug:slug>/choose/", methods=["GET", "POST"])
@anyone
def choose(area: Area, slug: str) -> Page:
    """Choose by ticking, by + and -, or by up and down; each press is kept on the device."""
    vote, draft = _vote(area, slug), device.draft(area, slug)
    if draft is None or _kiosk_is_over(area, slug):
        return _to("votes.start", slug)
    if flask.request.method != "POST":
        return _choose_page(vote, draft)
    try:
        pressed = _press(vote, draft)
        if not pressed and STILL not in flask.request.form:
            check_choices(vote, draft.choices)
    except RuleBroken as broken:
        return _choose_page(vote, draft, broken), 422
    device.keep(area, slug, draft)
    if STILL in flask.request.form:
        return _to("kiosk.still_there", slug)
    return _to("votes.choose", slug, pressed) if pressed else _to("votes.check", slug)


@blueprint.route("/<slug:slug>/check/", methods=["GET", "POST"])
@anyone
def check(area: Area, slug: str) -> Page:
    """What was chosen; sending it counts it. Needs the card only where there is none on this device."""
    vote, draft = _vote(area, slug), device.draft(area, slug)
    if draft is None or _kiosk_is_over(area, slug):
        return _to("votes.done" if device.voted(area, slug) else "votes.start", slug)
    if flask.request.method != "POST":
        return _check_page(area, vote, draft)
    try:
        _send(area, vote, draft)
    except RuleBroken as broken:
        if broken.field == "code":
            device.drop_card(area, slug)
        return _check_page(area, vote, draft, broken), 422 if broken.field else broken.status
    if kiosk.here(area, slug) or draft.practice:
        device.forget(area, slug)
        return _to("votes.practised" if draft.practice else "kiosk.thanks", slug)
    device.sent(area, slug)
    return _to("votes.done", slug)


@blueprint.get("/<slug:slug>/done/")
@anyone
def done(area: Area, slug: str) -> Page:
    """Thanks; when the result comes; somebody else can vote on this device."""
    vote = _vote(area, slug)
    if not device.voted(area, slug):
        return _to("votes.start", slug)
    event = event_of_device(area, clock.today())
    return _page("votes/done.html", vote, code=device.code(area, slug), event=event)


@blueprint.post("/<slug:slug>/receipt/")
@anyone
def receipt(area: Area, slug: str) -> Page:
    """A code that says "your vote was taken": in a request of its own, so that nothing joins the two."""
    vote = _vote(area, slug)
    if device.voted(area, slug) and device.code(area, slug) is None:
        words = new_code()
        given = take_receipt(area=area, vote=vote, words=words, at=clock.now())
        open_receipt(area, given.id)
        device.keep_code(area, slug, words)
    return _to("votes.done", slug)


@blueprint.get("/<slug:slug>/how-it-is-used/")
@anyone
def used(area: Area, slug: str) -> Page:
    """How the result will be used, what can still change, and who counts."""
    return easy_read.show_page("votes/used.html", vote=_vote(area, slug), slug=slug)


@blueprint.get("/<slug:slug>/at/<slug:place>/")
@anyone
def arrive(area: Area, slug: str, place: str) -> Page:
    """The code of an event: what is sent from this device today counts for its place."""
    found = place_by_slug(area, place) or flask.abort(404)
    if found.is_on(clock.today()):
        arrive_at(found, area, clock.today())
    return _to("votes.start", _vote(area, slug).slug)


@blueprint.post("/<slug:slug>/someone-else/")
@anyone
def someone_else(area: Area, slug: str) -> Page:
    """Another person votes on this device: nothing of the one before stays."""
    device.someone_else(area, _vote(area, slug).slug)
    close_receipt()
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
    if draft.practice:
        practise(vote=vote, choices=draft.choices, channel=VoteChannel.WEB, at=clock.now())
        return
    card = device.card(area, vote.slug)
    typed = flask.request.form.get("code", "").strip()
    if card is None and typed:
        card = find_code(typed, address=flask.request.remote_addr)[1]
    channel, place_id = _way(area, vote)
    cast_ballot(
        vote=vote,
        choices=draft.choices,
        channel=channel,
        place_id=place_id,
        audience=audience_from(vote, flask.request.form.get("who", "")),
        once=draft.once,
        code=card,
        at=clock.now(),
    )


def _way(area: Area, vote: Vote) -> tuple[VoteChannel, int | None]:
    """By which channel and from which place this device votes."""
    tablet = kiosk.here(area, vote.slug)
    if tablet:
        return VoteChannel.KIOSK, tablet.place_id
    place = place_of_device(area, clock.today())
    if place is None or not vote.is_held_at(place):
        return VoteChannel.WEB, None
    return VoteChannel.EVENT if place.kind == PlaceKind.EVENT else VoteChannel.WEB, place.id


def _may_go_on(vote: Vote, draft: device.Draft) -> bool:
    """Whether this ballot can still be sent; one that only tries it out before the opening too."""
    at = clock.now()
    return not vote.has_ended(at) if draft.practice else vote.is_open(at)


def _kiosk_is_over(area: Area, slug: str) -> bool:
    tablet = kiosk.here(area, slug)
    return tablet is not None and tablet.is_over


def _choose_page(vote: Vote, draft: device.Draft, broken: RuleBroken | None = None) -> str:
    if not _may_go_on(vote, draft):
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
    if not _may_go_on(vote, draft):
        return _page("votes/not_open.html", vote, draft=draft)
    needs_card = vote.only_by_code and device.card(area, vote.slug) is None
    card_failed = broken is not None and broken.field == "code"
    form = WordsForm(formdata=None) if needs_card or card_failed else None
    if form is not None and broken is not None:
        form.show(broken)
    error = broken.message if broken and not card_failed else None
    said = flask.request.form.get("who", "")
    who = voters_of(vote) if len(vote.for_whom) != 1 else []
    return _page("votes/check.html", vote, draft=draft, form=form, error=error, who=who, said=said)


def _page(template: str, vote: Vote, **values: object) -> str:
    """A page of one vote, in Easy Read where this device asks for it; on a tablet without links."""
    at_kiosk = kiosk.here(flask.g.area, vote.slug) is not None
    return flask.render_template(
        template,
        vote=vote,
        slug=vote.slug,
        is_open=vote.is_open(clock.now()),
        to_come=clock.now() < vote.opens_at,
        invited=invited(vote),
        easy=easy_read.is_wanted(),
        kiosk=at_kiosk,
        idle_to=flask.url_for("kiosk.still_there", slug=vote.slug) if at_kiosk else None,
        **values,
    )


def _vote(area: Area, slug: str) -> Vote:
    return queries.vote_by_slug(area, slug) or flask.abort(404)


def _to(endpoint: str, slug: str, anchor: str | None = None) -> Answered:
    return flask.redirect(flask.url_for(endpoint, slug=slug, _anchor=anchor), 303)
