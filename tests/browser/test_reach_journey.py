"""In a real browser, by keys alone: figures come in, who is missing shows, a note and a file are made."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.worker.running import run_waiting
from portal.surveys.models import Wave
from tests.browser.desk_work import sign_in
from tests.browser.keys import follow, tab_to, type_into
from tests.browser.people import Someone
from tests.browser.site import copy_of, rows, serving
from tests.deployment import Deployment
from tests.planting import open_wave_of
from tests.releases.releasing import answered

pytestmark = pytest.mark.browser
REACH = "/liverpool/staff/reach/"
NORTH, CENTRAL, SOUTH = "north-liverpool", "central-liverpool", "south-liverpool"
TYPED = {NORTH: "5000", CENTRAL: "2,600", SOUTH: "2400"}
BANDS = {"0-4": 800, "5-10": 3200, "11-15": 3600, "16-18": 1400, "19-25": 1000}
MISSING = "Families in North Liverpool: 50 in 100 of the children with SEND"
WAY = "Ask the family hub to put the poster up."


@pytest.fixture
def ended(planted: Path, tmp_path: Path) -> Iterator[Deployment]:
    """A portal of its own whose round has ended; few families of one part of the area answered."""
    deployment = copy_of(planted, tmp_path, "reach")
    with deployment.app.app_context():
        answered({NORTH: 8, CENTRAL: 50, SOUTH: 50}, key="about.locality")
        slug, past = open_wave_of("liverpool", "parents-and-carers").slug, clock.now() - timedelta(days=5)
        ended_then = {"opens_at": past - timedelta(days=30), "closes_at": past}
        with transaction():
            db.session.execute(sa.update(Wave).where(Wave.slug == slug).values(**ended_then))
    yield deployment
    deployment.remove()


def type_figures(officer: Someone) -> None:
    """The figures of each part of the area, of a day last month."""
    follow(officer, "a[href$='/reach/figures/']")
    follow(officer, "a[href$='/figures/locality/']")
    last = clock.today().replace(day=1) - timedelta(days=1)
    # the browser's language says whether the day or the month is typed first: here both are the same
    type_into(officer, "#of_day", f"{last.replace(day=last.month):%d%m%Y}")
    type_into(officer, "#source", "the council’s own count")
    for part, number in TYPED.items():
        type_into(officer, f"#number_{part}", number)
    follow(officer, "main form button")
    assert "The figures are saved." in officer.page.inner_text("main")


def bring_figures(officer: Someone, file: Path) -> None:
    """The figures of each age, in a file."""
    lines = [f"age-band,{band},{number},2025-01-16,school census" for band, number in BANDS.items()]
    file.write_text("\n".join(["dimension,category,number,day,source", *lines]), "utf-8")
    tab_to(officer, "#file")
    # the window in which a file is chosen is the system's own
    officer.page.set_input_files("#file", file)
    follow(officer, "main form button")
    assert "1 sets of figures were added." in officer.page.inner_text("main")


def write_note(officer: Someone) -> None:
    """How to reach those who are missing, from the row of their figures."""
    follow(officer, f"a[href$='group={NORTH}']")
    assert officer.page.input_value("#category") == NORTH
    type_into(officer, "#words", WAY)
    tab_to(officer, "#owner_role")
    officer.page.keyboard.type("off")
    follow(officer, "main form button")
    note = officer.page.locator("ul.rows-of li", has_text=WAY).inner_text()
    assert "North Liverpool" in note and "Officer" in note


def take_a_file(officer: Someone, deployment: Deployment) -> dict[str, str]:
    """Have the figures made into a file and fetch it; what it says of the part that is missing."""
    follow(officer, "a[href*='/exports/reach/']")
    tab_to(officer, "[name=format]")
    officer.page.keyboard.press("ArrowDown")
    type_into(officer, "#purpose", "For the board in May")
    follow(officer, "main form button")
    with deployment.app.app_context():
        run_waiting()
    officer.page.reload()
    tab_to(officer, "a[href$='/file/']")
    with officer.page.expect_download() as coming:
        officer.page.keyboard.press("Enter")
    with zipfile.ZipFile(coming.value.path()) as packed:
        lines = csv.DictReader(io.StringIO(packed.read("reach.csv").decode("utf-8-sig")))
    return next(line for line in lines if line["Group"] == "North Liverpool")


def test_who_is_missing_is_found_and_a_way_to_reach_them_written_down(
    ended: Deployment, browser: Browser, tmp_path: Path
) -> None:
    with serving(ended) as address:
        officer = sign_in(Someone(browser, address, accept_downloads=True), "officer")
        officer.open(REACH)
        type_figures(officer)
        bring_figures(officer, tmp_path / "ages.csv")
        follow(officer, "a.govuk-back-link")
        said = officer.page.inner_text("main")
        assert "Surely missing:" in said and MISSING in said
        line = officer.page.locator("main table tr", has_text="North Liverpool").first.inner_text()
        write_note(officer)
        kept = take_a_file(officer, ended)
        assert officer.leave() == []
    assert f"{kept['Children in 100']}% (about 5,000)" in line and kept["Answers"] in line
    assert f"{kept['Answers in 100']}% ({kept['At least']} to {kept['At most']})" in line
    assert kept["What it says"] == "Missing"
    assert (WAY,) in rows(ended, "SELECT words FROM reach_note")
