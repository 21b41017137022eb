"""The shipped strategies are loaded whole, and loading them again writes nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask
import yaml
from sqlalchemy import event, func, select

from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.audit import latest
from portal.core.db import db, transaction
from portal.strategies import queries
from portal.strategies.actions import SHIPPED, load_strategies
from portal.strategies.models import (
    Commitment,
    CrosswalkLink,
    InspectionFinding,
    Measure,
    Priority,
    Statement,
)


@contextmanager
def writes() -> Iterator[list[str]]:
    """The writing statements sent to the database meanwhile."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split()[0] in {"INSERT", "UPDATE", "DELETE"}:
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def load(folder: Path = SHIPPED) -> tuple[int, int]:
    """Load a folder in a transaction of its own."""
    with transaction():
        return load_strategies(folder=folder, by=None, at=clock.now())


def every_sentence(value: Any) -> Iterator[str]:
    """Every `text` anywhere in a parsed file."""
    if isinstance(value, list):
        for item in value:
            yield from every_sentence(item)
    elif isinstance(value, dict):
        yield from ([value["text"]] if "text" in value else [])
        for item in value.values():
            yield from every_sentence(item)


def test_every_sentence_of_the_files_is_in_the_database(app: flask.Flask) -> None:
    files = [yaml.safe_load(file.read_text()) for file in SHIPPED.glob("*.yaml")]
    tables = (Commitment, Statement, Measure, InspectionFinding)
    stored = [text for table in tables for text in db.session.scalars(select(table.text))]
    assert sorted(stored) == sorted(every_sentence(files))
    assert len(stored) == 440


def test_loading_again_writes_no_row(app: flask.Flask) -> None:
    with writes() as seen:
        assert load() == (0, 0)
    assert seen == []


def test_changed_words_are_changed_in_place_and_audited(app: flask.Flask, tmp_path: Path) -> None:
    file = Path(shutil.copy(SHIPPED / "wirral-2020.yaml", tmp_path))
    before = db.session.scalar(select(Measure.id).where(Measure.slug == "wirral-2020-p3-m3"))
    file.write_text(file.read_text().replace("text: More internships.", "text: Many more internships."))
    assert load(tmp_path) == (0, 1)
    measure = db.session.scalars(select(Measure).where(Measure.slug == "wirral-2020-p3-m3")).one()
    assert (measure.id, measure.text) == (before, "Many more internships.")
    wirral = area_by_slug("wirral")
    assert wirral is not None
    assert latest(wirral.id)[0].details == {"added": 0, "changed": 1}


def test_themes_of_a_priority_may_change_order_and_members(app: flask.Flask, tmp_path: Path) -> None:
    file = Path(shutil.copy(SHIPPED / "liverpool-2023.yaml", tmp_path))
    text = file.read_text()
    file.write_text(text.replace("  - care-community\n  - plans\n", "  - health\n  - care-community\n", 1))
    assert load(tmp_path) == (0, 1)
    liverpool = area_by_slug("liverpool")
    assert liverpool is not None
    priority = queries.priority_by_slug(liverpool, "liverpool-2023-p1")
    assert priority is not None
    assert [theme.slug for theme in priority.themes] == ["health", "care-community"]


def test_a_crosswalk_line_taken_out_is_taken_out(app: flask.Flask, tmp_path: Path) -> None:
    file = Path(shutil.copy(SHIPPED / "crosswalk.yaml", tmp_path))
    text = file.read_text()
    file.write_text(text[: text.rindex("- earlier: null")])
    assert load(tmp_path) == (0, 1)
    assert db.session.scalar(select(func.count()).select_from(CrosswalkLink)) == 9


def test_one_new_strategy_can_be_loaded_by_itself(app: flask.Flask, tmp_path: Path) -> None:
    text = (SHIPPED / "knowsley-2018.yaml").read_text().replace("knowsley-2018", "knowsley-2027")
    text = text.replace("starts: 2018", "starts: 2027").replace("ends: 2021", "ends: 2030")
    (tmp_path / "knowsley-2027.yaml").write_text(text)
    added, changed = load(tmp_path)
    assert (added, changed) == (124, 0)
    assert db.session.scalar(select(func.count()).select_from(Priority)) == 24


def test_the_command_says_what_it_did(app: flask.Flask) -> None:
    result = app.test_cli_runner().invoke(args=["strategies", "load"])
    assert (result.exit_code, result.output) == (0, "0 added, 0 changed.\n")


def test_the_command_refuses_with_file_line_and_reason(app: flask.Flask, tmp_path: Path) -> None:
    (tmp_path / "themes.yaml").write_text("themes:\n- slug: x\n  label: 7\n  meaning: Words.\n")
    result = app.test_cli_runner().invoke(args=["strategies", "load", str(tmp_path)])
    assert result.exit_code == 1
    assert "themes.yaml, line 3: expected words, found '7'; put it in quotes" in result.output
