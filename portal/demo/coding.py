"""A made-up frame for sorting, and samples sorted again by a made-up analyst: one whole, one just begun."""

from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.feedback.frame_actions import Change, SubWords, add, merge
from portal.feedback.frame_queries import frame_of, version_number
from portal.insight.agreement.actions import SMALLEST, draw, say_second
from portal.insight.agreement.queries import sorted_items
from portal.strategies.queries import theme_by_slug, themes

WAITS, SAME = "waiting-for-health-help", "waits"
LARGEST = 40
SEED = 2026
DIFFERS_EACH = 6
SUB_THEMES = [
    ("health", "Waiting for health help", "How long it takes to be seen.", "Two years for speech therapy."),
    ("health", "Waits", "The same, under another name.", ""),
]
LATER = ("plans", "Late plans", "A plan that came after its day.", "It took 40 weeks.")


def plant_frame(area: Area, officer: int, at: datetime) -> None:
    """Two sub-themes, of which nobody saw yet that they are one."""
    for one in SUB_THEMES:
        _add(area, one, officer, at)


def change_frame(area: Area, officer: int, at: datetime) -> None:
    """One more, and the two that are one are put together: old tags are read as the one that stays."""
    _add(area, LATER, officer, at)
    frame = frame_of(area)
    waits, same = (frame.named(one) for one in (WAITS, SAME))
    if waits is not None and same is not None:
        change = _change(area, officer, "Two names for one thing.", at)
        merge(area=area, sub=same, into=waits, change=change)


def _add(area: Area, one: tuple[str, str, str, str], officer: int, at: datetime) -> None:
    theme, name, meaning, includes = one
    under = theme_by_slug(theme)
    if under is not None:
        change = _change(area, officer, "Many families wrote of it.", at)
        add(area=area, theme=under, words=SubWords(name, meaning, includes), change=change)


def _change(area: Area, officer: int, note: str, at: datetime) -> Change:
    return Change(note, version_number(area.id), officer, at)


def plant_agreement(area: Area, officer: int) -> None:
    """The analyst agrees with the officer on most; a second sample waits."""
    size = min(LARGEST, len(sorted_items(area)))
    if size < SMALLEST:
        return
    rows = select(Membership.person_id).where(
        Membership.area_id == area.id, Membership.role == Role.ANALYST
    )
    analyst = db.session.scalars(rows.order_by(Membership.id)).first()
    if analyst is None:
        return
    of = draw(area=area, size=size, seed=SEED, by=officer, at=clock.now())
    listed = themes()
    for pair in of.pairs:
        turned = pair.position % DIFFERS_EACH == 0
        said = listed[:1] if turned else [theme for theme in listed if theme.slug in pair.first]
        say_second(of=of, pair=pair, themes=said, by=analyst, at=clock.now())
    draw(area=area, size=SMALLEST, seed=SEED + 1, by=officer, at=clock.now())
