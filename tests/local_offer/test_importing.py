"""Feeds and files are tried out first, put in as one step, and leave what was changed here as it is."""

import io
import json
import random
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import flask
import pytest
import sqlalchemy as sa

from portal.core.db import db
from portal.core.worker import running
from portal.local_offer.directory.models import Organisation, Service
from portal.local_offer.importing.models import ServiceImport, StagedService
from tests.checked_client import CheckedClient, field_value
from tests.house.rows import changed, state
from tests.local_offer.feeds import (
    FeedServer,
    private_hosts,
    send,
    send_json,
    serving_feed,
    version_one,
    version_three,
)
from tests.signing_in import sign_in

IMPORTS = "/liverpool/staff/local-offer/imports/"
SERVICES = "/liverpool/staff/local-offer/services/"


@pytest.fixture
def officer(app: flask.Flask) -> CheckedClient:
    """A browser in which an officer is signed in."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client


@pytest.fixture
def feed(app: flask.Flask) -> Iterator[FeedServer]:
    """A feed of seven services on this machine, which the setting allows."""
    with (
        serving_feed(FeedServer([version_three(number) for number in range(7)])) as server,
        private_hosts(app, "127.0.0.1"),
    ):
        yield server


def read(officer: CheckedClient, **fields: Any) -> str:
    """Begin an import and let the worker read it; its address."""
    sent = officer.send(IMPORTS, **({"title": "City feed"} | fields))
    assert sent.status_code == 303, sent.text
    running.run_waiting()
    db.session.rollback()
    return str(sent.location)


def of_address(officer: CheckedClient, feed: FeedServer) -> str:
    return read(officer, kind="address", address=f"{feed.address}/services")


def of_file(officer: CheckedClient, content: Any, kind: str = "oruk") -> str:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read(officer, kind=kind, file=(io.BytesIO(body), "services.json"))


def put_in(officer: CheckedClient, where: str) -> None:
    assert officer.send(f"{where}put-in/", where).status_code == 303
    running.run_waiting()
    db.session.rollback()


def counts() -> dict[str, int]:
    rows = sa.select(ServiceImport.counts).order_by(ServiceImport.id.desc()).limit(1)
    return {name: number for name, number in db.session.scalars(rows).one().items() if number}


def services() -> list[Service]:
    return list(db.session.scalars(sa.select(Service).order_by(Service.name)))


def test_a_paged_feed_is_tried_out_then_put_in_and_doing_it_again_changes_nothing(
    officer: CheckedClient, client: CheckedClient, feed: FeedServer
) -> None:
    where = of_address(officer, feed)
    assert (counts(), services()) == ({"new": 7}, [])
    assert len(feed.asked) == 3
    put_in(officer, where)
    assert "It was put into the directory" in officer.get(where).text
    page = client.get(f"/liverpool/local-offer/services/{services()[0].id}/").text
    for words in ("We play.", "Age 5 to 11", "£3 a night", "Maple Hall", "Autism", "0151", "Kite Centre"):
        assert words in page
    assert "alert(1)" not in page
    before = state()
    again = of_address(officer, feed)
    assert counts() == {"same": 7}
    put_in(officer, again)
    differ = changed(before, state())
    assert not {"service", "organisation", "staged_service"} & differ.keys()


def test_version_one_says_the_same(officer: CheckedClient, feed: FeedServer) -> None:
    feed.old, feed.entries = True, [version_one(number) for number in range(4)]
    put_in(officer, of_address(officer, feed))
    one = services()[0]
    assert (one.min_age, one.max_age, one.is_free, one.needs) == (5, 11, True, ["autism"])
    assert (one.days, one.place_name, one.schedule) == (["mo", "we"], "Maple Hall", "MO,WE 16:00 to 18:00")


def test_what_was_changed_here_stays_and_the_difference_is_said(
    officer: CheckedClient, feed: FeedServer
) -> None:
    put_in(officer, of_address(officer, feed))
    one = services()[0]
    edit = f"{SERVICES}{one.id}/"
    fields = {name: field_value(officer.get(edit).text, name) for name in ("version", "organisation")}
    fields |= {"name": "Our own name", "min_age": "5", "max_age": "11", "status": "active"}
    assert officer.send(edit, **fields).status_code == 303
    feed.entries = [version_three(0, name="Their new name", minimum_age=4), *feed.entries[1:5]]
    where = of_address(officer, feed)
    assert counts() == {"changed": 1, "same": 4, "gone": 2, "kept": 1}
    assert "the feed says “Their new name”" in officer.get(f"{where}?list=kept").text
    assert "Club 6" in officer.get(f"{where}?list=gone").text
    put_in(officer, where)
    db.session.expire_all()
    assert (one.name, one.min_age) == ("Our own name", 4)
    assert [each.is_shown for each in services() if each.name in {"Club 5", "Club 6"}] == [False, False]


def test_what_cannot_be_taken_is_refused_with_its_reason(officer: CheckedClient) -> None:
    odd = [
        version_three(1),
        version_three(1, name="Doubled"),
        version_three(2, name=["a list"]),
        version_three(3, minimum_age=12),
        version_three(4, minimum_age="many"),
        version_three(5, description="x" * 6000),
        version_three(6, status="asleep"),
        version_three(7, name=""),
        {"name": "No id"},
        "words",
        None,
    ]
    where = of_file(officer, {"contents": odd})
    assert counts() == {"new": 1, "refused": 10}
    page = officer.get(f"{where}?list=refused").text
    for words in ("has the same one", "not text", "the highest is below", "not an age", "longer than"):
        assert words in page


def test_links_that_could_run_a_script_and_impossible_places_are_left_out(officer: CheckedClient) -> None:
    place = {"location": {"name": "N<b>ow</b>here", "latitude": 1e999, "longitude": "x"}}
    entry = version_three(1, url="javascript:alert(1)", service_at_locations=[place])
    put_in(officer, of_file(officer, [entry]))
    one = services()[0]
    assert (one.url, one.latitude, one.place_name) == ("", None, "Nowhere")


def test_a_table_is_read_by_the_columns_that_are_named(officer: CheckedClient) -> None:
    table = (
        "Service name;Provider;Age from;Age to;Tags;Cost\nKites;Far Shore;5;11;Autism, Things to do;Free\n"
    )
    sent = officer.send(
        IMPORTS, title="A table", kind="csv", file=(io.BytesIO(table.encode("cp1252")), "a.csv")
    )
    columns = officer.get(sent.location).location
    page = officer.get(columns).text
    assert 'value="Service name" selected' in page
    assert officer.send(columns, name="").status_code == 422
    chosen = {
        "max_age": "",
        "name": "Service name",
        "organisation": "Provider",
        "min_age": "Age from",
        "kinds": "Tags",
    }
    assert officer.send(columns, **chosen).status_code == 303
    running.run_waiting()
    put_in(officer, sent.location)
    one = services()[0]
    assert (one.name, one.min_age, one.max_age, one.needs) == ("Kites", 5, None, ["autism"])
    assert one.organisation.name == "Far Shore"


Handler = BaseHTTPRequestHandler


def _same_page(_path: str, _query: dict[str, str], handler: Handler) -> bool:
    send_json(handler, {"total_pages": 9, "contents": [version_three(1)]})
    return True


def _round_and_round(_path: str, _query: dict[str, str], handler: Handler) -> bool:
    send(handler, 302, Location="/services")
    return True


def _to_a_private_place(_path: str, _query: dict[str, str], handler: Handler) -> bool:
    send(handler, 302, Location="http://localhost:1/services")
    return True


def _no_json(_path: str, _query: dict[str, str], handler: Handler) -> bool:
    send(handler, 200, b"<html>")
    return True


def _deep(_path: str, _query: dict[str, str], handler: Handler) -> bool:
    send(handler, 200, b"[" * 100_000)
    return True


def _huge(_path: str, _query: dict[str, str], handler: Handler) -> bool:
    handler.send_response(200)
    handler.end_headers()
    block = b" " * 1_000_000
    try:
        for _turn in range(30):
            handler.wfile.write(block)
    except OSError:
        pass
    return True


def _broken(_path: str, _query: dict[str, str], handler: Handler) -> bool:
    send(handler, 500)
    return True


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (_same_page, "the same page again and again"),
        (_round_and_round, "leads on and on"),
        (_to_a_private_place, "private network"),
        (_no_json, "not JSON"),
        (_deep, "not JSON"),
        (_huge, "too large"),
        (_broken, "answers 500"),
    ],
)
def test_a_bad_feed_ends_with_a_sentence_and_the_directory_is_as_it_was(
    officer: CheckedClient, feed: FeedServer, answer: Any, says: str
) -> None:
    feed.answer = answer
    where = of_address(officer, feed)
    page = officer.get(where).text
    assert says in page
    assert "The directory is as it was." in page
    assert services() == []


def test_a_private_address_is_refused_unless_the_setting_names_it(
    app: flask.Flask, officer: CheckedClient
) -> None:
    with serving_feed(FeedServer([version_three(1)])) as server:
        assert "private network" in officer.get(of_address(officer, server)).text
        assert server.asked == []


def test_two_imports_at_once_are_refused(officer: CheckedClient, feed: FeedServer) -> None:
    address = f"{feed.address}/services"
    assert officer.send(IMPORTS, title="One", kind="address", address=address).status_code == 303
    second = officer.send(IMPORTS, title="Two", kind="address", address=address)
    assert (second.status_code, "Another import is under way" in second.text) == (422, True)
    running.run_waiting()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ServiceImport)) == 1


def test_what_was_dropped_leaves_nothing(officer: CheckedClient, feed: FeedServer) -> None:
    where = of_address(officer, feed)
    assert officer.send(f"{where}drop/", where).status_code == 303
    assert officer.send(f"{where}put-in/", IMPORTS).status_code == 409
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StagedService)) == 0


def test_two_feeds_with_one_uuid_both_find_their_place(officer: CheckedClient, feed: FeedServer) -> None:
    put_in(officer, of_address(officer, feed))
    put_in(officer, read(officer, title="Other", kind="address", address=f"{feed.address}/services"))
    assert len({one.public_id for one in services()}) == 14
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Organisation)) == 2


def test_services_with_fields_of_any_odd_kind_are_taken_or_refused_and_never_break(
    officer: CheckedClient,
) -> None:
    chance = random.Random(7)
    odd: list[Any] = [None, True, -1, 1e308, "", "<b>", [], {}, [[]], {"id": {}}, "\x00", "😀" * 300]
    entries = []
    for number in range(120):
        entry = version_three(number)
        for name in chance.sample(sorted(entry), 4):
            entry[name] = chance.choice(odd)
        entries.append(entry)
    of_file(officer, {"contents": entries})
    assert sum(counts().values()) == 120
