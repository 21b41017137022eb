"""Need and supply side by side, theme by theme: what is looked for and said, and what there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core.access import Person
from portal.insight import need_queries
from portal.local_offer.log.queries import Months, Row, clusters_of_theme, sums_by, supply
from portal.strategies.models import Theme
from portal.surveys.results.figures import Figure, Reader
from portal.surveys.results.totals import NOBODY
from portal.voting.queries import ballots_to_count, shows_of_hands
from portal.voting.results import Line, Outcome, outcome_of

MOST_VOTES = 3
MOST_SERVICES = 12
MOST_SEARCHES = 10


@dataclass(frozen=True)
class Beside:
    """One theme: searches (and those in vain), services, comments in topics; who wrote on the Local Offer.

    `commented` None: for those who read only protected figures, since twelve months that end today change
    daily, and two such figures side by side would tell of one person (rules.md, small numbers).
    """

    theme: Theme
    searches: int
    in_vain: int
    services: int
    in_topics: int
    commented: Figure | None


@dataclass(frozen=True)
class Voted:
    """A counted vote that touches a theme: its outcome, and the lines of the options that do."""

    outcome: Outcome
    lines: list[Line]


@dataclass(frozen=True)
class Closely:
    """More of one theme: the searches, the first services under it, and the votes."""

    searches: list[Row]
    services: Sequence[object]
    votes: list[Voted]


def side_by_side(area: Area, person: Person, themes: Sequence[Theme], months: Months) -> list[Beside]:
    """Each theme with both sides: as many queries for one as for all."""
    looked_for, offered = sums_by(area, months, "theme"), supply(area, "theme")
    in_topics = need_queries.published_under_themes(area, months.begins)
    commented = _commented(area, person, themes, months.begins)
    return [
        Beside(
            theme=theme,
            searches=looked_for.get(theme.slug, (0, 0))[0],
            in_vain=looked_for.get(theme.slug, (0, 0))[1],
            services=offered[theme.slug],
            in_topics=in_topics.get(theme.id, 0),
            commented=commented.get(theme.id),
        )
        for theme in themes
    ]


def closely(area: Area, theme: Theme, months: Months) -> Closely:
    """What is looked for under a theme, which services serve it, and what votes said of it."""
    keys: dict[int, set[str]] = {}
    for _theme_id, option in need_queries.options_about(area, [theme]):
        keys.setdefault(option.vote_id, set()).add(option.key)
    newest = sorted(keys, reverse=True)[:MOST_VOTES]
    threshold = protection_of(area).threshold
    votes = []
    for vote in need_queries.votes_by_id(area, newest):
        outcome = outcome_of(vote, ballots_to_count(vote), shows_of_hands(vote), threshold)
        lines = [line for line in outcome.lines if line.option.key in keys[vote.id]]
        votes.append(Voted(outcome, lines))
    return Closely(
        clusters_of_theme(area, months, theme.slug, MOST_SEARCHES),
        need_queries.services_under(area, theme, MOST_SERVICES),
        votes,
    )


def _commented(area: Area, person: Person, themes: Sequence[Theme], begins: date) -> dict[int, Figure]:
    reader = Reader(area, person)
    if not reader.sees_exact:
        return {}
    found = need_queries.commented(area, begins)
    cells = {str(theme.id): found.about.get(theme.id, NOBODY) for theme in themes}
    return {int(figure.label): figure for figure in reader.table(found.base, cells)}
