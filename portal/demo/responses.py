"""Made-up responses: from the web, from events, keyed from paper and by telephone, round by round."""

from random import Random
from typing import TypeVar

from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import db, in_batches, transaction
from portal.core.vocabulary import Channel, Mode
from portal.demo.answers import Person
from portal.demo.paper import Piles, key_one, place_for, plant_piles_at_work, sign_piles
from portal.demo.rounds import LAST, PROFESSIONALS
from portal.paper.keyable import Entry
from portal.surveys import routing
from portal.surveys.models import Wave
from portal.surveys.queries import questionnaire_for
from portal.surveys.question_types import Given
from portal.surveys.questionnaire import Ask
from portal.surveys.responses.actions import begin_response, keep_answer, submit_response

T = TypeVar("T")
SEED = 2026
BATCH = 50
MODES = {
    "parents-and-carers": {Mode.STANDARD: 88, Mode.EASY: 12},
    "young-people": {Mode.STANDARD: 15, Mode.YOUNG: 45, Mode.EASY: 40},
    PROFESSIONALS: {Mode.STANDARD: 100},
}
CHANNELS = {Channel.WEB: 70, Channel.PAPER: 16, Channel.PHONE: 4, Channel.EVENT: 10}
AT_WORK = {Channel.WEB: 100}


def plant_responses(area_slug: str, wave_id: int, count: int, turn: int) -> None:
    """So many responses to a wave, each within its time, and its paper signed by two."""
    chance, piles = Random(f"{SEED} {area_slug} {count} {turn}"), _piles(area_slug, wave_id)
    for batch in in_batches(count, BATCH):
        with transaction():
            area, wave = _area(area_slug), db.session.get_one(Wave, wave_id)
            for _ in batch:
                _plant_response(area, wave, chance, turn, piles)
        db.session.expunge_all()
    with transaction():
        wave = db.session.get_one(Wave, wave_id)
        sign_piles(area=_area(area_slug), wave=wave, at=min(wave.closes_at, clock.now()))


def plant_piles(area_slug: str, wave_id: int) -> None:
    """Paper at work, of forms that are nobody else's."""
    chance = Random(f"{SEED} {area_slug} paper")
    with transaction():
        area, wave = _area(area_slug), db.session.get_one(Wave, wave_id)
        forms = [
            {
                ask.key: _entry(given)
                for ask, given in _answers(area, wave, Mode.STANDARD, Person(chance, area, LAST))
            }
            for _turn in range(3)
        ]
        plant_piles_at_work(area=area, wave=wave, forms=forms, at=clock.now())


def _area(slug: str) -> Area:
    area = area_by_slug(slug)
    if area is None:
        raise LookupError(slug)
    return area


def _entry(given: Given) -> Entry:
    return Entry(codes=tuple(given.codes), words=given.words)


def _piles(area_slug: str, wave_id: int) -> Piles:
    return Piles(_area(area_slug), db.session.get_one(Wave, wave_id))


def _plant_response(area: Area, wave: Wave, chance: Random, turn: int, piles: Piles) -> None:
    mode = _pick(chance, MODES[wave.survey.slug])
    last = min(wave.closes_at, clock.now())
    at = wave.opens_at + (last - wave.opens_at) * chance.random()
    person = Person(chance, area, turn)
    channel = _pick(chance, AT_WORK if wave.survey.slug == PROFESSIONALS else CHANNELS)
    answers = _answers(area, wave, mode, person)
    if channel in (Channel.PAPER, Channel.PHONE):
        typed = {ask.key: _entry(given) for ask, given in answers}
        key_one(piles, area=area, wave=wave, mode=mode, channel=channel, typed=typed, at=at)
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
