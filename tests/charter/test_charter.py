"""The agreement: its versions, one answer a device and quarter, figures once the quarter is over."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.charter.actions import rate
from portal.charter.models import After, CharterRating, CharterVersion, Worked
from portal.charter.quarters import first_day, first_day_after, quarter_of
from portal.charter.releasing import KIND_NAME, THING
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.releases import actions
from portal.releases.preparing import prepare_now
from portal.releases.queries import release_of
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in

PAGE = "/liverpool/how-we-work-together/"
STAFF = "/liverpool/staff/how-we-work-together/"
WORDS = {"words": "We ask you first.\nWe tell you why.", "agreed_with": "The forum and the council"}


def test_a_new_version_is_in_force_and_the_old_one_stays_to_be_read(client: CheckedClient) -> None:
    assert "have not written this down yet" in client.get(PAGE).text
    sign_in(client, Role.OFFICER)
    assert client.send(STAFF, seen="0", **WORDS).status_code == 303
    overtaken = client.send(STAFF, seen="0", words="My other words.")
    assert overtaken.status_code == 422 and "My other words." in overtaken.text
    assert client.send(STAFF, seen="1", words="We ask you early.").status_code == 303
    now = client.get(PAGE).text
    old = db.session.scalars(sa.select(CharterVersion.id).where(CharterVersion.number == 1)).first()
    before = client.get(f"{PAGE}{old}/").text
    assert "We ask you early." in now and "Version 1" in now
    assert "We tell you why." in before and "It no longer counts." in before
    assert "We have no easy words for them yet." in client.get(f"{PAGE}?easy=yes").text
    assert client.get(f"{PAGE}{(old or 0) + 99}/").status_code == 404


def test_each_device_answers_once_a_quarter_after_each_kind_of_thing(client: CheckedClient) -> None:
    asked = f"{PAGE}?after=topic"
    assert client.send(f"{PAGE}rating/", at=asked, after="topic").status_code == 422
    assert client.send(f"{PAGE}rating/", at=asked, after="topic", answer="very-well").status_code == 303
    client.send(f"{PAGE}rating/", at="/account/sign-in/", after="topic", answer="not-well")
    client.send(f"{PAGE}rating/", at="/account/sign-in/", after="no such thing", answer="not-well")
    assert "Tell us how we did" not in client.get(asked).text
    rows = db.session.execute(sa.select(CharterRating.after, CharterRating.answer))
    assert sorted(tuple(row) for row in rows) == [("other", "not-well"), ("topic", "very-well")]


def test_a_quarter_is_released_when_it_is_over(client: CheckedClient) -> None:
    today = clock.today()
    before = clock.local_midnight(first_day(quarter_of(today)) - timedelta(days=9))
    area = area_called("liverpool")
    with transaction():
        for answer, number in {Worked.VERY: 60, Worked.NOT_WELL: 20}.items():
            for _turn in range(number):
                rate(area=area, after=After.TOPIC, answer=answer, at=before)
        rate(area=area, after=After.EVENT, answer=Worked.QUITE, at=clock.now())
    number = prepare_now(area.id, KIND_NAME, quarter_of(before.date()), by=1, report=lambda *_: None)
    with pytest.raises(RuleBroken):
        prepare_now(area.id, KIND_NAME, quarter_of(today), by=1, report=lambda *_: None)
    with transaction():
        release = release_of(area_called("liverpool"), number)
        assert release is not None
        actions.publish(release=release, version=release.version, by=1, at=clock.now())
        where = f"/liverpool/results/{THING}/{release.occasion}/"
    page = client.get(where).text
    assert "Very well" in page and "What they had taken part in" in page
    assert where in client.get(PAGE).text


@pytest.mark.parametrize(
    ("quarter", "first", "after"),
    [(20264, "2026-10-01", "2027-01-01"), (20261, "2026-01-01", "2026-04-01")],
)
def test_quarters_begin_and_end_at_their_first_days(quarter: int, first: str, after: str) -> None:
    assert first_day(quarter).isoformat() == first and first_day_after(quarter).isoformat() == after
    assert quarter_of(first_day(quarter)) == quarter
