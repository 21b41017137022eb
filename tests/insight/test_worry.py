"""The button "I am worried about this": any role, any text; locked at once, and only the lead sees why."""

import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.queries import locked_ids
from portal.safeguarding.actions import Sender, note_of, sender_hash, words_of
from portal.safeguarding.lead_actions import move
from portal.safeguarding.models import Alert, AlertState
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.core.outbox.posting import outbox
from tests.saying import said
from tests.signing_in import plant, sign_in

WORDS = "He comes to school without a coat, again."
LIST = "/liverpool/staff/feedback/"


def page_of(item_id: int, area: str = "liverpool") -> str:
    """Where words are passed on."""
    return f"/{area}/staff/worry/{item_id}/"


def alert() -> Alert:
    """The one alert as it stands now."""
    db.session.expire_all()
    return db.session.query(Alert).one()


@pytest.mark.parametrize("role", sorted(Role))
def test_every_role_can_put_words_before_the_lead(client: CheckedClient, role: Role) -> None:
    number = said(WORDS)
    plant("safeguarding lead", email="lead@example.org")
    sign_in(client, role)
    text = client.get(page_of(number)).text
    assert "coat" not in text
    client.send(page_of(number), why="Third time this week.")
    assert locked_ids([number]) == {number}
    assert words_of(alert()) == WORDS
    assert (alert().level, alert().state, alert().kinds) == (2, AlertState.NEW, [])
    assert "Third" not in (alert().steps[0].note_locked or "")
    assert note_of(alert().steps[0]) == "Third time this week."
    response = db.session.query(Response).one()
    assert alert().sender_hash == sender_hash(Sender("survey question", response.id))
    assert outbox()


def test_the_button_stands_wherever_words_are_read_and_leads_back(client: CheckedClient) -> None:
    number = said(WORDS)
    sign_in(client, "officer")
    for path in (LIST, f"{LIST}{number}/", f"{LIST}{number}/as-written/"):
        assert f'href="{page_of(number)}?back=' in client.get(path).text, path
    answered = client.send(page_of(number), at=f"{page_of(number)}?back={LIST}", back=LIST, now="y")
    assert answered.location == LIST
    assert "The safeguarding lead has it now." in client.get(LIST).text
    assert client.get(f"{LIST}{number}/").status_code == 404
    assert alert().level == 3
    assert client.send(page_of(number), back="//evil.example/").location == "/liverpool/staff/"


def test_another_areas_words_cannot_be_reached(client: CheckedClient) -> None:
    number = said(WORDS)
    sign_in(client, "officer", "knowsley")
    assert client.get(page_of(number)).status_code == 403
    assert client.get(page_of(number, "knowsley")).status_code == 404
    token = client.token("/knowsley/staff/")
    assert client.post(page_of(number, "knowsley"), data={"csrf_token": token}).status_code == 404
    assert db.session.query(Alert).count() == 0


def test_a_second_worry_opens_what_was_released_and_keeps_every_note(client: CheckedClient) -> None:
    number = said(WORDS)
    sign_in(client, "officer")
    client.send(page_of(number), why="First.")
    with transaction():
        move(alert=alert(), to=AlertState.RELEASED, note="Looked into it.", by=1, at=clock.now())
    assert locked_ids([number]) == set()
    client.send(page_of(number), why="Again.")
    assert locked_ids([number]) == {number}
    assert [note_of(step) for step in alert().steps] == ["First.", "Looked into it.", "Again."]
    assert "under 2,000" in client.send(page_of(number), why="x" * 2001).text


def test_words_that_nobody_has_sent_yet_can_be_passed_on_too(client: CheckedClient) -> None:
    number = said(WORDS)
    with transaction():
        db.session.query(FeedbackItem).one().state = ItemState.UNSENT
    sign_in(client, "data entry")
    client.send(page_of(number))
    assert locked_ids([number]) == {number}
