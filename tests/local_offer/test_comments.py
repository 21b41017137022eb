"""Statutory comments: sent, read, published or not, answered, told back, reported."""

import io
from datetime import timedelta
from typing import Any

import flask
import pytest
import sqlalchemy as sa
from docx import Document

from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback.models import FeedbackItem
from portal.local_offer.comments import report as reports
from portal.local_offer.comments.models import CommentGroup, OfferComment, OfferReport
from tests.checked_client import CheckedClient, field_value
from tests.local_offer.listing import a_comment, a_service
from tests.signing_in import sign_in

PAGE = "/liverpool/local-offer/comments/"
STAFF = "/liverpool/staff/local-offer/comments/"
REPORT = f"{STAFF}report/"
WORDS = "There is no club on Saturdays."
GOOD = {"kind": "missing", "words": WORDS, "audience": "parent-carer", "helper": "friend"}


@pytest.fixture
def officer(app: flask.Flask) -> CheckedClient:
    """A browser in which an officer is signed in."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client


def only() -> OfferComment:
    db.session.rollback()
    return db.session.scalars(sa.select(OfferComment)).one()


def send(client: CheckedClient, **fields: Any) -> None:
    sent = client.send(f"{PAGE}new/", **(GOOD | fields))
    assert sent.status_code == 303, sent.text
    assert client.get(sent.location).status_code == 200


def decide(officer: CheckedClient, status: int = 303, **fields: str) -> str:
    answered = officer.send(f"{STAFF}{only().id}/", **fields)
    assert answered.status_code == status, answered.text
    return answered.text


def test_a_comment_is_read_answered_published_and_told_back(
    officer: CheckedClient, client: CheckedClient
) -> None:
    send(client)
    assert WORDS not in CheckedClient(client.application).get(PAGE).text
    assert "Something is missing" in officer.get(STAFF).text
    assert "Family or a friend" in officer.get(f"{STAFF}{only().id}/").text
    decide(officer, decision="publish", new_group="Saturday clubs")
    group = db.session.scalars(sa.select(CommentGroup)).one()
    where = f"{STAFF}answers/{group.id}/"
    answer = {"title": "Saturday clubs", "response": "You are right.", "action": "Two more clubs."}
    answer["version"] = field_value(officer.get(where).text, "version")
    assert officer.send(where, **answer).status_code == 422, "an action has a day"
    assert officer.send(where, **answer, action_on="2027-04-01").status_code == 303
    assert officer.send(where, **answer, action_on="2027-05-01").status_code == 422, "overtaken"
    page = client.get(PAGE).text
    for words in (WORDS, "You are right.", "Two more clubs.", "1 April 2027", "A parent or carer"):
        assert words in page
    mine = client.get("/liverpool/receipt/").text
    assert "We published your comment" in mine
    assert "You are right." in mine


def test_a_comment_that_is_kept_back_says_why_to_its_sender_only(
    officer: CheckedClient, client: CheckedClient
) -> None:
    send(client)
    assert "Choose a reason" in decide(officer, 422, decision="not")
    decide(officer, decision="not", reason="one-person")
    assert "about one person" in client.get("/liverpool/receipt/").text
    assert WORDS not in client.get(PAGE).text


def test_words_with_a_telephone_number_are_masked_and_cannot_be_published(
    officer: CheckedClient, client: CheckedClient
) -> None:
    send(client, words="Call me on 07700 900123.")
    assert "07700" not in officer.get(f"{STAFF}{only().id}/").text
    assert "Take out the marked details first" in decide(officer, 422, decision="publish")


def test_worrying_words_are_locked_and_officers_do_not_see_them(
    officer: CheckedClient, client: CheckedClient
) -> None:
    send(client, words="My uncle hits me.")
    assert officer.get(f"{STAFF}{only().id}/").status_code == 404
    assert "There are none." in officer.get(STAFF).text


def test_what_is_taken_back_is_gone_everywhere(officer: CheckedClient, client: CheckedClient) -> None:
    send(client)
    decide(officer, decision="publish")
    page = client.get("/liverpool/receipt/").text
    path = page.split("/receipt/take-back/", 1)[1].split('"', 1)[0]
    assert client.send(f"/liverpool/receipt/take-back/{path}").status_code == 303
    assert WORDS not in client.get(PAGE).text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(FeedbackItem)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OfferComment)) == 0


def test_a_comment_may_be_about_one_service_and_a_link_may_choose_the_kind(
    officer: CheckedClient, client: CheckedClient
) -> None:
    with transaction():
        number = a_service().id
    address = f"{PAGE}new/?service={number}&kind=missing"
    page = client.get(address).text
    assert "Kite club" in page
    assert 'value="missing" checked' in page
    assert client.send(address, **GOOD).status_code == 303
    assert only().service_id == number
    assert client.get(f"{PAGE}new/?service=x&kind=x").status_code == 200
    assert client.get(f"/knowsley/local-offer/comments/new/?service={number}").text.count("Kite club") == 0


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"words": " "}, "Write a few words"),
        ({"words": "x" * 2001}, "Write less"),
        ({"kind": "odd"}, "Choose from the page"),
        ({"audience": ""}, "Choose who is speaking"),
        ({"helper": "robot"}, "Choose from the page"),
    ],
)
def test_what_cannot_be_sent_is_said_and_the_words_stay(
    client: CheckedClient, fields: dict[str, str], says: str
) -> None:
    refused = client.send(f"{PAGE}new/", **(GOOD | fields))
    assert (refused.status_code, says in refused.text) == (422, True)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(FeedbackItem)) == 0


def test_everybody_is_offered_a_call_and_can_clear_the_device(client: CheckedClient) -> None:
    send(client)
    assert client.send(f"{PAGE}call-back/", contact="0151 496 0000").status_code == 303
    assert client.send(f"{PAGE}clear/", at=f"{PAGE}done/").status_code == 303
    assert client.get(f"{PAGE}done/").status_code == 303


def test_the_report_of_twelve_months_names_nobody_and_hides_small_numbers(
    officer: CheckedClient, client: CheckedClient
) -> None:
    with transaction():
        for number in range(12):
            a_comment(words=f"Comment {number}.")
    with clock.at(clock.now() + timedelta(days=400)):
        sign_in(officer, "officer", email="later@example.org")
        begins = (clock.today() - timedelta(days=400)).strftime("%Y-%m")
        noted = {"body": "health", "held_on": f"{begins}-28", "evidence": "Joint board, item 7."}
        assert officer.send(f"{REPORT}?begins={begins}", **noted).status_code == 303
        page = officer.get(f"{REPORT}?begins={begins}").text
        assert "Joint board, item 7." in page
        assert "Academy proprietors" in page
        assert '<td class="govuk-table__cell govuk-table__cell--numeric">12<' not in page
        assert "Comment 3." not in page, "it is not published"
        published = officer.send(f"{REPORT}publish/", REPORT, begins=begins)
        assert published.status_code == 303
        assert officer.send(f"{REPORT}publish/", REPORT, begins=begins).status_code == 409
        report = db.session.scalars(sa.select(OfferReport)).one()
        assert "Joint board" in client.get(f"{PAGE}reports/{report.id}/").text


def test_months_that_are_not_over_are_not_published(officer: CheckedClient) -> None:
    now = clock.today().strftime("%Y-%m")
    assert officer.send(f"{REPORT}publish/", REPORT, begins=now).status_code == 409


def test_the_word_document_says_what_the_page_says(
    officer: CheckedClient, client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "_findings", [lambda *_which: ["Families looked for sleep help."]])
    send(client)
    decide(officer, decision="publish", new_group="Saturday clubs")
    begins = clock.today().strftime("%Y-%m")
    fetched = officer.get(f"{REPORT}document/?begins={begins}")
    assert (fetched.mimetype or "").endswith("wordprocessingml.document")
    document = Document(io.BytesIO(fetched.data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in (WORDS, "Saturday clubs", "Families looked for sleep help.", "made up"):
        assert words in text
    assert len(document.tables) == 3
    for odd in ("x", "2025-13", "0000-01", "9999-12", ""):
        assert officer.get(f"{REPORT}?begins={odd}").status_code == 200
