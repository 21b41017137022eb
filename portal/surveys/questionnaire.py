"""A published version as plain, immutable values: what a page needs, read from the database once.

A published version never changes, so it is kept in memory under its id and moment of publication.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.surveys.models import AnswersFrom, Question, SurveyVersion
from portal.surveys.question_types import QuestionType, type_of
from portal.surveys.scales import ENGLISH, Option, Scale, all_scales, place
from portal.surveys.sections import running


@dataclass(frozen=True)
class Ask:
    """One question in one mode, ready to be asked."""

    question_id: int
    key: str
    kind: str
    words: str
    help: str | None
    options_from: AnswersFrom
    show_if: Mapping[str, Any] | None
    picture: Mapping[str, str] | None
    section: str | None = None
    sign_video: Mapping[str, str] | None = None

    @property
    def type(self) -> QuestionType:
        """Its kind in the registry."""
        return type_of(self.kind)

    def scale(self, area: Area) -> Scale | None:
        """The scale or list its answers come from; None for words and information."""
        return scale_for(self.kind, self.options_from, area)


@dataclass(frozen=True)
class Questionnaire:
    """A version in all its modes; `asks` by mode in English, by "easy@ar" in other languages."""

    version_id: int
    number: int
    modes: tuple[str, ...]
    texts: Mapping[str, Any]
    asks: Mapping[str, tuple[Ask, ...]]

    def text(self, name: str, mode: str, language: str = ENGLISH) -> Any:
        """A text in a mode and language, else in English, else in standard words; None without any."""
        by_mode = self.texts.get(name) or {}
        english = by_mode.get(mode, by_mode.get(Mode.STANDARD))
        return by_mode.get(place(mode, language), english)

    def asked_in(self, mode: str, language: str = ENGLISH) -> tuple[Ask, ...]:
        """The questions of a mode in a language, empty where the version has no such wording."""
        return self.asks.get(place(mode, language), ())

    @property
    def languages(self) -> list[str]:
        """The languages beside English in which at least one mode is worded from end to end."""
        return sorted({at.partition("@")[2] for at in self.asks if "@" in at})

    def ask(self, mode: str, key: str) -> Ask | None:
        """The question with this key in a mode."""
        return self._by_key.get((mode, key))

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Ask]:
        return {(mode, ask.key): ask for mode, asks in self.asks.items() for ask in asks}


def scale_for(kind: str, options_from: AnswersFrom, area: Area) -> Scale | None:
    """The scale of a kind, or the list it takes; an area's own localities go first."""
    if type_of(kind).takes in {"words", "nothing"}:
        return None
    if not type_of(kind).from_list:
        return all_scales()[kind]
    if isinstance(options_from, Scale):
        return options_from
    if options_from == "locality":
        return _with_localities(all_scales()["locality"], area)
    return all_scales()[options_from or kind]


def _with_localities(listed: Scale, area: Area) -> Scale:
    own = tuple(Option(code=part.slug, words={Mode.STANDARD: part.name}) for part in area.localities)
    return Scale(listed.key, listed.kind, own + listed.options, listed.top, listed.bottom, listed.report)


_kept: dict[tuple[str, int, float], Questionnaire] = {}


def questionnaire_of(version: SurveyVersion, *, database: str) -> Questionnaire:
    """The plain values of a version; a draft is read anew each time."""
    if version.published_at is None:
        return _read(version)
    key = (database, version.id, version.published_at.timestamp())
    if key not in _kept:
        _kept[key] = _read(version)
    return _kept[key]


def _read(version: SurveyVersion) -> Questionnaire:
    return Questionnaire(
        version_id=version.id,
        number=version.number,
        modes=tuple(version.modes),
        texts=version.texts,
        asks={
            **{mode: _asks(version.questions, mode, ENGLISH) for mode in version.modes},
            **_others(version),
        },
    )


def _others(version: SurveyVersion) -> dict[str, tuple[Ask, ...]]:
    """The modes that are worded from end to end in another language."""
    words = [wording for question in version.questions for wording in question.wordings]
    languages = sorted({wording.language for wording in words} - {ENGLISH})
    found = {
        place(mode, language): _asks(version.questions, mode, language)
        for mode in version.modes
        for language in languages
    }
    whole = {mode: len(_asks(version.questions, mode, ENGLISH)) for mode in version.modes}
    return {at: asks for at, asks in found.items() if asks and len(asks) == whole[at.partition("@")[0]]}


def _asks(questions: list[Question], mode: str, language: str) -> tuple[Ask, ...]:
    titles = running([question.section for question in questions], mode, language)
    trios = [
        (question, question.wording(mode, language), title)
        for question, title in zip(questions, titles, strict=True)
    ]
    return tuple(
        Ask(
            question_id=question.id,
            key=question.key,
            kind=wording.kind,
            words=wording.words,
            help=wording.help,
            options_from=question.answers_from,
            show_if=question.show_if,
            picture=question.picture,
            section=title,
            sign_video=question.sign_video,
        )
        for question, wording, title in trios
        if wording is not None
    )
