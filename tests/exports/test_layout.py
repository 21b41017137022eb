"""Words by person: the layout for consultation tools, by named permission, and what never is in it."""

import io
import json
import zipfile
from collections import Counter
from typing import Any

import pytest

from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.core.worker.running import run_waiting
from portal.exports.models import Export
from portal.exports.records.coarse import LEAST_ALIKE
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Answer, Response
from tests.checked_client import CheckedClient
from tests.planting import submitted
from tests.releases.releasing import after_the_round
from tests.signing_in import sign_in

LAYOUT = "/liverpool/staff/exports/words-by-person/"
PURPOSE = "To look for themes with the analysis tool"
Files = dict[str, Any]


def plant() -> None:
    """Twelve who wrote cleared words, of whom one is unlike the rest; one uncleared, one locked."""
    with transaction():
        for number in range(11):
            submitted(
                {"about.plan": "ehcp", "open.best": f"Helper {number}.", "open.change": "Less noise."}
            )
        submitted({"about.plan": "isp", "open.best": "=cmd()"})
        submitted({"open.best": "Not cleared."})
        submitted({"open.best": "My uncle hits me."})
    with transaction():
        for item in db.session.query(FeedbackItem).order_by(FeedbackItem.id):
            if item.words == "Helper 3.":
                feedback.redact(item=item, start=0, end=6, reason="name", by=1, at=clock.now())
            if item.words != "Not cleared.":
                feedback.clear(item=item, by=1, at=clock.now())


def made(client: CheckedClient) -> str:
    """A named person asks for a file and the worker makes it; its page."""
    sign_in(client, "consultation analyst")
    asked = client.send(LAYOUT, survey="parents-and-carers", purpose=PURPOSE)
    assert asked.status_code == 303, asked.text
    run_waiting()
    return str(client.get(str(asked.location)).location)


def files(data: bytes) -> Files:
    """Every file of the zip: a line is an object, a question one object."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        texts = {name.removeprefix("inputs/"): packed.read(name).decode() for name in packed.namelist()}
    return {
        name: [json.loads(line) for line in text.splitlines()] if name.endswith("jsonl") else text
        for name, text in texts.items()
    }


def test_questions_people_and_words_stand_apart_and_fit_together(client: CheckedClient) -> None:
    plant()
    with clock.at(after_the_round()):
        where = made(client)
        found = files(client.get(f"{where}file/").data)
        page = client.get(where).text
    people = found["respondents.jsonl"]
    assert sorted(one["themefinder_id"] for one in people) == list(range(1, 13))
    questions = [json.loads(found[f"question_part_{number}/question.json"]) for number in (1, 2)]
    assert [one["question_number"] for one in questions] == [1, 2]
    assert all(one["question_text"] and one["has_free_text"] for one in questions)
    said = [one for number in (1, 2) for one in found[f"question_part_{number}/responses.jsonl"]]
    assert {one["themefinder_id"] for one in said} == {one["themefinder_id"] for one in people}
    assert Counter(one["text"] for one in said)["Less noise."] == 11
    everything = str(found)
    assert "[name] 3." in everything and "Helper 3" not in everything
    assert "Not cleared" not in everything and "uncle" not in everything
    assert "1 comment is not in it" in page and PURPOSE in found["read-me.txt"]
    for response in db.session.query(Response):
        assert str(response.id) not in everything and str(response.record_key) not in everything


def test_what_is_said_of_a_person_is_never_rare(client: CheckedClient) -> None:
    plant()
    with clock.at(after_the_round()):
        found = files(client.get(f"{made(client)}file/").data)
    told = [one["demographic_data"] for one in found["respondents.jsonl"]]
    plans = Counter(json.dumps(one.get("plan")) for one in told)
    assert len(plans) == 2 and plans["null"] == 1, "the one with another plan says none"
    # rounds and audiences with few people say nothing at all
    whole = Counter(json.dumps(one, sort_keys=True) for one in told)
    assert max(whole.values()) >= LEAST_ALIKE and "isp" not in str(told)


def test_the_same_data_gives_the_same_bytes_and_numbers_in_no_order_of_ids(client: CheckedClient) -> None:
    plant()
    with clock.at(after_the_round()):
        first, second = (client.get(f"{made(client)}file/").data for _turn in range(2))
    assert files(first)["respondents.jsonl"] == files(second)["respondents.jsonl"]
    rows = db.session.query(Answer.response_id, FeedbackItem.words).join(
        FeedbackItem, FeedbackItem.id == Answer.feedback_item_id
    )
    ids = {words: number for number, words in rows}
    best = files(first)["question_part_1/responses.jsonl"]
    known = [(one["themefinder_id"], ids[one["text"]]) for one in best if one["text"] in ids]
    assert [number for _person, number in sorted(known)] != sorted(number for _person, number in known)


@pytest.mark.parametrize("how", ["taken back", "opened again"])
def test_once_a_word_may_not_leave_the_file_cannot_be_fetched(client: CheckedClient, how: str) -> None:
    plant()
    with clock.at(after_the_round()):
        where = made(client)
        assert client.get(f"{where}file/").status_code == 200
        with transaction():
            item = db.session.query(FeedbackItem).filter(FeedbackItem.words == "Helper 5.").one()
            if how == "opened again":
                feedback.open_again(item=item, by=1, at=clock.now())
            else:
                answer = db.session.query(Answer).filter(Answer.feedback_item_id == item.id).one()
                take_back(response=answer.response)
        assert client.get(f"{where}file/").status_code == 303
        again = files(client.get(f"{made(client)}file/").data)
    assert "Helper 5." not in str(again)


def test_it_is_audited_and_nobody_without_the_named_permission_sees_it(client: CheckedClient) -> None:
    plant()
    with clock.at(after_the_round()):
        where = made(client)
        export = db.session.query(Export).one()
        audited = db.session.query(AuditEntry).filter(AuditEntry.act == "made consultation layout").one()
        assert (export.purpose, export.rows, audited.details["purpose"]) == (PURPOSE, 12, PURPOSE)
        assert client.send(LAYOUT, survey="parents-and-carers", purpose="").status_code == 422
        for role in ("analyst", "officer", "area admin"):
            sign_in(client, role)
            assert client.get(where).status_code == 403 and client.get(LAYOUT).status_code == 403
        sign_in(client, "analyst")
        assert "Words by person" in client.get("/liverpool/staff/register/").text
