"""Trying it out: the same pages as a real vote, on a ballot that never counts; staff wipe it."""

import flask
from flask_babel import ngettext
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone, needs, person
from portal.voting import actions, device, kiosk, queries, staff_views, views
from portal.voting.permissions import can_run_votes

blueprint = views.blueprint
Page = str | Answered


@blueprint.post("/<slug:slug>/practice/")
@anyone
def practise(area: Area, slug: str) -> Page:
    """Begin a ballot that never counts; one that was begun to count stays."""
    vote = queries.vote_by_slug(area, slug) or flask.abort(404)
    begun = device.draft(area, slug)
    if vote.has_ended(clock.now()) or kiosk.here(area, slug) or (begun and not begun.practice):
        return flask.redirect(flask.url_for("votes.start", slug=slug), 303)
    device.begin(area, slug, practice=True)
    return flask.redirect(flask.url_for("votes.choose", slug=slug), 303)


@blueprint.get("/<slug:slug>/practised/")
@anyone
def practised(area: Area, slug: str) -> Page:
    """That was practice; the real vote begins from here."""
    vote = queries.vote_by_slug(area, slug) or flask.abort(404)
    is_open = vote.is_open(clock.now())
    return flask.render_template("votes/practised.html", vote=vote, slug=slug, is_open=is_open)


@staff_views.blueprint.post("/<int:vote_id>/wipe-practice/")
@needs(can_run_votes)
def wipe_practice(area: Area, vote_id: int) -> Page:
    """Wipe every ballot that was only to try it out."""
    vote = queries.vote_in(area, vote_id) or flask.abort(404)
    gone = actions.wipe_practice(vote=vote, by=person().id, at=clock.now())
    said = ngettext("%(num)s practice vote is gone.", "%(num)s practice votes are gone.", gone)
    flask.flash(said, "done")
    return staff_views.to_vote(vote_id)


@staff_views.blueprint.get("/<int:vote_id>/guide/")
@needs(can_run_votes)
def guide(area: Area, vote_id: int) -> Page:
    """How to run this vote at an event, on one page to print."""
    vote = queries.vote_in(area, vote_id) or flask.abort(404)
    return flask.render_template("votes/staff/guide.html", vote=vote)
