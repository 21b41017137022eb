"""Every write of a draft: its texts, its questions, their order and when they are asked.

A draft is held (its row locked) while it changes, so that nothing slips into a version that is being
published. Two who edit the same thing meet in its `edits`: the later one is told, and loses nothing.
"""

from copy import deepcopy
from datetime import datetime
from typing import Any

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.surveys.drafting import Content, Put, When, check_content
from portal.surveys.models import Question, Survey, SurveyVersion, Wording
from portal.surveys.queries import held_version, measures_by_slug, themes_by_slug
from portal.surveys.routing import Rule, conditions, hangs_on
from portal.surveys.rules_written import offered, rule_of
from portal.surveys.scales import ENGLISH
from portal.surveys.trials import wipe_trial

MOST_QUESTIONS = 100
OVERTAKEN = (
    "Somebody else changed this meanwhile. See what they wrote. Save again to put yours in its place."
)


def change_texts(
    *,
    version: SurveyVersion,
    modes: list[str],
    texts: dict[str, dict[str, Any]],
    seen: int,
    by: int,
    at: datetime,
) -> None:
    """New texts by name and mode, and the modes of a draft; texts of other languages stay.

    Refuses a draft that somebody changed since `seen`, and a survey without any mode.
    """
    held = held_draft(version)
    if not modes:
        raise RuleBroken("Choose at least one way to answer.", field="modes", status=422)
    if held.edits != seen:
        raise RuleBroken(OVERTAKEN, status=422)
    merged = deepcopy(held.texts)
    for name, by_mode in texts.items():
        merged[name] = {**merged.get(name, {}), **by_mode}
    held.texts, held.modes = merged, modes
    held.edits += 1
    record_change("changed survey texts", held, by, at)


def add_question(*, version: SurveyVersion, content: Content, by: int, at: datetime) -> Question:
    """One more question at the end; refuses (fields) a key that is there, and what cannot be asked."""
    held = held_draft(version)
    if len(held.questions) >= MOST_QUESTIONS:
        raise RuleBroken("A survey has at most %(most)s questions.", status=422, most=MOST_QUESTIONS)
    _check(held, content)
    last = max((question.position for question in held.questions), default=0)
    question = Question(key=content.key, position=last + 1, wordings=[], themes=[], measures=[])
    held.questions.append(question)
    _fill(question, content)
    db.session.flush()
    record_change("added survey question", held, by, at, key=content.key)
    return question


def change_question(*, question: Question, content: Content, seen: int, by: int, at: datetime) -> None:
    """New content; rules that ask about it follow a new key. Refuses as `add_question` does.

    Also refuses when somebody changed it since `seen`.
    """
    held = held_draft(question.version)
    if question.edits != seen:
        raise RuleBroken(OVERTAKEN, status=422)
    _check(held, content, question)
    if content.key != question.key:
        _rename(held, question.key, content.key)
    _fill(question, content)
    question.edits += 1
    db.session.flush()
    record_change("changed survey question", held, by, at, key=content.key)


def move_question(*, question: Question, up: bool, by: int, at: datetime) -> None:
    """One place up or down; at the end of the list nothing happens.

    Refuses to put a question before one that it hangs on.
    """
    held = held_draft(question.version)
    rows = held.questions
    place = rows.index(question)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    first, second = rows[min(place, other)], rows[max(place, other)]
    if first.key in hangs_on(second.show_if):
        raise RuleBroken("“%(key)s” hangs on the question before it. It stays after it.", key=second.key)
    low, high = first.position, second.position
    # through a place that is free, because two questions cannot share one
    second.position = -1
    db.session.flush()
    first.position = high
    db.session.flush()
    second.position = low
    db.session.flush()
    if first.section:
        # the title stays at its place: the question that comes up begins the section now
        first.section, second.section = second.section, first.section
    db.session.expire(held, ["questions"])
    record_change("moved survey question", held, by, at, key=question.key)


