"""Plants the demonstration through the actions, with a fixed seed; planting again changes nothing."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

import flask

from portal.accounts.actions import plant_person
from portal.accounts.passwords import hash_password
from portal.accounts.roles import Role
from portal.areas.actions import change_settings, load_shipped_areas
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import db, in_batches, transaction
from portal.core.vocabulary import Channel, Mode
from portal.demo.answers import Person
from portal.demo.champions import plant_champions
from portal.demo.charter import plant_agreement
from portal.demo.comments import plant_comments
from portal.demo.consultations import plant_consultations
from portal.demo.figures import plant_figures
from portal.demo.gaps import plant_gaps
from portal.demo.paper import key_one, place_for, plant_piles_at_work, plant_places, sign_piles
from portal.demo.promises import freeze_half_year, plant_promises
from portal.demo.reach import plant_reach
from portal.demo.releasing import release_ended_rounds
from portal.demo.safeguarding import plant_worries
from portal.demo.searches import plant_searches
from portal.demo.services import plant_services
from portal.demo.sorting import sort_words
from portal.demo.talk import plant_talk
from portal.demo.voting import plant_votes
from portal.local_offer.search.indexing import read_all
from portal.local_offer.search.queries import state_of
from portal.paper.keyable import Entry
from portal.strategies.actions import load_strategies
from portal.surveys import routing
from portal.surveys.actions import make_survey, open_wave, publish_version
from portal.surveys.models import Invited, SurveyVersion, Wave
from portal.surveys.queries import questionnaire_for, survey_by_slug
from portal.surveys.question_types import Given
from portal.surveys.questionnaire import Ask
from portal.surveys.responses.actions import begin_response, keep_answer, submit_response
from portal.surveys.templates import BOTH_SIDES, SurveyDraft, shipped

T = TypeVar("T")
PASSWORD = "maple river button"  # noqa: S105 - printed for everybody: it opens made-up data only
SEED = 2026
BATCH = 50
MODES = {
    "parents-and-carers": {Mode.STANDARD: 88, Mode.EASY: 12},
    "young-people": {Mode.STANDARD: 15, Mode.YOUNG: 45, Mode.EASY: 40},
}
CHANNELS = {Channel.WEB: 70, Channel.PAPER: 16, Channel.PHONE: 4, Channel.EVENT: 10}


@dataclass(frozen=True)
class Size:
    """How many responses each survey gets in its two waves; how many ballots, services and other things."""

    parents: tuple[int, int]
    young: tuple[int, int]
    ballots: int
    services: int
    comments: int
    searches: int
    talk: int

    def of(self, survey: str) -> tuple[int, int]:
        """The sizes of one survey's two waves."""
        return self.parents if survey == "parents-and-carers" else self.young


FULL = Size(
    parents=(205, 225), young=(80, 90), ballots=340, services=250, comments=60, searches=60, talk=150
)
TINY = Size(parents=(15, 15), young=(15, 15), ballots=30, services=9, comments=9, searches=8, talk=60)


def plant_everything(size: Size = FULL) -> None:
    """Areas, strategies, people, surveys with two waves each, responses, words sorted, a release."""
    at = clock.now()
    with transaction():
        slugs = [area.slug for area in load_shipped_areas()]
        load_strategies(by=None, at=at)
    for slug in slugs:
        is_new = state_of(_area(slug).id) is None
        with transaction():
            _plant_people(_area(slug), at)
            _plant_numbers(_area(slug), at)
            plant_places(_area(slug), _rounds(at), at)
            plant_services(_area(slug), size.services, at)
            plant_comments(_area(slug), size.comments, at)
        if is_new:
            read_all(_area(slug).id)
        with transaction():
            plant_searches(_area(slug), size.searches, at)
        for draft in shipped(BOTH_SIDES):
            for later, wave_id in enumerate(_plant_waves(slug, draft, at)):
                _plant_responses(slug, wave_id, size.of(draft.slug)[later], later_wave=bool(later))
                if later and draft.invited == Invited.PARENTS:
                    _plant_piles(slug, wave_id)
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
        sort_words(slug)
        release_ended_rounds(slug)
        plant_promises(slug)
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


