"""Plants the demonstration through the actions, with a fixed seed; planting again changes nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

import flask

from portal.accounts.actions import plant_person
from portal.accounts.passwords import hash_password
from portal.accounts.roles import Role
from portal.areas.actions import change_settings, load_shipped_areas
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from portal.demo.champions import plant_champions
from portal.demo.charter import plant_agreement
from portal.demo.comments import plant_comments
from portal.demo.consultations import plant_consultations
from portal.demo.earlier import plant_earlier
from portal.demo.figures import plant_figures
from portal.demo.gaps import plant_gaps
from portal.demo.paper import plant_places
from portal.demo.promises import freeze_half_year, plant_promises
from portal.demo.quotes import permit_quotes, plant_quotes
from portal.demo.reach import plant_reach
from portal.demo.releasing import release_ended_rounds
from portal.demo.responses import plant_piles, plant_responses
from portal.demo.rounds import FOUR_TIMES, LAST, plant_waves, surveys_of_area, turns_of
from portal.demo.safeguarding import plant_worries
from portal.demo.searches import plant_searches
from portal.demo.services import plant_services
from portal.demo.sorting import sort_words
from portal.demo.talk import plant_talk
from portal.demo.voting import plant_votes
from portal.local_offer.search.indexing import read_all
from portal.local_offer.search.queries import state_of
from portal.strategies.actions import load_strategies
from portal.surveys.models import Invited

PASSWORD = "maple river button"  # noqa: S105 - printed for everybody: it opens made-up data only


@dataclass(frozen=True)
class Size:
    """How many responses each survey gets by round; how many ballots, services and other things.

    Only Liverpool has the first two rounds. So few young people answered the second of them that the
    protection of small numbers can be seen. `elsewhere`: the share of it that other areas get.
    """

    parents: tuple[int, int, int, int]
    young: tuple[int, int, int, int]
    professionals: tuple[int, int, int]
    ballots: int
    services: int
    comments: int
    searches: int
    talk: int
    elsewhere: float = 1.0

    def of(self, area: str, survey: str, turn: int) -> int:
        """How many responses a round of a survey gets in an area."""
        by_survey = {"parents-and-carers": self.parents, "young-people": self.young}
        most = by_survey.get(survey, self.professionals)[turn]
        return most if area == FOUR_TIMES else round(most * self.elsewhere)


FULL = Size(
    parents=(150, 165, 205, 225),
    young=(60, 7, 80, 90),
    professionals=(45, 40, 55),
    ballots=340,
    services=250,
    comments=60,
    searches=60,
    talk=150,
    elsewhere=0.6,
)
TINY = Size(
    parents=(9, 9, 15, 15),
    young=(4, 2, 15, 15),
    professionals=(4, 3, 4),
    ballots=30,
    services=9,
    comments=9,
    searches=8,
    talk=60,
)


def plant_everything(size: Size = FULL) -> None:
    """Areas, strategies, people, surveys with their rounds, responses, words sorted, releases."""
    at = clock.now()
    with transaction():
        slugs = [area.slug for area in load_shipped_areas()]
        load_strategies(by=None, at=at)
    for slug in slugs:
        is_new = state_of(_area(slug).id) is None
        with transaction():
            _plant_people(_area(slug), at)
            _plant_numbers(_area(slug), at)
            plant_places(_area(slug), [(one.opens, one.closes) for one in turns_of(slug, at)], at)
            plant_services(_area(slug), size.services, at)
            plant_comments(_area(slug), size.comments, at)
        if is_new:
            read_all(_area(slug).id)
        with transaction():
            plant_searches(_area(slug), size.searches, at)
        for draft in surveys_of_area(slug):
            for one, wave_id in plant_waves(slug, draft, at):
                plant_responses(slug, wave_id, size.of(slug, draft.slug, one.turn), one.turn)
                if one.turn == LAST and draft.invited == Invited.PARENTS:
                    plant_piles(slug, wave_id)
        with transaction():
            plant_votes(_area(slug), size.ballots, at)
            plant_agreement(_area(slug), at)
            plant_consultations(_area(slug), at)
            plant_gaps(_area(slug), at)
            plant_champions(_area(slug), at)
        with transaction():
            plant_talk(_area(slug), size.talk, at)
        with transaction():
            plant_worries(area=_area(slug), at=at)
        _plant_what_came_of_it(slug)
        plant_earlier(slug, at)


def _plant_what_came_of_it(slug: str) -> None:
    """What staff made of the words and the answers: sorted, released, promised, quoted, reported."""
    sort_words(slug)
    permit_quotes(slug)
    release_ended_rounds(slug)
    plant_promises(slug)
    plant_quotes(slug)
    plant_figures(slug)
    plant_reach(slug)
    freeze_half_year(slug)


def _area(slug: str) -> Area:
    area = area_by_slug(slug)
    if area is None:
        raise LookupError(slug)
    return area


def sign_ins() -> list[tuple[str, str]]:
    """The made-up people: (e-mail, role), for Liverpool; other areas have the same."""
    return [(_email(role, "liverpool"), role.value) for role in Role]


def _email(role: Role, area_slug: str) -> str:
    return f"{role.value.replace(' ', '.')}@{area_slug}.example.org"


def _plant_people(area: Area, at: datetime) -> None:
    settings = flask.current_app.config["PORTAL"]
    hashed = hash_password(PASSWORD, cost=settings.password_cost)
    for role in Role:
        plant_person(
            area=area,
            role=role,
            email=_email(role, area.slug),
            name=f"{role.value.capitalize()} of {area.name} (made up)",
            password_hash=hashed,
            at=at,
        )


def _plant_numbers(area: Area, at: datetime) -> None:
    """Telephone numbers from the range kept for drama, so that nobody real is ever called."""
    if area.settings.advice_phone:
        return
    settings = replace(
        area.settings,
        advice_phone="0151 496 0321",
        front_door_day="0151 496 0111",
        front_door_night="0151 496 0112",
        lado_phone="0151 496 0113",
        contact_email=f"send@{area.slug}.example.org",
    )
    change_settings(area=area, settings=settings, by=None, at=at)
