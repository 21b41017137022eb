"""Writes of what stands around a question of a draft: the section it begins, its sign-language video."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.surveys.draft_actions import OVERTAKEN, held_draft, record_change
from portal.surveys.models import Question, SignVideoFile
from portal.surveys.queries import sign_video_with
from portal.surveys.sign_videos import SentVideo, SignVideo


def set_section(*, question: Question, titles: Mapping[str, str], seen: int, by: int, at: datetime) -> None:
    """The section that begins with this question, its title by mode; none without any title.

    Titles in other languages stay while there is one. Refuses when somebody changed the question
    since `seen`, and (field) a title for some ways to answer only.
    """
    held = held_draft(question.version)
    _refuse_overtaken(question, seen)
    written = {mode: title for mode, title in titles.items() if title}
    missing = [mode for mode in held.modes if mode not in written]
    if written and missing:
        raise RuleBroken("Write the title here too.", f"title_{missing[0]}", status=422)
    others = {at: title for at, title in (question.section or {}).items() if "@" in at}
    question.section = {**others, **written} if written else None
    question.edits += 1
    record_change("changed survey section", held, by, at, key=question.key)


def set_sign_video(
    *, question: Question, video: SignVideo | None, seen: int, by: int, at: datetime
) -> None:
    """The question in sign language; None takes it away. Refuses when somebody changed it since `seen`."""
    held = held_draft(question.version)
    _refuse_overtaken(question, seen)
    question.sign_video = video.as_kept() if video else None
    question.edits += 1
    record_change("changed sign-language video", held, by, at, key=question.key)


def keep_video(*, area_id: int, sent: SentVideo) -> str:
    """Keep a file and return its hash. The same content is kept once, whoever brings it."""
    file = SignVideoFile(
        area_id=area_id, content_hash=sent.content_hash, ending=sent.ending, content=sent.content
    )
    if sign_video_with(area_id, sent.content_hash) is None:
        # when somebody else brings the same film in the same moment, it is kept
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(file)
    return sent.content_hash


def _refuse_overtaken(question: Question, seen: int) -> None:
    if question.edits != seen:
        raise RuleBroken(OVERTAKEN, status=422)
