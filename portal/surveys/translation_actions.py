"""Writes of translations of a draft: every piece of one mode and language at once."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.text import clean_words
from portal.surveys.draft_actions import OVERTAKEN, held_draft, record_change
from portal.surveys.models import Question, SurveyVersion, Wording
from portal.surveys.scales import place
from portal.surveys.translating import ANSWER, HELP, SECTION, TEXT, WORDS, Piece, pieces, stamp

LONGEST = {WORDS: 1000, HELP: 1000, SECTION: 80, ANSWER: 200, TEXT: 1000}
LINES = ("privacy", "thank_you")


def translate(
    *,
    version: SurveyVersion,
    mode: str,
    language: str,
    words: Mapping[str, str],
    seen: str,
    by: int,
    at: datetime,
) -> int:
    """Put these translations into a draft, by the names of the pieces; an empty one is taken out.

    Returns how many changed. Refuses (field: the name of the piece) one that is too long, and a draft
    that somebody changed since `seen`.
    """
    held = held_draft(version)
    if stamp(held) != seen:
        raise RuleBroken(OVERTAKEN, status=422)
    by_key = {question.key: question for question in held.questions}
    changed = 0
    for piece in pieces(held, mode, language):
        new = _clean(piece, words.get(piece.name, ""))
        if new != piece.translation:
            changed += 1
            _put(held, by_key.get(piece.about), piece, mode, language, new)
    held.edits += 1
    db.session.flush()
    record_change("translated survey", held, by, at, mode=mode, language=language, pieces=changed)
    return changed


def _clean(piece: Piece, typed: str) -> str:
    lines = typed.splitlines() if piece.about in LINES else [typed]
    try:
        words = clean_words(
            "\n".join(filter(None, (" ".join(line.split()) for line in lines))), limit=LONGEST[piece.kind]
        )
    except RuleBroken as broken:
        raise RuleBroken(broken.message, piece.name, status=422) from broken
    return words


def _put(
    version: SurveyVersion, question: Question | None, piece: Piece, mode: str, language: str, new: str
) -> None:
    where = place(mode, language)
    if piece.kind == TEXT:
        texts = deepcopy(version.texts)
        _set(
            texts.setdefault(piece.about, {}),
            where,
            new.split("\n") if new and piece.about in LINES else new,
        )
        version.texts = texts
    elif question is not None and piece.kind == SECTION:
        titles = dict(question.section or {})
        _set(titles, where, new)
        question.section = titles
    elif question is not None and piece.kind == ANSWER:
        answers = deepcopy(question.own_answers or [])
        _set(next(one for one in answers if one["code"] == piece.code)["words"], where, new)
        question.own_answers = answers
    elif question is not None:
        _put_wording(question, piece, mode, language, new)


def _set(words: dict[str, Any], where: str, new: Any) -> None:
    if new:
        words[where] = new
    else:
        words.pop(where, None)


def _put_wording(question: Question, piece: Piece, mode: str, language: str, new: str) -> None:
    known, english = question.wording(mode, language), question.wording(mode)
    if piece.kind == HELP:
        # help has no place without the question: it waits until that is worded
        if known is not None:
            known.help = new or None
    elif known is None and english is not None:
        question.wordings.append(
            Wording(mode=english.mode, language=language, kind=english.kind, words=new, help=None)
        )
    elif known is not None and new:
        known.words = new
    elif known is not None:
        question.wordings.remove(known)
        db.session.delete(known)
