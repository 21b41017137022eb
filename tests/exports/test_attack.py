"""The attack finds what it is for: exact figures, figures out of sight, what words beside a star tell."""

import io

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from portal.core.charts import Spot, line_chart
from portal.core.disclosure import DisclosureSettings
from portal.exports.attack.drawings import of_charts
from portal.exports.attack.finding import of_file, of_page
from portal.exports.attack.packs import of_document
from portal.exports.attack.tables import tables_of
from portal.releases.attack import of_table

pytestmark = pytest.mark.pure
THEMES = ("Round", "Survey", "Who", "People who wrote", "Theme", "People", "Per cent", "In words")
WORDS = ("Round", "Survey", "Question", "Who", "Asked in", "Themes", "Priorities", "Words")


def workbook(*, hidden: bool, comments: int = 0) -> bytes:
    """A themed file with one star; with a hidden sheet, or so many comments beside the star."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Themes"
    sheet.append(THEMES)
    sheet.append(("2026", "Parents", "parents", 20, "Health", "*", None, "few"))
    words = book.create_sheet("Words")
    words.append(WORDS)
    for number in range(comments):
        words.append(
            ("2026", "Parents", "q1", "parents", "standard", "Health; School", "", f"Words {number}")
        )
    if hidden:
        secret = book.create_sheet("Secret")
        secret.sheet_state = "hidden"
        secret.append(("People", 3))
        chart = BarChart()
        chart.add_data(Reference(secret, min_col=2, min_row=1, max_row=1))
        words.add_chart(chart)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_page_is_read_with_its_cells_bars_and_charts() -> None:
    drawn = line_chart([Spot("2025", 37), Spot("2026", 62)], says="x", unit="%", end=100)
    page = f'<td class="n"><b>1,205</b></td><td class="n">1 in 3</td><rect width="41%"/>{drawn}'
    found = of_page(page)
    assert found.counts == {1205}
    assert found.per_cents == {41, 37, 62}
    odd = of_charts(str(line_chart([Spot("2026", 62.4)], says="x", unit="%", end=100)))
    assert odd.hidden == ("a mark of a chart at 62.4",)


def test_what_a_workbook_keeps_out_of_sight_is_named() -> None:
    plain, secret = (of_file("a.xlsx", workbook(hidden=hidden)) for hidden in (False, True))
    assert plain is not None and secret is not None
    assert plain.hidden == [] and plain.numbers == {20}
    assert "the sheet Secret" in secret.hidden and 3 in secret.numbers


def test_comments_beside_a_star_make_the_guess_surer() -> None:
    surest = []
    for comments in (0, 6):
        contents = of_file("a.xlsx", workbook(hidden=False, comments=comments))
        assert contents is not None
        ((place, table, at_least),) = [one for one in tables_of(contents) if one[1].cells]
        assert at_least == ({"Health": 6, "School": 6} if comments else {})
        (guess,) = of_table(table, DisclosureSettings(), place, at_least)
        surest.append(guess.sure)
    assert surest[0] < 0.34 and surest[1] > surest[0]


def test_of_a_pack_the_columns_that_count_people_are_read() -> None:
    page = (
        "<table><caption>x</caption><thead><tr><th scope='col'>Round</th><th>People</th></tr></thead>"
        "<tbody><tr><th scope='row'>2026</th><td>37</td></tr></tbody></table>"
    )
    assert list(of_document("a.html", page.encode())) == [37]
