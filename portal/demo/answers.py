"""Made-up answers that hang together: each area and wave has its own mood, some things go better."""

from random import Random

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.demo.voices import voices_for
from portal.surveys.question_types import Given
from portal.surveys.questionnaire import Ask
from portal.surveys.scales import Option

# how good things are on average (0 worst, 1 best), by the first part of a question's key
MOOD = {
    "plan": 0.5,
    "joined": 0.35,
    "support": 0.48,
    "info": 0.55,
    "health": 0.38,
    "move": 0.45,
    "voice": 0.42,
    "life": 0.5,
    "school": 0.58,
}
AREA_SHIFT = {"liverpool": 0.0, "knowsley": 0.04, "wirral": -0.05}
SPREAD = 0.24
PLAN_WEIGHTS = {
    "ehcp": 42,
    "sen-support": 30,
    "waiting": 14,
    "none": 7,
    "isp": 3,
    "other": 2,
    "not-sure": 2,
}
HELPER_WEIGHTS = {"alone": 30, "together": 25, "read": 12, "for-me": 8, "worker": 10, "rather-not": 5}


class Person:
    """One made-up person: how content they are, and which answers they tend to leave out."""

    def __init__(self, chance: Random, area: Area, *, later_wave: bool) -> None:
        self.chance = chance
        self.area = area
        shift = AREA_SHIFT.get(area.slug, 0.0) + (0.05 if later_wave else 0.0)
        self.mood = chance.gauss(shift, 0.12)
        self.skips = chance.choice([0.02, 0.05, 0.15])

    def answer(self, ask: Ask, survey: str, mode: Mode) -> Given:
        """What this person says to a question; nothing is a skip."""
        if self.chance.random() < self.skips:
            return Given()
        if ask.type.takes == "words":
            return Given(words=self._words(survey, ask.key, mode))
        options = ask.type.options(ask.scale(self.area))
        if ask.type.takes == "many":
            return Given(codes=tuple(o.code for o in options if self.chance.random() < 0.22))
        return Given(codes=(self._one(ask, options),))

    def _words(self, survey: str, key: str, mode: Mode) -> str:
        wants = {Mode.STANDARD: 0.75, Mode.YOUNG: 0.6, Mode.EASY: 0.4}[mode]
        voices = voices_for(survey, key)
        if not voices or self.chance.random() > wants:
            return ""
        # the alerts of the demonstration stand by themselves (demo/safeguarding.py): no answer raises one
        return self.chance.choice([voice for voice in voices if not voice.worrying]).text

    def _one(self, ask: Ask, options: tuple[Option, ...]) -> str:
        if ask.key == "about.plan":
            return self._weighted(PLAN_WEIGHTS)
        if ask.key == "about.helper":
            return self._weighted(HELPER_WEIGHTS)
        on = [option for option in options if not option.off_scale]
        off = [option for option in options if option.off_scale]
        if off and self.chance.random() < 0.06:
            return self.chance.choice(off).code
        if ask.key.startswith("about."):
            return self.chance.choice(on).code
        good = MOOD.get(ask.key.partition(".")[0], 0.5) + self.mood + self.chance.gauss(0, SPREAD)
        place = round((1 - min(max(good, 0.0), 1.0)) * (len(on) - 1))
        return on[place].code

    def _weighted(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]
