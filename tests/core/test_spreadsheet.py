"""Tables as files: no cell is ever a formula, and what was written can be read back."""

import csv
import io
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import escape

from portal.core.bar_charts import Bars
from portal.core.spreadsheet import STARTS_A_FORMULA, CsvFiles, Workbook, disarmed

pytestmark = pytest.mark.pure
LETTERS = st.characters(exclude_categories=["Cs"])
FORMULAS = st.builds(
    lambda front, sign, rest: front + sign + rest,
    st.text("\t\r\n \u00a0\u200b\ufeff\u3000", max_size=3),
    st.sampled_from(sorted(STARTS_A_FORMULA)),
    st.text(LETTERS, max_size=20),
)


def first_that_counts(text: str) -> str:
    """The first letter that a spreadsheet looks at: past white space and invisible letters."""
    for letter in text:
        if letter in "\t\r\n":
            return letter
        if not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Cc"}:
            return letter
    return ""


@given(text=st.one_of(st.text(LETTERS), FORMULAS))
def test_no_text_begins_like_a_formula_once_it_is_disarmed(text: str) -> None:
    safe = disarmed(text)
    assert first_that_counts(safe) not in STARTS_A_FORMULA
    assert safe in {text, f"'{text}"}


@given(text=st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert disarmed(text) == text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+441", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A", " =1", "\ufeff=1"],
)
def test_each_known_beginning_is_disarmed(text: str) -> None:
    assert disarmed(text) == f"'{text}"


def csv_rows(path: Path, name: str) -> list[list[str]]:
    """The rows of one CSV file of the zip, headings and all."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(name).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.one_of(FORMULAS, st.text(LETTERS, max_size=30)), min_size=1, max_size=4))
def test_csv_files_read_back_as_written_but_for_the_apostrophe(tmp_path: Path, cells: list[str]) -> None:
    path = tmp_path / "file.zip"
    with CsvFiles(path) as tables:
        written = tables.add("The words", ["x"] * len(cells), [cells, cells])
    assert written == 2
    assert csv_rows(path, "the-words.csv")[1:] == [[disarmed(cell) for cell in cells]] * 2


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.one_of(FORMULAS, st.text(LETTERS, max_size=30)), min_size=1, max_size=4))
def test_a_workbook_holds_texts_and_no_formulas(tmp_path: Path, cells: list[str]) -> None:
    path = tmp_path / "file.xlsx"
    with Workbook(path) as tables:
        tables.add("Words", ["x"] * len(cells), [[*cells]])
    for cell in openpyxl.load_workbook(path)["Words"][2]:
        assert cell.data_type in {"s", "n"}
        assert cell.value is None or isinstance(cell.value, str)


def test_numbers_stay_numbers_and_nothing_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with Workbook(path) as tables:
        tables.add("Numbers", ["a", "b", "c", "d"], [[5, -5, None, "12"]])
    assert [cell.value for cell in openpyxl.load_workbook(path)["Numbers"][2]] == [5, -5, None, "12"]
    with CsvFiles(path) as files:
        files.add("Numbers", ["a", "b", "c", "d"], [[5, -5, None, "12"]])
    assert csv_rows(path, "numbers.csv")[1] == ["5", "-5", "", "12"]


def test_a_very_long_text_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with Workbook(path) as tables:
        tables.add("Words", ["a", "b"], [["x" * 40_000, "end"]])
    row = [cell.value for cell in openpyxl.load_workbook(path)["Words"][2]]
    assert [len(str(value)) for value in row] == [32_767, 3]


def test_no_page_ends_in_the_middle_of_a_chart(tmp_path: Path) -> None:
    charts = [
        Bars(f"Chart {number}", "It says.", [(f"{bar}", bar) for bar in range(9)]) for number in range(5)
    ]
    with Workbook(tmp_path / "file.xlsx") as tables:
        assert tables.add_bars("Charts", ("What", "People"), charts, "None.") == 5
    sheet = openpyxl.load_workbook(tmp_path / "file.xlsx")["Charts"]
    starts = [row for row in range(1, 200) if str(sheet.cell(row, 1).value).startswith("Chart")]
    ends = [one.id for one in sheet.row_breaks.brk]
    assert len(starts) == 5 and ends and {end + 1 for end in ends} <= set(starts)


def test_every_letter_comes_back_from_a_workbook_as_it_was_written(tmp_path: Path) -> None:
    odd = [" before", "a < b & c > d", "_x0041_ is no A", 'say "so"', "two\nlines", "=SUM(A1)", "🙂 ä ؟"]
    rows: list[list[str | int | None]] = [[word, 0] for word in [*odd, "x" * 300]]
    with Workbook(tmp_path / "odd.xlsx") as book:
        assert book.add("Odd", ("Words", "Number"), [*rows, ["\x00\ud800", None]]) == len(rows) + 1
        assert book.add("None", ("Words",), []) == 0
    sheet = openpyxl.load_workbook(tmp_path / "odd.xlsx")["Odd"]
    cells = list(sheet.iter_rows(min_row=2, max_row=9, values_only=True))
    assert [escape.unescape(str(row[0])) for row in cells] == [row[0] for row in rows]
    assert {row[1] for row in cells} == {0}
    assert sheet.dimensions == "A1:B10"


def test_a_row_has_room_for_all_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    with Workbook(path) as tables:
        rows = [["short", "short"], ["short", "x " * 80], ["one\ntwo", "short"], ["x" * 30_000, "short"]]
        tables.add("Words", ["a", "b"], rows)
    heights = openpyxl.load_workbook(path)["Words"].row_dimensions
    assert [heights[number].height for number in range(2, 6)] == [None, 45, 30, 409]


def test_a_sheet_may_be_named_by_words_that_are_cut_at_an_apostrophe(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with Workbook(path) as book:
        book.add("3 Every child in our schools a'b c", ["Words"], [["Fine."]])
    assert openpyxl.load_workbook(path).sheetnames == ["3 Every child in our schools a"]
