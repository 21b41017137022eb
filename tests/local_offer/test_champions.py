"""A champion is asked once a term, checks entries by a signed link, and is replaced in a moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import flask
import pytest
import sqlalchemy as sa

from portal.areas.actions import change_settings
from portal.areas.terms import shipped_terms, term_of
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox.models import MessageState, OutboxMessage
from portal.local_offer.champions import asking
from portal.local_offer.champions.actions import name_champion
from portal.local_offer.champions.links import number_of, signed
from portal.local_offer.champions.models import Champion, ChampionAsking, ChampionCharge
from portal.local_offer.champions.standing import summary
from portal.local_offer.directory.models import Service, ServiceStatus
from portal.local_offer.providers.models import Correction
from tests.checked_client import CheckedClient, field_value
from tests.local_offer.listing import a_champion, a_service
from tests.planting import area_called
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/local-offer/champions/"
# a morning in each of two terms that ship
AUTUMN = datetime(2026, 9, 1, 9, tzinfo=UTC)
SPRING = datetime(2027, 1, 4, 9, tzinfo=UTC)
LATER = AUTUMN + timedelta(days=40)


@pytest.fixture
def listed(app: flask.Flask) -> str:
    """Two services of one organisation, checked in August, with a champion; the address of the list."""
    with clock.at(AUTUMN - timedelta(days=20)), transaction():
        service = a_service(name="Kite club")
        a_service(name="Boat club")
        champion = a_champion("liverpool", service.organisation)
        return f"/liverpool/local-offer/champion/{signed('liverpool', champion.id)}/"


def rows(model: Any) -> list[Any]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(model).order_by(model.id)))


def mails() -> list[str]:
    """The notices that are queued, by name."""
    return [one.once_key for one in rows(OutboxMessage)]


def test_shipped_terms_are_three_a_school_year_and_say_in_which_a_day_lies() -> None:
    days = list(shipped_terms())
    assert days == sorted(set(days))
    assert len(days) % 3 == 0
    assert term_of(days, LATER.date()) == AUTUMN.date()
    # the summer holidays belong to the summer term; long after the last one no term is known
    assert str(term_of(days, AUTUMN.date() - timedelta(days=1))) == "2026-04-13"
    assert term_of(days, AUTUMN.date() + timedelta(days=4000)) is None
    assert term_of([], AUTUMN.date()) is None


def test_one_email_a_term_however_often_the_worker_looks(listed: str) -> None:
    asking.do_round(AUTUMN.replace(hour=3))
    assert mails() == []
    for at in (AUTUMN, AUTUMN + timedelta(hours=1), LATER):
        asking.do_round(at)
    number = rows(Champion)[0].id
    assert mails() == [f"champion-term {number} 2026-09-01"]
    # somebody moves the first day of the term: nobody is asked again
    with transaction():
        area = area_called("liverpool")
        moved = replace(area.settings, terms=["2026-09-08", "2027-01-04"])
        change_settings(area=area, settings=moved, by=None, at=AUTUMN)
    asking.do_round(AUTUMN + timedelta(days=8))
    assert len(mails()) == 1
    asking.do_round(SPRING)
    assert mails()[1:] == [f"champion-term {number} 2027-01-04"]


def test_who_has_nothing_left_to_check_is_not_written_to(listed: str) -> None:
    with transaction():
        db.session.execute(sa.update(Service).values(last_checked_on=AUTUMN.date()))
    asking.do_round(AUTUMN)
    assert mails() == []
    with transaction():
        db.session.execute(sa.update(Service).values(status=ServiceStatus.INACTIVE))
    asking.do_round(SPRING)
    assert mails() == []


def test_a_champion_says_still_right_with_one_tap_and_a_second_changes_nothing(
    listed: str, client: CheckedClient
) -> None:
    with clock.at(LATER):
        page = client.get(listed).text
        assert "0 of 2" in page
        boats = next(one for one in rows(Service) if one.name == "Boat club")
        right, before = f"{listed}right/{boats.id}/", boats.version
        fields = {"csrf_token": field_value(page, "csrf_token"), "version": str(before)}
        for _tap in range(2):
            assert client.post(right, data=fields).status_code == 303
        page = client.get(listed).text
        assert "1 of 2" in page
        # what is left to check comes first
        assert page.rindex("Kite club") < page.rindex("Boat club")
    assert rows(Service)[1].version == before + 1


def test_an_entry_that_changed_since_the_page_was_made_is_looked_at_again(
    listed: str, client: CheckedClient
) -> None:
    with clock.at(LATER):
        kites = rows(Service)[0]
        right = f"{listed}right/{kites.id}/"
        assert client.send(right, listed, version=str(kites.version + 1)).status_code == 303
        assert "changed this meanwhile" in client.get(listed).text
    assert rows(Service)[0].last_checked_on == kites.last_checked_on


def test_a_correction_waits_for_an_officer_and_nothing_changed_confirms(
    listed: str, client: CheckedClient
) -> None:
    with clock.at(LATER):
        kites, boats = rows(Service)
        same = {"name": "Boat club", "plain_summary": "We fly kites.", "needs": "any"}
        same |= {"min_age": "5", "max_age": "11"}
        assert client.send(f"{listed}correct/{boats.id}/", **same).status_code == 303
        for cost in ("£3", "£4"):
            sent = client.send(f"{listed}correct/{kites.id}/", name="Kite club", cost=cost)
            assert sent.status_code == 303
        assert client.send(f"{listed}correct/{kites.id}/", name="").status_code == 422
        assert "wait for us to look" in client.get(listed).text
        officer = CheckedClient(client.application)
        sign_in(officer, "officer")
        number = rows(Correction)[-1].id
        assert "by the champion" in officer.get(f"/liverpool/staff/local-offer/corrections/{number}/").text
    assert [one.state for one in rows(Correction)] == ["overtaken", "waiting"]
    assert [one.cost for one in rows(Service)] == ["", ""]
    assert rows(Service)[1].last_checked_on == LATER.date()


def test_a_forwarded_link_dies_when_the_champion_is_replaced_even_by_the_same_mailbox(
    listed: str, client: CheckedClient
) -> None:
    with clock.at(LATER):
        asking.do_round(LATER)
        officer = CheckedClient(client.application)
        sign_in(officer, "officer")
        kites, old = rows(Service)[0], rows(Champion)[0]
        token = client.token(listed)
        replacing = f"{STAFF}{old.id}/replace/"
        new = officer.send(replacing, role="Deputy", email="SENCO@example.org").location
        assert client.get(listed).status_code == 410
        assert client.get(f"{listed}correct/{kites.id}/").status_code == 410
        fields = {"csrf_token": token, "version": str(kites.version)}
        assert client.post(f"{listed}right/{kites.id}/", data=fields).status_code == 303
        assert "All entries of Far Shore" in officer.get(str(new)).text
        assert officer.send(replacing, role="Another", email="x@example.org").status_code == 422
        asking.do_round(LATER)
    ended, follower = rows(Champion)
    assert (ended.email_locked, ended.email_hash, ended.is_open) == ("", None, False)
    assert [one.champion_id for one in rows(ChampionCharge)] == [follower.id]
    assert rows(Service)[0].last_checked_on == kites.last_checked_on
    # what the old mailbox had not been sent yet is taken back
    assert mails() == [f"champion-term {follower.id} 2026-09-01"]


def test_a_link_cannot_be_made_up_and_opens_no_other_area_or_entry(
    listed: str, client: CheckedClient
) -> None:
    number = number_of("liverpool", listed.split("/")[-2])
    assert number is not None
    with transaction():
        far = a_service("wirral", name="Far club").id
        gone = a_service(name="Gone club", organisation="Elsewhere").id
    for odd in (f"{number}-{'0' * 40}", f"{number}", "x-y", signed("wirral", number)):
        assert client.get(f"/liverpool/local-offer/champion/{odd}/").status_code == 404
    assert client.get(listed.replace("liverpool", "wirral")).status_code == 404
    for entry in (far, gone):
        assert client.get(f"{listed}correct/{entry}/").status_code == 404
    assert client.send(f"{listed}right/{far}/", listed).status_code == 404
    # one that went off the list while the page was open: the list says so
    assert client.send(f"{listed}right/{gone}/", listed).status_code == 303
    assert "not on your list" in client.get(listed).text


def test_one_press_stops_the_emails_and_the_list_stays(listed: str, client: CheckedClient) -> None:
    with clock.at(LATER):
        assert "Stop the emails" in client.get(f"{listed}stop/").text
        asking.do_round(AUTUMN)
        assert len(mails()) == 1
        # a mailbox presses by itself, without a form token; twice does no harm
        for _press in range(2):
            assert client.post(f"{listed}stop/").status_code == 200
        assert mails() == []
        asking.do_round(SPRING)
        assert mails() == []
        assert client.get(listed).status_code == 200


def test_officers_see_who_is_overdue_who_never_answered_and_whose_mailbox_refused(
    listed: str, client: CheckedClient
) -> None:
    with transaction():
        a_service(name="Alone", organisation="No champion")
    asking.do_round(AUTUMN)
    with transaction():
        refused = {"state": MessageState.FAILED, "last_problem": "refused: 550"}
        db.session.execute(sa.update(OutboxMessage).values(refused))
    with clock.at(LATER):
        sign_in(client, "officer")
        page = client.get(STAFF).text
        for words in ("Overdue", "The mailbox refused it", "Never answered"):
            assert words in page
        assert "1 champion is overdue" in client.get("/liverpool/staff/").text
        assert "No champion" in client.get(f"{STAFF}without/").text
        found = summary(area_called("liverpool"), LATER.date())
    assert (found.overdue, found.never_answered, found.without) == (1, 1, 1)
    assert (found.far.entries, found.far.checked) == (2, 0)


def test_a_reminder_goes_once_a_day_and_only_where_something_waits(
    listed: str, client: CheckedClient
) -> None:
    number = rows(Champion)[0].id
    own = f"{STAFF}{number}/"
    with clock.at(LATER):
        sign_in(client, "officer")
        for _press in range(2):
            assert client.send(f"{own}remind/", own).status_code == 303
        assert "today already" in client.get(own).text
    with clock.at(LATER + timedelta(days=1)):
        sign_in(client, "officer")
        assert client.send(f"{own}remind/", own).status_code == 303
    assert mails() == [f"champion-term {number} 2026-09-01", f"champion-reminder {number} 2026-10-12"]
    assert len(rows(ChampionAsking)) == 1


def test_a_mailbox_gets_one_list_and_a_service_has_one_champion(listed: str, client: CheckedClient) -> None:
    with clock.at(LATER):
        sign_in(client, "officer")
        kites = rows(Service)[0]
        naming = f"{STAFF}name/service/{kites.id}/"
        assert client.send(naming, role="Coach", email="nobody").status_code == 422
        assert client.send(naming, role="Coach", email="coach@example.org").status_code == 303
        assert client.send(naming, role="Other", email="other@example.org").status_code == 422
        whole = f"{STAFF}name/organisation/{kites.organisation_id}/"
        assert client.send(whole, role="Coach", email="coach@example.org").status_code == 422
        # the one of the organisation is not asked about what has a champion of its own
        assert "0 of 1" in client.get(listed).text
        with transaction():
            more = a_service(name="Tree club", organisation="Woods")
            name_champion(
                area=area_called("liverpool"),
                of=more,
                role="Head coach",
                email="Coach@example.org",
                by=1,
                at=LATER,
            )
    assert [one.role for one in rows(Champion)] == ["SENCO at Far Shore", "Head coach"]
    assert len(rows(ChampionCharge)) == 3
