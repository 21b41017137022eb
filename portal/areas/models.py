"""An area and its localities."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.areas.settings import AreaSettings, from_stored
from portal.core.db import Id, Model, Short, Slug

# words an area may not be called: they are addresses of the portal itself (architecture.md, URLs)
RESERVED = frozenset({"account", "api", "v", "static", "health"})


class Area(Model):
    """A local SEND partnership that hears from its families. `version` meets two editors."""

    __tablename__ = "area"

    id: Mapped[Id]
    slug: Mapped[Slug] = mapped_column(String(80), unique=True)
    name: Mapped[Short]
    partnership: Mapped[Short]
    forum: Mapped[Short]
    advice_service: Mapped[Short]
    boards: Mapped[list[str]] = mapped_column(JSON)
    stored_settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column()

    localities: Mapped[list["Locality"]] = relationship(order_by="Locality.position")

    __mapper_args__ = {"version_id_col": version}

    @property
    def settings(self) -> AreaSettings:
        """The settings in force."""
        return from_stored(self.stored_settings)


class Locality(Model):
    """A part of an area; people name it instead of a postcode."""

    __tablename__ = "locality"
    __table_args__ = (UniqueConstraint("area_id", "slug"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    slug: Mapped[Slug]
    name: Mapped[Short]
    position: Mapped[int]
