"""What made-up officers have done so far: most of the earlier wave read, redacted, cleared and sorted."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import db, in_batches, transaction
from portal.demo.coding import WAITS, plant_agreement, plant_frame
from portal.demo.voices import personal_in, stance_of, themes_of
from portal.feedback import actions
from portal.feedback.criteria import every_criterion
from portal.feedback.frame_queries import frame_of
from portal.feedback.models import FeedbackItem, Stance, Tag
from portal.feedback.queries import is_visible
from portal.strategies.models import Priority, Theme
from portal.strategies.queries import latest_begun, priorities_of, strategies_of, themes

SORTED_SHARE = 0.7
BATCH = 100


def sort_words(area_slug: str) -> None:
    """Clear and sort about two thirds of the words of an area where nobody has begun to, in batches."""
    area = area_by_slug(area_slug)
    if area is None or _has_begun(area):
        return
    officer = officer_of(area)
    with transaction():
        plant_frame(area, officer)
    waiting = select(FeedbackItem.id).where(
        FeedbackItem.area_id == area.id, FeedbackItem.cleared_at.is_(None), is_visible()
    )
    ids = list(db.session.scalars(waiting.order_by(FeedbackItem.received_on, FeedbackItem.words)))
    for batch in in_batches(int(len(ids) * SORTED_SHARE), BATCH):
        with transaction():
            desk = _Desk(area, officer)
            for item in _items([ids[place] for place in batch]):
                _sort_one(desk, item)
    with transaction():
        plant_agreement(area, officer)


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
    rows = select(Membership.person_id).where(
        Membership.area_id == area.id, Membership.role == Role.OFFICER
    )
    return db.session.scalars(rows.order_by(Membership.id)).one()


class _Desk:
    """What an officer has at hand while sorting, read once for a batch: asked anew it took long."""

    def __init__(self, area: Area, officer: int) -> None:
        self.officer = officer
        self.themes = themes()
        self.waits = frame_of(area).named(WAITS)
        self.strategies = strategies_of(area)
        self.priorities = {one.id: priorities_of(one) for one in self.strategies}

    def priority(self, theme: Theme, day: date) -> Priority | None:
        """The first priority that a theme maps onto in the plan in force on a day."""
        plan = latest_begun(self.strategies, day)
        found = self.priorities[plan.id] if plan else []
        return next((one for one in found if theme in one.themes), None)


def _sort_one(desk: _Desk, item: FeedbackItem) -> None:
    at, officer = clock.now(), desk.officer
    actions.mark_read(item=item, by=officer, at=at)
    for text in personal_in(item.words):
        start = item.words.index(text)
        actions.redact(item=item, start=start, end=start + len(text), reason="details", by=officer, at=at)
    found = [theme for theme in desk.themes if theme.slug in themes_of(item.words)]
    for theme in found:
        actions.tag(item=item, theme=theme, by=officer, at=at)
    if desk.waits and "wait" in item.words.lower():
        actions.tag(item=item, sub_theme=desk.waits, by=officer, at=at)
        actions.tag(item=item, label="waiting", by=officer, at=at)
    for criterion in every_criterion():
        if found and criterion.themes[0] == found[0].slug:
            actions.tag(item=item, criterion=criterion.key, by=officer, at=at)
            break
    stance = stance_of(item.words)
    actions.judge(
        item=item, stance=Stance(stance) if stance else None, says_it_well=False, by=officer, at=at
    )
    priority = desk.priority(found[0], item.received_on) if found else None
    if priority:
        actions.tag(item=item, priority=priority, by=officer, at=at)
    # where a detail that the voices do not name still stands, the item waits for a real reader
    if not actions.details_left(item):
        actions.clear(item=item, by=officer, at=at)
