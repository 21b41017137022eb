"""A workbook of several sheets: one is chosen, each is known by itself, and nothing of it doubles."""

import io
from collections.abc import Sequence
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa

from portal.core.audit import AuditEntry
from portal.core.db import db
from portal.core.workbook_sheets import Sheet, Workbook
from portal.core.worker import running
from portal.earlier import actions
from portal.earlier.models import EarlierFile, EarlierState
from portal.feedback.models import FeedbackItem
from tests.checked_client import CheckedClient, field_value
from tests.earlier.workbooks import PARENTS, PUPILS, Rows, many_rows, with_part, workbook_of

EARLIER = "/liverpool/staff/earlier/"
NAMED = {
    "words": "1",
    "key": "0",
    "day_form": "day",
    "usual_day": "2025-05-01",
    "usual_audience": "parent-carer",
    "channel": "paper",
}
BOTH: dict[str, Rows] = {"Parents": PARENTS, "Pupils": PUPILS}


def bring(officer: CheckedClient, content: bytes, title: str = "School survey") -> Any:
    """Send a workbook; the answer."""
    return officer.send(EARLIER, title=title, file=(io.BytesIO(content), "survey.xlsx"))


def brought(officer: CheckedClient, content: bytes) -> str:
    """Bring a workbook; the address of the page on which its columns are named."""
    sent = bring(officer, content)
    assert sent.status_code == 303, sent.text
    return str(sent.location)


def choose(officer: CheckedClient, columns: str, place: int) -> Any:
    """Choose the sheet that stands at this place of the file; the answer."""
    return officer.send(columns.replace("columns/", "sheet/"), columns, chosen=str(place))


def try_out(officer: CheckedClient, columns: str) -> str:
    """Name the columns as the page shows the sheet, let the worker read it; the address of the file."""
    named = officer.send(columns, **NAMED, seen=unescape(field_value(officer.get(columns).text, "seen")))
    assert named.status_code == 303, named.text
    running.run_waiting()
    db.session.rollback()
    return str(named.location)


def put_in(officer: CheckedClient, content: bytes, place: int) -> str:
    """Bring a workbook and put one sheet of it in; the address of the file."""
    columns = brought(officer, content)
    assert choose(officer, columns, place).status_code == 303
    where = try_out(officer, columns)
    officer.send(f"{where}put-in/", where)
    running.run_waiting()
    db.session.rollback()
    return where


def counts() -> dict[str, int]:
    rows = sa.select(EarlierFile.counts).order_by(EarlierFile.id.desc()).limit(1)
    return {name: number for name, number in db.session.scalars(rows).one().items() if number}


def words() -> list[str]:
    mine = FeedbackItem.source_kind == actions.SOURCE_KIND
    return sorted(db.session.scalars(sa.select(FeedbackItem.words).where(mine)))


def last() -> EarlierFile:
    return db.session.scalars(sa.select(EarlierFile).order_by(EarlierFile.id.desc()).limit(1)).one()


def test_the_first_sheet_is_chosen_and_another_one_brings_its_own_columns(officer: CheckedClient) -> None:
    columns = brought(officer, workbook_of(BOTH))
    page = officer.get(columns).text
    assert "Parents: 2 rows" in page and "Pupils: 3 rows" in page
    assert (last().sheet, last().headings) == ("Parents", ["Id", "Comment"])
    assert choose(officer, columns, 1).location == columns
    page = officer.get(columns).text
    assert "The columns of “Pupils”" in page and "What is good?" in page
    where = try_out(officer, columns)
    assert counts() == {"new": 3}
    assert "survey.xlsx, sheet “Pupils”" in officer.get(where).text


