"""The messages page: what waits, left or failed; in a trial without a mail server, the words for staff."""

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox import delivery
from portal.core.outbox.models import MessageState, OutboxMessage
from tests.checked_client import CheckedClient
from tests.core.outbox.posting import outbox, post
from tests.signing_in import sign_in

PAGE = "/liverpool/staff/messages/"
NEW = "new.person@example.org"


def test_an_invitation_leaves_by_mail_and_is_shown_on_the_screen_too(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    made = client.send("/liverpool/staff/people/invite/", email=NEW, role="officer")
    on_screen = client.get(made.location).text
    assert delivery.send_due(clock.now()) == 1
    message = outbox()[0]
    page = client.get(f"{PAGE}{message.id}/").text
    path = page.split("http://127.0.0.1:8000")[2].split()[0]
    assert path in on_screen
    assert "Area-Admin Liverpool has invited you" in page
    assert client.get(path).status_code == 200


def test_a_link_taken_back_is_not_sent_any_more(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    made = client.send("/liverpool/staff/people/invite/", email=NEW, role="officer")
    client.send(f"{made.location}take-back/", at=made.location)
    assert delivery.send_due(clock.now()) == 0


def test_the_list_names_no_address_and_no_words(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    assert "No email has been written yet" in client.get(PAGE).text
    with transaction():
        post(NEW)
    page = client.get(PAGE).text
    assert "A list for you" in page
    assert "Waits." in page
    assert NEW not in page
    assert "The list is there" not in page


def test_words_to_a_family_are_never_shown_to_staff(client: CheckedClient) -> None:
    with transaction():
        post("parent@example.org", for_staff=False)
    delivery.send_due(clock.now())
    sign_in(client, "area admin")
    page = client.get(f"{PAGE}{outbox()[0].id}/").text
    assert "Sent." in page
    assert "The list is there" not in page
    assert "parent@example.org" not in page


def test_a_message_that_failed_says_why_and_is_tried_again(client: CheckedClient) -> None:
    with transaction():
        post(NEW)
    with transaction():
        message = db.session.scalars(select(OutboxMessage)).one()
        message.state, message.last_problem = MessageState.FAILED, "refused: 550"
        number = message.id
    sign_in(client, "area admin")
    assert "1 message could not be sent." in client.get(PAGE).text
    assert "did not take it (code 550)" in client.get(f"{PAGE}{number}/").text
    assert client.send(f"{PAGE}{number}/try-again/", at=f"{PAGE}{number}/").status_code == 303
    assert delivery.send_due(clock.now()) == 1
    second = client.send(f"{PAGE}{number}/try-again/", at="/liverpool/staff/people/invite/")
    assert second.status_code == 409


def test_the_admin_of_another_area_sees_none_of_it(client: CheckedClient) -> None:
    with transaction():
        post(NEW)
    number = outbox()[0].id
    sign_in(client, "area admin", "wirral")
    assert client.get(PAGE).status_code == 403
    assert "A list for you" not in client.get("/wirral/staff/messages/").text
    assert client.get(f"/wirral/staff/messages/{number}/").status_code == 404
