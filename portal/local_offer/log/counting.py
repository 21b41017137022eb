"""The search counter: the one kind of GET of families' pages that writes (architecture.md, commit)."""

import re
from collections import Counter

import flask

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import transaction
from portal.local_offer.directory import kinds
from portal.local_offer.log import actions, trails
from portal.local_offer.log.clustering import meaning_of
from portal.local_offer.search.finding import Found
from portal.local_offer.search.helping import asks_for_help
from portal.local_offer.search.queries import traits_of, vocabulary_of
from portal.local_offer.search.words import is_telling, stem, typed_words

FIRST_ANSWERS = 5  # so many say what a search is about
_BOT = re.compile(r"bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python-requests|headless", re.I)


def count(area: Area, typed: str, found: Found, mark: str) -> str:
    """Count a search that was sent with the box (its `mark` is ours); its cluster's mark, "" if uncounted.

    A cry for help, a bot, and what holds nothing but numbers are not counted.
    """
    today = clock.today()
    after = trails.cluster_of(area.slug, mark, today)
    if after is None or _is_bot() or asks_for_help(typed, found.understood):
        return ""
    meaning = meaning_of(area.slug, typed, vocabulary_of(area.id))
    if meaning is None:
        return ""
    need = need_of(area, found)
    with transaction():
        cluster_id = actions.count_search(
            area=area, meaning=meaning, found=len(found.answers), need=need, day=today, after=after or None
        )
    return trails.mark_of(area.slug, cluster_id, today)


def count_click(area: Area, service_id: int, position: str, mark: str) -> None:
    """Count that a result was opened, when the mark is ours."""
    today = clock.today()
    cluster_id = trails.cluster_of(area.slug, mark, today)
    place = int(position) if position.isascii() and position.isdigit() and len(position) < 4 else 0
    if not cluster_id or not place or _is_bot():
        return
    with transaction():
        actions.count_click(
            area=area, cluster_id=cluster_id, service_id=service_id, position=place, day=today
        )


def need_of(area: Area, found: Found) -> str:
    """The need that a search is about, as a first guess; an officer can say another.

    One that the search names, else the one that most of the first answers are for; "" where two are.
    """
    first = traits_of(area, found.answers[:FIRST_ANSWERS]).values()
    votes = Counter(code for row in first for code in row.needs if code != kinds.ANY_NEED)
    said = set(map(stem, found.understood.words))
    named = [code for code in votes if said & _stems(kinds.needs().get(code, ""))]
    likely = Counter({code: votes[code] for code in named or votes}).most_common(2)
    if not likely or (len(likely) == 2 and likely[0][1] == likely[1][1]):
        return ""
    return likely[0][0]


def _stems(name: str) -> set[str]:
    return {stem(word) for word in typed_words(name) if is_telling(word)}


def _is_bot() -> bool:
    agent = flask.request.user_agent.string
    return not agent or _BOT.search(agent) is not None
