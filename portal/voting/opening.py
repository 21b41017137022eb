"""Voting codes: how a card opens a vote on this device; it is used when the ballot is sent."""

from datetime import datetime

import flask

from portal.areas.models import Area
from portal.codes.openings import Opening, Subject
from portal.voting import device
from portal.voting.ballot_actions import PURPOSE
from portal.voting.models import Vote
from portal.voting.queries import vote_in, votes_to_come


def _as_subject(vote: Vote) -> Subject:
    return Subject(id=vote.id, name=vote.title, closes_at=vote.closes_at)


def _subjects(area: Area, at: datetime) -> list[Subject]:
    return [_as_subject(vote) for vote in votes_to_come(area, at)]


def _subject(area: Area, vote_id: int) -> Subject | None:
    vote = vote_in(area, vote_id)
    return _as_subject(vote) if vote else None


def _enter(area: Area, vote_id: int, words: tuple[str, ...]) -> str:
    """Keep the card on this device and go to the vote's start, which says whether it is open."""
    vote = vote_in(area, vote_id)
    if vote is None:
        flask.abort(404)
    device.keep_card(area, vote.slug, words)
    return flask.url_for("votes.start", area=area, slug=vote.slug)


OPENING = Opening(purpose=PURPOSE, subjects=_subjects, subject=_subject, enter=_enter)