def _plant_waves(area_slug: str, draft: SurveyDraft, at: datetime) -> list[int]:
    """The ids of the two waves; none when the area has the survey already."""
    with transaction():
        area = _area(area_slug)
        if survey_by_slug(area, draft.slug) is not None:
            return []
        begins = at - timedelta(days=400)
        survey = make_survey(area=area, draft=draft, by=None, at=begins)
        version = survey.versions[0]
        publish_version(version=version, by=None, at=begins)
        return [_plant_wave(version, opens, closes, begins) for opens, closes in _rounds(at)]


def _plant_wave(version: SurveyVersion, opens: datetime, closes: datetime, at: datetime) -> int:
    wave = open_wave(
        version=version,
        slug=f"{opens:%Y}",
        title=f"{opens:%Y} round",
        opens_at=opens,
        closes_at=closes,
        by=None,
        at=at,
    )
    return wave.id


def _rounds(at: datetime) -> list[tuple[datetime, datetime]]:
    return [
        (at - timedelta(days=395), at - timedelta(days=335)),
        (at - timedelta(days=30), at + timedelta(days=45)),
    ]


def _plant_responses(area_slug: str, wave_id: int, count: int, *, later_wave: bool) -> None:
    chance = Random(f"{SEED} {area_slug} {count} {later_wave}")
    for batch in in_batches(count, BATCH):
        with transaction():
            area, wave = _area(area_slug), db.session.get_one(Wave, wave_id)
            for _ in batch:
                _plant_response(area, wave, chance, later_wave=later_wave)
        db.session.expunge_all()
    with transaction():
        wave = db.session.get_one(Wave, wave_id)
        sign_piles(area=_area(area_slug), wave=wave, at=min(wave.closes_at, clock.now()))


def _plant_piles(area_slug: str, wave_id: int) -> None:
    """Paper at work, of forms that are nobody else's."""
    chance = Random(f"{SEED} {area_slug} paper")
    with transaction():
        area, wave = _area(area_slug), db.session.get_one(Wave, wave_id)
        forms = [
            {
                ask.key: _entry(given)
                for ask, given in _answers(area, wave, Mode.STANDARD, Person(chance, area, later_wave=True))
            }
            for _turn in range(3)
        ]
        plant_piles_at_work(area=area, wave=wave, forms=forms, at=clock.now())


def _entry(given: Given) -> Entry:
    return Entry(codes=tuple(given.codes), words=given.words)


def _plant_response(area: Area, wave: Wave, chance: Random, *, later_wave: bool) -> None:
    mode = _pick(chance, MODES[wave.survey.slug])
    last = min(wave.closes_at, clock.now())
    at = wave.opens_at + (last - wave.opens_at) * chance.random()
    person = Person(chance, area, later_wave=later_wave)
    channel = _pick(chance, CHANNELS)
    answers = _answers(area, wave, mode, person)
    if channel in (Channel.PAPER, Channel.PHONE):
        typed = {ask.key: _entry(given) for ask, given in answers}
        key_one(area=area, wave=wave, mode=mode, channel=channel, typed=typed, at=at)
        return
    place = place_for(area, wave, channel)
    response = begin_response(
        area=area,
        wave=wave,
        mode=mode,
        channel=channel,
        place_id=place.id if place else None,
        at=at,
    )
    for ask, given in answers:
        if not given.is_nothing:
            keep_answer(area=area, response=response, ask=ask, given=given, at=at)
    submit_response(response=response, asked=[ask for ask, _given in answers], at=at)


def _answers(area: Area, wave: Wave, mode: Mode, person: Person) -> list[tuple[Ask, Given]]:
    """What one made-up person says to every question they are asked."""
    codes: dict[str, frozenset[str]] = {}
    found = []
    for ask in questionnaire_for(wave).asks[mode]:
        if routing.is_shown(ask, codes):
            given = person.answer(ask, wave.survey.slug, mode)
            codes[ask.key] = frozenset(given.codes)
            found.append((ask, given))
    return found


def _pick(chance: Random, weights: dict[T, int]) -> T:
    return chance.choices(list(weights), list(weights.values()))[0]
