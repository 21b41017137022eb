"""Every page that a link leads to opens for the person it is shown to, and is good HTML."""

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from config import ROOT
from tests.browser.album import Album
from tests.browser.page_templates import PAGES, PARTS
from tests.chromium import program

pytestmark = [pytest.mark.browser, pytest.mark.house]

VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
# what may differ between two pages that are built the same; ids are checked on every page of the crawl
VALUES = re.compile(r' (?:nonce|value|href|action|formaction|id|for|aria-describedby)="[^"]*"')
RULES = ROOT / "tests" / "browser" / "html-validate.json"


def test_everybody_can_open_everything_they_are_shown(album: Album) -> None:
    crawled = Counter(visit.who for visit in album.visits if visit.status == 200)
    print(f"\n{sum(crawled.values())} pages: {dict(crawled)}")
    assert len(crawled) > 9
    assert all(crawled.values())


@pytest.mark.parametrize("name", PAGES)
def test_every_template_is_a_page_that_somebody_meets(album: Album, name: str) -> None:
    assert album.of_template(name), "add a visit to tests/browser/odd_states.py"


@pytest.mark.parametrize("name", PARTS)
def test_every_part_belongs_to_a_page(album: Album, name: str) -> None:
    assert name in album.loaded


def test_every_page_is_valid_html(album: Album) -> None:
    """The recommended rules, but for four: a shared tablet asks "Still there?" by itself where scripts are
    off; answers and buttons share a name; a question's title is the
    question, however long; and the package's banner is a region by its role.
    """
    where = different_pages(album)
    command = [program("node"), str(VALIDATOR), "--config", str(RULES), "--formatter", "json", *where]
    run = subprocess.run(command, cwd=album.folder, capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    found = [
        (said["ruleId"], said["message"], said["selector"], where[Path(file["filePath"]).name])
        for file in json.loads(run.stdout)
        for said in file["messages"]
    ]
    print(f"\n{len(where)} pages are valid")
    assert found == []


def different_pages(album: Album) -> dict[str, str]:
    """Who met which page by file; pages that are built the same are looked at once."""
    known: dict[str, tuple[str, str]] = {}
    for visit in album.visits:
        if visit.kind == "text/html":
            build = " ".join(re.findall(r"<[^>]*>", VALUES.sub(" ", album.body(visit))))
            known.setdefault(build, (visit.file, f"{visit.who}, {visit.method} {visit.path}"))
    return dict(known.values())