def test_each_sheet_is_known_by_itself_and_nothing_of_it_comes_twice(officer: CheckedClient) -> None:
    book = workbook_of(BOTH)
    for place in (0, 1):
        where = put_in(officer, book, place)
    assert words() == ["Art.", "Nobody rang.", "The bus is late.", "The bus is late.", "The clubs."]
    assert "There are more sheets in this file" in officer.get(where).text
    rows = (
        sa.select(AuditEntry.details)
        .where(AuditEntry.act == "put earlier words in")
        .order_by(AuditEntry.id)
    )
    assert [told["sheet"] for told in db.session.scalars(rows)] == ["Parents", "Pupils"]
    item = db.session.scalars(sa.select(FeedbackItem).where(FeedbackItem.words == "Art.")).one()
    assert (
        "row 4 of “survey.xlsx, sheet “Pupils””"
        in officer.get(f"/liverpool/staff/feedback/{item.id}/").text
    )
    columns = brought(officer, book)
    assert officer.get(columns).text.count("nothing of it comes in twice") == 2
    for place, count in ((0, 2), (1, 3)):
        assert choose(officer, columns, place).status_code == 303
        try_out(officer, columns)
        assert counts() == {"same": count}


@pytest.mark.parametrize(
    "later", [{"2026": PUPILS, "Parents": PARENTS}, {"Parents": PARENTS, "2026": PUPILS}]
)
def test_a_workbook_that_grows_a_sheet_still_knows_its_first(
    officer: CheckedClient, later: dict[str, Rows]
) -> None:
    put_in(officer, workbook_of({"Parents": PARENTS, "Empty": []}), 0)
    for name, found in (("Parents", {"same": 2}), ("2026", {"new": 3})):
        columns = brought(officer, workbook_of(later))
        choose(officer, columns, list(later).index(name))
        try_out(officer, columns)
        assert (last().sheet, counts()) == (name, found)


def test_what_came_as_csv_or_before_sheets_were_named_is_the_first_sheet(officer: CheckedClient) -> None:
    table = b"Id,Comment\n1,The bus is late.\n2,Nobody rang.\n"
    sent = officer.send(EARLIER, title="School survey", file=(io.BytesIO(table), "survey.csv"))
    officer.send(f"{try_out(officer, str(sent.location))}put-in/", EARLIER)
    running.run_waiting()
    try_out(officer, brought(officer, workbook_of(BOTH)))
    assert counts() == {"same": 2}


def test_hidden_sheets_say_so_and_those_without_a_table_are_left_out(officer: CheckedClient) -> None:
    sheets: dict[str, Rows] = {"Secret": PARENTS, "Deep": PARENTS, "Empty": [], "Seen": PUPILS}
    columns = brought(officer, workbook_of(sheets, hidden=["Secret"], buried=["Deep"], chart="Bars"))
    page = officer.get(columns).text
    for said in ("Secret: 2 rows. It is hidden", "Deep: 2 rows. It is hidden", "read from: Bars, Empty."):
        assert said in page, said
    assert last().sheet == "Seen" and "This sheet is hidden" not in page
    assert choose(officer, columns, 1).status_code == 303
    assert "This sheet is hidden in the file" in officer.get(columns).text
    for nothing in (0, 3, 9):
        assert "Choose from the page." in choose(officer, columns, nothing).text
    assert last().sheet == "Secret"


def test_a_workbook_whose_only_table_is_hidden_says_so_too(officer: CheckedClient) -> None:
    page = officer.get(brought(officer, workbook_of({"Cover": [], "Data": PARENTS}, hidden=["Data"]))).text
    assert "This sheet is hidden in the file" in page and "Which sheet do we read?" not in page


