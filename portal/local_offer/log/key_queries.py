"""Every read of the keys by which other websites post their search log."""

from sqlalchemy import select, text

from portal.areas.models import Area
from portal.core.db import db
from portal.local_offer.log.models import SearchLogKey

OPEN = text("revoked_at IS NULL")


def keys_of(area: Area) -> list[SearchLogKey]:
    """The area's keys, open ones first, then the newest."""
    rows = select(SearchLogKey).where(SearchLogKey.area_id == area.id)
    return list(
        db.session.scalars(rows.order_by(SearchLogKey.revoked_at.is_not(None), SearchLogKey.id.desc()))
    )


def key_in(area: Area, key_id: int) -> SearchLogKey | None:
    """A key of this area."""
    rows = select(SearchLogKey).where(SearchLogKey.area_id == area.id, SearchLogKey.id == key_id)
    return db.session.scalar(rows)


def open_key(area: Area, key_hash: str) -> SearchLogKey | None:
    """The open key of this area with this hash."""
    rows = select(SearchLogKey).where(
        SearchLogKey.area_id == area.id,
        SearchLogKey.key_hash == key_hash,
        SearchLogKey.revoked_at.is_(None),
    )
    return db.session.scalar(rows)
