"""What the search keeps: an entry for each service, words, an area's groups, pinned answers, places."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Id, Model, Short, Slug

LONGEST_TERMS = 20_000
LONGEST_WORD = 64


class SearchEntry(Model):
    """A service as engines look through it: terms (words.py) parted by spaces, by where they stand.

    SQLite keeps a full-text table beside it, PostgreSQL indexes over it (`search_fts…`, see the migration).
    `fingerprint` tells what it was made from.
    """

    __tablename__ = "search_entry"

    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    name_terms: Mapped[str] = mapped_column(String(LONGEST_TERMS))
    summary_terms: Mapped[str] = mapped_column(String(LONGEST_TERMS))
    tag_terms: Mapped[str] = mapped_column(String(LONGEST_TERMS))
    text_terms: Mapped[str] = mapped_column(String(LONGEST_TERMS))
    fingerprint: Mapped[str] = mapped_column(String(32))


class SearchWord(Model):
    """A word of an area's services (`is_term`: a term) and in how many of them it stands."""

    __tablename__ = "search_word"

    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True, autoincrement=False)
    is_term: Mapped[bool] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(600), primary_key=True)
    documents: Mapped[int]


class SearchState(Model):
    """How an area's search stands: `mark` is another number after every change of its words.

    `changes` counts how often many services changed at once, `read_changes` how many of those the worker
    has read to the end: a worker that is killed on the way leaves the area behind, so the next begins anew.
    """

    __tablename__ = "search_state"

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), unique=True)
    mark: Mapped[int]
    services: Mapped[int]
    changes: Mapped[int]
    read_changes: Mapped[int]


class AreaGroup(Model):
    """An area's own group of everyday words, or its own version of a shipped one (the same `key`).

    `theme` and `help` as in synonyms.yaml; `version` meets two editors.
    """

    __tablename__ = "search_group"
    __table_args__ = (
        UniqueConstraint("area_id", "key"),
        CheckConstraint("version > 0", name="versions_count_up"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    key: Mapped[Slug]
    theme: Mapped[Slug]
    help: Mapped[list[str]] = mapped_column(JSON)
    words: Mapped[list[str]] = mapped_column(JSON)
    misspellings: Mapped[list[str]] = mapped_column(JSON)
    related: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PinnedAnswer(Model):
    """An answer that stands first when a search means just this: `terms` are those of the query."""

    __tablename__ = "pinned_answer"
    __table_args__ = (UniqueConstraint("area_id", "terms", "service_id"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    words: Mapped[Short]
    terms: Mapped[str] = mapped_column(String(1000))
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id", ondelete="CASCADE"), index=True)


class PostcodePlace(Model):
    """Where a postcode (or its first half, such as "L8") is, in degrees; public, the same for all areas."""

    __tablename__ = "postcode_place"

    postcode: Mapped[str] = mapped_column(String(8), primary_key=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
