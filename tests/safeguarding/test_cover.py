"""Who is told: the lead on duty, every lead when it is grave or late; drills are marked, never counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import flask
import pytest

from portal.accounts.models import Person
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.core.outbox.letter import Letter, letter_of
from portal.safeguarding import actions, cover_actions, late
from portal.safeguarding.actions import Sender
from portal.safeguarding.cover_actions import Days
from portal.safeguarding.figures import Outcome, ended_quarters, figures_of
from portal.safeguarding.lead_actions import mark_seen, move
from portal.safeguarding.models import Alert, AlertState, CoverTurn, LeadPhone
from tests.checked_client import CheckedClient
from tests.core.outbox.posting import outbox
from tests.planting import area_called
from tests.signing_in import plant, sign_in

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
GRAVE, TODAY = "My uncle hits me.", "I do not feel safe at home."
COVER = "/liverpool/staff/safeguarding/cover/"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """Monday at ten, when the leads are there."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def leads(app: flask.Flask) -> tuple[Person, Person]:
    """Two leads of Liverpool."""
    return plant("safeguarding lead"), plant("safeguarding lead", email="second@example.org")


def told(kind: str = "safeguarding-alert") -> list[str]:
    """Who gets messages of this kind."""
    return sorted(letter.to for letter in letters(kind))


def letters(kind: str) -> list[Letter]:
    """The messages of this kind that wait, unlocked."""
    return [letter_of(message, secret_key()) for message in outbox() if message.kind == kind]


def say(words: str, subject: int = 7) -> Alert:
    """A family writes this."""
    with transaction():
        area = area_called("liverpool")
        sender = Sender("test", subject)
        actions.screen_words(area=area, words=words, subject_id=subject, sender=sender, at=clock.now())
    return alerts()[-1]


def alerts() -> list[Alert]:
    """Every alert as it stands now."""
    db.session.expire_all()
    return db.session.query(Alert).order_by(Alert.id).all()


def hand_over(to: Person, by: Person, note: str = "") -> None:
    """From now on this lead has the duty."""
    with transaction():
        cover_actions.hand_over(
            area=area_called("liverpool"), to=to.id, note=note, by=by.id, at=clock.now()
        )


def test_the_lead_on_duty_is_told_and_a_grave_one_goes_to_all(leads: tuple[Person, Person]) -> None:
    first, second = leads[0].email, leads[1].email
    hand_over(leads[1], leads[0])
    say(TODAY)
    assert told() == [second]
    say(GRAVE, 8)
    assert told() == sorted([first, second, second])
    assert told("safeguarding-cover") == [second]


def test_nobody_on_duty_means_all_and_so_does_somebody_who_left(leads: tuple[Person, Person]) -> None:
    say(TODAY)
    assert len(told()) == 2
    other = plant("safeguarding lead", "knowsley")
    with transaction(), pytest.raises(RuleBroken, match="lead of this area"):
        cover_actions.hand_over(
            area=area_called("liverpool"), to=other.id, note="", by=leads[0].id, at=clock.now()
        )


def test_planned_days_begin_and_end_at_local_midnight(leads: tuple[Person, Person]) -> None:
    area = area_called("liverpool")
    hand_over(leads[0], leads[0])
    with transaction():
        days = Days(MONDAY.date() + timedelta(days=1), MONDAY.date() + timedelta(days=2))
        cover_actions.plan_turn(area=area, to=leads[1].id, days=days, note="", by=leads[0].id, at=MONDAY)
    for hours, who in ((0, 0), (13, 0), (14, 1), (61, 1), (62, 0)):
        with clock.at(MONDAY + timedelta(hours=hours)):
            say(TODAY, 100 + hours)
        assert letters("safeguarding-alert")[-1].to == leads[who].email, hours
    for wrong in (
        Days(MONDAY.date(), MONDAY.date() - timedelta(days=1)),
        Days(days.first, days.first.replace(2028)),
    ):
        with transaction(), pytest.raises(RuleBroken):
            cover_actions.plan_turn(
                area=area, to=leads[1].id, days=wrong, note="", by=leads[0].id, at=MONDAY
            )


def test_what_nobody_opens_in_time_is_told_to_every_lead_once(leads: tuple[Person, Person]) -> None:
    hand_over(leads[1], leads[1])
    say(TODAY)
    for hours in (1, 7, 23):
        late.do_round(MONDAY + timedelta(hours=hours))
    assert told("safeguarding-late") == []
    for hours in (25, 26):
        late.do_round(MONDAY + timedelta(hours=hours))
    assert len(told("safeguarding-late")) == 2
    for letter in letters("safeguarding-late"):
        assert "safe at home" not in letter.subject + letter.body


def test_an_opened_alert_is_not_late_until_nobody_goes_on(leads: tuple[Person, Person]) -> None:
    alert = say(GRAVE)
    with transaction():
        mark_seen(alert=alerts()[0], by=leads[0].id, at=clock.now())
    late.do_round(MONDAY + timedelta(days=9))
    assert told("safeguarding-late") == []
    assert alert.id


