"""Tell me when something changes: confirmed by a press, apart from receipts, once, ended by one press."""

import re
from datetime import datetime, timedelta

import flask
import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox.delivery import send_due
from portal.core.outbox.models import OutboxMessage
from portal.receipts.models import Receipt
from portal.receipts.telling.models import TellMe, TellMeWish
from portal.receipts.telling.rounds import FIRST_HOUR, do_round, take_up_wishes, tell_of_changes
from portal.retention.actions import carry_out_retention
from tests.checked_client import CheckedClient
from tests.mail_server import MailServer
from tests.receipts.holding import MINE, PAGE, note_from_staff, number_in, page, read_by_staff, send
from tests.surveys.journey import YOUNG

ME = "me@example.org"
LINK = re.compile(r"http://[^/\s]+(/liverpool/receipt/tell-me/\S+/)")


def ask(client: CheckedClient, email: str = ME) -> int:
    """Leave an address on the receipt page."""
    return int(client.send(f"{PAGE}tell-me/", at=PAGE, email=email).status_code)


def link_in(server: MailServer) -> str:
    """The link of the last e-mail, as a path."""
    found = LINK.search(server.received[-1].get_content().replace("=\r\n", ""))
    assert found is not None
    return found[1]


def confirmed(client: CheckedClient, server: MailServer) -> None:
    """Ask, let the worker work, open the link and press the button."""
    assert ask(client) == 303
    take_up_wishes(clock.now())
    with server.listening():
        send_due(clock.now())
    path = link_in(server)
    client.get(path)
    assert not db.session.scalars(select(TellMe)).one().confirmed, "opening a link changes nothing"
    assert client.send(path).status_code == 303
    db.session.rollback()
    assert db.session.scalars(select(TellMe)).one().confirmed


def tomorrow() -> datetime:
    """A day later."""
    return clock.now() + timedelta(days=1)


@pytest.fixture
def family(mailing: flask.Flask) -> CheckedClient:
    """A browser that has just sent words."""
    client = CheckedClient(mailing)
    send(client)
    return client


def test_one_e_mail_says_that_something_changed_and_nothing_of_what_was_said(
    family: CheckedClient, server: MailServer
) -> None:
    confirmed(family, server)
    assert tell_of_changes(clock.now()) == 0
    read_by_staff(MINE)
    assert tell_of_changes(clock.now()) == 1
    assert tell_of_changes(clock.now()) == 0
    with server.listening():
        send_due(clock.now())
    assert server.recipients == [ME, ME]
    mail = server.received[-1]
    whole = mail.as_string()
    assert "changed" in whole
    assert not any(word in whole for word in ("club", "Saturday", "read your words"))
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip("<>").endswith(link_in(server))


def test_who_puts_two_codes_together_is_told_of_both_from_then_on(
    mailing: flask.Flask, family: CheckedClient, server: MailServer
) -> None:
    confirmed(family, server)
    first = send(CheckedClient(mailing), "Words one.", YOUNG)
    assert family.send(f"{PAGE}add/", code=first).status_code == 303
    do_round(clock.now())
    assert not db.session.scalars(select(TellMeWish)).all()
    assert tell_of_changes(clock.now()) == 0, "joining is no news"
    read_by_staff("Words one.")
    assert tell_of_changes(clock.now()) == 1


def test_at_most_one_a_day_however_much_changes(family: CheckedClient, server: MailServer) -> None:
    confirmed(family, server)
    read_by_staff(MINE)
    assert tell_of_changes(clock.now()) == 1
    note_from_staff(MINE, "Thank you.")
    assert tell_of_changes(clock.now()) == 0
    assert tell_of_changes(tomorrow()) == 1


def test_exactly_one_across_a_day_without_a_mail_server(family: CheckedClient, server: MailServer) -> None:
    confirmed(family, server)
    read_by_staff(MINE)
    now = clock.now()
    for hours in range(0, 24, 4):
        tell_of_changes(now + timedelta(hours=hours))
        send_due(now + timedelta(hours=hours))
    assert server.recipients == [ME]
    with server.listening():
        for hours in range(24, 60, 6):
            tell_of_changes(now + timedelta(hours=hours))
            send_due(now + timedelta(hours=hours))
    assert server.recipients == [ME, ME]


def test_a_mailbox_that_has_gone_is_left_alone_after_three_refusals_and_a_full_one_is_not(
    family: CheckedClient, server: MailServer
) -> None:
    confirmed(family, server)
    read_by_staff(MINE)
    server.answers = {ME: "550 no such mailbox"}
    now = clock.now().replace(hour=12)
    with server.listening():
        for days in range(1, 4):
            note_from_staff(MINE, f"Thank you, {days}.")
            assert tell_of_changes(now + timedelta(days=days)) == 1
            send_due(now + timedelta(days=days))
        assert db.session.query(TellMe).count() == 1, "a server that is set up wrongly ends nothing at once"
        note_from_staff(MINE, "One more.")
        assert tell_of_changes(now + timedelta(days=4)) == 0
    db.session.rollback()
    assert db.session.query(TellMe).count() == 0
    assert server.recipients == [ME], "the confirming one"


