"""Pages go out compressed to those who take it, and their length tells nothing."""

import gzip

import flask
import pytest

PAGE = "/api/laboratory/long/"


def test_a_browser_that_takes_gzip_gets_it(laboratory: flask.Flask) -> None:
    plain = laboratory.test_client().get(PAGE)
    packed = laboratory.test_client().get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0", "deflate, gzip;q=0, *;q=0"])
def test_a_browser_that_does_not_take_gzip_gets_plain_words(laboratory: flask.Flask, accepts: str) -> None:
    answer = laboratory.test_client().get(PAGE, headers={"Accept-Encoding": accepts})
    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"<p>the same again</p>")


def test_both_forms_say_that_they_depend_on_what_is_taken(laboratory: flask.Flask) -> None:
    for accepts in ("gzip", "identity"):
        answer = laboratory.test_client().get(PAGE, headers={"Accept-Encoding": accepts})
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_the_same_page_has_many_lengths(laboratory: flask.Flask) -> None:
    client = laboratory.test_client()
    lengths = {len(client.get(PAGE, headers={"Accept-Encoding": "gzip"}).data) for _ in range(40)}
    assert len(lengths) > 15


def test_a_short_answer_stays_plain(laboratory: flask.Flask) -> None:
    answer = laboratory.test_client().get("/health/live", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_error_pages_are_compressed_too(laboratory: flask.Flask) -> None:
    answer = laboratory.test_client().get("/liverpool/nowhere/", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 404
    assert b"We cannot find that page" in gzip.decompress(answer.data)
