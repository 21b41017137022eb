"""In a real browser: a board pack is made in sight, LibreOffice reads it, its figures are the page's."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import docx
import pypdf
import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, expect

from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.disclosure import PeopleCount
from portal.exports import making
from portal.strategies.queries import themes
from portal.surveys.models import Wave
from tests.browser.desk_work import sign_in
from tests.browser.in_sight import work_in_sight
from tests.browser.people import DESK, Someone
from tests.browser.site import copy_of, rows, serving
from tests.chromium import program
from tests.deployment import Deployment
from tests.planting import area_called, open_wave_of
from tests.saying import said

pytestmark = pytest.mark.browser
STAFF = "/liverpool/staff/"
PEOPLE, SOME = 60, 25
WHO = "Parents and carers"
PERSON = """
SELECT DISTINCT {theme} AS theme_id, i.record_key AS k FROM feedback_item i
LEFT JOIN tag g ON g.item_id = i.id AND g.removed_at IS NULL
WHERE i.source_kind = 'survey question' AND i.audience = 'parent-carer'
AND i.occasion_id = :wave AND i.state <> 'unsent'
AND i.id NOT IN (SELECT a.subject_id FROM alert a WHERE a.level > 1 AND a.state <> 'released')
"""
WHOLE = "SELECT theme_id, COUNT(*), SUM(k) FROM ({people}) AS p GROUP BY theme_id"


@pytest.fixture
def ended(planted: Path, tmp_path: Path) -> Iterator[tuple[Deployment, int, str]]:
    """A portal of its own whose round has ended, not yet released: its id and its word in addresses."""
    deployment = copy_of(planted, tmp_path, "packs")
    with deployment.app.app_context():
        for number in range(PEOPLE):
            said(f"Words {number}", cleared=True, themes=("health",) if number < SOME else ("plans",))
        wave = open_wave_of("liverpool", "parents-and-carers")
        number, slug, past = wave.id, wave.slug, clock.now() - timedelta(days=5)
        ended_then = {"opens_at": past - timedelta(days=30), "closes_at": past}
        with transaction():
            db.session.execute(sa.update(Wave).where(Wave.slug == slug).values(**ended_then))
    yield deployment, number, slug
    deployment.remove()


def make_in_sight(deployment: Deployment, analyst: Someone) -> None:
    """The worker makes the file; the analyst sees the bar move."""

    def look() -> None:
        bar = analyst.page.locator("p.progress")
        expect(bar).to_contain_text("Running.")
        assert 0 < int(str(bar.locator("rect").last.get_attribute("width")).rstrip("%")) < 100

    work_in_sight(deployment, making.JOB, making.make, look)
    analyst.press("See what came of it")


def public_on_the_page(analyst: Someone, slug: str) -> dict[str, str]:
    """What the page of themes says that everyone would see of parents and carers, by theme."""
    page = analyst.open(f"{STAFF}themes/?wave={slug}")
    head = page.locator("main table thead th").all_inner_texts()
    column = next(place for place, text in enumerate(head) if text.startswith("Public") and WHO in text)
    found = {}
    for row in page.locator("main table tbody tr").all():
        cells = row.locator("th, td").all_inner_texts()
        found[cells[0].strip()] = cells[column].split()[0]
    return found


def counted(deployment: Deployment, wave_id: int) -> dict[str, str]:
    """People by theme, counted by an SQL of this test, put through the same rule."""
    people = PERSON.replace(":wave", str(wave_id))
    found = rows(deployment, WHOLE.format(people=people.format(theme="0")))
    found += rows(deployment, WHOLE.format(people=people.format(theme="g.theme_id")))
    cells = {about: PeopleCount(int(str(count)), int(str(key))) for about, count, key in found}
    with deployment.app.app_context():
        listed = {theme.id: theme.label for theme in themes()}
        own = {number: cells.get(number, PeopleCount(0, 0)) for number in listed}
        table = protector_of(area_called("liverpool")).table(cells[0], own)
        return {label: table.cells[number].text for number, label in listed.items()}


def in_the_pack(file: Path, round_title: str) -> dict[str, str]:
    """The figures of the first table: the themes of this round, as the Word document shows them."""
    pack = docx.Document(str(file))
    captions = [one.text for one in pack.paragraphs if one.style and one.style.name == "Caption"]
    assert captions[0] == f"People who wrote about each theme: {WHO}"
    head, _base, *listed = [[cell.text for cell in row.cells] for row in pack.tables[0].rows]
    place = head.index(round_title)
    return {row[0]: row[place].split()[0] for row in listed}


def test_a_board_pack_is_made_in_sight_and_says_what_the_page_says(
    ended: tuple[Deployment, int, str], browser: Browser, tmp_path: Path
) -> None:
    deployment, wave_id, slug = ended
    with serving(deployment) as address:
        analyst = sign_in(Someone(browser, address, viewport=DESK, accept_downloads=True), "analyst")
        page = analyst.open(f"{STAFF}exports/")
        page.check(f"[name=rounds][value='{slug}']")
        chosen = page.locator(f"[name=rounds][value='{slug}']").get_attribute("id")
        title = page.inner_text(f"label[for='{chosen}']").strip()
        page.check("[name=format][value=board-docx]")
        page.fill("[name=purpose]", "For the board in May")
        analyst.press("Make the file")
        make_in_sight(deployment, analyst)
        with page.expect_download() as coming:
            page.get_by_role("link", name="Download the file").click()
        file = tmp_path / "pack.docx"
        coming.value.save_as(file)
        shown = public_on_the_page(analyst, slug)
        assert analyst.leave() == []
    pack = in_the_pack(file, title)
    assert pack == shown == counted(deployment, wave_id)
    assert any(figure.isdigit() for figure in pack.values())
    converted(file)


def converted(file: Path) -> None:
    """LibreOffice opens the document, and every heading comes out on paper."""
    soffice, home = program("soffice", "libreoffice"), file.parent / "office"
    where = f"-env:UserInstallation={home.as_uri()}"
    orders = [soffice, where, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(orders, check=True, capture_output=True, timeout=180)
    pages = pypdf.PdfReader(file.with_suffix(".pdf")).pages
    text = "".join("".join(one.extract_text() for one in pages).split())
    paragraphs = docx.Document(str(file)).paragraphs
    headings = [one.text for one in paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings
    assert all("".join(heading.split()) in text for heading in headings)
