"""Easy Read beside a page: found by a link, remembered by the device, short, a picture a row."""

import gzip
import json
import re
from pathlib import Path

import flask
import pytest
from babel.messages.extract import extract_from_file

import config
from portal.core import easy_read
from portal.core.words import LONGEST_EASY_SENTENCE, long_sentences, reading_grade
from tests.checked_client import CheckedClient
from tests.house.rows import changed, state

TWINS = sorted((config.ROOT / "templates").rglob("*.easy.html"))
PAGES = [
    "",
    "help-now/",
    "privacy/",
    "how-it-works/",
    "surveys/",
    "surveys/parents-and-carers/",
    "receipt/",
    "glossary/",
]


def marked(path: Path) -> list[str]:
    """The sentences that a template marks."""
    return [str(message) for _line, message, _comments, _context in extract_from_file("jinja2", path)]


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.name)
@pytest.mark.pure
def test_every_sentence_is_short_and_easy(path: Path) -> None:
    text = "\n".join(marked(path))
    assert long_sentences(text, LONGEST_EASY_SENTENCE) == ()
    assert reading_grade(text) <= 5


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.name)
@pytest.mark.pure
def test_a_twin_stands_beside_its_page(path: Path) -> None:
    assert path.with_name(path.name.replace(".easy.html", ".html")).exists()


@pytest.mark.parametrize("page", PAGES)
def test_every_row_has_a_picture_and_can_be_read_aloud(client: CheckedClient, page: str) -> None:
    main = client.get(f"/liverpool/{page}?easy=yes").text.partition("<main")[2].partition("</main>")[0]
    rows = re.findall(r'<div class="picture-row">(.*?)</div>', main, re.DOTALL)
    assert rows
    assert all("<svg" in row or "<img" in row for row in rows)
    assert "data-read-aloud" in main
    # a paragraph that is read stands in a picture row, or in the first lines of the page for danger
    outside = re.sub(r'<div class="picture-row">.*?</div>', "", main, flags=re.DOTALL)
    alone = re.findall(r"<p data-read>(.*?)</p>", outside)
    assert len(alone) <= (40 if page == "help-now/" else 0), alone


@pytest.mark.parametrize("page", PAGES)
def test_a_page_links_to_its_easy_read_and_back(client: CheckedClient, page: str) -> None:
    assert 'href="?easy=yes"' in client.get(f"/liverpool/{page}").text
    easy = client.get(f"/liverpool/{page}?easy=yes").text
    assert 'href="?easy=no"' in easy
    assert 'class="easy' in easy
    assert "/liverpool/pictures/" in easy


def test_the_device_remembers_and_looking_writes_nothing(client: CheckedClient) -> None:
    before = state()
    client.get("/liverpool/?easy=yes")
    assert 'class="easy' in client.get("/liverpool/privacy/").text
    # a page without Easy Read is shown as it is, without a link to none
    page = client.get("/liverpool/cookies/").text
    assert 'class="easy' not in page
    assert "?easy=" not in page
    assert 'class="easy' not in client.get("/liverpool/privacy/?easy=no").text
    assert 'class="easy' not in client.get("/liverpool/").text
    assert not changed(before, state())


def test_a_strange_wish_changes_nothing(client: CheckedClient) -> None:
    assert 'class="easy' not in client.get("/liverpool/?easy=%00&easy=yes1").text


def test_a_refused_form_stays_in_easy_read(client: CheckedClient) -> None:
    client.get("/liverpool/receipt/?easy=yes")
    answer = client.send("/liverpool/receipt/", code="one two")
    assert answer.status_code == 422
    assert 'class="easy' in answer.text


def test_the_old_address_of_easy_help_still_leads_there(client: CheckedClient) -> None:
    answer = client.get("/liverpool/help-now/easy-read/", follow_redirects=True)
    assert 'class="easy' in answer.text


def test_one_rule_names_the_twin(app: flask.Flask) -> None:
    assert easy_read.twin_of("pages/home.html") == "pages/home.easy.html"
    assert easy_read.twin_of("pages/cookies.html") == "pages/cookies.html"


def test_every_picture_that_ships_is_listed_with_its_credit(client: CheckedClient) -> None:
    page = client.get("/liverpool/pictures/").text
    shown = set(re.findall(r"/static/pictures/([\w-]+)\.\w+\.svg", page))
    easy = set(
        re.findall(r"'([0-9A-F]{4,5}(?:-[0-9A-F]+)*)'", "".join(t.read_text("utf-8") for t in TWINS))
    )
    assert easy <= shown
    assert page.count("CC BY-SA 4.0") > len(shown)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_its_pictures_is_light(client: CheckedClient, page: str) -> None:
    """At most 40 kB for a first visit: the page as it travels, the style sheet and the script."""
    sent = gzip.compress(client.get(f"/liverpool/{page}?easy=yes").data)
    build = config.ROOT / "static" / "build"
    names = json.loads((build / "manifest.json").read_text("utf-8"))
    files = [(build / f"{names[name]}.gz").stat().st_size for name in ("portal.css", "portal.js")]
    assert len(sent) + sum(files) <= 40_000
