"""What a draft still lacks: what stops it from being published, and what a good editor would add."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.core.words import check_words
from portal.surveys.models import Question, SurveyVersion
from portal.surveys.names import language_name, mode_name
from portal.surveys.question_types import type_of
from portal.surveys.questionnaire import scale_for
from portal.surveys.routing import conditions, loose_ends


@dataclass(frozen=True)
class Lack:
    """One thing that is missing; without `question` of the survey itself. `stops`: it keeps it a draft."""

    what: str
    question: Question | None = None
    stops: bool = False


def lacks(version: SurveyVersion, area: Area) -> list[Lack]:
    """Everything a draft lacks, what stops it first."""
    found = stoppers(version)
    loose = set(loose_ends(version.questions))
    for question in version.questions:
        if question.key not in loose:
            found.extend(_of_rule(version, question, area))
        found.extend(_of_question(version, question))
    return found + list(_of_languages(version, area))


def _of_languages(version: SurveyVersion, area: Area) -> Iterator[Lack]:
    """The languages that families may choose here, where a way to answer is not worded in them."""
    for code in sorted(area.settings.languages):
        for mode in version.modes:
            asked = [one for one in version.questions if one.wording(mode)]
            done = sum(one.wording(mode, code) is not None for one in asked)
            if done < len(asked):
                said = _(
                    "Not in %(language)s: %(way)s, %(done)s of %(all)s questions",
                    language=language_name(code),
                    way=mode_name(mode),
                    done=done,
                    all=len(asked),
                )
                yield Lack(said)


def stoppers(version: SurveyVersion) -> list[Lack]:
    """What keeps a draft from being published."""
    loose = set(loose_ends(version.questions))
    said = _("It hangs on a question that does not come before it.")
    hanging = [Lack(said, one, stops=True) for one in version.questions if one.key in loose]
    return [*_of_texts(version), *_of_modes(version), *hanging]


def _of_texts(version: SurveyVersion) -> Iterator[Lack]:
    for mode in version.modes:
        for name, what in (("title", _("No title: %(way)s")), ("purpose", _("No purpose: %(way)s"))):
            if not (version.texts.get(name) or {}).get(mode):
                yield Lack(what % {"way": mode_name(mode)}, stops=True)


def _of_modes(version: SurveyVersion) -> Iterator[Lack]:
    for mode in version.modes:
        if not any(question.wording(mode) for question in version.questions):
            yield Lack(_("No question: %(way)s", way=mode_name(mode)), stops=True)


def _of_question(version: SurveyVersion, question: Question) -> Iterator[Lack]:
    for mode in version.modes:
        wording = question.wording(mode)
        if wording is None:
            yield Lack(_("Not asked: %(way)s", way=mode_name(mode)), question)
        elif not check_words(f"{wording.words}\n{wording.help or ''}", easy=mode == Mode.EASY).easy_enough:
            yield Lack(_("Hard to read: %(way)s", way=mode_name(mode)), question)
    if question.wording(Mode.EASY) and Mode.EASY in version.modes and not question.picture:
        yield Lack(_("No picture for Easy Read"), question)


def _of_rule(version: SurveyVersion, question: Question, area: Area) -> Iterator[Lack]:
    by_key = {one.key: one for one in version.questions}
    for condition in conditions(question.show_if):
        wanted, other = condition.get("in"), by_key[condition["question"]]
        for mode in version.modes:
            if wanted and question.wording(mode) and not _can_be(other, mode, wanted, area):
                said = _(
                    "Never asked: %(way)s. That way does not offer the answer it hangs on.",
                    way=mode_name(mode),
                )
                yield Lack(said, question)


def _can_be(other: Question, mode: str, wanted: list[str], area: Area) -> bool:
    wording = other.wording(mode)
    if wording is None:
        return False
    options = type_of(wording.kind).options(scale_for(wording.kind, other.answers_from, area))
    return any(option.code in wanted for option in options)
