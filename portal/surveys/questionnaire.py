"""A published version as plain, immutable values: what a page needs, read from the database once.

A published version never changes, so it is kept in memory under its id and moment of publication.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.surveys.models import Question, SurveyVersion
from portal.surveys.question_types import QuestionType, type_of
from portal.surveys.scales import Option, Scale, all_scales


@dataclass(frozen=True)
class Ask:
    """One question in one mode, ready to be asked."""

    question_id: int
    key: str
    kind: str
    words: str
    help: str | None
    options_from: str | None
    show_if: Mapping[str, Any] | None
    picture: Mapping[str, str] | None

    @property
    def type(self) -> QuestionType:
        """Its kind in the registry."""
        return type_of(self.kind)

    def scale(self, area: Area) -> Scale | None:
        """The scale or list its answers come from; None for words and information."""
        return scale_for(self.kind, self.options_from, area)


@dataclass(frozen=True)
class Questionnaire:
    """A version in all its modes."""

    version_id: int
    number: int
    modes: tuple[str, ...]
    texts: Mapping[str, Any]
    asks: Mapping[str, tuple[Ask, ...]]

    def text(self, name: str, mode: str) -> Any:
        """A text in a mode, else in standard words; None when there is none."""
        by_mode = self.texts.get(name) or {}
        return by_mode.get(mode, by_mode.get(Mode.STANDARD))

    def ask(self, mode: str, key: str) -> Ask | None:
        """The question with this key in a mode."""
        return self._by_key.get((mode, key))

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Ask]:
        return {(mode, ask.key): ask for mode, asks in self.asks.items() for ask in asks}


def scale_for(kind: str, options_from: str | None, area: Area) -> Scale | None:
    """The scale of a kind, or the list it names; an area's own localities go first."""
    if type_of(kind).takes in {"words", "nothing"}:
        return None
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
        asks={mode: _asks(version.questions, mode) for mode in version.modes},
    )


def _asks(questions: list[Question], mode: str) -> tuple[Ask, ...]:
    pairs = [(question, question.wording(mode)) for question in questions]
    return tuple(
        Ask(
            question_id=question.id,
            key=question.key,
            kind=wording.kind,
            words=wording.words,
            help=wording.help,
            options_from=question.options,
            show_if=question.show_if,
            picture=question.picture,
        )
        for question, wording in pairs
        if wording is not None
    )
