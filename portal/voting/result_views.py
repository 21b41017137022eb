"""What came out of a vote, for everybody: the page, the poster and the file, once two people confirmed."""

import flask
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.areas.models import Area
from portal.core import clock, easy_read
from portal.core.access import anyone
from portal.releases.queries import published_at_address
from portal.strategies.models import Priority
from portal.strategies.queries import priorities_of_area
from portal.voting import queries
from portal.voting.counting import outcome_for
from portal.voting.exports import as_csv, as_workbook
from portal.voting.models import Vote, VoteRule
from portal.voting.releasing import OCCASION, thing_of
from portal.voting.results import Line, Outcome

blueprint = flask.Blueprint("vote_results", __name__, url_prefix="/<area:area>/votes/<slug:slug>/results")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/")
@anyone
def show(area: Area, slug: str) -> str:
    """The result in words, bars and numbers; before the close only when it comes."""
    vote = _vote(area, slug)
    if not vote.is_closed:
        ended = vote.has_ended(clock.now())
        return flask.render_template("vote_results/waiting.html", vote=vote, ended=ended)
    outcome = outcome_for(area, vote)
    return easy_read.show_page(
        "vote_results/show.html",
        vote=vote,
        outcome=outcome,
        threshold=area.settings.protection.threshold,
        priorities=_priorities(area, vote),
        release=published_at_address(area, thing_of(vote), OCCASION),
    )


@blueprint.get("/poster/")
@anyone
def poster(area: Area, slug: str) -> str:
    """The result on one page of paper."""
    return _page("vote_results/poster.html", area, _closed(area, slug))


@blueprint.get("/file/")
@anyone
def download(area: Area, slug: str) -> flask.Response:
    """The result as a file: what the page shows and nothing more."""
    vote = _closed(area, slug)
    return _file(vote, as_csv(outcome_for(area, vote)).encode(), "csv", "text/csv")


@blueprint.get("/workbook/")
@anyone
def workbook(area: Area, slug: str) -> flask.Response:
    """The same as an Excel workbook."""
    vote = _closed(area, slug)
    return _file(vote, as_workbook(outcome_for(area, vote)), "xlsx", XLSX)


@blueprint.app_template_global()
def finding(outcome: Outcome) -> str:
    """The finding in one sentence: what came first, and who shares the place."""
    names = [line.option.title for line in outcome.winners]
    if not outcome.enough:
        return str(_("Not enough votes to show"))
    if len(names) == len(outcome.lines):
        return str(_("All options are level"))
    if len(names) > 1:
        together = " · ".join(names)
        return str(_("These share first place: %(names)s", names=together))
    return str(_("First place: %(name)s", name=names[0]))


@blueprint.app_template_global()
def points_words(outcome: Outcome, line: Line) -> str:
    """The points of an option with their name: votes, dots, or points of a ranking."""
    if outcome.vote.rule == VoteRule.RANKING:
        return f"{line.points:,g}"
    return f"{round(line.points):,}"


@blueprint.app_template_global()
def counted_words(outcome: Outcome, tests: int | None = None) -> str:
    """How it was counted: the rule, ballots, empty ones, hands, dates."""
    vote = outcome.vote
    said = [_rule_words(vote), ngettext("%(num)s vote.", "%(num)s votes.", outcome.ballots)]
    said.append(ngettext("%(num)s of them was empty.", "%(num)s of them were empty.", outcome.blank))
    if outcome.people:
        hands = ngettext(
            "%(num)s person raised a hand in a room.",
            "%(num)s people raised hands in a room.",
            outcome.people,
        )
        said.append(hands)
    if tests is not None:
        said.append(ngettext("%(num)s test not counted.", "%(num)s tests not counted.", tests))
    return " ".join(map(str, said))


def _rule_words(vote: Vote) -> str:
    rules = {
        VoteRule.PICK: _("Each person could pick up to %(most)s options.", most=vote.most),
        VoteRule.DOTS: _(
            "Each person had %(most)s dots, up to %(each)s on one option.",
            most=vote.most,
            each=vote.most_each,
        ),
        VoteRule.RANKING: _(
            "Each person put options in order. Places come from Schulze's method, points from Borda's."
        ),
    }
    return str(rules[VoteRule(vote.rule)])


def _priorities(area: Area, vote: Vote) -> dict[int, Priority]:
    """The parts of our plans that the options stand for, by their ids."""
    wanted = {option.priority_id for option in vote.options if option.priority_id}
    return {one.id: one for one in priorities_of_area(area) if one.id in wanted} if wanted else {}


def _file(vote: Vote, content: bytes, ending: str, kind: str) -> flask.Response:
    answered = flask.Response(content, mimetype=kind)
    answered.headers["Content-Disposition"] = f'attachment; filename="{vote.slug}.{ending}"'
    return answered


def _page(template: str, area: Area, vote: Vote) -> str:
    outcome = outcome_for(area, vote)
    return flask.render_template(
        template, vote=vote, outcome=outcome, threshold=area.settings.protection.threshold
    )


def _vote(area: Area, slug: str) -> Vote:
    return queries.vote_by_slug(area, slug) or flask.abort(404)


def _closed(area: Area, slug: str) -> Vote:
    vote = _vote(area, slug)
    if not vote.is_closed:
        flask.abort(404)
    return vote