def remove_question(*, question: Question, by: int, at: datetime) -> None:
    """Take a question out of a draft; published versions keep it. Test answers of the draft go.

    Refuses while others hang on it.
    """
    held = held_draft(question.version)
    hanging = [one.key for one in held.questions if question.key in hangs_on(one.show_if)]
    if hanging:
        raise RuleBroken("These hang on it: %(keys)s. Change them first.", keys=", ".join(hanging))
    wipe_trial(held)
    below = held.questions[held.questions.index(question) + 1 :]
    if question.section and below and not below[0].section:
        below[0].section = question.section
    for wording in list(question.wordings):
        db.session.delete(wording)
    db.session.flush()
    db.session.delete(question)
    db.session.flush()
    db.session.expire(held, ["questions"])
    record_change("removed survey question", held, by, at, key=question.key)


def set_when(*, area: Area, question: Question, when: When, seen: int, by: int, at: datetime) -> None:
    """When it is asked; refuses (field "conditions") a later question, or an answer nobody can give."""
    held = held_draft(question.version)
    if question.edits != seen:
        raise RuleBroken(OVERTAKEN, status=422)
    earlier = [one for one in held.questions if one.position < question.position]
    question.show_if = _plain(rule_of(when, offered(area, earlier)))
    question.edits += 1
    db.session.flush()
    record_change("changed when a survey question is asked", held, by, at, key=question.key)


def copied(question: Question) -> Question:
    """The same question for another version: content, wordings in every language, rule and place."""
    copy = Question(
        key=question.key,
        position=question.position,
        options=question.options,
        own_answers=deepcopy(question.own_answers),
        show_if=deepcopy(question.show_if),
        picture=deepcopy(question.picture),
        section=deepcopy(question.section),
        sign_video=deepcopy(question.sign_video),
    )
    for one in question.wordings:
        copy.wordings.append(
            Wording(mode=one.mode, language=one.language, kind=one.kind, words=one.words, help=one.help)
        )
    copy.themes, copy.measures = list(question.themes), list(question.measures)
    return copy


def draft_of(survey: Survey) -> SurveyVersion | None:
    """The version of a survey that is still being written."""
    return next((version for version in survey.versions if version.published_at is None), None)


def held_draft(version: SurveyVersion) -> SurveyVersion:
    """The draft, locked until the transaction ends; refuses a published version."""
    held = held_version(version.id)
    if held is None or held.published_at is not None:
        raise RuleBroken("This version is published. Make the next version to change it.")
    return held


def _check(version: SurveyVersion, content: Content, question: Question | None = None) -> None:
    check_content(content)
    if content.key in {one.key for one in version.questions if one is not question}:
        raise RuleBroken("Another question has this key.", field="key", status=422)


def _fill(question: Question, content: Content) -> None:
    themes, measures = themes_by_slug(), measures_by_slug()
    question.key, question.options = content.key, content.options
    question.own_answers, question.picture = content.own_answers, content.picture
    question.themes = [themes[slug] for slug in content.themes]
    question.measures = [measures[slug] for slug in content.measures]
    for mode in Mode:
        _put(question, mode, content.puts.get(mode))


def _put(question: Question, mode: Mode, put: Put | None) -> None:
    known = question.wording(mode)
    if put is None:
        # a way that does not ask it asks it in no language
        for wording in [one for one in question.wordings if one.mode == mode]:
            question.wordings.remove(wording)
            if wording.id is not None:
                db.session.delete(wording)
    elif known is None:
        question.wordings.append(
            Wording(mode=mode, language=ENGLISH, kind=put.kind, words=put.words, help=put.help)
        )
    else:
        known.kind, known.words, known.help = put.kind, put.words, put.help
        for other in [one for one in question.wordings if one.mode == mode]:
            other.kind = put.kind


def _rename(version: SurveyVersion, old: str, new: str) -> None:
    for one in version.questions:
        if old in hangs_on(one.show_if):
            rule = deepcopy(dict(one.show_if or {}))
            for condition in conditions(rule):
                if condition["question"] == old:
                    condition["question"] = new  # type: ignore[index]  # a copy of our own
            one.show_if = rule


def _plain(rule: Rule | None) -> dict[str, Any] | None:
    return dict(rule) if rule is not None else None


def record_change(act: str, version: SurveyVersion, by: int, at: datetime, **details: Any) -> None:
    """Write a change of a draft into the audit."""
    audit.record(
        act=act,
        by=by,
        area=version.survey.area_id,
        at=at,
        subject=("survey version", version.id),
        **details,
    )
