"""Every write of an area's frame: each makes a version with a note on why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import numbered, slug_of
from portal.feedback.frame_models import FrameVersion, SubTheme
from portal.feedback.frame_queries import Frame, frame_of
from portal.strategies.models import Theme

FEWEST_PARTS = 2
# other pages of the frame stand at these addresses
NOT_ADDRESSES = frozenset({"new"})


@dataclass(frozen=True)
class SubWords:
    """What a sub-theme is called and means, with examples of what belongs there and what does not."""

    name: str
    meaning: str = ""
    includes: str = ""
    excludes: str = ""


@dataclass(frozen=True)
class Change:
    """Who changes the frame, when and why; `seen` is the version that their page showed."""

    note: str
    seen: int
    by: int
    at: datetime


def add(*, area: Area, theme: Theme, words: SubWords, change: Change) -> SubTheme:
    """A new sub-theme of a theme. Refuses a name that stands already, and a page that was overtaken."""
    frame = _to_change(area, change)
    made = _new(area, frame, theme.id, words)
    _make_version(area, frame, change, "added")
    return made


def reword(*, area: Area, sub: SubTheme, words: SubWords, change: Change) -> None:
    """Say anew what a sub-theme is called and means; the version before keeps the old words."""
    frame = _to_change(area, change)
    _refuse_ended(sub)
    _refuse_double(frame, words, but=sub)
    sub.name, sub.meaning = words.name, words.meaning
    sub.includes, sub.excludes = words.includes, words.excludes
    _make_version(area, frame, change, "reworded")


def merge(*, area: Area, sub: SubTheme, into: SubTheme, change: Change) -> None:
    """End a sub-theme: from now on it is read as another. Its tags stay as they were put."""
    frame = _to_change(area, change)
    _refuse_ended(sub)
    _refuse_ended(into)
    if sub.id == into.id:
        raise RuleBroken("Choose another sub-theme to merge into.", field="into", status=422)
    sub.ended, sub.merged_into_id = frame.number + 1, into.id
    _make_version(area, frame, change, "merged")


def split(*, area: Area, sub: SubTheme, names: Sequence[str], change: Change) -> list[SubTheme]:
    """End a sub-theme and begin two or more in its place. Its tags stay: people sort those words anew."""
    frame = _to_change(area, change)
    _refuse_ended(sub)
    if len(set(names)) < FEWEST_PARTS:
        raise RuleBroken("Write at least two names, one on a line.", field="names", status=422)
    sub.ended = frame.number + 1
    parts = [_new(area, frame, sub.theme_id, SubWords(name)) for name in names]
    for part in parts:
        part.split_from_id = sub.id
    _make_version(area, frame, change, "split")
    return parts


def _to_change(area: Area, change: Change) -> Frame:
    frame = frame_of(area)
    if frame.number != change.seen:
        raise RuleBroken("Someone changed the themes since you opened this page. Nothing was saved.")
    if not change.note.strip():
        raise RuleBroken("Say why the themes change.", field="note", status=422)
    return frame


def _refuse_ended(sub: SubTheme) -> None:
    if sub.ended is not None:
        raise RuleBroken("This sub-theme has ended. Its tags stay as they are.", status=422)


def _refuse_double(frame: Frame, words: SubWords, but: SubTheme | None = None) -> None:
    if any(one.name.casefold() == words.name.casefold() and one is not but for one in frame.standing):
        raise RuleBroken("There is a sub-theme with this name.", field="name", status=422)


def _new(area: Area, frame: Frame, theme_id: int, words: SubWords) -> SubTheme:
    _refuse_double(frame, words)
    slug = numbered(slug_of(words.name, "sub-theme"), {*NOT_ADDRESSES, *(one.slug for one in frame.all)})
    made = SubTheme(
        area_id=area.id,
        theme_id=theme_id,
        slug=slug,
        name=words.name,
        meaning=words.meaning,
        includes=words.includes,
        excludes=words.excludes,
        since=frame.number + 1,
    )
    db.session.add(made)
    frame.all.append(made)
    return made


def _make_version(area: Area, frame: Frame, change: Change, act: str) -> None:
    """The new version holds the whole frame; of two people who change it at once the second is refused."""
    holds = [
        {
            "slug": one.slug,
            "theme": one.theme_id,
            "name": one.name,
            "meaning": one.meaning,
            "includes": one.includes,
            "excludes": one.excludes,
        }
        for one in frame.standing
    ]
    version = FrameVersion(
        area_id=area.id,
        number=frame.number + 1,
        note=change.note.strip(),
        holds=holds,
        made_by=change.by,
        made_at=change.at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(version)
            db.session.flush()
    except IntegrityError as error:
        raise RuleBroken("Someone changed the themes at the same moment. Nothing was saved.") from error
    audit.record(
        act=f"{act} a sub-theme",
        by=change.by,
        area=area.id,
        at=change.at,
        subject=("frame", version.number),
    )
