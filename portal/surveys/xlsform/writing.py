"""A version as an XLSForm: the sheets survey, choices and settings, with every mode and language."""

from collections.abc import Iterator
from pathlib import Path

from portal.areas.models import Area
from portal.core.spreadsheet import Workbook
from portal.core.vocabulary import Mode
from portal.surveys.models import Question, SurveyVersion, Wording
from portal.surveys.question_types import type_of
from portal.surveys.questionnaire import scale_for
from portal.surveys.scales import ENGLISH, Option, place
from portal.surveys.xlsform.columns import heading
from portal.surveys.xlsform.relevant import written

TYPES = {
    "one": "select_one",
    "many": "select_multiple",
    "ranked": "rank",
    "number": "integer",
    "words": "text",
    "nothing": "note",
}
KIND_COLUMNS = {
    Mode.STANDARD: "portal_kind",
    Mode.YOUNG: "portal_kind_young",
    Mode.EASY: "portal_kind_easy",
}
Place = tuple[str, str]
Sheet = list[list[str]]


def write_form(version: SurveyVersion, area: Area, path: Path) -> None:
    """Write the file; what other tools do not know stands in columns of our own (portal_kind)."""
    places = _places(version)
    with Workbook(path) as book:
        head = [heading(name, *at) for name in ("label", "hint") for at in places]
        survey = ["type", "name", *head, "relevant", *KIND_COLUMNS.values()]
        book.add("survey", survey, _survey(version, places))
        book.add(
            "choices",
            ["list_name", "name", *(heading("label", *at) for at in places)],
            _choices(version, area, places),
        )
        title = str(
            version.text("title", Mode.STANDARD) or version.text("title", Mode(version.modes[0])) or ""
        )
        settings = ["form_title", "form_id", "version", "default_language"]
        first = heading("label", Mode.STANDARD, ENGLISH).partition("::")[2]
        book.add("settings", settings, [[title, version.survey.slug, str(version.number), first]])


def _places(version: SurveyVersion) -> list[Place]:
    found = {(one.mode, one.language) for question in version.questions for one in question.wordings}
    order = list(Mode)
    always = {(Mode.STANDARD, ENGLISH)}
    return sorted(found | always, key=lambda at: (at[1] != ENGLISH, at[1], order.index(Mode(at[0]))))


def _first(question: Question) -> Wording:
    return next(filter(None, (question.wording(mode) for mode in Mode)))


def _survey(version: SurveyVersion, places: list[Place]) -> Iterator[list[str]]:
    takes = {one.key: type_of(_first(one).kind).takes for one in version.questions}
    is_in_group = False
    for question in version.questions:
        if question.section:
            if is_in_group:
                yield ["end_group"]
            is_in_group = True
            titles = [question.section.get(place(*at), "") for at in places]
            yield ["begin_group", f"part-{question.position}", *titles]
        yield _row(question, places, takes)
    if is_in_group:
        yield ["end_group"]


def _row(question: Question, places: list[Place], takes: dict[str, str]) -> list[str]:
    first = _first(question)
    kind = TYPES[type_of(first.kind).takes]
    listed = (
        f"{kind} {_list_name(question, first)}"
        if kind in {"select_one", "select_multiple", "rank"}
        else kind
    )
    words = [question.wording(*at) for at in places]
    labels = [one.words if one else "" for one in words]
    if not labels[0]:
        labels[0] = first.words
    kinds = [one.kind if (one := question.wording(mode)) else "" for mode in KIND_COLUMNS]
    hints = [(one.help or "") if one else "" for one in words]
    return [listed, question.key, *labels, *hints, written(question.show_if, takes), *kinds]


def _list_name(question: Question, first: Wording) -> str:
    if question.own_answers:
        return question.key
    return (question.options or first.kind) if type_of(first.kind).from_list else first.kind


def _choices(version: SurveyVersion, area: Area, places: list[Place]) -> Iterator[list[str]]:
    done: set[str] = set()
    for question in version.questions:
        first = _first(question)
        name = _list_name(question, first)
        kind = type_of(first.kind)
        if kind.takes not in {"one", "many", "ranked"} or name in done:
            continue
        done.add(name)
        for option in kind.options(scale_for(first.kind, question.answers_from, area)):
            yield [name, option.code, *(_label(option, at) for at in places)]


def _label(option: Option, at: Place) -> str:
    return option.words.get(place(*at)) or (option.words[Mode.STANDARD] if at[1] == ENGLISH else "")
