"""The directory goes out as Open Referral UK 3.0, and our own import reads it back the same."""

import json
import uuid
from typing import Any

import flask
import pytest

from portal.core.db import transaction
from portal.local_offer.directory.details import details_of
from portal.local_offer.importing.feeds import services_of_file
from portal.local_offer.importing.oruk_reading import read_service
from portal.strategies.queries import themes
from tests.checked_client import CheckedClient
from tests.local_offer.listing import a_service

API = "/api/oruk/v3/liverpool/"
FULL: dict[str, Any] = {
    "needs": ["autism"],
    "help_kinds": ["activities"],
    "categories": ["health"],
    "days": ["mo", "we"],
    "schedule": "Mondays and Wednesdays",
    "is_free": True,
    "cost": "Free",
    "description": "We fly kites on the hill.",
    "how_to_get_it": "Just come.",
    "who_decides": "Nobody.",
    "place_name": "Maple Hall",
    "address": "1 Example Street",
    "postcode": "L8",
    "latitude": 53.4,
    "longitude": -2.9,
    "accessibility": "Step-free.",
    "languages": ["English"],
    "phone": "0151 496 0123",
    "email": "kites@example.org",
    "url": "https://kites.example.org/",
}
# what a service and a page must have (HSDS 3.0: service.json, and the UK's page wrapper)
NEEDED = {"id", "name", "status", "organization"}
WRAPPER = {
    "total_items",
    "total_pages",
    "page_number",
    "size",
    "first_page",
    "last_page",
    "empty",
    "contents",
}


def listed(client: CheckedClient, query: str = "") -> list[str]:
    page = client.get(f"{API}services/?{query}").get_json()
    assert page.keys() == WRAPPER
    return [one["name"] for one in page["contents"]]


def test_what_goes_out_comes_back_the_same(app: flask.Flask, client: CheckedClient) -> None:
    with transaction():
        own = details_of(a_service(**FULL))
    answered = client.get(f"{API}services/")
    assert answered.headers["Access-Control-Allow-Origin"] == "*"
    (item,) = services_of_file(answered.data)
    assert item.keys() >= NEEDED
    assert all(str(uuid.UUID(one["id"])) == one["id"] for one in (item, item["organization"]))
    assert client.get(f"{API}services/{item['id']}").get_json() == item
    labels = {theme.slug: theme.label for theme in themes()}
    assert read_service(json.loads(json.dumps(item)), labels).details == own


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=HILL", ["Kite club"]),
        ("search=%25_%27", []),
        ("taxonomy=autism", ["Kite club"]),
        ("taxonomy=aut", []),
        ("minimum_age=12", ["Youth club"]),
        ("maximum_age=8", ["Kite club"]),
        ("day=monday", ["Kite club"]),
        ("minimum_age=x&day=odd&per_page=0&page=-1", ["Kite club", "Youth club"]),
        ("per_page=1&page=2", ["Youth club"]),
    ],
)
def test_filters_and_pages(client: CheckedClient, query: str, found: list[str]) -> None:
    with transaction():
        a_service(**FULL)
        a_service(name="Youth club", min_age=12, max_age=17)
        a_service("knowsley", name="Another area's")
    assert listed(client, query) == found


def test_a_service_of_another_area_or_off_the_list_is_not_given(client: CheckedClient) -> None:
    with transaction():
        far = a_service("knowsley").public_id
        off = a_service(status="inactive").public_id
    for public_id in (far, off, "nothing"):
        assert client.get(f"{API}services/{public_id}/").status_code == 404
    assert listed(client) == []


def test_services_at_their_places_can_be_asked_for_near_a_postcode(client: CheckedClient) -> None:
    with transaction():
        a_service(**FULL)
        a_service(name="Far club", place_name="Far hall", latitude=53.9, longitude=-2.9)
        a_service(name="Nowhere club")
    places = f"{API}service_at_locations/"
    every = client.get(places).get_json()
    assert every.keys() == WRAPPER
    assert [one["service"]["name"] for one in every["contents"]] == ["Far club", "Kite club"]
    assert all(one["service"].keys() >= NEEDED for one in every["contents"])
    assert client.get(f"{places}?per_page=1&page=2").get_json()["contents"] == every["contents"][1:]
    near = client.get(f"{places}?postcode=L8&proximity=9000").get_json()["contents"]
    assert near == every["contents"][1:]
    far = client.get(f"{places}?postcode=L8&proximity=90000").get_json()["contents"]
    assert [one["service"]["name"] for one in far] == ["Kite club", "Far club"]
    assert client.get(f"{places}?postcode=nowhere").get_json()["empty"]
    assert client.get(f"{places}?postcode=L8&proximity=9&search=kite").get_json()["empty"]
    assert client.get(f"{places}{near[0]['id']}/").get_json() == near[0]
    assert client.get(f"{places}{near[0]['service']['id']}/").status_code == 404


def test_the_lists_under_which_services_are_sorted(client: CheckedClient) -> None:
    with transaction():
        a_service(**FULL)
    lists = client.get(f"{API}taxonomies/").get_json()
    assert lists.keys() == WRAPPER
    assert {one["name"] for one in lists["contents"]} == {"Needs", "Kinds of help", "Themes"}
    needs = next(one for one in lists["contents"] if one["name"] == "Needs")
    assert client.get(f"{API}taxonomies/{needs['id']}/").get_json() == needs
    found = client.get(f"{API}taxonomy_terms/?taxonomy_id={needs['id']}&per_page=100").get_json()[
        "contents"
    ]
    assert {one["taxonomy"] for one in found} == {"Needs"}
    assert all(one.keys() >= {"id", "name", "description", "code"} for one in found)
    (item,) = services_of_file(client.get(f"{API}services/").data)
    terms = {one["taxonomy_term"]["id"] for one in item["attributes"] if "taxonomy_term" in one}
    assert terms & {one["id"] for one in found}
    assert client.get(f"{API}taxonomy_terms/{found[0]['id']}/").get_json() == found[0]
    for kind in ("taxonomies", "taxonomy_terms"):
        assert client.get(f"{API}{kind}/nothing/").status_code == 404
