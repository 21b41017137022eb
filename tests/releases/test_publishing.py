"""A release from its round's end to everyone: prepared by the worker, looked at, published, and a file."""

import hashlib
import json
from datetime import timedelta

import pytest

from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.core.disclosure import PeopleCount
from portal.core.vocabulary import Mode
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Answer, Response
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.releases.releasing import (
    API,
    FILE,
    KIND,
    PARENTS,
    STAFF,
    after_the_round,
    answered,
    file_of,
    only_release,
    prepare,
    press,
    publish,
    table_in,
    wave_of,
)
from tests.signing_in import sign_in

MANY = {"agree-lot": 34, "agree-little": 20, "disagree-lot": 3, "not-sure": 9}


def test_an_officer_prepares_looks_and_publishes_and_everyone_reads_it(client: CheckedClient) -> None:
    answered(MANY)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client)
        look = client.get(where).text
        assert "<b>34</b>" in look, "the exact figure, for staff"
        assert client.get(PARENTS).status_code == 404, "nobody outside sees it yet"
        press(client, where, "words", summary="Many of you were heard.")
        publish(client, where)
        page = client.get(PARENTS).text
    assert "Many of you were heard." in page
    assert "<b>34</b>" not in page
    acts = [entry.act for entry in db.session.query(AuditEntry).filter_by(subject_kind="release")]
    assert acts == ["prepared release", "wrote words of release", "published release"]


def test_the_file_holds_what_the_rule_gives_of_a_hand_count(client: CheckedClient) -> None:
    answered(MANY)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        publish(client, prepare(client))
        content = file_of(client)
    table = table_in(content, "plan.heard", "standard")
    protect = protector_of(area_called("liverpool"))
    keys = dict(_keys_by_code())
    base = PeopleCount(
        57, sum(key for code in ("agree-lot", "agree-little", "disagree-lot") for key in keys[code])
    )
    for cell in table["cells"]:
        own = keys.get(cell["code"], [])
        shown = protect.table(base, {"cell": PeopleCount(len(own), sum(own))}).cells["cell"]
        assert (cell["shown"], cell["people"]) == (shown.kind.value, shown.number)
    assert table["people"] == protect.count(base).number
    assert table_in(content, "mode")["people"] == table_in(content, "locality")["people"]


def _keys_by_code() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for code, key in db.session.execute(db.select(Answer.code, Answer.record_key)):
        found.setdefault(code, []).append(key)
    return found


def test_the_file_is_what_its_checksum_says_and_is_not_sent_twice(client: CheckedClient) -> None:
    answered(MANY)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        publish(client, prepare(client))
        page = client.get(PARENTS).text
    answer = client.get(FILE)
    digest = hashlib.sha256(answer.data).hexdigest()
    assert digest in page
    listed = json.loads(client.get(API).data)["releases"]
    assert [(one["sha256"], one["file"], one["page"]) for one in listed] == [(digest, FILE, PARENTS)]
    again = client.get(FILE, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers


def test_a_round_that_is_open_is_refused(client: CheckedClient) -> None:
    sign_in(client, "officer")
    assert "Answers can still come in" in client.get(STAFF).text
    answer = client.send(f"{STAFF}prepare/{KIND}/{wave_of().id}/", STAFF)
    assert answer.status_code == 409
    assert "when the round has ended" in answer.text


def test_answers_taken_back_after_counting_stop_the_publishing(client: CheckedClient) -> None:
    answered(MANY)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client)
        before = only_release().sha256
        with transaction():
            for response in db.session.query(Response).order_by(Response.id).limit(30):
                take_back(response=response)
        answer = press(client, where, "words", summary="Thank you.")
        assert answer.status_code == 303
        assert "Prepare it again" in client.get(where).text
        version = only_release().version
        refused = client.send(f"{where}publish/", where, version=version)
        assert refused.status_code == 409
        assert "Answers have changed" in refused.text
        assert prepare(client) == where, "it is the same release, counted again"
        assert only_release().sha256 != before
        publish(client, where)


def test_it_says_something_when_every_figure_is_hidden(client: CheckedClient) -> None:
    answered({"good": 4}, survey="young-people", mode=Mode.EASY)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client, "young-people")
        refused = press(client, where, "publish")
        assert refused.status_code == 422
        assert "Say in your own words" in refused.text
        press(client, where, "words", summary="You want to be asked first.")
        publish(client, where)
        page = client.get("/liverpool/results/young-people/2026/").text
    assert "Not enough answers to show numbers" in page
    assert "You want to be asked first." in page
    assert "<table" not in page


def test_somebody_who_looked_at_an_older_count_cannot_publish_it(client: CheckedClient) -> None:
    answered(MANY)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = prepare(client)
        version = only_release().version
        prepare(client)
        answer = client.send(f"{where}publish/", where, version=version)
    assert answer.status_code == 409
    assert "Somebody changed this" in answer.text


def test_an_analyst_prepares_and_does_not_publish(client: CheckedClient) -> None:
    answered(MANY)
    with clock.at(after_the_round()):
        sign_in(client, "analyst")
        where = prepare(client)
        assert "Publish for everyone" not in client.get(where).text
        assert client.send(f"{where}publish/", where, version=1).status_code == 403


def test_the_survey_leads_to_what_people_told_us_before(client: CheckedClient) -> None:
    answered(MANY)
    assert "We have not shown any results yet" in client.get("/liverpool/results/").text
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        publish(client, prepare(client))
        for page in (
            "/liverpool/surveys/",
            "/liverpool/surveys/parents-and-carers/",
            "/liverpool/results/",
        ):
            assert PARENTS in client.get(page).text, page


@pytest.mark.parametrize("days", [30, 41])
def test_the_hours_of_grace_belong_to_the_round(client: CheckedClient, days: int) -> None:
    with clock.at(clock.now() + timedelta(days=days, hours=1)):
        sign_in(client, "officer")
        says = "The round has ended." if days > 31 else "Answers can still come in"
        assert says in client.get(STAFF).text


def test_another_areas_release_is_not_found(client: CheckedClient) -> None:
    answered(MANY)
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        publish(client, prepare(client))
    for path in (PARENTS, FILE):
        assert client.get(path.replace("liverpool", "knowsley")).status_code == 404
