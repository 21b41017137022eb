"""A long survey in two parts: five answers are sent now, the rest later by the code: one response."""

import pytest
from sqlalchemy import select

from portal.core.db import db
from portal.feedback.models import FeedbackItem
from portal.surveys.responses.models import Response, ResponseState
from tests.checked_client import CheckedClient
from tests.surveys.journey import FIRST, START, answers_kept, begin, code_of, go, page_of

FIRST_ANSWERS = {
    FIRST: "ehcp",
    "plan.heard": "agree-lot",
    "plan.part": "agree-lot",
    "plan.review": "happy",
    "joined.tellonce": "1-2",
}
OFFER = "Send these answers now"
SEND = f"{START}send-first/"
SIXTH = "joined.overall"


@pytest.fixture
def parent(client: CheckedClient) -> CheckedClient:
    """A parent who has answered five questions."""
    begin(client)
    for key, answer in FIRST_ANSWERS.items():
        assert OFFER not in page_of(client, key)
        go(client, key, answer=answer)
    return client


def sent() -> list[Response]:
    """The responses that are sent and may be added to."""
    db.session.rollback()
    return list(db.session.scalars(select(Response).where(Response.may_add)))


def finish(client: CheckedClient, key: str) -> None:
    """Skip every question from this one to the last."""
    path = f"{START}questions/{key}/"
    while "/questions/" in path:
        path = str(client.send(path, skip="1").location)
    assert path.endswith("/done/")


def test_five_answers_are_sent_and_the_rest_follows_by_the_code(parent: CheckedClient) -> None:
    assert OFFER in page_of(parent, SIXTH)
    assert parent.send(SEND, at=f"{START}questions/{SIXTH}/").location.endswith("/done/")
    assert len(sent()) == 1
    assert len(answers_kept(submitted=True)) == 5
    assert "The rest, when you like" in parent.get(f"{START}done/").text
    code = code_of(parent, f"{START}done/")
    other = CheckedClient(parent.application)
    page = other.get(other.send("/liverpool/receipt/", code=code).location).text
    assert "Answer the rest" in page
    number = page.split("/go-on/")[1].split("/")[0]
    on = other.send(f"/liverpool/receipt/go-on/{number}/", at="/liverpool/receipt/")
    assert on.location.endswith(f"/questions/{SIXTH}/")
    go(other, SIXTH, skip="1")
    go(other, "support.enough", answer="agree-lot")
    assert len(answers_kept(submitted=True)) == 6, "each answer counts as it is sent"
    assert other.get(f"{START}questions/plan.heard/").location.endswith("/questions/info.aware/")
    assert other.get(f"{START}check/").location.endswith("/questions/info.aware/")
    late = other.post(
        f"{START}questions/support.enough/",
        data={"csrf_token": other.token(f"{START}questions/info.aware/"), "answer": "disagree-lot"},
    )
    assert late.location.endswith("/questions/info.aware/")
    assert answers_kept(submitted=True)["support.enough"] == ["agree-lot"]
    finish(other, "info.aware")
    assert sent() == []
    assert "The rest, when you like" not in other.get(f"{START}done/").text


def test_words_of_the_rest_reach_staff_at_once(parent: CheckedClient) -> None:
    parent.send(SEND, at=f"{START}questions/{SIXTH}/")
    path = f"{START}questions/{SIXTH}/"
    while not path.endswith("/open.best/"):
        path = str(parent.send(path, skip="1").location)
    go(parent, "open.best", words="Her teacher.")
    item = db.session.scalars(select(FeedbackItem).where(FeedbackItem.words == "Her teacher.")).one()
    assert item.state == "sent"
    stopped = parent.send(f"{START}questions/open.change/", stop="1")
    assert stopped.location.endswith("/done/")
    assert [one.state for one in sent()] == [ResponseState.SUBMITTED]


def test_too_few_answers_are_not_sent_in_parts(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    refused = client.send(SEND, at=f"{START}questions/plan.heard/")
    assert refused.status_code == 409
    assert sent() == []


def test_the_way_to_answer_stays_once_the_first_are_sent(parent: CheckedClient) -> None:
    parent.send(SEND, at=f"{START}questions/{SIXTH}/")
    assert "Another way to answer" not in page_of(parent, SIXTH)
    moved = parent.send(f"{START}mode/", at=f"{START}questions/{SIXTH}/", mode="easy")
    assert moved.location.endswith(f"/questions/{SIXTH}/")
    assert {one.mode for one in sent()} == {"standard"}