def test_a_mail_scanner_that_opens_the_link_stops_nothing_and_one_press_does(
    family: CheckedClient, server: MailServer
) -> None:
    confirmed(family, server)
    read_by_staff(MINE)
    tell_of_changes(clock.now())
    with server.listening():
        send_due(clock.now())
    path = link_in(server)
    scanner = CheckedClient(family.application)
    for _turn in range(3):
        assert "Stop the emails" in scanner.get(path).text
    assert db.session.scalars(select(TellMe)).one().confirmed
    # what a mailbox sends: no cookie, no form token
    pressed = CheckedClient(family.application).post(path, data={"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    db.session.rollback()
    assert db.session.query(TellMe).count() == 0
    assert "You get no more emails" in scanner.get(path).text
    note_from_staff(MINE, "Thank you.")
    assert tell_of_changes(tomorrow()) == 0


def test_a_link_that_is_made_up_opens_nothing(family: CheckedClient, server: MailServer) -> None:
    confirmed(family, server)
    one = db.session.scalars(select(TellMe)).one()
    for made_up in (f"{one.id:x}-{'0' * 32}", "x", f"{one.id:x}", "-"):
        for page_of in ("yes", "stop"):
            assert family.get(f"{PAGE}tell-me/{page_of}/{made_up}/").status_code == 404
    right = link_in(server)
    assert family.get(right.replace("/yes/", "/stop/")).status_code == 404
    assert family.get(right.replace("liverpool", "wirral")).status_code == 404


def test_no_column_joins_an_address_to_a_receipt(family: CheckedClient, server: MailServer) -> None:
    assert ask(family) == 303
    receipt, wish = db.session.query(Receipt).one(), db.session.query(TellMeWish).one()
    assert ME not in wish.locked
    assert str(receipt.id) not in wish.locked
    take_up_wishes(clock.now())
    db.session.rollback()
    assert db.session.query(TellMeWish).count() == 0
    one = db.session.query(TellMe).one()
    stored = " ".join(str(value) for value in vars(one).values())
    for secret in (ME, str(receipt.id), receipt.code_hash):
        assert secret not in stored


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a@b.c\nBcc: x@y.z", "\x00@b.uk", "é@example.org"])
def test_what_is_no_address_gets_a_field_error(family: CheckedClient, email: str) -> None:
    assert ask(family, email) == 422
    assert db.session.query(TellMeWish).count() == 0


def test_nobody_fills_a_mailbox_of_somebody_else(family: CheckedClient, server: MailServer) -> None:
    for _turn in range(3):
        assert ask(family) == 303
    assert ask(family) == 429
    take_up_wishes(clock.now())
    db.session.rollback()
    assert db.session.query(OutboxMessage).filter_by(kind="tell-me-confirm").count() == 1


def test_three_addresses_at_most_are_told_of_one_receipt(family: CheckedClient) -> None:
    for number in range(5):
        ask(family, f"me{number}@example.org")
    take_up_wishes(clock.now())
    assert db.session.query(TellMe).count() == 3


def test_an_address_that_nobody_confirmed_goes_after_its_days(family: CheckedClient) -> None:
    ask(family)
    take_up_wishes(clock.now())
    carry_out_retention(at=clock.now() + timedelta(days=6), dry_run=False)
    assert db.session.query(TellMe).count() == 1
    carry_out_retention(at=clock.now() + timedelta(days=9), dry_run=False)
    assert db.session.query(TellMe).count() == 0


def test_taking_everything_back_takes_the_address_too(family: CheckedClient, server: MailServer) -> None:
    confirmed(family, server)
    family.send(f"{PAGE}take-back/{number_in(page(family), 'take-back')}/")
    assert tell_of_changes(clock.now()) == 0
    assert db.session.query(TellMe).count() == 0


def test_an_empty_receipt_goes_after_its_days_and_a_full_one_stays(family: CheckedClient) -> None:
    stays = CheckedClient(family.application)
    send(stays, "Other words.")
    family.send(f"{PAGE}take-back/{number_in(page(family), 'take-back')}/")
    carry_out_retention(at=clock.now() + timedelta(days=80), dry_run=False)
    assert db.session.query(Receipt).count() == 2
    carry_out_retention(at=clock.now() + timedelta(days=100), dry_run=False)
    assert db.session.query(Receipt).count() == 1


def test_nobody_is_written_to_at_night(family: CheckedClient, server: MailServer) -> None:
    confirmed(family, server)
    read_by_staff(MINE)
    night = clock.local(clock.now()).replace(hour=FIRST_HOUR - 3)
    do_round(night)
    assert db.session.query(OutboxMessage).filter_by(kind="tell-me-changed").count() == 0
    do_round(night.replace(hour=FIRST_HOUR + 2))
    db.session.rollback()
    assert db.session.query(OutboxMessage).filter_by(kind="tell-me-changed").count() == 1


def test_the_worker_does_the_step_when_it_is_rung(family: CheckedClient, app: flask.Flask) -> None:
    ask(family)
    app.extensions["worker"].do_step("tell me")
    db.session.rollback()
    with transaction():
        assert db.session.query(TellMe).count() == 1
