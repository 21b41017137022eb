"""An XLSForm as a draft of ours, whole or not at all, with a report of what was not taken over."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.errors import RuleBroken
from portal.core.typography import well_set
from portal.core.vocabulary import Mode
from portal.core.workbook_guard import refuse
from portal.surveys.draft_actions import MOST_QUESTIONS
from portal.surveys.drafting import KEY, Content, Put, blank, check_content
from portal.surveys.templates import QuestionDraft, SurveyDraft
from portal.surveys.xlsform.answers import asked_modes, by_list, give_answers, kinds_of, words_in
from portal.surveys.xlsform.found import Found, Notes
from portal.surveys.xlsform.reading import Row, Sheets
from portal.surveys.xlsform.rules import find_circles, rule_for
from portal.surveys.xlsform.types import IGNORED, KINDS, LISTED, NOT_HERE, SILENT, type_of_row

LONGEST_WORDS = 1000


@dataclass(frozen=True)
class Taken:
    """A draft, and the sentences on what was not taken over."""

    draft: SurveyDraft
    not_taken: list[str]


class _Taker:
    def __init__(self, sheets: Sheets) -> None:
        self.notes = Notes()
        self.settings = sheets.settings[0] if sheets.settings else Row(1)
        self.default = self.settings.get("default_language") or "English"
        self.lists = by_list(sheets.choices)
        self.found: list[Found] = []
        self.groups: list[tuple[dict[str, str], str]] = []
        self.section: dict[str, str] | None = None

    def walk(self, rows: Iterable[Row]) -> None:
        """Read every row of the sheet "survey"."""
        for row in rows:
            kind, _space, rest = type_of_row(row.get("type")).partition(" ")
            if not kind:
                continue
            if kind == "begin_repeat":
                self.notes.wrong.append(
                    _(
                        "Row %(row)s asks the same questions again and again. We cannot ask that.",
                        row=row.number,
                    )
                )
            elif kind in {"begin_group", "end_group", "end_repeat"}:
                self._group(row, kind)
            elif kind in NOT_HERE or kind in SILENT:
                self._leave(row, kind)
            elif kind in KINDS:
                self._question(row, kind, rest.strip())
            else:
                self.notes.wrong.append(
                    _("Row %(row)s: we do not know the type “%(type)s”.", row=row.number, type=kind)
                )

    def _group(self, row: Row, kind: str) -> None:
        if kind == "begin_group":
            title = words_in(row, "label", self.default, self.notes)
            self.groups.append((title, row.get("relevant")))
            self.section = {at: words[:80] for at, words in title.items()} or self.section
            return
        if kind == "end_group" and self.groups:
            self.groups.pop()
        elif kind == "end_group":
            self.notes.wrong.append(_("Row %(row)s ends a group that never began.", row=row.number))

    def _leave(self, row: Row, kind: str) -> None:
        if kind in NOT_HERE:
            self.notes.not_taken.append(
                _(
                    "Row %(row)s, “%(name)s”: a question of the type “%(type)s”.",
                    row=row.number,
                    name=row.get("name"),
                    type=kind,
                )
            )

    def _question(self, row: Row, kind: str, rest: str) -> None:
        name, labels = row.get("name"), words_in(row, "label", self.default, self.notes)
        key = _key_of(name)
        if not key or not labels.get(str(Mode.STANDARD)):
            said = _("Row %(row)s needs a name and a label in English.", row=row.number)
            self.notes.wrong.append(said)
            return
        if any(key == one.key for one in self.found):
            self.notes.wrong.append(_("Two questions are called “%(name)s”.", name=name))
        if max(map(len, labels.values())) > LONGEST_WORDS:
            self.notes.wrong.append(_("Row %(row)s: write a shorter question.", row=row.number))
        modes = asked_modes(row, labels)
        relevant = [said for _title, said in self.groups if said] + (
            [row.get("relevant")] if row.get("relevant") else []
        )
        one = Found(
            row=row,
            name=name,
            key=key,
            kinds=kinds_of(row, KINDS[kind], modes, self.notes),
            labels={at: words for at, words in labels.items() if at.partition("@")[0] in modes},
            hints=words_in(row, "hint", self.default, self.notes),
            section=self.section,
            relevant=relevant,
        )
        self.section = None
        self.found.append(one)
        if kind in LISTED:
            self._answers(one, rest)
        if kind == "decimal":
            self.notes.not_taken.append(
                _("Row %(row)s: only whole numbers can be typed here.", row=row.number)
            )

    def _answers(self, one: Found, rest: str) -> None:
        list_name = rest.removesuffix("or_other").strip()
        if list_name != rest:
            said = _("Row %(row)s: “other” with words. Add a question for the words.", row=one.row.number)
            self.notes.not_taken.append(said)
        if list_name not in self.lists:
            self.notes.wrong.append(
                _("Row %(row)s: there is no list “%(name)s”.", row=one.row.number, name=list_name)
            )
        else:
            give_answers(one, list_name, self.lists[list_name], self.default, self.notes)

    def questions(self) -> list[QuestionDraft]:
        """The questions that were found, as drafts; refuses when anything is wrong."""
        if len(self.found) > MOST_QUESTIONS:
            raise refuse("A survey has at most %(most)s questions.", most=MOST_QUESTIONS)
        if not self.found and not self.notes.wrong:
            raise refuse("There is no question in this file that we can ask.")
        if self.groups:
            self.notes.wrong.append(_("A group of questions has no end."))
        find_circles(self.found, self.notes)
        self.notes.stop_if_wrong()
        drafts, earlier = [], dict[str, Found]()
        for one in self.found:
            drafts.append(_draft(one, rule_for(one, earlier, self.notes), self.notes))
            earlier[one.name] = one
        self.notes.stop_if_wrong()
        return drafts


def take_over(sheets: Sheets, *, title: str, invited: str) -> Taken:
    """The form as a draft; `title` goes before the one in the file. Refuses (field "file") the whole file.

    It is refused for what we would have to guess: loops, unknown types, circles, lists without answers.
    """
    taker = _Taker(sheets)
    taker.walk(sheets.survey)
    questions = taker.questions()
    modes = [mode for mode in Mode if any(mode in one.wordings for one in questions)]
    named = title or taker.settings.get("form_title")[:120]
    if not named:
        raise RuleBroken("Give it a title: the file has none.", field="title", status=422)
    draft = blank(named, invited, modes)
    return Taken(
        replace(draft, questions=tuple(questions)), [*taker.notes.not_taken, *_passed_over(sheets.survey)]
    )


def _passed_over(rows: list[Row]) -> list[str]:
    counted = Counter(heading.partition("::")[0] for row in rows for heading in row.cells)
    required = sum(row.get("required").casefold() in {"yes", "true", "true()"} for row in rows)
    said = []
    if required:
        said.append(
            ngettext(
                "%(num)s question must be answered there. Here every question can be skipped.",
                "%(num)s questions must be answered there. Here every question can be skipped.",
                required,
            )
        )
    names = [name for name in (*IGNORED, "media", "image", "audio", "video") if counted[name]]
    if names:
        said.append(_("These columns: %(names)s.", names=", ".join(names)))
    said.append(_("Pictures, themes and measures: choose them here."))
    return [str(one) for one in said]


def _draft(one: Found, rule: dict[str, Any] | None, notes: Notes) -> QuestionDraft:
    puts = {mode: Put(kind, one.labels[mode]) for mode, kind in one.kinds.items()}
    try:
        check_content(Content(one.key, puts, one.options, one.own_answers))
    except RuleBroken as broken:
        notes.wrong.append(_("Row %(row)s: %(what)s", row=one.row.number, what=broken.message))
    wordings = {
        at: (one.kinds[at.partition("@")[0]], well_set(words), one.hints.get(at))
        for at, words in one.labels.items()
    }
    return QuestionDraft(
        key=one.key,
        options=one.options,
        own_answers=one.own_answers,
        show_if=rule,
        picture=None,
        themes=(),
        measures=(),
        wordings=wordings,
        section=one.section,
    )


def _key_of(name: str) -> str:
    word = re.sub(r"[^a-z0-9.]+", "-", name.casefold()).strip("-.")
    word = re.sub(r"[.-]{2,}", "-", word)[:80].strip("-.")
    return word if KEY.fullmatch(word) else ""
