"""Migrations: one head, numbered and named, equal to the models, and each goes down and up with data."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from portal.core.db import db
from tests.deployment import Deployment
from tests.house.planted import Planted
from tests.house.source import ROOT

pytestmark = pytest.mark.house
FOLDER = ROOT / "migrations"
ENGINES_OWN = "search_fts"
FILES = sorted((FOLDER / "versions").glob("*.py"))


def scripts() -> ScriptDirectory:
    """The migrations as alembic reads them."""
    return ScriptDirectory(str(FOLDER))


def newest_first() -> list[str]:
    """Every revision from the head down."""
    return [script.revision for script in scripts().walk_revisions()]


def differences() -> list[object]:
    """What a new migration would have to do."""
    with db.engine.connect() as connection:
        options = {"compare_type": True, "include_object": is_described}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, db.metadata))


def rules_of(engine: sa.Engine) -> dict[str, list[str]]:
    """What alembic does not compare: the checks and the foreign keys of each table."""
    inspector = sa.inspect(engine)
    return {
        table: sorted(
            map(repr, [*inspector.get_check_constraints(table), *inspector.get_foreign_keys(table)])
        )
        for table in inspector.get_table_names()
        if table != "alembic_version" and not table.startswith(ENGINES_OWN)
    }


def is_described(_item: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Whether the models describe a table or an index; full-text ones are each engine's own."""
    return not (kind in {"table", "index"} and (name or "").startswith(ENGINES_OWN))


def rows() -> dict[str, int]:
    """How many rows each table that is there now holds."""
    db.session.remove()
    with db.engine.connect() as connection:
        tables = [sa.table(name) for name in sorted(sa.inspect(connection).get_table_names())]
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in tables
            # how an engine keeps its index is its own business; the table itself is counted
            if table.name != "alembic_version" and not table.name.startswith(f"{ENGINES_OWN}_")
        }


def go(where: str) -> None:
    """Move the database up ("+1", "head") or down ("-1", "base"), with nothing left open on it."""
    db.session.remove()
    db.engine.dispose()
    downgrade(revision=where) if where in {"-1", "base"} else upgrade(revision=where)
    db.engine.dispose()


@pytest.fixture
def moving(_full_house: tuple[Deployment, Planted]) -> Iterator[Deployment]:
    """The full house on a database whose tables may come and go."""
    deployment = _full_house[0]
    deployment.restore()
    with deployment.app.app_context():
        yield deployment
    deployment.written_by_others()


# on the way down 0040 drops what the older code does not know, and 0073 adds links: it drops nothing
FORGETS = {"0040": {"board_evidence"}, "0073": {"provider_link"}}


def test_there_is_exactly_one_head_and_one_line(deployment: Deployment) -> None:
    assert len(scripts().get_heads()) == 1
    assert newest_first() == sorted((path.stem[:4] for path in FILES), reverse=True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_migration_is_numbered_named_and_knows_no_model(path: Path) -> None:
    assert re.fullmatch(r"\d{4}(_[a-z0-9]+)+\.py", path.name)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    revision = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "revision"
    )
    assert path.name.startswith(f"{revision}_")
    assert ast.get_docstring(tree)
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or node.names[0].name]
    }
    assert imported <= {"sqlalchemy", "alembic"}, f"models change, a migration must not: {imported}"


def test_the_migrations_make_what_the_models_say(moving: Deployment) -> None:
    assert differences() == []


@pytest.mark.pure  # PostgreSQL rewrites the text of a check; SQLite keeps it
def test_checks_and_foreign_keys_are_those_of_the_models_too(moving: Deployment) -> None:
    by_models = sa.create_engine("sqlite://")
    db.metadata.create_all(by_models)
    assert rules_of(db.engine) == rules_of(by_models)
    by_models.dispose()


def test_each_migration_goes_down_and_up_with_data_and_keeps_all_other_rows(moving: Deployment) -> None:
    for revision in newest_first():
        before = rows()
        go("-1")
        older = rows()
        forgotten = FORGETS.get(revision, set())
        kept = {name: count for name, count in before.items() if name in older.keys() - forgotten}
        assert {name: older[name] for name in older.keys() - forgotten} == kept, (
            f"{revision} lost rows on the way down"
        )
        go("+1")
        again = rows()
        assert set(again) == set(before), revision
        assert {name: again[name] for name in kept} == kept, f"{revision} lost rows on the way up"
        go("-1")
    assert rows() == {}
    go("head")
    assert differences() == []


def test_going_all_the_way_down_leaves_nothing_behind(moving: Deployment) -> None:
    go("base")
    with db.engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}
