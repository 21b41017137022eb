"""Every read of releases."""

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload, selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.releases.models import Release


def _of(area: Area) -> Select[Release]:
    return select(Release).where(Release.area_id == area.id)


def release_of(area: Area, release_id: int) -> Release | None:
    """One release of this area with its quotes, published or not."""
    return db.session.scalar(
        _of(area).where(Release.id == release_id).options(selectinload(Release.quotes))
    )


def release_of_subject(area: Area, kind: str, subject_id: int) -> Release | None:
    """The release of one subject, published or not."""
    rows = _of(area).where(Release.kind == kind, Release.subject_id == subject_id)
    return db.session.scalar(rows)


def releases_of(area: Area) -> list[Release]:
    """Every release of an area without its figures, the latest round first."""
    rows = _of(area).options(defer(Release.file)).order_by(Release.closed_on.desc(), Release.id.desc())
    return list(db.session.scalars(rows))


def published_in(area: Area, thing: str | None = None) -> list[Release]:
    """The published releases of an area (of one thing) without their figures, the latest round first."""
    rows = _of(area).where(Release.published_at.is_not(None)).options(defer(Release.file))
    if thing is not None:
        rows = rows.where(Release.thing == thing)
    return list(db.session.scalars(rows.order_by(Release.closed_on.desc(), Release.id.desc())))


def newest_with_figures(area: Area, most: int) -> list[Release]:
    """The published releases that were closed last, with their figures: at most so many."""
    rows = _of(area).where(Release.published_at.is_not(None))
    return list(db.session.scalars(rows.order_by(Release.closed_on.desc(), Release.id.desc()).limit(most)))


def published_of_round(area: Area, occasion: str, kind: str | None = None) -> list[Release]:
    """The published releases (of one kind) of one round of an area, by the word in their address."""
    rows = _of(area).where(Release.occasion == occasion, Release.published_at.is_not(None))
    if kind is not None:
        rows = rows.where(Release.kind == kind)
    return list(db.session.scalars(rows.order_by(Release.thing, Release.id)))


def published_at_address(area: Area, thing: str, occasion: str) -> Release | None:
    """The published release with these words in its address, with its quotes and the one before it."""
    rows = _of(area).where(
        Release.thing == thing, Release.occasion == occasion, Release.published_at.is_not(None)
    )
    return db.session.scalar(rows.options(joinedload(Release.previous), selectinload(Release.quotes)))


def published_before(release: Release) -> Release | None:
    """The published release of the same thing whose round came last before this one's."""
    rows = select(Release).where(
        Release.area_id == release.area_id,
        Release.kind == release.kind,
        Release.thing == release.thing,
        Release.published_at.is_not(None),
        Release.opened_on < release.opened_on,
    )
    return db.session.scalar(rows.order_by(Release.opened_on.desc(), Release.id.desc()).limit(1))
