"""Leads are told by e-mail that something waits, and no mail holds a word of a family."""

from datetime import datetime, timedelta

import flask
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.deployment import secret_key
from portal.core.outbox import delivery
from portal.core.outbox.letter import Letter, letter_of
from portal.safeguarding import actions
from portal.safeguarding.actions import Sender
from portal.safeguarding.lead_actions import move
from portal.safeguarding.models import Alert, AlertState
from tests.core.outbox.posting import outbox
from tests.deployment import Deployment
from tests.planting import area_called, submitted
from tests.signing_in import plant

MARKER = "Zanzibarlemonade"
HITS = f"My uncle hits me. {MARKER}"
TIRED = f"I am exhausted. {MARKER}"


def letters() -> list[Letter]:
    """Every message that has not left, unlocked."""
    return [letter_of(message, secret_key()) for message in outbox()]


def say(words: str, at: datetime | None = None) -> None:
    """A family writes this, to one question, again and again."""
    with transaction():
        area = area_called("liverpool")
        actions.screen_words(
            area=area, words=words, subject_id=7, sender=Sender("test", 7), at=at or clock.now()
        )


def alert() -> Alert:
    """The one alert."""
    return db.session.scalars(select(Alert)).one()


def test_every_lead_of_the_area_is_told_and_nobody_else(app: flask.Flask) -> None:
    plant("safeguarding lead")
    plant("safeguarding lead", email="second@example.org")
    plant("safeguarding lead", "wirral")
    plant("area admin")
    say(HITS)
    assert sorted(letter.to for letter in letters()) == [
        "safeguarding-lead.liverpool@example.org",
        "second@example.org",
    ]
    assert "http://127.0.0.1:8000/liverpool/staff/safeguarding/" in letters()[0].body
    assert app.test_client().get("/liverpool/staff/safeguarding/").status_code == 302


def test_no_word_of_a_family_stands_in_any_mail(app: flask.Flask, deployment: Deployment) -> None:
    plant("safeguarding lead")
    with transaction():
        submitted({"open.best": HITS, "open.change": TIRED})
    assert letters()
    for letter in letters():
        assert MARKER not in letter.subject + letter.body
        assert "uncle" not in letter.subject + letter.body
    delivery.send_due(clock.now())
    for path in deployment.settings.mail_folder.iterdir():
        assert MARKER.encode() not in path.read_bytes()


def test_tired_words_lie_before_the_lead_without_a_mail(app: flask.Flask) -> None:
    plant("safeguarding lead")
    say(TIRED)
    assert alert().level == 1
    assert letters() == []


def test_going_back_to_the_same_words_tells_once(app: flask.Flask) -> None:
    plant("safeguarding lead")
    say(HITS)
    say(f"{HITS} Really.")
    say(TIRED)
    assert len(letters()) == 1


def test_new_words_after_a_decision_tell_again(app: flask.Flask) -> None:
    lead = plant("safeguarding lead")
    say(HITS)
    with transaction():
        move(alert=alert(), to=AlertState.RELEASED, note="An old story.", by=lead.id, at=clock.now())
    say(f"{HITS} Again today.", clock.now() + timedelta(hours=1))
    assert len(letters()) == 2
