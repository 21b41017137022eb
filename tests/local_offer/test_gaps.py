"""The register of gaps: opened from searches, worked on by two, closed with a reason, frozen each month."""

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.core.errors import RuleBroken
from portal.local_offer.gaps import actions, queries
from portal.local_offer.gaps.details import Details
from portal.local_offer.gaps.models import GapState
from tests.checked_client import CheckedClient, field_value
from tests.local_offer.listing import a_comment, a_gap, searched_for
from tests.planting import area_called
from tests.signing_in import plant, sign_in

GAPS = "/liverpool/staff/local-offer/gaps/"


def test_a_gap_is_opened_from_a_cluster_and_is_ready_for_the_board(client: CheckedClient) -> None:
    area = area_called("liverpool")
    with transaction():
        number = searched_for(words="skating", times=12)
    sign_in(client, Role.OFFICER)
    page = client.get(f"/liverpool/staff/local-offer/searches/clusters/{number}/").text
    assert f"gaps/add/?cluster={number}" in page
    form = client.get(f"{GAPS}add/?cluster={number}").text
    assert field_value(form, "title") == "skating"
    sent = client.send(
        f"{GAPS}add/?cluster={number}",
        title="Somewhere to skate",
        state="real",
        theme="",
        owner_role="officer",
        due_on="2027-03-01",
        in_needs_assessment="y",
    )
    page = client.get(sent.location).text
    assert "“skating”: 12 searches in the twelve months to" in page
    assert "12 of them found nothing" in page
    assert list(queries.for_the_board(area).values()) == ["Somewhere to skate"]
    assert "Somewhere to skate" in client.get(GAPS).text
    found = queries.gap_of_cluster(area, number)
    assert found is not None and found.in_needs_assessment


def test_a_gap_is_closed_with_a_reason_only_and_two_editors_meet(client: CheckedClient) -> None:
    area = area_called("liverpool")
    with transaction():
        number = a_gap("liverpool", plant(Role.OFFICER, "liverpool", "one@example.org").id)["gap_id"]
    sign_in(client, Role.OFFICER)
    page = f"{GAPS}{number}/"
    version = field_value(client.get(page).text, "version")
    typed = {"title": "Chess by post", "theme": "", "owner_role": "", "version": version}
    assert "Write which words lead to it now" in client.send(page, state="not-a-gap", **typed).text
    client.send(page, state="not-a-gap", outcome="“chess” finds it now", **typed)
    assert "Somebody else has changed" in client.send(page, state="real", **typed).text
    gap = queries.gap_in(area, number)
    assert gap is not None and gap.state == GapState.NOT_A_GAP and gap.closed_on == clock.today()
    assert queries.for_the_board(area) == {}
    client.send(f"{page}evidence/", at=page, words="Two parents asked at the coffee morning.")
    assert "Two parents asked" in client.get(page).text
    assert "Write a sentence" in client.send(f"{page}evidence/", at=page, words="").text


def test_a_frozen_month_does_not_change_and_is_made_once(client: CheckedClient) -> None:
    area, at = area_called("liverpool"), clock.now()
    by = plant(Role.OFFICER, "liverpool", "one@example.org").id
    with transaction():
        details = Details(title="=cmd()", state=GapState.REAL)
        gap = actions.open_gap(area=area, details=details, searches=None, by=by, at=at)
        number = gap.id
    actions.freeze_last_month(at)
    actions.freeze_last_month(at)
    with transaction():
        gap = queries.gap_in(area, number) or pytest.fail("gone")
        changed = Details(title="Chess", state=GapState.FILLED, outcome="A club began.")
        actions.change_gap(gap=gap, details=changed, seen_version=1, by=by, at=at)
    months = queries.snapshots_of(area)
    assert len(months) == 1
    sign_in(client, Role.BOARD_VIEWER)
    file = client.get(f"{GAPS}months/{months[0].id}/").text
    assert "'=cmd()" in file
    assert "Chess" not in file
    assert actions.freeze_month(area=area, month=months[0].month, at=at) is None


def test_the_same_searches_speak_for_a_gap_once(app: flask.Flask) -> None:
    area, at = area_called("liverpool"), clock.now()
    with transaction():
        gap = actions.open_gap(area=area, details=Details(title="x"), searches=None, by=None, at=at)
        actions.add_note(gap=gap, words="one", comment=7, by=1, at=at)
        with pytest.raises(RuleBroken):
            actions.add_note(gap=gap, words="two", comment=7, by=1, at=at)


def test_a_comment_speaks_for_a_gap_and_its_words_stay_where_they_are(client: CheckedClient) -> None:
    with transaction():
        number = a_comment(words="There is no chess club for my son.").id
    sign_in(client, "officer")
    comment = f"/liverpool/staff/local-offer/comments/{number}/"
    add = f"/liverpool/staff/local-offer/gaps/add/?comment={number}"
    assert add in client.get(comment).text.replace("&amp;", "&")
    sent = client.send(add, add, title="Chess", state="reported", theme="", owner_role="")
    assert sent.status_code == 303
    page = client.get(str(sent.location)).text
    assert comment in page
    assert "my son" not in page
