"""The end of a vote for staff: hands counted in a room, two confirmations, and how the count adds up."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.paper.permissions import can_key_paper
from portal.places.queries import place_in, place_names
from portal.voting import closing_actions, queries
from portal.voting.channels import channel_names
from portal.voting.counting import ballots_of_closed, outcome_for
from portal.voting.forms import HandsForm, OutsideForm
from portal.voting.models import ShowOfHands, Vote
from portal.voting.permissions import can_confirm_votes, can_run_votes, side_of
from portal.voting.reconciling import how_it_adds_up
from portal.voting.results import by_channel, by_place

blueprint = flask.Blueprint("staff_counts", __name__, url_prefix="/<area:area>/staff/votes/<int:vote_id>")
Page = str | Response | tuple[str, int]


@blueprint.route("/hands/", methods=["GET", "POST"])
@needs(can_run_votes)
def hands(area: Area, vote_id: int) -> Page:
    """Write down hands counted in a room."""
    return _hands(area, _vote(area, vote_id), None)


@blueprint.route("/hands/<int:hands_id>/", methods=["GET", "POST"])
@needs(can_run_votes)
def correct(area: Area, vote_id: int, hands_id: int) -> Page:
    """Put hands right; the old numbers stay to be seen, with why and who."""
    vote = _vote(area, vote_id)
    return _hands(area, vote, queries.hands_in(vote, hands_id) or flask.abort(404))


@blueprint.post("/confirm/")
@needs(can_confirm_votes)
def confirm(area: Area, vote_id: int) -> Page:
    """Confirm the count in one's own name; the second person of the other side closes the vote."""
    vote = closing_actions.confirm_close(
        vote=_vote(area, vote_id), side=side_of(person(), area), by=person().id, at=clock.now()
    )
    return _confirmed(vote)


@blueprint.route("/outside/", methods=["GET", "POST"])
@needs(can_confirm_votes)
def outside(area: Area, vote_id: int) -> Page:
    """Write down that somebody outside looked at the count, where the other side did not act."""
    vote, form = _vote(area, vote_id), OutsideForm()
    if form.validate_on_submit():
        try:
            vote = closing_actions.confirm_for_outside(
                area=area,
                vote=vote,
                outside=form.outside.data,
                name=form.name.data,
                by=person().id,
                at=clock.now(),
            )
            return _confirmed(vote)
        except RuleBroken as broken:
            form.show(broken)
    day = closing_actions.outside_from(area, vote)
    page = flask.render_template("votes/staff/outside.html", vote=vote, form=form, day=day)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/results/")
@needs(can_confirm_votes)
def results(area: Area, vote_id: int) -> Page:
    """The result for staff: totals of each option by channel and by place add up to the whole."""
    vote = _vote(area, vote_id)
    ballots = ballots_of_closed(vote)
    places = place_names(area, {one.place_id for one in ballots if one.place_id is not None})
    return flask.render_template(
        "votes/staff/results.html",
        vote=vote,
        outcome=outcome_for(area, vote, ballots),
        channels=by_channel(vote, ballots),
        channel_names=channel_names(),
        places=by_place(vote, ballots),
        place_names=places,
        tests=queries.how_many_tests(vote),
    )


@blueprint.get("/adds-up/")
@needs(can_confirm_votes)
def adds_up(area: Area, vote_id: int) -> Page:
    """How many voted in each way, codes, paper, hands and corrections: before the close and after it."""
    vote = _vote(area, vote_id)
    found = how_it_adds_up(area, vote)
    return flask.render_template(
        "votes/staff/adds_up.html",
        vote=vote,
        found=found,
        channel_names=channel_names(),
        names=names_of({one.by for one in found.hands if one.by}),
        may_key=can_key_paper(person(), area),
    )


def _hands(area: Area, vote: Vote, old: ShowOfHands | None) -> Page:
    form = HandsForm(obj=old if flask.request.method == "GET" else None)
    form.place.choices = [(0, _("No place")), *_places(area, vote)]
    typed = _typed(vote, old)
    if form.validate_on_submit():
        try:
            _keep(area, vote, form, typed, old)
            flask.flash(_("The hands are written down."), "done")
            return flask.redirect(flask.url_for("staff_votes.show", vote_id=vote.id), 303)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("votes/staff/hands.html", vote=vote, form=form, typed=typed, old=old)
    return (page, 422) if form.is_submitted() else page


def _keep(area: Area, vote: Vote, form: HandsForm, typed: dict[str, str], old: ShowOfHands | None) -> None:
    if not all(number.isascii() and number.isdigit() and len(number) < 6 for number in typed.values()):
        raise RuleBroken("Write a number for each option.", field="hands", status=422)
    closing_actions.record_hands(
        vote=vote,
        title=form.title.data.strip(),
        place=place_in(area, form.place.data) if form.place.data else None,
        people=form.people.data,
        hands={key: int(number) for key, number in typed.items()},
        corrects=old,
        why=form.why.data or "",
        by=person().id,
        at=clock.now(),
    )


def _typed(vote: Vote, old: ShowOfHands | None) -> dict[str, str]:
    before = old.hands if old else {}
    return {
        option.key: flask.request.form.get(f"hands-{option.key}", str(before.get(option.key, ""))).strip()
        for option in vote.options
    }


def _places(area: Area, vote: Vote) -> list[tuple[int, str]]:
    return [(place.id, place.name) for place in queries.places_for(area, vote, clock.today())]


def _confirmed(vote: Vote) -> Response:
    if vote.is_closed:
        flask.flash(_("The vote is closed. Everybody can see the result now."), "done")
        return flask.redirect(flask.url_for("staff_counts.results", vote_id=vote.id), 303)
    flask.flash(_("You have confirmed the count. Now the other side must."), "done")
    return flask.redirect(flask.url_for("staff_votes.show", vote_id=vote.id), 303)


def _vote(area: Area, vote_id: int) -> Vote:
    return queries.vote_in(area, vote_id) or flask.abort(404)
