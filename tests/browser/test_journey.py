"""The whole way of a sentence: a parent writes it, an officer sorts it, it stands in the export."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from portal.core.worker.running import run_waiting
from portal.demo.plant import PASSWORD
from tests.browser import parent as steps
from tests.browser.answering import AREA
from tests.browser.people import DESK, Someone
from tests.deployment import Deployment

pytestmark = [pytest.mark.browser, pytest.mark.house]

STAFF = f"{AREA}/staff"
WRITTEN = "The bus pass form took nine months. Ring Mrs Sample on 07700 900456 about it."
BEFORE, AFTER = "The bus pass form took nine months. Ring ", " about it."
PRIORITY = "liverpool-2023-p2"


def test_a_parents_words_come_out_under_the_right_priority_and_in_the_export(
    live: tuple[Deployment, str], someone: Callable[..., Someone], tmp_path: Path
) -> None:
    code = parent_stops_half_way(someone())
    parent_comes_back_on_another_phone(someone(), code)
    officer = someone(viewport=DESK, accept_downloads=True)
    officer_clears(officer)
    officer_finds_them_under_the_priority(officer)
    workbook = officer_exports(live[0], officer, tmp_path)
    cells = [str(cell) for sheet in workbook for row in sheet.values for cell in row if cell]
    told = next(cell for cell in cells if cell.startswith(BEFORE))
    assert told.endswith(AFTER)
    assert not any("07700" in cell or "Mrs Sample" in cell for cell in cells)


def parent_stops_half_way(parent: Someone) -> str:
    """Two skips, one step back, save; the code to come back with."""
    parent.open("/")
    parent.press("Liverpool")
    parent.press("How is help for your child?")
    parent.page.check("[name=mode][value=standard]")
    parent.press("Start")
    steps.choose(parent, 1)
    assert steps.question(parent) == "plan.heard"
    parent.press("Skip this question")
    steps.choose(parent, 1)
    parent.press("Back")
    assert steps.question(parent) == "plan.part"
    assert parent.page.is_checked("#answer-1")
    steps.choose(parent, 2)
    parent.press("Skip this question")
    steps.choose(parent, 0)
    parent.press("Save and stop")
    assert parent.heading == "Your answers are saved"
    return steps.code_shown(parent)


def parent_comes_back_on_another_phone(parent: Someone, code: str) -> None:
    """Goes on with the question after the last, checks the answers, changes one, sends."""
    steps.come_back(parent, code)
    assert steps.question(parent) == "joined.overall"
    steps.go_on(parent, {"open.change": WRITTEN, "open.best": "Her teacher."})
    answers = parent.page.locator(".rows-of li")
    assert answers.filter(has_text="Skipped").count() == 2
    part = answers.filter(has_text="We took a full part in the decisions.")
    assert "In between" in part.inner_text()
    assert answers.filter(has_text=WRITTEN).count() == 1
    with parent.page.expect_navigation():
        part.get_by_role("link").click()
    steps.choose(parent, 0)
    assert parent.path.endswith("/check/")
    parent.press("Send my answers")
    assert parent.heading == "Thank you. We have your answers."
    parent.press("See my page")
    assert WRITTEN in parent.page.inner_text("main")


def officer_clears(officer: Someone) -> None:
    """Signs in, reads with the number masked, takes two details out, sorts and clears."""
    officer.open(f"{STAFF}/feedback/?words=nine+months")
    page = officer.page
    page.fill("[name=email]", "officer@liverpool.example.org")
    page.fill("[name=password]", PASSWORD)
    officer.press("Sign in")
    officer.open(f"{STAFF}/feedback/?words=nine+months")
    with page.expect_navigation():
        page.locator(".rows a").first.click()
    assert BEFORE + "Mrs Sample" in page.inner_text(".item")
    assert "07700" not in page.content()
    page.fill("[name=words]", "Mrs Sample")
    with page.expect_navigation():
        page.locator(".take-out button").click()
    with page.expect_navigation():
        page.locator(".things button", has_text="Take out").first.click()
    page.check("#themes-information")
    page.check(f"#priorities-{PRIORITY}")
    officer.press("Clear, next")
    assert "Cleared." in page.inner_text(".govuk-notification-banner") or officer.path.endswith(
        "nine+months"
    )


def officer_finds_them_under_the_priority(officer: Someone) -> None:
    officer.open(f"{STAFF}/priorities/{PRIORITY}/")
    assert BEFORE in officer.page.inner_text("main")
    officer.open(f"{STAFF}/priorities/liverpool-2023-p3/")
    assert BEFORE not in officer.page.inner_text("main")


def officer_exports(deployment: Deployment, officer: Someone, folder: Path) -> openpyxl.Workbook:
    """Makes a workbook of the open round and downloads it."""
    officer.open(f"{STAFF}/exports/")
    page = officer.page
    page.locator("[name=rounds]").first.check()
    page.fill("[name=purpose]", "For the families’ evening in May")
    officer.press("Make the file")
    assert not page.locator(".govuk-error-summary").all_inner_texts(), page.url
    with deployment.app.app_context():
        assert run_waiting() >= 1
    page.reload()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the file").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return openpyxl.load_workbook(file, read_only=True)
