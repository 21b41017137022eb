"""What left the demonstration, attacked: files, pages, API, bars of charts, what workbooks hide."""

import io
import re
import zipfile

import flask
import openpyxl
import pytest

from portal.core import clock
from portal.releases import figures
from portal.releases.figures import Published, ShownTable
from portal.releases.models import Release
from portal.releases.queries import newest_with_figures
from tests.checked_client import CheckedClient
from tests.exports.exporting import make
from tests.planting import area_called
from tests.signing_in import sign_in

pytestmark = pytest.mark.house
WAVE = "survey-wave"


def _released() -> list[tuple[Release, Published]]:
    found = newest_with_figures(area_called("liverpool"), 100)
    return [(one, figures.read(one.file)) for one in found if one.kind == WAVE]


def _allowed(tables: list[ShownTable]) -> set[int]:
    """Every figure that follows from what was released: counts, bases, shares."""
    numbers: set[int] = set()
    for table in tables:
        for cell in table.cells:
            numbers |= {one for one in (cell.people, cell.per_cent, table.people) if one is not None}
            if cell.people is not None and table.people:
                numbers.add(min(round(100 * cell.people / table.people), 100))
    return numbers


@pytest.mark.parametrize("area", ["knowsley", "liverpool", "wirral"])
def test_the_attack_on_everything_published_stays_within_the_bound(house: flask.Flask, area: str) -> None:
    found = house.test_cli_runner().invoke(args=["releases", "attack", area])
    assert found.exit_code == 0, found.output
    assert "The bound holds." in found.output


def test_pages_and_api_show_no_figure_beyond_the_released_ones(house: flask.Flask) -> None:
    client, looked_at = CheckedClient(house), 0
    for release, published in _released():
        where = f"{release.thing}/{release.occasion}/"
        api = client.get(f"/api/v1/liverpool/releases/{where}")
        assert api.get_data(as_text=True) == release.file
        page = client.get(f"/liverpool/results/{where}").text
        allowed = _allowed(published.tables)
        # "1 in 3" is a word for a share, not a figure
        cells = [
            re.sub(r"<[^>]+>|\d in \d", "", one)
            for one in re.findall(r'<td class="n"[^>]*>(.*?)</td>', page)
        ]
        shown = {int(one.replace(",", "")) for cell in cells for one in re.findall(r"\d[\d,]*", cell)}
        bars = {round(float(one)) for one in re.findall(r'<rect width="([\d.]+)%"', page)}
        assert shown <= allowed, shown - allowed
        assert bars <= allowed | {0}, bars - allowed
        looked_at += len(cells)
    assert looked_at


def test_a_workbook_hides_nothing_and_says_what_was_released(house: flask.Flask) -> None:
    client = CheckedClient(house)
    sign_in(client, "officer")
    (occasion,) = {release.occasion for release, _file in _released() if release.closed_on < clock.today()}
    data = client.get(f"{make(client, rounds=[occasion])}file/").data
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert all(sheet.sheet_state == "visible" for sheet in book)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    # no cache of a pivot, no link to another file, no comment, no custom part; no cache of a chart
    assert not [one for one in names if re.search("pivot|externalLink|comments|customXml", one)]
    charts = [zipfile.ZipFile(io.BytesIO(data)).read(one).decode() for one in names if "charts/" in one]
    assert charts
    assert not [one for one in charts if re.search("<c:numCache>.*?<c:v>", one)]
    allowed = set().union(*(_allowed(file.tables) for _release, file in _released()))
    for title in ("Figures by question", "Themes", "Priorities", "Charts"):
        rows = book[title].iter_rows(min_row=2, values_only=True)
        shown = {cell for row in rows for cell in row if isinstance(cell, int)}
        assert shown <= allowed, (title, shown - allowed)
