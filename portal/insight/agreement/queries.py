"""Every read of agreement: what can be drawn, the rounds, and the comments of one."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.insight.agreement.models import AgreementPair, AgreementRound
from portal.strategies.models import Theme


def sorted_items(area: Area) -> dict[int, tuple[set[str], set[int]]]:
    """The cleared comments that people have put themes on: their themes by slug, and who put them there."""
    rows = (
        select(Tag.item_id, Theme.slug, Tag.put_by)
        .join(Theme, Theme.id == Tag.theme_id)
        .join(FeedbackItem, FeedbackItem.id == Tag.item_id)
        .where(FeedbackItem.area_id == area.id, FeedbackItem.state == ItemState.CLEARED, is_visible())
        .where(Tag.removed_at.is_(None))
        .order_by(Tag.item_id, Tag.id)
    )
    found: dict[int, tuple[set[str], set[int]]] = {}
    for item_id, slug, put_by in db.session.execute(rows):
        slugs, people = found.setdefault(item_id, (set(), set()))
        slugs.add(slug)
        people |= {put_by} if put_by else set()
    return found


def rounds_of(area: Area) -> list[AgreementRound]:
    """The rounds of an area, the newest first, with their pairs."""
    rows = select(AgreementRound).where(AgreementRound.area_id == area.id)
    rows = rows.options(selectinload(AgreementRound.pairs))
    return list(db.session.scalars(rows.order_by(AgreementRound.id.desc())))


def round_of(area: Area, round_id: int) -> AgreementRound | None:
    """One round of an area."""
    rows = select(AgreementRound).where(AgreementRound.area_id == area.id, AgreementRound.id == round_id)
    return db.session.scalar(rows.options(selectinload(AgreementRound.pairs)))


def pairs_to_read(of: AgreementRound) -> list[AgreementPair]:
    """The pairs of a round whose words staff may see, in the order of the sample, with the words."""
    rows = (
        select(AgreementPair)
        .join(FeedbackItem, FeedbackItem.id == AgreementPair.item_id)
        .where(AgreementPair.round_id == of.id, is_visible())
        .options(joinedload(AgreementPair.item).selectinload(FeedbackItem.redactions))
        .options(joinedload(AgreementPair.item).selectinload(FeedbackItem.tags))
    )
    return list(db.session.scalars(rows.order_by(AgreementPair.position, AgreementPair.id)))


def to_sort_again(area_id: int) -> set[int]:
    """The rounds of an area, by id, in which a comment that staff may see waits for the second person."""
    rows = (
        select(AgreementPair.round_id)
        .join(AgreementRound, AgreementRound.id == AgreementPair.round_id)
        .join(FeedbackItem, FeedbackItem.id == AgreementPair.item_id)
        .where(AgreementRound.area_id == area_id, AgreementPair.second.is_(None), is_visible())
    )
    return set(db.session.scalars(rows.distinct()))


def pair_to_change(of: AgreementRound, pair_id: int) -> AgreementPair | None:
    """One of them, held until the commit."""
    rows = select(AgreementPair).join(FeedbackItem, FeedbackItem.id == AgreementPair.item_id)
    rows = rows.where(AgreementPair.round_id == of.id, AgreementPair.id == pair_id, is_visible())
    return db.session.scalar(rows.with_for_update(of=AgreementPair))
