"""What made-up officers have done so far: earlier rounds read, redacted, cleared and sorted, and more."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import db, in_batches, transaction
from portal.demo.coding import SAME, WAITS, change_frame, plant_agreement, plant_frame
from portal.demo.voices import personal_in, stance_of, themes_of
from portal.feedback import actions
from portal.feedback.criteria import every_criterion
from portal.feedback.frame_models import SubTheme
from portal.feedback.frame_queries import frame_of
from portal.feedback.models import FeedbackItem, Stance, Tag
from portal.feedback.queries import is_visible
from portal.strategies.models import Priority, Theme
from portal.strategies.queries import latest_begun, priorities_of, strategies_of, themes

# of the words under the newest plan; those of the plans before it are all sorted
SORTED_SHARE = 0.7
BATCH = 100
# how long words wait for their reader
READ_WITHIN = timedelta(days=10)


def sort_words(area_slug: str) -> None:
    """Clear and sort most words of an area where nobody has begun to, each under the plan of its day.

    When the newest plan began, the frame changed too: the tags put before it stay as they were.
    """
    area = area_by_slug(area_slug)
    if area is None or _has_begun(area):
        return
    officer, begins = officer_of(area), date(strategies_of(area)[0].starts, 1, 1)
    waiting = select(FeedbackItem.id, FeedbackItem.received_on).where(
        FeedbackItem.area_id == area.id, FeedbackItem.cleared_at.is_(None), is_visible()
    )
    rows = db.session.execute(waiting.order_by(FeedbackItem.received_on, FeedbackItem.words)).all()
    before = [item_id for item_id, day in rows if day < begins]
    under = [item_id for item_id, day in rows if day >= begins]
    first = rows[0].received_on if rows else begins
    with transaction():
        plant_frame(area, officer, clock.local_midnight(first))
    _sort(area, officer, before)
    with transaction():
        change_frame(area, officer, clock.local_midnight(max(first, begins)))
    _sort(area, officer, under[: int(len(under) * SORTED_SHARE)])
    with transaction():
        plant_agreement(area, officer)


def _sort(area: Area, officer: int, ids: Sequence[int]) -> None:
    for batch in in_batches(len(ids), BATCH):
        with transaction():
            desk = _Desk(area, officer)
            for item in _items([ids[place] for place in batch]):
                _sort_one(desk, item)


def _items(ids: list[int]) -> list[FeedbackItem]:
    rows = select(FeedbackItem).where(FeedbackItem.id.in_(ids))
    rows = rows.options(selectinload(FeedbackItem.redactions), selectinload(FeedbackItem.tags))
    return sorted(db.session.scalars(rows), key=lambda item: ids.index(item.id))


def _has_begun(area: Area) -> bool:
    # comments on the Local Offer are cleared by those who publish them, but not sorted
    sorted_ones = select(Tag.id).join(FeedbackItem, FeedbackItem.id == Tag.item_id)
    return db.session.scalar(sorted_ones.where(FeedbackItem.area_id == area.id).limit(1)) is not None


def officer_of(area: Area) -> int:
    """The made-up officer of an area."""
    return member_of(area, Role.OFFICER)


def member_of(area: Area, role: Role) -> int:
    """The made-up person who has a role in an area."""
    rows = select(Membership.person_id).where(Membership.area_id == area.id, Membership.role == role)
    return db.session.scalars(rows.order_by(Membership.id)).one()


class _Desk:
    """What an officer has at hand while sorting, read once for a batch: asked anew it took long."""

    def __init__(self, area: Area, officer: int) -> None:
        self.officer = officer
        self.themes = themes()
        self.now = clock.now()
        self.frame = frame = frame_of(area)
        self.waits, self.same = frame.named(WAITS), frame.named(SAME)
        self.strategies = strategies_of(area)
        self.begins = date(self.strategies[0].starts, 1, 1)
        self.priorities = {one.id: priorities_of(one) for one in self.strategies}

    def sorted_at(self, day: date) -> datetime:
        """When words of a day were sorted."""
        return min(clock.local_midnight(day) + READ_WITHIN, self.now)

    def waits_on(self, day: date) -> SubTheme | None:
        """The sub-theme of long waits; before the frame changed some took the other name of the same."""
        both = self.same is not None and self.same.ended is None
        return self.same if both and day.day % 3 == 0 else self.waits

    def priority(self, theme: Theme, day: date) -> Priority | None:
        """The priority of the plan in force on a day that a theme maps onto: its main theme comes first."""
        plan = latest_begun(self.strategies, day)
        found = [one for one in self.priorities[plan.id] if theme in one.themes] if plan else []
        return next((one for one in found if one.themes[0] == theme), next(iter(found), None))


def _sort_one(desk: _Desk, item: FeedbackItem) -> None:
    at, officer = desk.sorted_at(item.received_on), desk.officer
    actions.mark_read(item=item, by=officer, at=at)
    _take_out(desk, item, at)
    for about in _about(desk, item):
        actions.tag(item=item, by=officer, at=at, frame_version=desk.frame.number, **about)
    stance = stance_of(item.words)
    actions.judge(
        item=item, stance=Stance(stance) if stance else None, says_it_well=False, by=officer, at=at
    )
    # where a detail that the voices do not name still stands, the item waits for a real reader
    if not actions.details_left(item):
        actions.clear(item=item, by=officer, at=at)


def _take_out(desk: _Desk, item: FeedbackItem, at: datetime) -> None:
    """The details that the voices name; of words of the plans before, every marked one."""
    named = [(item.words.index(text), text) for text in personal_in(item.words)]
    spans = [(start, start + len(text)) for start, text in named]
    if not spans and item.received_on < desk.begins:
        spans = [(start, end) for _kind, start, end in actions.details_left(item)]
    for start, end in spans:
        actions.redact(item=item, start=start, end=end, reason="details", by=desk.officer, at=at)


def _about(desk: _Desk, item: FeedbackItem) -> list[dict[str, Any]]:
    """What the words are about, as `tag` takes it: the main theme, by which the rest goes, comes first."""
    slugs, waits = themes_of(item.words), desk.waits_on(item.received_on)
    themes = sorted(
        (one for one in desk.themes if one.slug in slugs), key=lambda one: slugs.index(one.slug)
    )
    found: list[dict[str, Any]] = [{"theme": one} for one in themes]
    if waits and "wait" in item.words.lower():
        found += [{"sub_theme": waits}, {"label": "waiting"}]
    if themes:
        criteria = [one.key for one in every_criterion() if one.themes[0] == themes[0].slug]
        priority = desk.priority(themes[0], item.received_on)
        found += [{"criterion": one} for one in criteria[:1]]
        found += [{"priority": priority}] if priority else []
    return found