def test_a_cover_without_a_table_is_passed_over_and_choosing_it_says_why(officer: CheckedClient) -> None:
    cover: Rows = [["Survey of 2024"], ["By", "the council"], ["For", "families"]]
    columns = brought(officer, workbook_of({"Cover": cover, "Parents": PARENTS}))
    assert last().sheet == "Parents"
    chosen = choose(officer, columns, 0)
    assert chosen.status_code == 422 and "Put one heading over each column" in chosen.text
    assert 'href="#chosen-0"' in chosen.text and last().sheet == "Parents"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (workbook_of({"One": [], "Two": [["Comment"]]}), "nothing below the headings"),
        (workbook_of({str(number): [] for number in range(101)}), "more than 100 sheets"),
        (workbook_of({}, chart="Bars"), "cannot read this as an Excel file"),
        (with_part(workbook_of(BOTH), "xl/vbaProject.bin", b"x"), "macros"),
        (with_part(workbook_of(BOTH), "xl/media/big.xml", b" " * (65 << 20)), "unpacks to far more"),
        (with_part(workbook_of(BOTH), "xl/worksheets/sheet2.xml", b"<worksheet><row>"), "cannot read"),
        (with_part(workbook_of(BOTH), "xl/a.xml", "<!DOCTYPE a>".encode("utf-16")), "cannot read"),
        (with_part(workbook_of(BOTH), "xl/worksheets/sheet1.xml", b"<!ENTITY a 'b'>"), "cannot read"),
    ],
    ids=["empty", "many", "chart", "macros", "bomb", "broken", "utf-16", "entity"],
)
def test_a_workbook_that_is_no_good_is_refused_and_leaves_nothing(
    officer: CheckedClient, content: bytes, says: str
) -> None:
    sent = bring(officer, content)
    assert sent.status_code == 422 and says in sent.text, sent.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(EarlierFile)) == 0


def test_two_hundred_thousand_rows_are_refused_at_the_door_and_fifty_thousand_taken(
    officer: CheckedClient,
) -> None:
    sent = bring(officer, many_rows(200_000))
    assert sent.status_code == 422 and "more than 50000 rows" in sent.text, sent.text
    brought(officer, many_rows(50_000))
    assert last().sheets == [["All", 50_001, False]]


def test_formulas_odd_letters_and_doubled_numbers_stay_what_they_are(officer: CheckedClient) -> None:
    odd: Rows = [
        ["Id", "Comment"],
        [1, "=HYPERLINK(1)"],
        [2, "'=2+2 Caf\u00e9 \u0646\u0639\u0645"],
        [2, "Again."],
        ["two", "@SUM(A1)"],
    ]
    put_in(officer, workbook_of({"Parents": PARENTS, "\u0646\u0639\u0645 & b": odd}), 1)
    # a formula without a kept value shows nothing: it is never worked out
    assert words() == ["'=2+2 Caf\u00e9 \u0646\u0639\u0645", "@SUM(A1)"]
    assert last().counts == {"new": 2, "refused": 1, "empty": 1, "remarks": 0}


def test_columns_of_a_sheet_that_another_person_changed_are_refused(officer: CheckedClient) -> None:
    columns = brought(officer, workbook_of(BOTH))
    choose(officer, columns, 1)
    named = officer.send(columns, **NAMED, seen="Parents")
    assert named.status_code == 409 or "Another sheet was chosen meanwhile" in named.text
    assert last().state == EarlierState.MAPPING


def test_no_sheet_is_chosen_once_the_words_are_in(officer: CheckedClient) -> None:
    columns = brought(officer, workbook_of(BOTH))
    where = try_out(officer, columns)
    officer.send(f"{where}put-in/", where)
    running.run_waiting()
    assert officer.send(f"{where}sheet/", where, chosen="1").status_code == 409
    assert (last().sheet, last().state) == ("Parents", EarlierState.DONE)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("rows", "count"), [([], 0), ([["a"]], 1), ([["a"], [], [None], ["b"], [0]], 3), ([["=A1"]], 1)]
)
def test_rows_in_which_something_stands_are_counted(rows: Sequence[Sequence[Any]], count: int) -> None:
    book = Workbook(workbook_of({"Here": rows}))
    assert book.sheets() == [Sheet("Here", count, False)]
    assert len([cells for _number, cells in book.rows("Here") if any(cells)]) == count - (rows == [["=A1"]])
