"""Families' pages open in every area, without a script, and an unknown area is not found."""

import pytest

from tests.checked_client import CheckedClient

PAGES = [
    "",
    "help-now/",
    "help-now/?easy=yes",
    "privacy/",
    "cookies/",
    "accessibility/",
    "glossary/",
    "how-it-works/",
]
AREAS = ["liverpool", "knowsley", "wirral"]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_area(client: CheckedClient, area: str, page: str) -> None:
    assert client.get(f"/{area}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_area_is_not_found(client: CheckedClient, page: str) -> None:
    assert client.get(f"/nowhere/{page}").status_code == 404
