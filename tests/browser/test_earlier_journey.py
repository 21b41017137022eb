"""In a real browser without script: a workbook comes in by one of its sheets, not twice, and goes again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portal.core.worker.running import run_waiting
from portal.earlier import actions, working
from tests.browser.desk_work import sign_in
from tests.browser.in_sight import work_in_sight
from tests.browser.people import Someone
from tests.browser.site import rows
from tests.deployment import Deployment
from tests.earlier.workbooks import PARENTS, workbook_of

pytestmark = pytest.mark.browser
EARLIER = "/liverpool/staff/earlier/"
TITLE = "School survey 2024"
PEOPLE = 250
HEADINGS = ["Nr", "What should be better?", "When", "Who said it"]
HERE = "SELECT COUNT(*) FROM feedback_item WHERE source_kind = 'earlier words' AND state <> 'unsent'"


def the_workbook() -> bytes:
    """The parents' sheet first, then that of the pupils, of whom two cannot be read, then one hidden."""
    pupils: list[list[Any]] = [HEADINGS]
    pupils += [[number, f"Number {number}: more clubs.", "03/05/2024", "pupil"] for number in range(PEOPLE)]
    pupils += [["x1", "Too loud.", "some day", "pupil"], ["x2", "Too far.", "03/05/2024", "alien"]]
    sheets = {"Parents": PARENTS, "Pupils": pupils, "Cover": [], "Draft": PARENTS}
    return workbook_of(sheets, hidden=["Draft"])


def bring(officer: Someone, file: Path) -> None:
    """Bring the workbook and choose the pupils' sheet."""
    page = officer.open(EARLIER)
    page.fill("[name=title]", TITLE)
    page.set_input_files("[name=file]", file)
    officer.press("Go on to the columns")
    listed = page.locator("form[action$='/sheet/']").inner_text()
    assert "Parents: 2 rows" in listed and "Draft: 2 rows. It is hidden in the file." in listed
    assert page.is_checked("text=Parents: 2 rows")
    page.get_by_label(f"Pupils: {PEOPLE + 2} rows").check()
    officer.press("Show the columns of this sheet")
    assert "The columns of “Pupils”" in page.inner_text("main")


def name_columns(officer: Someone) -> None:
    """Say what each column is."""
    page = officer.page
    page.get_by_label(HEADINGS[1]).check()
    for field, heading in (("key", "Nr"), ("day", "When"), ("audience", "Who said it")):
        page.select_option(f"[name={field}]", label=heading)
    page.fill("[name=usual_day]", "2024-05-01")
    page.check("[name=usual_audience][value=young-person]")
    page.check("[name=channel][value=paper]")


def count_of(officer: Someone, words: str) -> int:
    """What the table of the page says of a verdict."""
    row = officer.page.locator("main table").first.locator("tr", has_text=words)
    return int(row.locator("td").first.inner_text())


def try_out(officer: Someone, deployment: Deployment) -> None:
    """Have the file read, and look at what it would do."""
    officer.press("Try it out")
    with deployment.app.app_context():
        run_waiting()
    officer.press("Look again") if officer.page.get_by_text("Look again").count() else officer.page.reload()


def put_in_sight(officer: Someone, deployment: Deployment) -> None:
    """The worker puts the words in; the officer sees how far it is; no word shows before all are in."""

    def look() -> None:
        officer.press("Look again")
        said = officer.page.inner_text("p.progress")
        assert "Comments are put in." in said and f"of {PEOPLE + 2}" in said
        assert rows(deployment, HERE) == before

    before = rows(deployment, HERE)
    work_in_sight(deployment, actions.JOB, working.work, look)
    officer.press("Look again")


def test_a_sheet_comes_in_once_and_goes_again(
    someone: Callable[..., Someone], live: tuple[Deployment, str], tmp_path: Path
) -> None:
    deployment, file = live[0], tmp_path / "survey.xlsx"
    file.write_bytes(the_workbook())
    (before,) = rows(deployment, HERE)
    officer = sign_in(someone(java_script_enabled=False), "officer")
    bring(officer, file)
    name_columns(officer)
    try_out(officer, deployment)
    assert (count_of(officer, "New"), count_of(officer, "Refused")) == (PEOPLE, 2)
    assert "We cannot read the day." in officer.page.inner_text("main")
    officer.press("Put the comments in")
    put_in_sight(officer, deployment)
    where = officer.path
    assert "It was put in on" in officer.page.inner_text("main")
    (now,) = rows(deployment, HERE)
    assert int(str(now[0])) - int(str(before[0])) == PEOPLE
    officer.press("Show them")
    assert "more clubs." in officer.page.inner_text("main")
    bring(officer, file)
    assert "It was brought before" in officer.page.inner_text("form[action$='/sheet/']")
    officer.page.fill("[name=usual_day]", "2024-05-01")
    try_out(officer, deployment)
    assert (count_of(officer, "New"), count_of(officer, "Here already")) == (0, PEOPLE)
    assert officer.page.get_by_role("button", name="Put the comments in").count() == 0
    officer.press("Drop the file")
    officer.open(where)
    officer.press("Take all of it back")
    assert "First all its comments go out of sight, then they go." in officer.page.inner_text("main")
    with deployment.app.app_context():
        run_waiting()
    officer.press("Look again")
    assert "It was taken back. Nothing of it is here." in officer.page.inner_text("main")
    assert rows(deployment, HERE) == [before]
