"""What every answer carries, pages and files alike: policy, nonce, cookie flags."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import flask
import pytest
from werkzeug.test import TestResponse

import config
from portal import create_app
from portal.core.db import db
from portal.core.security import HEADERS
from tests.checked_client import CheckedClient
from tests.deployment import Deployment

PATHS = [
    "/",
    "/liverpool/",
    "/liverpool/surveys/",
    "/liverpool/nowhere/",
    "/account/sign-in/",
    "/robots.txt",
    "/health/live",
    "/liverpool/staff/people/",
]


def policy(answer: TestResponse) -> dict[str, str]:
    """The content security policy of an answer by directive."""
    parts = [part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")]
    return {part[0]: part[1] if len(part) > 1 else "" for part in parts}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client: CheckedClient, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, name
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Server" not in answer.headers
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_lets_nothing_in_from_elsewhere(client: CheckedClient, path: str) -> None:
    found = policy(client.get(path))
    assert found["default-src"] == "'none'"
    assert found["frame-ancestors"] == found["base-uri"] == "'none'"
    allowed = " ".join(found.values())
    assert not re.search(r"unsafe|\*|https?:|data:", allowed), allowed


def test_the_nonce_is_new_in_every_answer_and_the_one_on_the_page(client: CheckedClient) -> None:
    nonces = set()
    for _ in range(5):
        answer = client.get("/liverpool/surveys/parents-and-carers/")
        nonce = policy(answer)["script-src"].split("'nonce-")[1].rstrip("'")
        assert set(re.findall(r'nonce="([^"]+)"', answer.text)) <= {nonce}
        assert len(nonce) >= 20
        nonces.add(nonce)
    assert len(nonces) == 5


def test_built_files_may_be_kept_and_carry_their_own_headers(app: flask.Flask) -> None:
    page = app.test_client().get("/liverpool/").text
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert files
    for path in files:
        answer = app.test_client().get(path)
        assert answer.status_code == 200, path
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Access-Control-Allow-Origin" not in answer.headers
        answer.close()


def test_no_cookie_is_set_before_a_form_needs_one(client: CheckedClient) -> None:
    for path in ("/", "/liverpool/", "/liverpool/strategy/", "/liverpool/help-now/"):
        assert "Set-Cookie" not in client.get(path).headers, path


def test_the_one_cookie_is_kept_from_scripts_and_other_sites(client: CheckedClient) -> None:
    cookies = client.get("/account/sign-in/").headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    flags = {part.strip().partition("=")[0] for part in cookies[0].split(";")}
    assert {"portal", "HttpOnly", "Path", "SameSite"} <= flags
    assert "SameSite=Lax" in cookies[0]
    # it ends with the browser: a family's answers do not stay on a shared phone
    assert not flags & {"Expires", "Max-Age", "Domain"}


@contextmanager
def another_app(settings: config.Settings) -> Iterator[flask.Flask]:
    """A second app over the database; its connections end with it."""
    app = create_app(settings)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def production(deployment: Deployment) -> Iterator[flask.Flask]:
    """The app as it runs for real families, behind one proxy."""
    settings = replace(
        deployment.settings,
        production=True,
        demonstration=False,
        testing=False,
        password_cost=3,
        trusted_proxies=1,
    )
    with another_app(settings) as app:
        yield app


def test_in_production_the_cookie_and_the_page_are_for_https_only(
    production: flask.Flask, app: flask.Flask
) -> None:
    answer = production.test_client().get("/account/sign-in/", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_behind_https_a_form_can_be_sent_by_a_browser_that_keeps_its_referrer_back(
    production: flask.Flask, app: flask.Flask
) -> None:
    client = production.test_client()
    https = {"X-Forwarded-Proto": "https", "Host": "portal.example"}
    page = client.get("/account/sign-in/", headers=https, base_url="https://portal.example").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    sent = client.post(
        "/account/sign-in/",
        data={"csrf_token": token[1], "email": "a@b.example", "password": "wrong"},
        headers=https,
        base_url="https://portal.example",
    )
    assert sent.status_code == 422


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "198.51.100.7")])
def test_a_forwarded_address_is_believed_only_from_proxies_that_were_named(
    deployment: Deployment, app: flask.Flask, proxies: int, seen: str
) -> None:
    found: list[str | None] = []
    with another_app(replace(deployment.settings, trusted_proxies=proxies)) as asked:
        asked.before_request(lambda: found.append(flask.request.remote_addr))
        asked.test_client().get("/health/live", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert found == [seen]
