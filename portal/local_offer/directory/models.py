"""An organisation and its services: what families need to know of each, and where it was read."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug

# written in this portal, not read from a feed
HERE = "here"
# after this long without a check an entry is marked: clubs move, numbers change
STALE_AFTER = timedelta(days=365)
LONGEST_DESCRIPTION = 5000  # letters
OLDEST = 25  # years: the end of the age of SEND law (Children and Families Act 2014, s. 83)


class ServiceStatus(StrEnum):
    """As Open Referral UK 3.0 names them; families see the first two only."""

    ACTIVE = "active"
    CLOSED_FOR_NOW = "temporarily closed"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"


SHOWN = (ServiceStatus.ACTIVE, ServiceStatus.CLOSED_FOR_NOW)


class Organisation(Model):
    """Who runs services. `source` names the feed it was read from (HERE: none), `source_key` its id there.

    `public_id` is a UUID: the id under which others read it (Open Referral UK).
    """

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("area_id", "source", "source_key"),
        UniqueConstraint("area_id", "public_id"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    source: Mapped[Slug]
    source_key: Mapped[Short]
    public_id: Mapped[str] = mapped_column(String(36))
    name: Mapped[Short]
    description: Mapped[Sentence]
    url: Mapped[Sentence]
    email: Mapped[Short]


class Service(Model):
    """A service of the Local Offer. Words not known are "", numbers not known None.

    `min_age` and `max_age` in years. `needs`, `help_kinds` (codes of kinds.py), `categories` (slugs of
    themes) and `days` are lists. `locality` is the slug of a locality of the area. `more_places`: further
    places as the feed has them. `from_feed`: what the feed said last, by field; `edited_fields`: what was
    changed here since, which an import leaves as it is. `version` meets two editors.
    """

    __tablename__ = "service"
    __table_args__ = (
        UniqueConstraint("area_id", "source", "source_key"),
        UniqueConstraint("area_id", "public_id"),
        Index("ix_service_list", "area_id", "status", "name", "id"),
        CheckConstraint("min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages_in_order"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="a_point_has_two_numbers"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    source: Mapped[Slug]
    source_key: Mapped[Short]
    public_id: Mapped[str] = mapped_column(String(36))
    name: Mapped[Short]
    description: Mapped[str] = mapped_column(String(LONGEST_DESCRIPTION))
    plain_summary: Mapped[Sentence]
    min_age: Mapped[int | None]
    max_age: Mapped[int | None]
    needs: Mapped[list[str]] = mapped_column(JSON)
    categories: Mapped[list[str]] = mapped_column(JSON)
    help_kinds: Mapped[list[str]] = mapped_column(JSON)
    cost: Mapped[Sentence]
    is_free: Mapped[bool | None]
    place_name: Mapped[Short]
    address: Mapped[Sentence]
    postcode: Mapped[str] = mapped_column(String(10))
    locality: Mapped[Slug]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    more_places: Mapped[list[Any]] = mapped_column(JSON)
    schedule: Mapped[Sentence]
    days: Mapped[list[str]] = mapped_column(JSON)
    how_to_get_it: Mapped[Sentence]
    who_decides: Mapped[Sentence]
    languages: Mapped[list[str]] = mapped_column(JSON)
    accessibility: Mapped[Sentence]
    phone: Mapped[Short]
    email: Mapped[Short]
    url: Mapped[Sentence]
    last_checked_on: Mapped[date | None]
    status: Mapped[ServiceStatus] = mapped_column(String(20))
    from_feed: Mapped[dict[str, Any]] = mapped_column(JSON)
    edited_fields: Mapped[list[str]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_shown(self) -> bool:
        """Whether families see it."""
        return self.status in SHOWN

    def is_stale(self, today: date) -> bool:
        """Whether nobody has checked it for a year, or ever."""
        return self.last_checked_on is None or self.last_checked_on < today - STALE_AFTER
