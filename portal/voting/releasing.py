"""How a vote is released: who voted, and who chose each option, by fixed one-way breakdowns.

The totals of options are exact and public from the close on. So a breakdown is shown only when none of
its cells is a star: an exact total beside one star would give it away (rules.md, small numbers).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.disclosure import PeopleCount
from portal.places.queries import place_names
from portal.releases.figures import CountedCell, CountedTable
from portal.releases.kinds import Kind, Quote, Report, Subject
from portal.voting.audiences import audience_choices
from portal.voting.ballot_actions import PURPOSE
from portal.voting.channels import channel_names
from portal.voting.models import Vote, VoteRule
from portal.voting.queries import Cast, ballots_to_count, vote_in, votes_counted

OCCASION = "count"
NOT_SAID, NOWHERE = "not-said", "no-place"
CodeOf = Callable[[Cast], str]


def thing_of(vote: Vote) -> str:
    """The word of a vote in the address of its release."""
    return f"vote-{vote.slug}"[:80]


def _subject_of(vote: Vote) -> Subject:
    return Subject(
        id=vote.id,
        thing=thing_of(vote),
        occasion=OCCASION,
        title=vote.title,
        round_title=str(_("Who voted")),
        opens_at=vote.opens_at,
        closes_at=vote.closes_at,
        ready_at=vote.closed_at or datetime.max.replace(tzinfo=vote.closes_at.tzinfo),
    )


def _subjects(area: Area, at: datetime) -> list[Subject]:
    """Votes whose count two people confirmed."""
    return [_subject_of(vote) for vote in votes_counted(area) if vote.opens_at <= at]


def _subject(area: Area, vote_id: int) -> Subject | None:
    vote = vote_in(area, vote_id)
    return _subject_of(vote) if vote else None


def count(area: Area, vote_id: int, report: Report) -> list[CountedTable]:
    """Who voted by channel, audience and place; then the same audiences and places for each option."""
    vote = vote_in(area, vote_id)
    if vote is None or not vote.is_closed:
        raise LookupError(f"no count of vote {vote_id}")
    report(0, 2, _("Counting who voted."))
    ballots = ballots_to_count(vote)
    ways = _breakdowns(area, ballots)
    tables = [_table("who", way, _("Who voted"), labels, ballots, of) for way, labels, of in ways]
    report(1, 2, _("Counting what each group chose."))
    for option in vote.options:
        chose = [one for one in ballots if _named(vote, one, option.key)]
        tables += [
            _table("answers", way, option.title, labels, chose, of, option.key)
            for way, labels, of in ways[1:]
        ]
    report(2, 2, _("Keeping the figures."))
    return tables


def _breakdowns(area: Area, ballots: Sequence[Cast]) -> list[tuple[str, Mapping[str, str], CodeOf]]:
    """Each way to break down: its name, its labels by code, and the code of a ballot."""
    names = place_names(area, {one.place_id for one in ballots if one.place_id is not None})
    places = {str(number): name for number, name in names.items()} | {NOWHERE: str(_("No place"))}
    audiences = dict(audience_choices()) | {NOT_SAID: str(_("Did not say"))}
    used = {one.channel for one in ballots}
    channels = {channel.value: name for channel, name in channel_names().items() if channel in used}
    return [
        ("channel", channels, lambda one: one.channel.value),
        ("audience", audiences, lambda one: one.audience or NOT_SAID),
        ("place", places, lambda one: str(one.place_id or NOWHERE)),
    ]


def _named(vote: Vote, ballot: Cast, key: str) -> bool:
    """Whether a ballot chose this option: in a ranking, whether it put it first."""
    number = ballot.choices.get(key, 0)
    return number == 1 if vote.rule == VoteRule.RANKING else number > 0


def _table(
    section: str,
    way: str,
    title: str,
    labels: Mapping[str, str],
    ballots: Sequence[Cast],
    code_of: CodeOf,
    key: str = "",
) -> CountedTable:
    """One breakdown over these ballots."""
    titles = {"channel": _("By how they voted"), "audience": _("By who voted"), "place": _("By place")}
    cells = [
        CountedCell(code, label, _people(one for one in ballots if code_of(one) == code))
        for code, label in labels.items()
    ]
    return CountedTable(
        section=section,
        key=key or way,
        title=title,
        group=str(titles[way]),
        audience=way,
        mode=None,
        many=False,
        base=_people(ballots),
        cells=cells,
        beside_exact=True,
    )


def _people(ballots: Iterable[Cast]) -> PeopleCount:
    keys = [one.record_key for one in ballots]
    return PeopleCount(len(keys), sum(keys))


def _quotes(_area: Area, _vote_id: int, _item_ids: Collection[int] | None) -> list[Quote]:
    """Nobody writes words in a vote."""
    return []


KIND = Kind(name=PURPOSE, subjects=_subjects, subject=_subject, count=count, quotes=_quotes)
