"""The board pack and the JSON file: what stands in them, and that the same data gives the same bytes."""

import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlalchemy import text

from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.db import db
from portal.core.disclosure import PeopleCount
from portal.exports.actions import make_file
from portal.exports.models import FileFormat
from portal.exports.scope import Scope
from portal.strategies.queries import strategy_by_slug
from portal.surveys.results.queries import rounds_of
from tests.checked_client import CheckedClient
from tests.exports.exporting import PURPOSE, make
from tests.planting import area_called
from tests.releases.releasing import after_the_round
from tests.saying import said
from tests.signing_in import sign_in

HEADINGS = [
    "What people said",
    "The numbers, and how they change",
    "In people’s own words",
    "What was done",
    "What is late",
    "What we ask the board",
]
ROOT = Path(__file__).parents[2]


def _twenty(words: str = "marker-words") -> None:
    for number in range(20):
        said(f"{words} {number}", cleared=True, priorities=("liverpool-2023-p5",))


def _fetched(client: CheckedClient, kind: str) -> bytes:
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        return bytes(client.get(f"{make(client, format=kind)}file/").data)


def _expected() -> str:
    """The figure of the priority, counted by an SQL of this test and put through the same rule."""
    rows = db.session.execute(
        text(
            "SELECT COUNT(*), SUM(k) FROM (SELECT DISTINCT i.record_key AS k FROM feedback_item i "
            "JOIN tag t ON t.item_id = i.id JOIN priority p ON p.id = t.priority_id "
            "WHERE p.slug = 'liverpool-2023-p5' AND t.removed_at IS NULL) AS people"
        )
    ).one()
    shown = protector_of(area_called("liverpool")).count(PeopleCount(int(rows[0]), int(rows[1])))
    return shown.text


def test_a_board_pack_in_word_has_every_part_and_the_figures_of_the_rule(client: CheckedClient) -> None:
    _twenty()
    document = docx.Document(io.BytesIO(_fetched(client, "board-docx")))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
    assert headings == HEADINGS * 5
    everything = "\n".join(one.text for one in document.paragraphs)
    assert everything.count("People who wrote about: 5. Health and therapy offer") == 1
    said_of = [one for one in document.tables if one.rows[0].cells[0].text == "Who"]
    row = next(row for row in said_of[-1].rows if row.cells[0].text == "Parents and carers")
    # the same twenty wrote at all, and nobody else
    assert row.cells[1].text.startswith(f"{_expected()} of {_expected()}")
    assert PURPOSE in everything
    # words leave a pack only as quotes that two people approved
    assert "marker-words" not in everything


def test_a_board_pack_as_a_page_says_the_same_and_needs_nothing_else(client: CheckedClient) -> None:
    _twenty()
    page = _fetched(client, "board-html").decode()
    assert re.findall(r"<h3>(.*?)</h3>", page) == HEADINGS * 5
    own = page.split("<caption>People who wrote about: 5. Health and therapy offer</caption>")[1]
    row = '<tr><th scope="row">Parents and carers</th><td>'
    assert own.split(row)[1].startswith(f"{_expected()} of {_expected()}")
    assert "http" not in page.replace('charset="utf-8"', "")
    assert "<script" not in page


KINDS = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def failures(value: Any, schema: dict[str, Any], where: str = "file") -> Iterator[str]:
    """Where a value does not follow a JSON Schema, in the words of the standard that ours uses."""
    known = {"type", "const", "pattern", "required", "properties", "additionalProperties", "items"}
    assert set(schema) <= known | {"$schema", "title", "description"}, "a word this test does not know"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, KINDS[one]) and value is not True for one in kinds):
        yield f"{where} is no {kinds}"
    if value != schema.get("const", value):
        yield f"{where} is not {schema['const']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where} does not look like {schema['pattern']}"
    if isinstance(value, dict):
        yield from (f"{where} has no {one}" for one in schema.get("required", []) if one not in value)
        for name, own in value.items():
            rule = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
            if rule is False:
                yield f"{where} has {name}"
            else:
                yield from failures(own, rule, f"{where}.{name}")
    if isinstance(value, list):
        for number, own in enumerate(value):
            yield from failures(own, schema.get("items", {}), f"{where}[{number}]")


def test_the_check_of_the_shape_finds_what_does_not_follow_it() -> None:
    schema = json.loads((ROOT / "docs/themed-export.schema.json").read_text("utf-8"))
    row: dict[str, Any] = {"People": 1.5}
    table = {"key": "A b", "title": "A", "columns": ["People"], "rows": [row]}
    wrong = {"shape": "other", "tables": [table], "more": 1}
    assert len(list(failures(wrong, schema))) == 4
    assert list(failures({"shape": "send-portal-tables-1"}, schema)) == ["file has no tables"]


def test_a_json_file_has_the_published_shape(client: CheckedClient) -> None:
    said("More = clubs.", cleared=True)
    found = json.loads(_fetched(client, "json"))
    schema = json.loads((ROOT / "docs/themed-export.schema.json").read_text("utf-8"))
    assert found["shape"] == schema["properties"]["shape"]["const"]
    assert list(failures(found, schema)) == []
    served = client.get("/api/v1/liverpool/themed-export-schema/")
    assert (served.mimetype, served.get_json(force=True)) == ("application/schema+json", schema)
    table = schema["properties"]["tables"]["items"]
    for one in found["tables"]:
        assert set(one) == set(table["required"])
        assert all(set(row) == set(one["columns"]) for row in one["rows"])
        assert all(isinstance(cell, str | int | None) for row in one["rows"] for cell in row.values())
    words = next(one for one in found["tables"] if one["key"] == "words")
    assert [row["Words"] for row in words["rows"]] == ["More = clubs."]


@pytest.mark.parametrize("kind", sorted(FileFormat))
def test_the_same_data_gives_the_same_bytes(client: CheckedClient, kind: str, tmp_path: Path) -> None:
    said("Words.", cleared=True, themes=("health",))
    area, at = area_called("liverpool"), after_the_round()
    strategy = strategy_by_slug(area, "liverpool-2023")
    assert strategy is not None
    digests = set()
    with clock.at(at), client.application.test_request_context():
        for _turn in range(2):
            scope = Scope(area, strategy, rounds_of(area, at), PURPOSE, at, demonstration=True)
            made = make_file(scope=scope, file_format=FileFormat(kind), folder=tmp_path)
            digests.add(hashlib.sha256((tmp_path / made.stored_as).read_bytes()).hexdigest())
    assert len(digests) == 1
