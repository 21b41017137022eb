"""The ways to answer of a consultation: what can be chosen, where it is, how many came by each channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.consultations.details import Offered
from portal.consultations.models import Consultation, Way, WayKind
from portal.consultations.queries import tables_noted
from portal.core.vocabulary import Channel, Mode
from portal.places.models import PlaceKind
from portal.places.queries import places_to_choose
from portal.surveys.models import Wave
from portal.surveys.queries import newest_waves
from portal.surveys.results.figures import Reader
from portal.surveys.results.names import channel_name
from portal.surveys.results.queries import people_by_channel
from portal.surveys.results.totals import NOBODY
from portal.topics.queries import public_topics, published_by_channel
from portal.voting.channels import channel_names
from portal.voting.models import BallotState, VoteChannel
from portal.voting.queries import ballots_by_way, page_of_votes, shows_of_hands, vote_in

# every way to vote is one of the channels by which anything reaches us
AS_CHANNEL = {
    VoteChannel.WEB: Channel.WEB,
    VoteChannel.EVENT: Channel.EVENT,
    VoteChannel.KIOSK: Channel.EVENT,
    VoteChannel.PAPER: Channel.PAPER,
    VoteChannel.PHONE: Channel.PHONE,
}


@dataclass(frozen=True)
class Came:
    """How many came by one channel of one way; `number` None: a protected figure, `shown` as its text.

    `name` is what the way itself calls the channel ("on a shared tablet").
    """

    way: str
    kind: WayKind
    channel: Channel
    name: str
    shown: str
    number: int | None


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
    """How many came by each channel of each way: exact for those who may, else as everyone would see it.

    Ballots, hands, published comments and tables count no private answers (rules.md, small numbers).
    """
    found: list[Came] = []
    for way in consultation.ways:
        if way.kind == WayKind.SURVEY:
            found += _answers(way, reader)
        elif way.kind == WayKind.VOTE:
            found += _ballots(area, way)
    topics = {way.ref: way.words for way in consultation.ways if way.kind == WayKind.TOPIC}
    for (topic_id, channel), number in published_by_channel(topics).items():
        found.append(_came(topics[topic_id], WayKind.TOPIC, channel, number))
    tables = tables_noted(consultation)
    if tables:
        found.append(_came("", WayKind.EVENT, Channel.EVENT, tables))
    return found


def _came(way: str, kind: WayKind, channel: Channel, number: int) -> Came:
    return Came(way, kind, channel, channel_name(channel), str(number), number)


def _answers(way: Way, reader: Reader) -> list[Came]:
    counted = list(people_by_channel([way.ref]).values())
    rows = []
    for channel in Channel:
        cell = NOBODY
        for group in counted:
            cell = cell.joined_with(group.get(channel, NOBODY))
        figure = reader.alone(channel_name(channel), cell)
        shown = str(figure.exact) if figure.exact is not None else figure.public.text
        rows.append(Came(way.words, WayKind.SURVEY, channel, figure.label, shown, figure.exact))
    return rows


def _ballots(area: Area, way: Way) -> list[Came]:
    vote = vote_in(area, way.ref)
    if vote is None:
        return []
    totals: dict[VoteChannel, int] = {}
    for one in ballots_by_way(vote):
        if one.state == BallotState.COUNTED:
            totals[one.channel] = totals.get(one.channel, 0) + one.ballots
    names = channel_names()
    rows = [
        Came(way.words, WayKind.VOTE, AS_CHANNEL[channel], str(names[channel]), str(number), number)
        for channel, number in totals.items()
    ]
    raised = sum(one.people for one in shows_of_hands(vote) if one.standing)
    if raised:
        hands = str(_("Hands in a room"))
        rows.append(Came(way.words, WayKind.VOTE, Channel.EVENT, hands, str(raised), raised))
    return rows


@dataclass(frozen=True)
class Line:
    """One channel: how much came by each kind of way, in the order of the kinds, and together."""

    name: str
    numbers: Sequence[int]

    @property
    def together(self) -> int:
        """Everything that came by this channel."""
        return sum(self.numbers)


@dataclass(frozen=True)
class OneCount:
    """One count over all ways: channels down, kinds of way across; lines and columns have one total."""

    kinds: Sequence[WayKind]
    lines: Sequence[Line]

    @property
    def columns(self) -> list[int]:
        """How much came by each kind of way, over all channels."""
        return [sum(line.numbers[place] for line in self.lines) for place in range(len(self.kinds))]

    @property
    def total(self) -> int:
        """Everything that came: contributions, for who answers twice counts twice."""
        return sum(self.columns)


def one_count(came: Sequence[Came]) -> OneCount | None:
    """Everything that came, by channel and kind of way; None for who sees protected figures.

    Protected figures are blurred and rounded: a sum of them is no true number, and could give one away.
    """
    if not came or any(one.number is None for one in came):
        return None
    kinds = [kind for kind in WayKind if any(one.kind == kind for one in came)]
    lines = []
    for channel in Channel:
        by_kind = [
            sum(one.number or 0 for one in came if (one.channel, one.kind) == (channel, kind))
            for kind in kinds
        ]
        lines.append(Line(channel_name(channel), by_kind))
    return OneCount(kinds, lines)
