"""How much may be sent: a long answer fits, a flood gets a page and loses nothing."""

import flask
import pytest

from portal.core.security import LARGEST_FORM
from tests.checked_client import CheckedClient
from tests.surveys.journey import START, answers_kept, begin

OPEN = f"{START}questions/open.best/"


def test_the_longest_answer_fits_in_any_script(client: CheckedClient) -> None:
    begin(client)
    assert client.send(OPEN, words="語" * 5000).status_code == 303
    assert answers_kept() == {"open.best": ["words"]}


@pytest.mark.parametrize("length", [LARGEST_FORM + 1, 2_000_000])
def test_more_than_a_form_can_hold_gets_a_page(client: CheckedClient, length: int) -> None:
    begin(client)
    client.send(OPEN, words="kept")
    answer = client.send(OPEN, words="a" * length)
    assert answer.status_code == 413
    assert "Your saved answers are safe" in answer.text
    assert "kept" in client.get(OPEN).text


def test_too_many_fields_get_a_page(client: CheckedClient) -> None:
    begin(client)
    token = client.token(OPEN)
    fields = {"csrf_token": token, **{f"field{number}": "x" for number in range(500)}}
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()
    ]
    body = "".join([*parts, "--edge--\r\n"]).encode()
    answer = client.post(OPEN, data=body, content_type="multipart/form-data; boundary=edge")
    assert answer.status_code in {400, 413}


def test_a_body_that_lies_about_its_length_gets_a_page(app: flask.Flask) -> None:
    client = CheckedClient(app)
    begin(client)
    answer = client.post(OPEN, data=b"words=a", headers={"Content-Length": "9999999"})
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "image/png", ""])
def test_a_body_of_another_kind_is_refused_in_plain_words(client: CheckedClient, kind: str) -> None:
    begin(client)
    answer = client.post(OPEN, data=b"\x00\xff{", content_type=kind)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "query", ["a" * 20_000, "then=" + "%00" * 50, "%ff%fe=%ff", "&".join(["then=check"] * 3000)]
)
def test_a_strange_query_changes_nothing(client: CheckedClient, query: str) -> None:
    begin(client)
    assert client.get(f"{OPEN}?{query}").status_code == 200
