"""Messages leave after the commit, each once, and wait out a server that is down or refuses."""

import threading
from datetime import timedelta

import flask
import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.core.errors import RuleBroken
from portal.core.outbox import actions
from portal.core.outbox.delivery import send_due
from portal.core.outbox.models import MessageState
from tests.core.outbox.posting import WORDS, outbox, post, posted, states
from tests.mail_server import MailServer

ONE, TWO = "one@example.org", "two@example.org"


def send_in_another_thread(app: flask.Flask) -> None:
    """Do the worker's step as the worker does it: in a context and a session of its own."""

    def send() -> None:
        with app.app_context():
            send_due(clock.now())

    thread = threading.Thread(target=send)
    thread.start()
    thread.join()


def test_a_message_leaves_after_the_commit_and_not_before(mailing: flask.Flask, server: MailServer) -> None:
    with server.listening():
        with transaction():
            post(ONE)
            send_in_another_thread(mailing)
            assert server.received == []
        send_in_another_thread(mailing)
        send_in_another_thread(mailing)
    assert server.recipients == [ONE]
    assert server.received[0].get_content().replace("\r\n", "\n") == WORDS
    assert server.received[0]["Auto-Submitted"] == "auto-generated"


def test_an_act_that_fails_sends_nothing(mailing: flask.Flask, server: MailServer) -> None:
    with server.listening(), pytest.raises(RuleBroken), transaction():
        post(ONE)
        raise RuleBroken("No.")
    with server.listening():
        assert send_due(clock.now()) == 0
    assert server.received == []


def test_the_same_notice_is_queued_once(mailing: flask.Flask, server: MailServer) -> None:
    with transaction():
        assert post(ONE, "alert 7")
        assert not post(ONE, "alert 7")
    with transaction():
        assert not post(TWO, "alert 7")
    with server.listening():
        send_due(clock.now())
    assert server.recipients == [ONE]


def test_address_and_words_are_wiped_once_sent(mailing: flask.Flask, server: MailServer) -> None:
    posted(ONE)
    waiting = outbox()[0]
    assert ONE not in waiting.to_locked
    assert "list" not in waiting.body_locked
    with server.listening():
        send_due(clock.now())
    sent = outbox()[0]
    assert (sent.state, sent.to_locked, sent.body_locked) == (MessageState.SENT, "", "")


def test_a_server_that_is_down_for_a_day_loses_nothing(mailing: flask.Flask, server: MailServer) -> None:
    posted(ONE, TWO)
    start = clock.now()
    for hour in range(24):
        assert send_due(start + timedelta(hours=hour)) == 0
    assert states() == ["waiting", "waiting"]
    assert outbox()[0].last_problem == "no connection: ConnectionRefusedError"
    with server.listening():
        posted("three@example.org")
        send_due(clock.now() + timedelta(seconds=1))
    assert sorted(server.recipients) == [ONE, "three@example.org", TWO], (
        "what waited leaves with the next one"
    )


def test_after_two_days_in_vain_it_has_failed_and_can_be_tried_again(
    mailing: flask.Flask, server: MailServer
) -> None:
    posted(ONE)
    at = clock.now()
    while (message := outbox()[0]).state == MessageState.WAITING:
        at = max(at, message.next_try_at)
        send_due(at)
    assert timedelta(days=2) < at - message.made_at < timedelta(days=3)
    assert message.state == MessageState.FAILED
    with transaction():
        actions.try_again(message=outbox()[0], by=1, at=at)
    with server.listening():
        assert send_due(at) == 1


def test_a_refused_address_holds_up_nobody_else(mailing: flask.Flask, server: MailServer) -> None:
    posted(ONE, TWO, "full@example.org")
    server.answers = {ONE: "550 no such mailbox <one@example.org>", "full@example.org": "452 full"}
    with server.listening():
        send_due(clock.now())
        assert server.recipients == [TWO]
        assert states() == ["failed", "sent", "waiting"]
        assert [message.last_problem for message in outbox()] == ["refused: 550", None, "refused: 452"]
        server.answers.clear()
        send_due(clock.now() + timedelta(minutes=2))
    assert server.recipients == [TWO, "full@example.org"]


def test_a_subject_is_one_line_and_an_address_is_an_address(mailing: flask.Flask) -> None:
    with pytest.raises(ValueError, match="address"):
        post("one@example.org\nBcc: all@example.org")
    with transaction():
        actions.post(
            to=ONE,
            kind="test",
            subject="One\r\nBcc: all@example.org",
            body="",
            once_key="x",
            area=None,
            at=clock.now(),
        )
    assert outbox()[0].subject == "One Bcc: all@example.org"


def test_two_workers_at_once_send_it_once(mailing: flask.Flask, server: MailServer) -> None:
    posted(*(f"person{number}@example.org" for number in range(6)))
    with server.listening():
        threads = [threading.Thread(target=send_in_another_thread, args=(mailing,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.received) == len(set(server.recipients)) == 6
