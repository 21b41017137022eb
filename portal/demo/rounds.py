"""The rounds of the demonstration: when each survey was asked, on which version, and of how many people.

Liverpool was asked four times: twice under its plan of 2019 and twice under that of 2023. The other areas
were asked twice. A turn is the place among the four: LAST is the round that is open.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from portal.demo.sorting import officer_of
from portal.surveys.actions import make_survey, next_version, open_wave, publish_version
from portal.surveys.comparing import shared
from portal.surveys.draft_actions import change_question
from portal.surveys.drafting import Content, Put
from portal.surveys.models import Survey, SurveyVersion
from portal.surveys.queries import survey_by_slug
from portal.surveys.templates import BOTH_SIDES, QuestionDraft, SurveyDraft, shipped

PROFESSIONALS = "practitioners"
FOUR_TIMES = "liverpool"
# the autumns under the plan of 2019; that plan is printed as ending in 2022
EARLY = (2021, 2022)
LAST = 3
# asked from the second round on, so that the next plan, which promises better therapy, has a beginning
LATER_KEY, EARLIER_KEY = "health.therapy", "health.staff"
EARLIER_WORDS = {
    "parents-and-carers": "How happy are you with your child’s doctors and nurses?",
    "young-people": "How good are your doctors and nurses?",
}
NOTE = "We ask about therapy now, and no longer about doctors and nurses. The next plan is about therapy."


@dataclass(frozen=True)
class Turn:
    """One round of an area: its place among the four, and when it is open."""

    turn: int
    opens: datetime
    closes: datetime

    @property
    def year(self) -> str:
        """Its word in addresses."""
        return f"{self.opens:%Y}"


def turns_of(area_slug: str, at: datetime) -> list[Turn]:
    """The rounds of an area, the earliest first."""
    recent = [
        Turn(LAST - 1, at - timedelta(days=395), at - timedelta(days=335)),
        Turn(LAST, at - timedelta(days=30), at + timedelta(days=45)),
    ]
    if area_slug != FOUR_TIMES:
        return recent
    early = [
        Turn(turn, clock.local_midnight(date(year, 10, 4)), clock.local_midnight(date(year, 12, 4)))
        for turn, year in enumerate(EARLY)
    ]
    return early + recent


def surveys_of_area(area_slug: str) -> list[SurveyDraft]:
    """What an area asks: both sides the same things, and where it asks four times its professionals too."""
    also = (PROFESSIONALS,) if area_slug == FOUR_TIMES else ()
    return shipped((*BOTH_SIDES, *also))


def plant_waves(area_slug: str, draft: SurveyDraft, at: datetime) -> list[tuple[Turn, int]]:
    """Each round of a survey with the id of its wave; none when the area has the survey already.

    Professionals were asked in the rounds that are over, and are not asked now.
    """
    turns = [one for one in turns_of(area_slug, at) if one.turn != LAST or draft.slug != PROFESSIONALS]
    with transaction():
        area = area_by_slug(area_slug)
        if area is None or survey_by_slug(area, draft.slug) is not None:
            return []
        begins = turns[0].opens - timedelta(days=5)
        changes = area_slug == FOUR_TIMES and draft.slug in EARLIER_WORDS
        survey = make_survey(area=area, draft=_earlier(draft) if changes else draft, by=None, at=begins)
        version, found = survey.versions[0], []
        publish_version(version=version, by=None, at=begins)
        for one in turns:
            if one.turn == 1 and changes:
                version = _next(area, survey, draft, one.opens - timedelta(days=5))
            found.append((one, _plant_wave(version, one)))
        return found


def _plant_wave(version: SurveyVersion, turn: Turn) -> int:
    wave = open_wave(
        version=version,
        slug=turn.year,
        title=f"{turn.year} round",
        opens_at=turn.opens,
        closes_at=turn.closes,
        by=None,
        at=turn.opens - timedelta(days=5),
    )
    return wave.id


def _earlier(draft: SurveyDraft) -> SurveyDraft:
    """The survey as it was first asked: with another question in the place of the later one."""
    words = EARLIER_WORDS[draft.slug]

    def before(entry: QuestionDraft) -> QuestionDraft:
        if entry.key != LATER_KEY:
            return entry
        plain: dict[str, tuple[str, str, str | None]] = {
            where: (kind, words, None) for where, (kind, _words, _help) in entry.wordings.items()
        }
        return replace(entry, key=EARLIER_KEY, measures=(), wordings=plain)

    return replace(draft, questions=tuple(before(entry) for entry in draft.questions))


def _next(area: Area, survey: Survey, draft: SurveyDraft, at: datetime) -> SurveyVersion:
    """The second version: the survey as it ships."""
    officer, before = officer_of(area), survey.versions[-1]
    made = next_version(survey=survey, by=officer, at=at)
    entry = next(one for one in draft.questions if one.key == LATER_KEY)
    question = next(one for one in made.questions if one.key == EARLIER_KEY)
    puts = {where: Put(*worded) for where, worded in entry.wordings.items()}
    content = Content(
        key=entry.key,
        puts=puts,
        options=entry.options,
        themes=entry.themes,
        measures=entry.measures,
        picture=entry.picture,
    )
    change_question(question=question, content=content, seen=question.edits, by=officer, at=at)
    same = [one.key for one in shared(before, made) if one.same]
    publish_version(version=made, by=officer, at=at, note=NOTE, comparable=same)
    return made
