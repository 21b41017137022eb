"""Queries live in queries, family text comes through one door, templates are plain."""

import ast
import re

import pytest
from jinja2 import Environment
from sqlalchemy import Text

import portal.features  # noqa: F401 - brings every model
from portal.core.db import db
from tests.house.source import ROOT, modules, templates

pytestmark = [pytest.mark.house, pytest.mark.pure]
ASKS_THE_DATABASE = re.compile(r"db\.session\.(scalar|scalars|execute|query|get|get_one)\b|\bselect\(")
NEVER_ASKS = ("views", "staff_views", "forms", "permissions", "models")
# the only columns that may hold a family's words, a copy of them, or words of staff about them
LONG_TEXTS = {
    "feedback_item.words",
    "feedback_item.words_redacted",
    "alert.locked_words",
    "alert_step.note_locked",
    "call_back.contact",
}
OWN_TABLES = {"feedback_item", "alert", "alert_step", "call_back"}
# long texts that staff or a strategy file write
STAFF_TEXTS = {
    "code_batch.locked_words",
    # the list of worrying words, a note from one lead to the next, a lead's own number
    "area_word_list.text",
    "cover_turn.note_locked",
    "lead_phone.phone_locked",
    # e-mails: locked, wiped once sent, and never with a word of a family
    "outbox_message.body_locked",
    # protected figures as they are published
    "release.file",
    # published words and numbers of promises, frozen
    "half_year_report.file",
}


@pytest.mark.parametrize("name", sorted(n for n in modules() if n.rsplit(".", 1)[-1] in NEVER_ASKS))
def test_views_forms_permissions_and_models_never_ask_the_database(name: str) -> None:
    found = ASKS_THE_DATABASE.findall(ast.unparse(modules()[name]))
    assert not found, f"{name} asks the database itself: put it in queries.py"


def test_a_feedback_item_is_made_in_one_place_only() -> None:
    makers = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("FeedbackItem")
    }
    assert makers == {"portal.feedback.actions"}


def test_no_other_table_holds_long_text() -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Text)
    }
    own = {name for name in found if name.partition(".")[0] in OWN_TABLES}
    assert own == LONG_TEXTS
    strangers = found - LONG_TEXTS - STAFF_TEXTS
    assert not strangers, f"{strangers}: family text enters by feedback.record() only"


def test_templates_never_switch_escaping_off() -> None:
    for path in templates():
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape false" not in text, path


def test_templates_ask_no_database_and_hold_no_style() -> None:
    for path in templates():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\.query\b|session\.", text), path
        assert "style=" not in text, path
        assert not re.search(r"<script(?![^>]*nonce)", text), path


def test_every_template_compiles() -> None:
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    for path in templates():
        environment.parse(path.read_text(encoding="utf-8"), filename=str(path))


def test_no_registry_address_secret_or_path_of_a_machine_stands_in_the_repo() -> None:
    # in pieces, so that this file itself holds none of them and needs no exemption
    hosts = [("registry", "npmjs"), ("files", "pythonhosted"), ("pypi", "org")]
    words = [re.escape(".".join(host)) for host in hosts] + ["-".join(("index", "url"))]
    folders = [f"/{name}/" for name in ("work", "root")]
    listed = re.compile("|".join([*words, *folders]))
    for path in sorted(ROOT.rglob("*")):
        if not path.is_file() or _is_made(path.relative_to(ROOT).parts):
            continue
        if path.suffix in {".py", ".txt", ".in", ".json", ".toml", ".md", ".yaml", ".html", ".mjs", ""}:
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not listed.search(text), f"{path}: {listed.search(text)}"


def _is_made(parts: tuple[str, ...]) -> bool:
    """Whether a file is made by set-up or a tool, not kept in the repo."""
    hidden = any(part.startswith(".") and part not in {".ci", ".npmrc", ".gitignore"} for part in parts)
    return hidden or bool(set(parts) & {"node_modules", "instance", "build", "__pycache__"})
