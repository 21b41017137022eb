"""A place or an event of an area: where people meet us, and from which day until which."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Sentence, Short, Slug
from portal.core.vocabulary import Channel


class PlaceKind(StrEnum):
    """event: people come on its days. place: a poster hangs there, such as in a library."""

    EVENT = "event"
    PLACE = "place"


class Place(Model):
    """Where a batch of paper or a poster is. `ends_on` is its last day, None when nobody knows yet.

    A place is never deleted: answers name it. `version` meets two editors.
    """

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("area_id", "slug"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),
        CheckConstraint("kind <> 'event' OR ends_on IS NOT NULL", name="an_event_has_a_last_day"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kind: Mapped[PlaceKind] = mapped_column(String(20))
    slug: Mapped[Slug]
    name: Mapped[Short]
    address: Mapped[Sentence]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    def is_on(self, day: date) -> bool:
        """Whether its link counts on this day: from the first day to the last, both included."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def channel(self) -> Channel:
        """How answers given by its link come in: at an event, else on the web."""
        return Channel.EVENT if self.kind == PlaceKind.EVENT else Channel.WEB
