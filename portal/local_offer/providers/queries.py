"""Every read of providers' links and corrections."""

from sqlalchemy import func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.local_offer.directory.models import Service
from portal.local_offer.providers.models import Correction, CorrectionState, ProviderLink

MOST_LINKS = 10


def link_in(area: Area, link_id: int) -> ProviderLink | None:
    """A link to a service of this area."""
    return db.session.scalar(
        select(ProviderLink).where(ProviderLink.area_id == area.id, ProviderLink.id == link_id)
    )


def links_of(service: Service) -> list[ProviderLink]:
    """The newest links to a service."""
    rows = select(ProviderLink).where(ProviderLink.service_id == service.id)
    return list(db.session.scalars(rows.order_by(ProviderLink.id.desc()).limit(MOST_LINKS)))


def correction_in(area: Area, correction_id: int) -> Correction | None:
    """A correction of this area."""
    return db.session.scalar(
        select(Correction).where(Correction.area_id == area.id, Correction.id == correction_id)
    )


def page_of_waiting(area: Area, number: int) -> Page[Correction]:
    """The corrections that wait, the oldest first."""
    rows = select(Correction).where(
        Correction.area_id == area.id, Correction.state == CorrectionState.WAITING
    )
    return page_of(rows.order_by(Correction.id), number)


def waiting_count(area: Area) -> int:
    """How many corrections wait for an officer."""
    rows = select(func.count()).select_from(Correction)
    own = rows.where(Correction.area_id == area.id, Correction.state == CorrectionState.WAITING)
    return db.session.scalar(own) or 0
