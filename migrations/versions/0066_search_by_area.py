"""The search by area: SQLite's terms begin with their area's number; PostgreSQL's indexes never wait."""

from alembic import op

revision = '0066'
down_revision = '0065'
branch_labels = None
depends_on = None

INDEXES = ("search_fts_name", "search_fts_summary", "search_fts_text")
TERMS = ("name_terms", "summary_terms", "tag_terms", "text_terms")
BEFORE = ", ".join(("area_id", *TERMS))


def upgrade() -> None:
    """Go up: an area's searches walk through its own services alone, and through no list of new entries."""
    _indexes("SET (fastupdate = off)")
    # kept without its contents: they stand in search_entry, in other letters
    _make(f"fts5({', '.join(TERMS)}, content='')", ", ".join(TERMS), _with_area)


def downgrade() -> None:
    """Go down."""
    _indexes("RESET (fastupdate)")
    _make(f"fts5({BEFORE}, content='search_entry', content_rowid='service_id')", BEFORE, _plain)


def _indexes(change: str) -> None:
    if op.get_bind().dialect.name != 'postgresql':
        return
    for index in INDEXES:
        op.execute(f"ALTER INDEX {index} {change}")
        op.execute(f"SELECT gin_clean_pending_list('{index}')")


def _with_area(row: str) -> str:
    numbered = [
        f"CASE {row}{term} WHEN '' THEN '' ELSE {row}area_id || replace({row}{term}, ' ', ' ' || {row}area_id) END"
        for term in TERMS
    ]
    return ", ".join(numbered)


def _plain(row: str) -> str:
    return ", ".join(f"{row}{column}" for column in BEFORE.split(", "))


def _make(table: str, columns: str, values) -> None:
    if op.get_bind().dialect.name != 'sqlite':
        return
    put_in = f"INSERT INTO search_fts(rowid, {columns}) VALUES (new.service_id, {values('new.')});"
    take_out = (
        f"INSERT INTO search_fts(search_fts, rowid, {columns})"
        f" VALUES ('delete', old.service_id, {values('old.')});"
    )
    for statement in (
        *(f"DROP TRIGGER search_fts_{event}" for event in ("insert", "delete", "update")),
        "DROP TABLE search_fts",
        f"CREATE VIRTUAL TABLE search_fts USING {table}",
        f"INSERT INTO search_fts(rowid, {columns}) SELECT service_id, {values('')} FROM search_entry",
        f"CREATE TRIGGER search_fts_insert AFTER INSERT ON search_entry BEGIN {put_in} END",
        f"CREATE TRIGGER search_fts_delete AFTER DELETE ON search_entry BEGIN {take_out} END",
        f"CREATE TRIGGER search_fts_update AFTER UPDATE ON search_entry BEGIN {take_out} {put_in} END",
    ):
        op.execute(statement)
