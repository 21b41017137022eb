"""What the first page of results costs on a phone: the page and all it loads, as they are sent."""

import re

import flask
from flask.testing import FlaskClient

from config import ROOT
from portal.core.db import transaction
from portal.local_offer.search.indexing import read_all
from tests.local_offer.listing import a_service
from tests.planting import area_called

MOST = 30_000  # bytes
BUILD = ROOT / "static" / "build"
LOADED = re.compile(r'(?:href|src)="/static/([^"#?]+\.(?:css|js|svg|webp))')


def wire_bytes(name: str) -> int:
    """The bytes of a built file as a browser gets it: packed where a packed one lies beside it."""
    packed = BUILD / f"{name}.br"
    return (packed if packed.exists() else BUILD / name).stat().st_size


def test_the_first_page_of_results_and_all_it_loads_is_light(app: flask.Flask) -> None:
    summary = (
        "We swim each week in warm water with patient teachers and a hoist. Brothers and sisters come too."
    )
    with transaction():
        for number in range(30):
            a_service(
                name=f"Swimming at pool {number}",
                plain_summary=summary,
                needs=["autism", "physical"],
                help_kinds=["activities"],
                place_name="Maple Hall",
            )
    read_all(area_called("liverpool").id)
    plain = FlaskClient.open(app.test_client(), "/liverpool/local-offer/?q=swiming")
    packed = FlaskClient.open(
        app.test_client(), "/liverpool/local-offer/?q=swiming", headers={"Accept-Encoding": "br, gzip"}
    )
    assert plain.text.count("Swimming at pool") >= 10
    assert packed.headers.get("Content-Encoding") in {"br", "gzip", "zstd"}
    loaded = set(LOADED.findall(plain.text))
    assert any(name.endswith(".css") for name in loaded)
    weight = len(packed.data) + sum(map(wire_bytes, loaded))
    assert weight <= MOST, f"{weight:,} bytes, {len(packed.data):,} of them the page"
