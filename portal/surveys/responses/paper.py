"""The shipped surveys on paper: what paper/ prints, keys, checks and counts of them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel, Mode
from portal.feedback.queries import locked_ids
from portal.paper.keyable import Choice, Entry, Field, PaperForm, PaperKind, Subject
from portal.safeguarding.actions import Sender, raise_by_staff
from portal.surveys.models import Wave
from portal.surveys.queries import newest_waves, questionnaire_for, wave_in
from portal.surveys.question_types.base import SKIPPED, Given, Typed
from portal.surveys.question_types.own_words import OwnWords
from portal.surveys.question_types.ranking import ranked
from portal.surveys.questionnaire import Ask
from portal.surveys.responses import keying_actions
from portal.surveys.responses.actions import PURPOSE, take_back
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.sheet import Sheet, sheet_of


class SurveyPaper(PaperKind):
    """A wave of a survey; its wordings are the modes of the survey."""

    purpose = PURPOSE

    def subjects(self, area: Area, at: datetime) -> list[Subject]:
        """Every wave, the newest first: paper comes after a survey has closed, too."""
        return [self._subject(wave) for wave in newest_waves(area)]

    def subject(self, area: Area, subject_id: int) -> Subject | None:
        """One wave."""
        wave = wave_in(area, subject_id)
        return self._subject(wave) if wave else None

    def _subject(self, wave: Wave) -> Subject:
        name = f"{wave.version.text('title', Mode.STANDARD)}, {wave.title}"
        return Subject(wave.id, name, tuple((mode, _wording(mode)) for mode in wave.version.modes))

    def form(self, area: Area, subject_id: int, variant: str) -> PaperForm:
        """Every question of the mode, in order."""
        sheet = questionnaire_for(_wave(area, subject_id))
        return PaperForm(
            title=sheet.text("title", variant),
            purpose=sheet.text("purpose", variant),
            # the screen's own lines speak of stopping and coming back with a code
            notes=(
                str(_("We show only totals and themes. We never show a small group.")),
                str(_("Somebody here types your answers. They must keep them to themselves.")),
                str(_("If we think someone is not safe, we must pass it on.")),
            ),
            thanks=str(_("Thank you.")),
            fields=tuple(
                _field(area, ask, variant) for ask in sheet.asks[variant] if ask.type.takes != "nothing"
            ),
        )

    def begin(
        self,
        *,
        area: Area,
        subject_id: int,
        variant: str,
        channel: Channel,
        place_id: int | None,
        at: datetime,
    ) -> int:
        """A response that is keyed and does not count."""
        wave = _wave(area, subject_id)
        return keying_actions.begin_keyed(
            area=area, wave=wave, mode=Mode(variant), channel=channel, place_id=place_id, at=at
        ).id

    def entries(self, area: Area, record_id: int) -> dict[str, Entry]:
        """The answers by question; words that are locked are left out."""
        sheet = _sheet(area, record_id)
        locked = locked_ids([item.id for item in sheet.items.values()])
        found = {}
        for ask in sheet.questionnaire.asks[sheet.response.mode]:
            given, item = sheet.given(ask), sheet.items.get(ask.question_id)
            is_locked = item is not None and item.id in locked
            if not given.is_nothing:
                found[ask.key] = Entry(given.codes, "" if is_locked else given.words, is_locked)
        return found

    def keep(self, *, area: Area, record_id: int, entries: Mapping[str, Entry], at: datetime) -> None:
        """Answers as typed, each checked as on a screen."""
        sheet = _sheet(area, record_id)
        for key, entry in entries.items():
            ask = sheet.questionnaire.ask(sheet.response.mode, key)
            if ask is None:
                raise RuleBroken("This question is not on the form.", status=422)
            given = _given(area, ask, entry)
            keying_actions.key_answer(area=area, response=sheet.response, ask=ask, given=given, at=at)

    def worry(
        self, *, area: Area, record_id: int, questions: Collection[str], by: int, at: datetime
    ) -> None:
        """The words of these questions go before the safeguarding lead."""
        sheet = _sheet(area, record_id)
        for key in questions:
            ask = sheet.questionnaire.ask(sheet.response.mode, key)
            item = sheet.items.get(ask.question_id) if ask else None
            if item is not None:
                raise_by_staff(
                    area=area,
                    words=item.words,
                    subject_id=item.id,
                    sender=Sender(SOURCE_KIND, record_id),
                    why="",
                    now=False,
                    by=by,
                    at=at,
                )

    def drop(self, *, area: Area, record_id: int) -> None:
        """The response goes with its answers and words."""
        take_back(response=_sheet(area, record_id).response)

    def count(self, *, records: Select[int], at: datetime) -> None:
        """The responses are sent."""
        keying_actions.count_keyed(records=records, at=at)

    def uncount(self, *, records: Select[int], at: datetime) -> None:
        """The responses are not sent any more."""
        keying_actions.uncount_keyed(records=records, at=at)


def _wording(mode: str) -> str:
    names: dict[Mode, str] = {
        Mode.STANDARD: _("Standard words"),
        Mode.YOUNG: _("Words for young people"),
        Mode.EASY: _("Easy Read"),
    }
    return str(names[Mode(mode)])


def _wave(area: Area, wave_id: int) -> Wave:
    wave = wave_in(area, wave_id)
    if wave is None:
        raise RuleBroken("This survey is not here any more.", status=404)
    return wave


def _sheet(area: Area, record_id: int) -> Sheet:
    sheet = sheet_of(area, record_id)
    if sheet is None:
        raise RuleBroken("What was keyed here is not kept any more.", status=404)
    return sheet


def _field(area: Area, ask: Ask, mode: str) -> Field:
    options = ask.type.options(ask.scale(area))
    choices = tuple(Choice(option.code, option.label(mode)) for option in options)
    return Field(
        key=ask.key,
        words=ask.words,
        takes=ask.type.takes,
        choices=_numbered(choices) if ask.type.takes == "ranked" else choices,
        help=ask.help or "",
        longest=ask.type.longest if isinstance(ask.type, OwnWords) else 0,
        section=ask.section or "",
    )


def _numbered(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Each answer with each number it can be given: "2. Sleep"."""
    numbers = range(1, len(choices) + 1)
    return tuple(Choice(ranked(one.code, n), f"{n}. {one.text}") for one in choices for n in numbers)


def _given(area: Area, ask: Ask, entry: Entry) -> Given:
    if ask.type.takes == "words":
        return ask.type.check(Typed(words=entry.words), None) if entry.words.strip() else SKIPPED
    if not entry.codes:
        return SKIPPED
    try:
        return ask.type.check(Typed(entry.codes), ask.scale(area))
    except RuleBroken as broken:
        raise RuleBroken(broken.message, field=ask.key, status=422) from broken


SURVEY_PAPER = SurveyPaper()
