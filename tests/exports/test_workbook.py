"""The workbook: charts that the spreadsheet draws, a sheet for each priority, how the sorting was done."""

import io
import re
import zipfile

import openpyxl
import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.insight.agreement.actions import draw, say_second
from portal.insight.suggesting.actions import keep_learned
from portal.strategies.queries import themes
from tests.checked_client import CheckedClient
from tests.exports.exporting import make, sheets
from tests.planting import area_called
from tests.releases.releasing import after_the_round
from tests.saying import OFFICER, said
from tests.signing_in import sign_in

HEALTH = "liverpool-2023-p5"
SAMPLE = 10


def _made(client: CheckedClient, **fields: str) -> str:
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        return make(client, **fields)


def _sample(drawn_from: int) -> None:
    """A second person agreed on all but one of ten comments."""
    for number in range(drawn_from):
        said(f"Club {number}.", cleared=True, themes=("health",))
    with transaction():
        of = draw(area=area_called("liverpool"), size=SAMPLE, seed=7, by=OFFICER, at=clock.now())
        for pair in of.pairs:
            put = [one for one in themes() if one.slug in pair.first and pair.position]
            say_second(of=of, pair=pair, themes=put, by=OFFICER + 1, at=clock.now())
        keep_learned(
            area=area_called("liverpool"), learned={"items": 40}, quality=QUALITY, by=1, at=clock.now()
        )


ONE = {"right": 3, "wrong": 1, "missed": 0}
QUALITY = {
    "held_back": 4,
    "themes": {"health": ONE},
    "audience": {},
    "mode": {},
    "lexicon": ONE,
    "all": ONE,
}


def test_how_the_sorting_was_done_stands_in_the_file(client: CheckedClient) -> None:
    _sample(2 * SAMPLE)
    rows = {row["What"]: row for row in sheets(client, _made(client))["Method"]}
    assert rows["Seed of the sample"]["Figure"] == 7
    assert rows["How many people sorted the comments of these rounds"]["Figure"] == 1
    health = next(theme.label for theme in themes() if theme.slug == "health")
    same = rows[f"{health}: agreed, in 100"]
    assert (same["Figure"], same["Lowest"], same["Highest"]) == (90, 60, 98)
    assert rows["Cohen's kappa of all themes together"]["Figure"] is not None
    right = rows[f"{health}: suggested and right, in 100"]
    assert (right["Figure"], right["Lowest"], right["Highest"]) == (75, 30, 95)


def test_a_sample_of_nearly_everything_tells_nothing_of_single_themes(client: CheckedClient) -> None:
    _sample(SAMPLE)
    rows = [row["What"] for row in sheets(client, _made(client))["Method"]]
    assert any("more than half of what it was drawn from" in what for what in rows)
    assert not [what for what in rows if "kappa" in what and ":" in what]


def test_charts_are_drawn_from_shown_figures_and_a_star_is_no_bar(client: CheckedClient) -> None:
    """No cache of a chart holds a figure either; what the spreadsheet draws stands in its cells."""
    for number in range(30):
        themed = ("health",) if number < 24 else ("plans",)
        said(f"Words {number}", cleared=True, themes=themed, priorities=(HEALTH,))
    data = client_file(client, _made(client))
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {row[0]: row[1] for row in book["Charts"].iter_rows(values_only=True) if row[0]}
    themes_of = {str(row[4]): row[5] for row in book["Themes"].iter_rows(min_row=2, values_only=True)}
    shown = {name: people for name, people in themes_of.items() if people == "*" or isinstance(people, int)}
    assert {f"{name} *" if people == "*" else name for name, people in shown.items()} <= set(found)
    assert all(found[f"{name} *"] is None for name, people in shown.items() if people == "*")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
        assert len(charts) == 2
        caches = [cache for chart in charts for cache in re.findall(r"<c:numCache>.*?</c:numCache>", chart)]
        assert all("<c:barChart>" in chart for chart in charts)
        assert not [cache for cache in caches if "<c:v>" in cache]
        assert all(sheet.sheet_state == "visible" for sheet in book)
        drawings = "".join(parts.read(name).decode() for name in parts.namelist() if "drawings/" in name)
        assert drawings.count('descr="How many people wrote about each') == 2


def client_file(client: CheckedClient, where: str) -> bytes:
    """The bytes of the file."""
    return bytes(client.get(f"{where}file/").data)


def test_each_priority_has_a_sheet_and_an_empty_one_says_so(client: CheckedClient) -> None:
    said("=SUM(A1) is what we got.", cleared=True, priorities=(HEALTH,))
    found = sheets(client, _made(client))
    parts = {name: rows for name, rows in found.items() if re.match(r"\d", name)}
    assert [name[0] for name in parts] == ["1", "2", "3", "4", "5"]
    assert [row["Words"] for row in parts["5 Health and therapy offer"]] == ["=SUM(A1) is what we got."]
    empty = next(rows for name, rows in parts.items() if name.startswith("1"))
    assert [row["Words"] for row in empty] == ["No cleared comment stands under this part yet."]
    book = openpyxl.load_workbook(io.BytesIO(client_file(client, _made(client))))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize("count", [6, 30])
def test_a_round_of_few_or_of_all_the_same_is_told_honestly(client: CheckedClient, count: int) -> None:
    for number in range(count):
        said(f"The same {number}", cleared=True, themes=("health",))
    found = sheets(client, _made(client))
    themes = [row for row in found["Themes"] if row["Who"] == "Parents and carers"]
    base = {row["People who wrote"] for row in themes}
    has_a_figure = any(isinstance(row["People"], int) for row in themes)
    charts = [row for row in found["Charts"] if next(iter(row.values())) is not None]
    assert len(base) == 1
    # which it is, the blur decides; a chart stands there for a group with a figure, and for no other
    assert bool(charts) == (isinstance(base.pop(), int) and has_a_figure)
    if count == 30:
        assert charts


def test_a_workbook_is_printed_as_wide_as_the_paper_with_its_headings_on_each_page(
    client: CheckedClient,
) -> None:
    said("One.", cleared=True)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{_made(client)}file/").data))
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        # as wide as one page (which is what is meant where it is not said), as long as it takes
        fit, printed = sheet.sheet_properties.pageSetUpPr, sheet.page_setup
        assert fit is not None and fit.fitToPage
        assert (printed.fitToWidth in {None, 1}, printed.fitToHeight) == (True, 0)
        assert sheet.oddFooter is not None and sheet.oddFooter.right is not None
        assert "&P" in str(sheet.oddFooter.right.text).replace("[Page]", "P")
    assert book["Words"].print_title_rows == "$1:$1"
