"""An area admin reads words that moderators do not show: by a named act, with a reason, told and kept."""

from datetime import timedelta

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db
from portal.core.deployment import secret_key
from portal.core.outbox.letter import letter_of
from portal.core.outbox.models import OutboxMessage
from portal.topics.asking_models import BrokenGlass
from portal.topics.glass_actions import KIND
from portal.topics.models import Act, Space
from tests.checked_client import CheckedClient
from tests.signing_in import plant, sign_in, sign_out
from tests.topics.talking import comment, comment_now, decided, topic

STAFF = "/liverpool/staff/topics/"
REASON = "The court asks for it."


def test_the_words_open_for_an_hour_and_the_moderators_are_told(
    app: flask.Flask, client: CheckedClient
) -> None:
    plant(Role.FORUM_MODERATOR)
    about = topic()
    number = comment("Tangerine words.", about)
    decided(number, Act.REFUSE, "insult")
    sign_in(client, Role.AREA_ADMIN)
    listed = client.get(f"{STAFF}{about}/not-shown/").text
    assert "It insults someone" in listed and "Tangerine" not in listed
    path = f"{STAFF}not-shown/{number}/"
    assert client.send(path, reason=" ").status_code == 422
    told = client.send(path, reason=REASON)
    assert told.status_code == 303 and "Tangerine" not in client.get(path).text
    assert "Tangerine words." in client.get(told.location).text
    acts = set(db.session.scalars(db.select(AuditEntry.act)))
    assert {"broke the glass", "read words behind the glass"} <= acts
    (mail,) = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.kind == KIND))
    letter = letter_of(mail, secret_key())
    assert REASON in letter.body and "Tangerine" not in letter.body and mail.for_staff
    other = CheckedClient(app)
    sign_in(other, Role.AREA_ADMIN, email="other@example.org")
    assert other.get(told.location).status_code == 404, "only who broke it"
    with clock.at(clock.now() + timedelta(minutes=61)):
        sign_in(other, Role.FORUM_MODERATOR, email="third@example.org")
        assert REASON in other.get(f"/liverpool/staff/moderation/{number}/").text
        sign_out(client)
        sign_in(client, Role.AREA_ADMIN)
        assert client.get(told.location).status_code == 404, "an hour is over"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ANALYST, Role.FORUM_MODERATOR, Role.BOARD_VIEWER])
def test_nobody_else_breaks_it(client: CheckedClient, role: Role) -> None:
    number = comment("Tangerine words.", topic())
    decided(number, Act.REFUSE, "insult")
    sign_in(client, role)
    assert client.get(f"{STAFF}not-shown/{number}/").status_code == 403
    assert not list(db.session.scalars(db.select(BrokenGlass)))


def test_what_waits_or_is_locked_is_behind_no_glass(client: CheckedClient) -> None:
    about = topic()
    waits, locked = comment("Tangerine.", about), comment("My uncle hits me.", about)
    decided_youth = comment("Plums.", topic("Swimming", space=Space.YOUTH))
    decided(decided_youth, Act.REFUSE, "advert")
    sign_in(client, Role.AREA_ADMIN)
    for number in (waits, locked):
        assert client.get(f"{STAFF}not-shown/{number}/").status_code == 404
    assert client.get(f"{STAFF}not-shown/{decided_youth}/").status_code == 200
    assert comment_now(decided_youth).item is not None
