"""Counters of searches by cluster (what was meant), source and month or day; clicks; what came next."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Short, Slug

PORTAL = "portal"  # the source of searches made here; others are named by who brings them


class Span(StrEnum):
    """What one counter counts over."""

    DAY = "day"
    MONTH = "month"


class SearchCluster(Model):
    """Searches that mean the same, whatever their spelling. `key_hash` is keyed: it gives back no word.

    `label` is None until each of its words is ordinary or it was seen often enough (actions.py), for
    people type names. `theme` and `need` are "" until known. `seen_days`: on how many days it was met.
    `is_forgotten`: an officer said that it is a name; it is counted no more.
    """

    __tablename__ = "search_cluster"
    __table_args__ = (UniqueConstraint("area_id", "key_hash"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    key_hash: Mapped[str] = mapped_column(String(64))
    label: Mapped[Short | None]
    theme: Mapped[Slug]
    need: Mapped[Slug]
    seen: Mapped[int]
    seen_days: Mapped[int]
    last_on: Mapped[date]
    is_forgotten: Mapped[bool]


class SearchCount(Model):
    """How often a cluster was searched in a day or month; `in_vain`: found nothing; `clicks` on results."""

    __tablename__ = "search_count"
    __table_args__ = (
        UniqueConstraint("cluster_id", "source", "span", "begins_on"),
        # the reports read this index alone: no row is fetched for its sums
        Index(
            "ix_search_count_report",
            *("area_id", "span", "begins_on", "cluster_id"),
            *("source", "searches", "in_vain", "clicks"),
        ),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    cluster_id: Mapped[int] = mapped_column(ForeignKey("search_cluster.id", ondelete="CASCADE"))
    source: Mapped[Slug]
    span: Mapped[Span] = mapped_column(String(10))
    begins_on: Mapped[date]
    searches: Mapped[int]
    in_vain: Mapped[int]
    clicks: Mapped[int]


class SearchClick(Model):
    """How often a result was opened from a cluster in a month, by its place in the list (from 1)."""

    __tablename__ = "search_click"
    __table_args__ = (UniqueConstraint("cluster_id", "service_id", "position", "begins_on"),)

    id: Mapped[Id]
    cluster_id: Mapped[int] = mapped_column(ForeignKey("search_cluster.id", ondelete="CASCADE"))
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    begins_on: Mapped[date]
    clicks: Mapped[int]


class SearchStep(Model):
    """How often people searched for one thing right after another, in a month."""

    __tablename__ = "search_step"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "begins_on"),)

    id: Mapped[Id]
    from_id: Mapped[int] = mapped_column(ForeignKey("search_cluster.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("search_cluster.id", ondelete="CASCADE"), index=True)
    begins_on: Mapped[date]
    count: Mapped[int]


class SearchLogKey(Model):
    """By which another website of the area posts its log under one `source`; one open key a source.

    Only a keyed hash is kept: the key itself is shown once. `used_on`: the last day it was used.
    """

    __tablename__ = "search_log_key"
    __table_args__ = (
        Index(
            "uq_search_log_key_open",
            *("area_id", "source"),
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        Index("ix_search_log_key_list", "area_id", "id"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    source: Mapped[Slug]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    used_on: Mapped[date | None]
