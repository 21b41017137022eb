"""Votes for officers: the list, making one, its options, how many have voted, ending the voting."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.core.qr import drawn_address
from portal.places.queries import places_to_choose
from portal.strategies.queries import priorities_of, strategy_in_force, themes_for_families
from portal.voting import actions, queries
from portal.voting.audiences import invited
from portal.voting.closing_actions import outside_from
from portal.voting.forms import OptionForm, VoteForm
from portal.voting.models import Vote, VoteOption
from portal.voting.permissions import can_confirm_votes, can_run_votes, side_of
from portal.voting.plans import OptionPlan

blueprint = flask.Blueprint("staff_votes", __name__, url_prefix="/<area:area>/staff/votes")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_confirm_votes)
def index(area: Area) -> Page:
    """Every vote and how many have voted."""
    page = queries.page_of_votes(area, page_number(flask.request.args.get("page")))
    voted = queries.how_many_voted(vote.id for vote in page.rows)
    return flask.render_template(
        "votes/staff/index.html",
        page=page,
        voted=voted,
        at=clock.now(),
        may_run=can_run_votes(person(), area),
    )


@blueprint.route("/make/", methods=["GET", "POST"])
@needs(can_run_votes)
def make(area: Area) -> Page:
    """Make a vote; the next page gives its options their lines and pictures."""
    form = VoteForm()
    form.offer(places_to_choose(area, clock.today()))
    if form.validate_on_submit():
        try:
            plan = form.plan(_options(area, form))
            vote = actions.make_vote(area=area, plan=plan, by=person().id, at=clock.now())
            return flask.redirect(flask.url_for("staff_votes.options", vote_id=vote.id), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("votes/staff/make.html", form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:vote_id>/")
@needs(can_confirm_votes)
def show(area: Area, vote_id: int) -> Page:
    """One vote: how it stands, how people reach it, hands, and the close."""
    vote = _vote(area, vote_id)
    address = flask.url_for("votes.start", slug=vote.slug, _external=True)
    return flask.render_template(
        "votes/staff/show.html",
        vote=vote,
        at=clock.now(),
        voted=queries.how_many_voted([vote.id]).get(vote.id, 0),
        started=queries.has_ballots(vote),
        hands=queries.shows_of_hands(vote),
        tests=queries.how_many_tests(vote),
        may_run=can_run_votes(person(), area),
        my_side=side_of(person(), area),
        outside_from=outside_from(area, vote),
        invited=invited(vote),
        address=address,
        drawing=drawn_address(address, css_class="poster__qr"),
    )


@blueprint.route("/<int:vote_id>/options/", methods=["GET", "POST"])
@needs(can_run_votes)
def options(area: Area, vote_id: int) -> Page:
    """The words, the line and the picture of each option, until somebody has voted."""
    vote = _vote(area, vote_id)
    posted = flask.request.method == "POST"
    forms = [_option_form(option, posted=posted) for option in vote.options]
    broken = None
    if posted and not sum(not form.validate() for _option, form in forms):
        try:
            plans = tuple(_as_plan(option.priority_id, form) for option, form in forms)
            actions.change_options(vote=vote, options=plans, by=person().id, at=clock.now())
            flask.flash(_("The options are saved."), "done")
            return to_vote(vote.id)
        except RuleBroken as refused:
            broken = refused
    page = flask.render_template(
        "votes/staff/options.html",
        vote=vote,
        forms=[form for _option, form in forms],
        broken=broken,
        started=queries.has_ballots(vote),
    )
    return (page, 422) if posted else page


@blueprint.route("/<int:vote_id>/end/", methods=["GET", "POST"])
@needs(can_run_votes)
def end(area: Area, vote_id: int) -> Page:
    """Nobody can vote any more, after asking once more."""
    vote = _vote(area, vote_id)
    if flask.request.method != "POST":
        return flask.render_template("votes/staff/end.html", vote=vote)
    actions.end_voting(vote=vote, by=person().id, at=clock.now())
    flask.flash(_("The voting has ended. Now two people confirm the count."), "done")
    return to_vote(vote.id)


def to_vote(vote_id: int) -> Response:
    """Back to the page of a vote."""
    return flask.redirect(flask.url_for("staff_votes.show", vote_id=vote_id), 303)


def _vote(area: Area, vote_id: int) -> Vote:
    return queries.vote_in(area, vote_id) or flask.abort(404)


def _options(area: Area, form: VoteForm) -> tuple[OptionPlan, ...]:
    """Options from where the officer said: written, our plan's priorities, or our themes."""
    if form.source.data == "priorities":
        strategy = strategy_in_force(area, clock.today())
        found = priorities_of(strategy) if strategy else []
        return tuple(OptionPlan(title=one.short_title, priority_id=one.id) for one in found)
    if form.source.data == "themes":
        return tuple(OptionPlan(title=one.label, explanation=one.meaning) for one in themes_for_families())
    return form.written()


def _option_form(option: VoteOption, *, posted: bool) -> tuple[VoteOption, OptionForm]:
    """The form of one option: its fields carry its key in front of their names."""
    if posted:
        return option, OptionForm(prefix=option.key)
    return option, OptionForm(
        formdata=None,
        prefix=option.key,
        title=option.title,
        easy=option.title_easy,
        explanation=option.explanation,
        picture=option.picture,
    )


def _as_plan(priority_id: int | None, form: OptionForm) -> OptionPlan:
    return OptionPlan(
        title=form.title.data.strip(),
        easy=(form.easy.data or "").strip(),
        explanation=(form.explanation.data or "").strip(),
        picture=form.picture.data,
        priority_id=priority_id,
    )
