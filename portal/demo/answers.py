"""Made-up answers that hang together: each area and round has its own mood, some things go better."""

from random import Random

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.demo.rounds import FOUR_TIMES, LAST
from portal.demo.voices import Voice, voices_for
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
LAST_SHIFT = 0.05
SPREAD = 0.24
# what moved in the area that was asked four times, by round: a whole question, or the first part of a key
MOVED = {
    "parents-and-carers": {
        "support.enough": (0.06, 0.08, 0.27, 0.25),
        "move.overall": (0.3, 0.3, 0.08, 0.1),
        "health.therapy": (0.18, 0.18, 0.18, 0.18),
        "info": (-0.15, -0.1, 0.08, 0.12),
        "voice": (0.1, 0.14, -0.04, -0.04),
        "joined": (-0.08, -0.06, 0.02, 0.06),
    },
    "young-people": {
        "support.enough": (0.12, 0.12, 0.26, 0.26),
        "move.overall": (0.25, 0.25, 0.12, 0.1),
        "health.therapy": (0.2, 0.2, 0.2, 0.2),
    },
    "practitioners": {"voice": (0.12, 0.1, 0.0, 0.0), "staff": (-0.1, -0.05, 0.15, 0.15)},
}
# what more and fewer people wrote about there, by the main theme and round (1 where it is not named)
WROTE = {
    "listened-to": (2.0, 2.2, 0.8, 0.7),
    "learning-inclusion": (2.0, 1.8, 0.9, 0.8),
    "health": (0.5, 0.6, 1.6, 2.0),
    "care-community": (0.4, 0.4, 1.6, 1.6),
}
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

    def __init__(self, chance: Random, area: Area, turn: int) -> None:
        self.chance = chance
        self.area = area
        self.turn = turn
        self.moves = area.slug == FOUR_TIMES
        last = 0.0 if self.moves or turn != LAST else LAST_SHIFT
        self.mood = chance.gauss(AREA_SHIFT.get(area.slug, 0.0) + last, 0.12)
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
        return Given(codes=(self._one(ask, survey, options),))

    def _words(self, survey: str, key: str, mode: Mode) -> str:
        wants = {Mode.STANDARD: 0.75, Mode.YOUNG: 0.6, Mode.EASY: 0.4}[mode]
        voices = voices_for(survey, key)
        if not voices or self.chance.random() > wants:
            return ""
        # the alerts of the demonstration stand by themselves (demo/safeguarding.py): no answer raises one
        calm = [voice for voice in voices if not voice.worrying]
        return self.chance.choices(calm, [self._weight(voice) for voice in calm])[0].text

    def _weight(self, voice: Voice) -> float:
        theme = voice.themes[0] if self.moves and voice.themes else ""
        return WROTE[theme][self.turn] if theme in WROTE else 1.0

    def _moved(self, survey: str, key: str) -> float:
        """How much better (or worse) than its usual a thing is in this round."""
        moved = MOVED.get(survey, {}) if self.moves else {}
        by_turn = moved.get(key) or moved.get(key.partition(".")[0])
        return by_turn[self.turn] if by_turn else 0.0

    def _one(self, ask: Ask, survey: str, options: tuple[Option, ...]) -> str:
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
        usual = MOOD.get(ask.key.partition(".")[0], 0.5) + self._moved(survey, ask.key)
        good = usual + self.mood + self.chance.gauss(0, SPREAD)
        place = round((1 - min(max(good, 0.0), 1.0)) * (len(on) - 1))
        return on[place].code

    def _weighted(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]
