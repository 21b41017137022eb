"""The list of worrying words that an area screens with: its own newest one, else the shipped one."""

import hashlib
from datetime import datetime
from functools import cache

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.safeguarding.models import AreaWordList
from portal.safeguarding.queries import lists_made, newest_list_mark, newest_list_text
from portal.safeguarding.screening import SHIPPED, WordList, shipped_word_list
from portal.safeguarding.word_edits import Part, with_phrase, without_phrases

MOST_READY = 20
_READY: dict[str, WordList] = {}
OVERTAKEN = "Somebody else changed the list while you had it open. Look at it, then try again."


def word_list_of(area: Area) -> WordList:
    """The list in force now, made ready once for each wording of it."""
    mark = newest_list_mark(area)
    if mark is None:
        return shipped_word_list()
    ready = _READY.get(mark)
    if ready is None:
        if len(_READY) >= MOST_READY:
            _READY.clear()
        ready = _READY[mark] = WordList.from_yaml(newest_list_text(area) or "", name=area.slug)
    return ready


def text_of(area: Area) -> str:
    """The list in force as YAML, shaped as the shipped one."""
    return newest_list_text(area) or _shipped_text()


def mark_of(area: Area) -> str:
    """What tells two wordings of the list apart: a page sends it back, so that two editors meet."""
    return newest_list_mark(area) or _mark(_shipped_text())


def add_phrase(
    *, area: Area, kind: str, part: Part, phrase: str, means: str, seen: str, by: int, at: datetime
) -> None:
    """Put one phrase into the area's list; refuses a doubled, unreadable or overtaken one."""
    _refuse_overtaken(area, seen)
    text = with_phrase(text_of(area), kind=kind, part=part, phrase=phrase, means=means)
    _keep(area, text, by, at, act="added worrying words", kind=kind, part=part, phrases=[phrase.strip()])


def take_phrases_out(
    *, area: Area, kind: str, gone: dict[Part, set[str]], seen: str, by: int, at: datetime
) -> None:
    """Take phrases out of the area's list; texts that raised an alert by them keep it."""
    _refuse_overtaken(area, seen)
    text = without_phrases(text_of(area), kind=kind, gone=gone)
    listed = sorted(phrase for phrases in gone.values() for phrase in phrases)
    _keep(area, text, by, at, act="took worrying words out", kind=kind, phrases=listed)


def _refuse_overtaken(area: Area, seen: str) -> None:
    if seen != mark_of(area):
        raise RuleBroken(OVERTAKEN)


def _keep(area: Area, text: str, by: int, at: datetime, *, act: str, **details: object) -> None:
    """A new row for each wording: what was screened with on a day can be seen later."""
    row = AreaWordList(area_id=area.id, text=text, mark=_mark(text), made_by=by, made_at=at)
    row.number = lists_made(area) + 1
    db.session.add(row)
    db.session.flush()
    audit.record(act=act, by=by, area=area.id, at=at, subject=("word list", row.id), **details)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _shipped_text() -> str:
    return SHIPPED.read_text(encoding="utf-8")
