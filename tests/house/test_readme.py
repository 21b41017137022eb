"""The README is true: its map names every folder, its commands and settings exist."""

import re

import flask
import pytest

from tests.house.source import PORTAL, ROOT

pytestmark = [pytest.mark.house]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_map_names_every_folder_of_the_portal() -> None:
    named = set(re.findall(r"`portal/([a-z_/]+)/`", README))
    top = {path.name for path in PORTAL.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {name.partition("/")[0] for name in named} == top
    for name in named:
        assert (PORTAL / name).is_dir(), name


def test_every_file_and_folder_the_readme_names_is_there() -> None:
    for path in re.findall(r"`((?:portal|tests|templates|static|docs|migrations)/[\w./-]+)`", README):
        assert (ROOT / path).exists() or path.startswith("static/build"), path


def test_every_make_target_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make (run|test|check|bench|assets|lock)\b", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_command_it_names_exists(app: flask.Flask) -> None:
    for group, name in re.findall(r"flask --app wsgi (\w+) ([\w-]+)", README):
        found = app.cli.commands[group]
        assert name in getattr(found, "commands", {}), f"{group} {name}"


def test_every_page_of_its_tour_is_there(app: flask.Flask) -> None:
    pages = re.findall(r"`(/liverpool/[a-z/-]*)`", README)
    assert len(pages) > 8
    client = app.test_client()
    for page in pages:
        answer = client.get(page)
        # staff's pages ask to sign in
        assert answer.status_code in ({303, 302} if "/staff/" in page else {200}), page


def test_every_setting_is_written_down() -> None:
    code = (ROOT / "config.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"(PORTAL_[A-Z_]+)"', code)) == set(re.findall(r"`(PORTAL_[A-Z_]+)`", README))


def test_decisions_are_dated_and_short() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert parts
    for part in parts:
        lines = [line for line in part.splitlines() if line.strip()]
        assert re.match(r"\d{4}-\d\d-\d\d · ", lines[0]), lines[0]
        assert len(lines) <= 6, lines[0]
