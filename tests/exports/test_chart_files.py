"""Charts as files: accessible SVG, PNG in the same letters everywhere, no figure that may not leave."""

import io
import xml.etree.ElementTree as ET
import zipfile

from PIL import Image

from portal.core import clock
from tests.checked_client import CheckedClient
from tests.exports.exporting import make
from tests.releases.releasing import after_the_round
from tests.saying import said
from tests.signing_in import sign_in

SVG = "{http://www.w3.org/2000/svg}"
PEOPLE, PLANS = 40, 2


def _files(client: CheckedClient) -> dict[str, bytes]:
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = make(client, format="charts")
        assert "no words" in client.get(where).text
        data = client.get(f"{where}file/").data
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_each_chart_is_an_svg_with_title_and_description_and_a_png(client: CheckedClient) -> None:
    for number in range(PEOPLE):
        themed = ("plans",) if number < PLANS else ("health",)
        said(f"marker-words {number} <b>", cleared=True, themes=themed)
    found = _files(client)
    drawn = sorted(name[:-4] for name in found if name.endswith(".svg"))
    assert [name[:10] for name in drawn] == ["01-themes-", "02-priorit", "03-what-in", "04-working"]
    assert drawn == sorted(name[:-4] for name in found if name.endswith(".png"))
    for name in drawn:
        root = ET.fromstring(found[f"{name}.svg"])  # noqa: S314 - a file of ours
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-labelledby"] == "title desc"
        assert all((root.find(f"{SVG}{tag}") is not None) for tag in ("title", "desc"))
        words = " ".join(root.itertext())
        assert "made up" in words
        assert "In all" in words
        picture = Image.open(io.BytesIO(found[f"{name}.png"]))
        assert picture.format == "PNG"
        assert picture.width == 1280
        assert len(picture.getcolors(1 << 20) or []) > 20, "letters stand in it"
    assert not any(b"marker-words" in data for data in found.values())
    assert b"few people or none" in found[f"{drawn[0]}.svg"]


def test_where_no_group_is_large_enough_there_is_no_chart_and_a_sentence(client: CheckedClient) -> None:
    said("One.", cleared=True)
    found = _files(client)
    assert found["no-charts.txt"].decode().strip() == "No group is large enough for a chart."
    assert not [name for name in found if name.endswith((".svg", ".png"))]
