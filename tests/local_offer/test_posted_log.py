"""Another website posts its search log with a key: made once, kept hashed, limited, never a 500."""

import json
import re
from datetime import timedelta
from typing import Any

import flask
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from werkzeug.test import TestResponse

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.local_offer.log import key_actions, views
from tests.checked_client import CheckedClient
from tests.local_offer.listing import a_service
from tests.local_offer.test_search_log import STAFF, all_counts, whole_database
from tests.planting import area_called
from tests.signing_in import sign_in

POST = "/api/v1/liverpool/search-log/"
KEYS = f"{STAFF}keys/"


@pytest.fixture
def key(app: flask.Flask) -> str:
    """An open key of the source "website"."""
    with transaction():
        a_service(name="Splash swimming club", plain_summary="Swimming lessons.")
        return key_actions.make_key(area=area_called("liverpool"), source="website", by=1, at=clock.now())


def post(client: CheckedClient, key: str, body: Any, **headers: str) -> TestResponse:
    """Post a body (text or bytes as they are, all else as JSON) with a key."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    carried = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", **headers}
    return client.post(POST, data=data, headers=carried)


def lines(*told: tuple[object, object, object]) -> dict[str, object]:
    """A body of term, day and count."""
    return {"searches": [{"term": term, "date": day, "count": count} for term, day, count in told]}


def test_an_officer_makes_a_key_sees_it_once_and_takes_it_back(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    page = client.send(KEYS, source="council-site").text
    found = re.search(r"search-log-[\w-]{40,}", page)
    assert found is not None
    key, today = found[0], clock.today().isoformat()
    assert key not in client.get(KEYS).text
    assert key not in whole_database()
    assert "has a key" in client.send(KEYS, source="council-site").text
    assert client.send(KEYS, source="portal").status_code == 422
    assert post(client, key, lines(("skating", today, 12))).get_json() == {
        "source": "council-site",
        "searches": 12,
        "passed_over": 0,
    }
    assert "Last used on" in client.get(KEYS).text
    assert "skating" in client.get(STAFF, query_string={"source": "council-site"}).text
    address = re.search(r"/keys/\d+/take-back/", client.get(KEYS).text)
    assert address is not None
    client.send(f"{STAFF}{address[0].removeprefix('/')}", at=KEYS)
    assert post(client, key, lines(("skating", today, 12))).status_code == 401
    assert client.send(KEYS, source="council-site").status_code == 200


def test_a_day_posted_twice_counts_once_and_names_and_cries_are_not_kept(
    client: CheckedClient, key: str
) -> None:
    day = (clock.today() - timedelta(days=1)).isoformat()
    body = lines(
        ("skating", day, 30),
        ("self harm", day, 50),
        ("07700 900123", day, 9),
        ("Xanthe Postlethwaite", day, 3),
        ("skating", "2019-01-01", 9),
    )
    answers = [post(client, key, body).get_json() for _time in range(3)]
    assert answers == [{"source": "website", "searches": 33, "passed_over": 3}] * 3
    assert {row[7] for row in all_counts() if row[5] == "day"} == {3, 30}
    kept = whole_database().casefold()
    assert "xanthe" not in kept
    assert "self harm" not in str(all_counts())


def test_only_an_open_key_of_this_area_opens(client: CheckedClient, key: str) -> None:
    body = lines(("skating", clock.today().isoformat(), 9))
    assert client.post(POST.replace("liverpool", "wirral"), json=body).status_code == 401
    there = client.post(
        POST.replace("liverpool", "wirral"), json=body, headers={"Authorization": f"Bearer {key}"}
    )
    assert there.status_code == 401
    assert there.headers["WWW-Authenticate"].startswith("Bearer")
    for sent in ("", key, f"Basic {key}", f"Bearer {key}x", "Bearer ", "Bearer \u00e9\u00ff"):
        assert client.post(POST, json=body, headers={"Authorization": sent}).status_code == 401, sent
    assert not all_counts()


def test_a_wrong_body_gets_a_clear_answer_and_counts_nothing(client: CheckedClient, key: str) -> None:
    day = clock.today().isoformat()
    good = ("skating", day, 9)
    wrong: list[tuple[int, Any]] = [
        (400, b""),
        (400, b"{"),
        (400, b"\xff\xfe\x00{"),
        (400, b"[" * 200_000),
        (400, b'{"searches": ' + b"9" * 5000 + b"}"),
        (422, b"NaN"),
        (422, []),
        (422, {}),
        (422, {"searches": "skating"}),
        (422, {"searches": []}),
        (422, {"searches": [good]}),
        (422, {"searches": [{"term": "x", "date": day, "count": 1}] * 5001}),
        *((422, lines(good, (term, day, 9))) for term in ("", None, 7, ["x"], "x" * 1001)),
        *((422, lines(good, ("x", on, 9))) for on in ("", "yesterday", "20261123", None, 3, "2026-13-01")),
        *((422, lines(good, ("x", day, n))) for n in (0, -1, 1.5, "9", None, True, 10**7, float("inf"))),
        (413, b"x" * (views.LARGEST + 1)),
    ]
    for status, body in wrong:
        answer = post(client, key, body)
        assert (answer.status_code, answer.mimetype) == (status, "application/json"), str(body)[:80]
        assert answer.get_json()["error"]
    assert "searches[1].count" in post(client, key, lines(good, ("x", day, 0))).get_json()["error"]
    assert post(client, key, lines(good), **{"Content-Type": "text/plain"}).status_code == 415
    assert not all_counts()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(term=some.text(min_size=1, max_size=400))
def test_any_term_is_taken_or_passed_over(
    client: CheckedClient, key: str, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setattr(views, "POSTS", "1000 per hour")
    body = lines((term, clock.today().isoformat(), 1))
    assert post(client, key, body).status_code == 200
    spelt = json.dumps(body).replace('"term": "', '"term": "\\ud83d\\u0000 \\udfff').encode()
    assert post(client, key, spelt).status_code == 200


def test_posts_and_wrong_keys_are_limited(
    client: CheckedClient, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "POSTS", "3 per hour")
    monkeypatch.setattr(views, "WRONG_KEYS", "2 per hour")
    body = lines(("skating", clock.today().isoformat(), 9))
    wrong = [post(client, "search-log-wrong", body).status_code for _time in range(4)]
    assert wrong == [401, 401, 429, 429]
    told = [post(client, key, body) for _time in range(4)]
    assert [answer.status_code for answer in told] == [200, 200, 200, 429]
    assert int(told[-1].headers["Retry-After"]) > 0
