"""Logs hold no address, no path parameter, no form value and no message of an exception."""

import io
import logging
from collections.abc import Iterator

import flask
import pytest

from portal.core import logs
from tests.checked_client import CheckedClient
from tests.core.laboratory import EXCEPTIONS, MARKER
from tests.surveys.journey import START, begin, go

CODE = "maple river button cloud tiger"
HERE = "/api/laboratory"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that any logger writes, more than a deployment ever asks for, as it stands on the terminal."""
    page = io.StringIO()
    lines = logging.StreamHandler(page)
    lines.setFormatter(logs.WithoutWords("%(name)s %(levelname)s %(message)s"))
    root = logging.getLogger()
    before, known = root.level, dict(logging.Logger.manager.loggerDict)
    levels = {logger: logger.level for logger in known.values() if isinstance(logger, logging.Logger)}
    root.addHandler(lines)
    root.setLevel(logging.INFO)
    for logger in levels:
        logger.setLevel(logging.INFO)
    yield page
    root.removeHandler(lines)
    root.setLevel(before)
    for logger, level in levels.items():
        logger.setLevel(level)


def test_a_request_leaves_its_method_its_route_and_its_status(
    client: CheckedClient, written: io.StringIO
) -> None:
    client.get("/liverpool/surveys/")
    assert "GET /<area:area>/surveys/ 200" in written.getvalue()


def test_words_codes_and_addresses_never_reach_a_log(client: CheckedClient, written: io.StringIO) -> None:
    begin(client)
    go(client, "open.best", words=f"My words {MARKER}")
    client.send("/liverpool/receipt/", code=CODE)
    client.send("/account/sign-in/", email="someone@example.org", password=MARKER)
    client.get(f"{START}questions/{MARKER}/?q={MARKER}")
    client.get(f"/account/invitation/{MARKER}/")
    client.get(f"/liverpool/{MARKER}/", environ_base={"REMOTE_ADDR": "198.51.100.7"})
    log = written.getvalue()
    assert "POST /<area:area>/receipt/ 422" in log
    for secret in (MARKER, "maple", "tiger", "198.51.100.7", "127.0.0.1", "someone@"):
        assert secret not in log, secret


@pytest.mark.parametrize("name", sorted(EXCEPTIONS))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_message_of_an_exception_never_reaches_a_log(
    laboratory: flask.Flask, written: io.StringIO, caplog: pytest.LogCaptureFixture, name: str, method: str
) -> None:
    laboratory.test_client().open(f"{HERE}/raises/{name}/?q={MARKER}", method=method)
    for text in (written.getvalue(), caplog.text):
        assert MARKER not in text


def test_an_unexpected_exception_is_logged_with_its_type_and_place(
    laboratory: flask.Flask, caplog: pytest.LogCaptureFixture
) -> None:
    laboratory.test_client().get(f"{HERE}/raises/any/")
    assert "Explosion at laboratory.raises" in caplog.text
    assert "raise EXCEPTIONS[name]()" in caplog.text
    assert "message left out" in caplog.text


def test_an_exception_after_the_view_is_logged_without_its_message(
    laboratory: flask.Flask, written: io.StringIO
) -> None:
    def fail(response: flask.Response) -> flask.Response:
        raise KeyError(MARKER)

    after = laboratory.after_request_funcs.setdefault("laboratory", [])
    after.append(fail)
    try:
        assert laboratory.test_client().get(f"{HERE}/long/").status_code == 500
    finally:
        after.remove(fail)
    assert MARKER not in written.getvalue()
    assert "KeyError" in written.getvalue()


def test_what_others_log_of_an_exception_is_written_without_its_message(written: io.StringIO) -> None:
    try:
        try:
            raise KeyError(MARKER)
        except KeyError as first:
            raise ValueError(f"words {MARKER}") from first
    except ValueError:
        logging.getLogger("somebody.else").exception("it failed")
    assert MARKER not in written.getvalue()
    assert "ValueError" in written.getvalue()


def test_a_page_that_machines_ask_for_leaves_a_line_only_when_it_fails(
    client: CheckedClient, written: io.StringIO
) -> None:
    client.get("/health/live")
    assert "/health/live" not in written.getvalue()