def test_text_messages_hold_none_of_the_words(
    app: flask.Flask, leads: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        cover_actions.keep_phone(
            area=area_called("liverpool"), typed="07700 900 123", by=leads[0].id, at=MONDAY
        )
    assert "07700" not in db.session.query(LeadPhone).one().phone_locked
    say(GRAVE)
    assert "+447700900123" not in told()
    sends = replace(
        app.config["PORTAL"], notify_key="k", notify_email_template="e", notify_text_template="t"
    )
    monkeypatch.setitem(app.config, "PORTAL", sends)
    say(GRAVE, 8)
    texts = [letter for letter in letters("safeguarding-alert") if letter.is_text]
    assert [letter.to for letter in texts] == ["+447700900123"]
    assert "uncle" not in texts[0].body
    assert len(texts[0].body) < 160
    with transaction(), pytest.raises(RuleBroken, match="mobile number"):
        cover_actions.keep_phone(area=area_called("liverpool"), typed="999", by=leads[0].id, at=MONDAY)


def test_a_drill_is_marked_shows_how_long_it_took_and_counts_nowhere(
    client: CheckedClient, leads: tuple[Person, Person]
) -> None:
    sign_in(client, "safeguarding lead")
    base = "/liverpool/staff/safeguarding/"
    client.send(f"{base}drills/")
    assert all(letter.subject.startswith("Drill: ") for letter in letters("safeguarding-alert"))
    assert len(told()) == 2
    client.send(f"{base}drills/")
    assert len(alerts()) == 1
    page = client.get(base).text
    assert "A drill is running" in page
    assert "Drill:" in page
    alert = alerts()[0]
    with clock.at(MONDAY + timedelta(minutes=12)):
        shown = client.get(f"{base}alerts/{alert.id}/").text
        assert "This is a drill. It counts nowhere." in shown
    with clock.at(MONDAY + timedelta(minutes=75)), transaction():
        move(alert=alerts()[0], to=AlertState.CLOSED, note="Done.", by=leads[0].id, at=clock.now())
    times = client.get(f"{base}drills/").text
    assert "0 h 12 min" in times
    assert "1 h 15 min" in times
    assert "Closed" not in client.get(f"{base}decided/").text
    later = MONDAY + timedelta(days=60)
    assert all(one.people.base.number is None for one in figures_of(area_called("liverpool"), later))


def test_the_page_hands_over_plans_drops_and_keeps_a_number(
    client: CheckedClient, leads: tuple[Person, Person]
) -> None:
    sign_in(client, "safeguarding lead")
    assert "Nobody is on duty now." in client.get(COVER).text
    client.send(f"{COVER}hand-over/", at=COVER, to=str(leads[1].id), note="Call the school <b>first</b>.")
    page = client.get(COVER).text
    assert "is on duty now." in page
    assert "Call the school &lt;b&gt;first&lt;/b&gt;." in page
    assert "school" not in (db.session.query(CoverTurn).one().note_locked or "")
    assert all("school" not in letter.body for letter in letters("safeguarding-cover"))
    assert "Choose one." in client.send(f"{COVER}hand-over/", at=COVER, to="999").text
    bad = {"to": str(leads[0].id), "first": "2026-12-02", "last": "2026-12-01"}
    assert "cannot come before" in client.send(f"{COVER}turns/", at=COVER, **bad).text
    client.send(f"{COVER}turns/", at=COVER, to=str(leads[0].id), first="2026-12-01", last="2026-12-04")
    turn = db.session.query(CoverTurn).order_by(CoverTurn.id.desc()).first()
    assert turn is not None
    client.send(f"{COVER}turns/{turn.id}/drop/", at=COVER)
    again = client.send(f"{COVER}turns/{turn.id}/drop/", at=COVER)
    assert "Someone has done this already." in client.get(again.location).text
    client.send(f"{COVER}phone/", at=COVER, phone="07700 900123")
    assert "+447700900123" in client.get(COVER).text
    assert client.send("/knowsley/staff/safeguarding/cover/", at=COVER).status_code in {403, 405}


def test_figures_are_of_ended_quarters_and_hide_a_handful(app: flask.Flask) -> None:
    for number in range(3):
        say(GRAVE, number + 1)
    january = datetime(2027, 1, 4, 12, tzinfo=UTC)
    newest = figures_of(area_called("liverpool"), january)[0]
    assert not newest.people.enough
    for number in range(10, 70):
        say(GRAVE, number)
    with transaction():
        for alert in alerts()[:40]:
            move(alert=alert, to=AlertState.CLOSED, note="Real.", by=1, at=clock.now())
    newest = figures_of(area_called("liverpool"), january)[0]
    assert newest.people.base.number is not None
    assert 50 <= newest.people.base.number <= 75
    assert newest.people.cells[Outcome.REAL].number is not None
    assert newest.people.cells[Outcome.NONE].number is None
    # today's quarter is not over
    assert not figures_of(area_called("liverpool"), MONDAY)[0].people.enough


def test_one_person_counts_once_and_quarters_never_overlap(app: flask.Flask) -> None:
    quarters = ended_quarters(datetime(2027, 1, 4, tzinfo=UTC).date())
    assert [(q.first.isoformat(), q.after.isoformat()) for q in quarters[:2]] == [
        ("2026-10-01", "2027-01-01"),
        ("2026-07-01", "2026-10-01"),
    ]


def test_the_board_sees_protected_figures_only(client: CheckedClient) -> None:
    say(GRAVE)
    with clock.at(MONDAY + timedelta(days=60)):
        sign_in(client, "board viewer")
        page = client.get("/liverpool/staff/safeguarding/figures/").text
    assert "Not enough answers to show" in page
    assert "uncle" not in page
