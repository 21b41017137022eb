"""Where terms are found: SQLite's FTS5 or PostgreSQL's text search; both say the same of the same entries.

An engine only says which services hold which term where. What that is worth, and in which order they
come, is the scorer's business (scoring.py).
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text

from portal.core.db import db
from portal.local_offer.search.scoring import NAME, SUMMARY, TEXT

MOST_OF_A_TERM = 2000  # services fetched for one term in one place


class Asked(NamedTuple):
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


def found_by_term(area_id: int, asked: Sequence[Asked]) -> dict[Asked, tuple[int, ...]]:
    """For each term and place: the ids of the services that hold it there, none where no service does.

    Terms are letters a to z and digits only (words.py makes no others), so no engine reads them as a
    command; they are bound all the same.
    """
    finds: dict[Asked, tuple[int, ...]] = dict.fromkeys(asked, ())
    if not asked:
        return finds
    if db.engine.dialect.name == "postgresql":
        parts, values = _postgres(area_id, asked)
    else:
        parts, values = _sqlite(area_id, asked)
    # one row a term: thousands of rows would cost more than the search itself
    for slot, numbers in db.session.execute(text(" UNION ALL ".join(parts)), values):
        if numbers:
            finds[asked[slot]] = tuple(map(int, numbers.split(",")))
    return finds


def _sqlite(area_id: int, asked: Sequence[Asked]) -> tuple[list[str], dict[str, object]]:
    # only our own numbers stand in it
    parts = [
        f"SELECT {slot}, group_concat(rowid) FROM (SELECT rowid FROM search_fts"  # noqa: S608  # nosec B608
        f" WHERE search_fts MATCH :m{slot} ORDER BY rowid LIMIT {MOST_OF_A_TERM})"
        for slot in range(len(asked))
    ]
    # the table holds each term with its area's number before it: no list of a whole area is walked through
    values: dict[str, object] = {
        f"m{slot}": f"{_SQLITE_COLUMNS[one.where]} : {int(area_id)}{one.term}"
        for slot, one in enumerate(asked)
    }
    return parts, values


def _postgres(area_id: int, asked: Sequence[Asked]) -> tuple[list[str], dict[str, object]]:
    parts = [
        f"SELECT {slot}, string_agg(CAST(service_id AS text), ',')"  # noqa: S608  # nosec B608
        f" FROM (SELECT service_id FROM search_entry WHERE area_id = :area"
        f" AND {_POSTGRES_COLUMNS[one.where]} @@ to_tsquery('simple', :m{slot})"
        f" ORDER BY service_id LIMIT {MOST_OF_A_TERM}) AS found{slot}"
        for slot, one in enumerate(asked)
    ]
    values: dict[str, object] = {f"m{slot}": one.term for slot, one in enumerate(asked)}
    return parts, {**values, "area": area_id}
