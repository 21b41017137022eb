"""Officers make, print and end codes; nobody else comes near them, and who saw the words is kept."""

import io
import re

import flask
import pytest
import sqlalchemy as sa
from pypdf import PdfReader
from werkzeug.test import TestResponse

from portal.codes.models import Code, CodeBatch
from portal.core.audit import AuditEntry
from portal.core.db import db
from tests.checked_client import CheckedClient
from tests.codes.batches import Words, planted_batch
from tests.planting import open_wave_of
from tests.query_count import statements
from tests.signing_in import sign_in

CODES = "/liverpool/staff/codes/"


@pytest.fixture
def officer(app: flask.Flask) -> CheckedClient:
    """A browser in which an officer of Liverpool is signed in."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client


def make(client: CheckedClient, count: str = "12") -> str:
    wave = open_wave_of("liverpool", "parents-and-carers").id
    made = client.send(f"{CODES}make/", opens=f"survey-wave/{wave}", count=count, title="At the library")
    assert made.status_code == 303, made.text
    return str(made.location)


def acts() -> list[str]:
    rows = sa.select(AuditEntry.act).where(AuditEntry.subject_kind == "code batch")
    return list(db.session.scalars(rows.order_by(AuditEntry.id)))


def states() -> set[str]:
    return set(db.session.scalars(sa.select(Code.state)))


def test_an_officer_makes_prints_and_forgets(officer: CheckedClient) -> None:
    batch = make(officer)
    page = officer.get(f"{batch}sheet/").text
    assert page.count('<li class="card">') == 12
    assert page.count("card__qr") == 12
    assert "127.0.0.1:8000/v/" in page
    made = officer.send(f"{batch}printed/", at=batch)
    assert made.location == batch
    assert officer.get(f"{batch}sheet/").status_code == 409
    assert states() == {"printed"}
    assert acts() == ["made codes", "opened code words", "printed codes"]
    assert "At the library" in officer.get(CODES).text


def test_the_sheets_as_pdf_hold_every_card_ten_on_a_page(officer: CheckedClient) -> None:
    batch = make(officer, "12")
    on_screen = re.findall(r'class="card__code">(.+?)</p>', officer.get(f"{batch}sheet/").text)
    cards = [" ".join(re.findall(r"<span>(\w+)</span>", card)) for card in on_screen]
    file = officer.send(f"{batch}pdf/", at=batch)
    assert file.headers["Content-Type"] == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(file.data)).pages]
    assert [sum(card in page for card in cards) for page in pages] == [10, 2]
    assert acts() == ["made codes", "opened code words", "opened code words"]


def test_the_file_has_the_words_and_addresses_of_every_card(officer: CheckedClient) -> None:
    batch = make(officer, "3")
    file = officer.send(f"{batch}download/", at=batch)
    assert file.mimetype == "text/csv"
    lines = file.text.splitlines()
    assert lines[0] == "Card,Words,Address"
    assert len(lines) == 4
    number, words, address = lines[1].split(",")
    assert (number, address) == ("1", f"http://127.0.0.1:8000/v/{words.replace(' ', '-')}/")
    assert officer.get(address).location.endswith("/surveys/parents-and-carers/")
    assert acts() == ["made codes", "opened code words"]


@pytest.mark.parametrize("count", ["0", "501", "", "many", "-3", "1e9"])
def test_a_number_that_cannot_be_gets_a_field_error(officer: CheckedClient, count: str) -> None:
    wave = open_wave_of("liverpool", "parents-and-carers").id
    refused = officer.send(f"{CODES}make/", opens=f"survey-wave/{wave}", count=count, title="Here")
    assert refused.status_code == 422
    assert "Type a number from 1 to 500." in refused.text
    assert db.session.query(CodeBatch).count() == 0


@pytest.mark.parametrize("opens", ["", "survey-wave/0", "vote/1", "nonsense", "knowsley"])
def test_codes_open_only_what_is_offered_here(officer: CheckedClient, opens: str) -> None:
    if opens == "knowsley":
        opens = f"survey-wave/{open_wave_of('knowsley', 'parents-and-carers').id}"
    refused = officer.send(f"{CODES}make/", opens=opens, count="3", title="Here")
    assert refused.status_code == 422
    assert db.session.query(CodeBatch).count() == 0


def test_one_lost_card_or_all_that_are_left_become_void(officer: CheckedClient) -> None:
    number, _wave, cards = planted_batch(3)
    batch = f"{CODES}{number}/"
    assert void_one(officer, batch, cards[0]).status_code == 303
    again = void_one(officer, batch, cards[0])
    assert "does not work any more" in again.text
    officer.send(f"{batch}void/")
    assert states() == {"void"}
    assert acts()[-2:] == ["made code void", "made codes void"]


def test_a_card_of_another_batch_is_not_made_void_by_mistake(officer: CheckedClient) -> None:
    number, _wave, _cards = planted_batch(1)
    _other, _same, cards = planted_batch(1)
    refused = void_one(officer, f"{CODES}{number}/", cards[0])
    assert (refused.status_code, "not in this batch" in refused.text) == (422, True)
    assert states() == {"made"}


def void_one(client: CheckedClient, batch: str, words: Words) -> TestResponse:
    return client.send(f"{batch}void-one/", at=batch, code=" ".join(words))


def test_the_list_of_batches_needs_no_more_queries_for_many(officer: CheckedClient) -> None:
    for _turn in range(2):
        planted_batch(1)
    with statements() as few:
        officer.get(CODES)
    for _turn in range(12):
        planted_batch(1)
    with statements() as many:
        officer.get(CODES)
    assert len(many) == len(few)
