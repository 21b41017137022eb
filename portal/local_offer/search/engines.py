"""Where terms are found: SQLite's FTS5 or PostgreSQL's text search; both say the same of the same entries.

An engine only says which services hold which term where. What that is worth, and in which order they
come, is the scorer's business (scoring.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import text

from portal.core.db import db
from portal.local_offer.search.scoring import NAME, SUMMARY, TEXT

MOST_OF_A_TERM = 2000  # services fetched for one term in one place


@dataclass(frozen=True)
class Asked:
    """A term, and a place in which it is looked for: NAME, SUMMARY (or tags) or TEXT."""

    term: str
    where: float


_SQLITE_COLUMNS = {NAME: "{name_terms}", SUMMARY: "{summary_terms tag_terms}", TEXT: "{text_terms}"}
# word for word the expressions of the indexes in the migration
_POSTGRES_COLUMNS = {
    NAME: "to_tsvector('simple', name_terms)",
    SUMMARY: "to_tsvector('simple', (summary_terms || ' ') || tag_terms)",
    TEXT: "to_tsvector('simple', text_terms)",
}


def places_of(area_id: int, asked: Sequence[Asked]) -> dict[int, dict[str, float]]:
    """For each service that holds one of the terms: each term with the best place in which it stands.

    Terms are letters a to z and digits only (words.py makes no others), so no engine reads them as a
    command; they are bound all the same.
    """
    places: dict[int, dict[str, float]] = {}
    for slot, service_id in _rows(area_id, asked):
        one = asked[slot]
        found = places.setdefault(service_id, {})
        found[one.term] = max(one.where, found.get(one.term, 0.0))
    return places


def _rows(area_id: int, asked: Sequence[Asked]) -> Iterable[tuple[int, int]]:
    if not asked:
        return []
    if db.engine.dialect.name == "postgresql":
        parts, values = _postgres(area_id, asked)
    else:
        parts, values = _sqlite(area_id, asked)
    return [(row[0], row[1]) for row in db.session.execute(text(" UNION ALL ".join(parts)), values)]


def _sqlite(area_id: int, asked: Sequence[Asked]) -> tuple[list[str], dict[str, object]]:
    # only our own numbers stand in it
    parts = [
        f"SELECT * FROM (SELECT {slot} AS slot, rowid AS id FROM search_fts"  # noqa: S608  # nosec B608
        f" WHERE search_fts MATCH :m{slot} ORDER BY rowid LIMIT {MOST_OF_A_TERM})"
        for slot in range(len(asked))
    ]
    values: dict[str, object] = {
        f"m{slot}": f"{{area_id}} : {int(area_id)} AND {_SQLITE_COLUMNS[one.where]} : {one.term}"
        for slot, one in enumerate(asked)
    }
    return parts, values


def _postgres(area_id: int, asked: Sequence[Asked]) -> tuple[list[str], dict[str, object]]:
    parts = [
        f"(SELECT {slot} AS slot, service_id FROM search_entry WHERE area_id = :area"  # noqa: S608  # nosec B608
        f" AND {_POSTGRES_COLUMNS[one.where]} @@ to_tsquery('simple', :m{slot})"
        f" ORDER BY service_id LIMIT {MOST_OF_A_TERM})"
        for slot, one in enumerate(asked)
    ]
    values: dict[str, object] = {f"m{slot}": one.term for slot, one in enumerate(asked)}
    return parts, {**values, "area": area_id}
