"""The ways to answer of a consultation: what can be chosen, where it is, how many came by each channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import flask

from portal.areas.models import Area
from portal.consultations.details import Offered
from portal.consultations.models import Consultation, Way, WayKind
from portal.consultations.queries import tables_by_band
from portal.core.vocabulary import Channel, Mode
from portal.places.models import PlaceKind
from portal.places.queries import places_to_choose
from portal.surveys.models import Wave
from portal.surveys.queries import newest_waves
from portal.surveys.results.figures import Reader
from portal.surveys.results.names import channel_name
from portal.surveys.results.queries import people_by_channel
from portal.surveys.results.totals import NOBODY
from portal.topics.queries import public_topics, published_counts
from portal.voting.channels import channel_names
from portal.voting.models import BallotState, VoteChannel
from portal.voting.queries import ballots_by_way, page_of_votes, vote_in


@dataclass(frozen=True)
class Came:
    """How many came by one channel of one way: a plain number, or the text of a protected figure."""

    way: str
    kind: str
    channel: str
    shown: str


def ways_to_choose(area: Area, at: datetime) -> list[Offered]:
    """Every survey round, vote, topic and event of an area that can be a way to answer."""
    found = [
        Offered(WayKind.SURVEY, wave.id, wave.survey.slug, _survey_title(wave))
        for wave in newest_waves(area)
    ]
    votes = page_of_votes(area, 1).rows
    found += [Offered(WayKind.VOTE, vote.id, vote.slug, vote.title) for vote in votes]
    found += [Offered(WayKind.TOPIC, one.id, one.slug, one.title) for one in public_topics(area, at)]
    places = [one for one in places_to_choose(area, at.date()) if one.kind == PlaceKind.EVENT]
    return found + [Offered(WayKind.EVENT, one.id, one.slug, one.name) for one in places]


def _survey_title(wave: Wave) -> str:
    return f"{wave.version.text('title', Mode.STANDARD) or wave.survey.slug} ({wave.title})"


def address_of(way: Way) -> str | None:
    """Where a family answers in this way; None for an event, which stands in words."""
    endpoints = {WayKind.SURVEY: "surveys.start", WayKind.VOTE: "votes.start", WayKind.TOPIC: "topics.show"}
    endpoint = endpoints.get(WayKind(way.kind))
    return flask.url_for(endpoint, slug=way.slug) if endpoint else None


def came_in(area: Area, consultation: Consultation, reader: Reader) -> list[Came]:
    """One count over all ways, by channel: exact for those who may, else as everyone would see it.

    Ballots, published comments and tables count no private answers (rules.md, small numbers).
    """
    found: list[Came] = []
    for way in consultation.ways:
        if way.kind == WayKind.SURVEY:
            found += _answers(way, reader)
        elif way.kind == WayKind.VOTE:
            found += _ballots(area, way)
    topics = [way for way in consultation.ways if way.kind == WayKind.TOPIC]
    comments = published_counts([way.ref for way in topics])
    found += [
        Came(way.words, WayKind.TOPIC, channel_name(Channel.WEB), str(comments.get(way.ref, 0)))
        for way in topics
    ]
    tables = tables_by_band(consultation)
    if tables:
        found.append(Came("", WayKind.EVENT, channel_name(Channel.EVENT), str(sum(tables.values()))))
    return found


def _answers(way: Way, reader: Reader) -> list[Came]:
    counted = list(people_by_channel([way.ref]).values())
    rows = []
    for channel in Channel:
        cell = NOBODY
        for group in counted:
            cell = cell.joined_with(group.get(channel, NOBODY))
        figure = reader.alone(channel_name(channel), cell)
        shown = str(figure.exact) if figure.exact is not None else figure.public.text
        rows.append(Came(way.words, WayKind.SURVEY, figure.label, shown))
    return rows


def _ballots(area: Area, way: Way) -> Sequence[Came]:
    vote = vote_in(area, way.ref)
    totals: dict[str, int] = {}
    for one in ballots_by_way(vote) if vote else []:
        if one.state == BallotState.COUNTED:
            totals[one.channel] = totals.get(one.channel, 0) + one.ballots
    names = channel_names()
    return [
        Came(way.words, WayKind.VOTE, str(names[VoteChannel(channel)]), str(number))
        for channel, number in totals.items()
    ]
