"""Several at once against the real server: two moderators, eight tabs with an appeal, one reader."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import func, select

from portal.accounts.roles import Role
from portal.core.db import db
from portal.topics.asking_models import Appeal, AppealState, SameForMe
from portal.topics.models import Act, CommentState, Decision
from tests.deployment import Deployment
from tests.house.tabs import Tab, at_once
from tests.serving import start
from tests.signing_in import PASSWORD, SIGN_IN, plant
from tests.topics.talking import comment, comment_now, decided, topic

DESK = "/liverpool/staff/moderation/"
TOPIC = "/liverpool/topics/short-breaks-what-would-help/"
OVERTAKEN = "Someone else has dealt with this comment."
TURN = re.compile(r'name="turn" value="(\d+)"')
TABS = 8


@pytest.fixture(scope="module")
def address(deployment: Deployment) -> Iterator[str]:
    """The real server, in two processes, over the planted database."""
    deployment.restore()
    with deployment.app.app_context():
        topic()
        for name in ("first", "second", "third"):
            plant(Role.FORUM_MODERATOR, email=f"{name}@example.org")
    server = start(deployment, workers=2, threads=4)
    yield server.address
    server.stop()
    deployment.written_by_others()


@pytest.fixture
def served(address: str, deployment: Deployment) -> Iterator[str]:
    """The address of the server; the database is open to the test."""
    with deployment.app.app_context():
        yield address


def moderator(address: str, name: str) -> Tab:
    """A moderator who has signed in."""
    tab = Tab(address)
    tab.get(SIGN_IN)
    assert tab.post(SIGN_IN, email=f"{name}@example.org", password=PASSWORD)[0] == 303
    return tab


def said(words: str) -> int:
    """A comment on the one topic that is open."""
    db.session.rollback()
    return comment(words, db.session.scalars(db.text("SELECT id FROM topic")).one())


def count(*conditions: object) -> int:
    db.session.rollback()
    column, *where = conditions
    return db.session.scalar(select(func.count(column)).where(*where)) or 0  # type: ignore[arg-type]


def test_of_two_moderators_one_decides_and_the_other_is_told(served: str) -> None:
    number = said("Two days a week.")
    page = f"{DESK}{number}/"
    both = [moderator(served, name) for name in ("first", "second")]
    turns = [TURN.findall(tab.get(page)[1])[0] for tab in both]
    assert turns[0] == turns[1]
    choices = [{"act": "publish"}, {"act": "refuse", "code": "insult"}]
    acts = [
        partial(tab.another().post, f"{page}decide/", turn=turns[0], note="", **({"code": ""} | choice))
        for tab, choice in zip(both, choices, strict=True)
    ]
    results = at_once(acts)
    assert {status for status, _location in results} == {303}
    assert sorted(location.endswith(f"/{number}/") for _status, location in results) == [False, True]
    assert count(Decision.id, Decision.comment_id == number) == 1
    assert comment_now(number).state in {CommentState.PUBLISHED, CommentState.REFUSED}
    # nothing of the second was saved, and its page says so
    late = both[0 if comment_now(number).state == CommentState.REFUSED else 1]
    assert late.post(f"{page}decide/", turn=turns[0], act="publish", code="", note="")[1].endswith(page)
    assert OVERTAKEN in late.get(page)[1]
    assert count(Decision.id, Decision.comment_id == number) == 1


def test_an_appeal_from_eight_tabs_is_one_and_is_decided_once(served: str) -> None:
    family = Tab(served)
    family.get(TOPIC)
    assert family.post(TOPIC, words="Nobody calls back.", audience="parent-carer", head_count="")[0] == 303
    db.session.rollback()
    number = db.session.scalars(db.text("SELECT MAX(id) FROM topic_comment")).one()
    decided(number, Act.REFUSE, "insult", by=plant(Role.FORUM_MODERATOR, email="first@example.org").id)
    path = f"/liverpool/topics/appeals/{comment_now(number).decisions[-1].id}/"
    assert family.get(path)[0] == 200
    results = at_once([partial(family.another().post, path, words=f"Why {turn}?") for turn in range(TABS)])
    assert {status for status, _location in results} == {303}
    assert count(Appeal.id, Appeal.comment_id == number) == 1
    appeal_id = db.session.scalars(select(Appeal.id).where(Appeal.comment_id == number)).one()
    others, page = [moderator(served, name) for name in ("second", "third")], f"{DESK}appeals/{appeal_id}/"
    assert [tab.get(page)[0] for tab in others] == [200, 200]
    verdicts = [("upheld", "You are right."), ("not-upheld", "It stays.")]
    at_once(
        [
            partial(tab.another().post, page, state=state, answer=answer, outside="", outside_name="")
            for tab, (state, answer) in zip(others, verdicts, strict=True)
        ]
    )
    db.session.rollback()
    appeal = db.session.get_one(Appeal, appeal_id, populate_existing=True)
    assert (appeal.state, appeal.answer) in [(AppealState(state), words) for state, words in verdicts]
    assert (comment_now(number).state == CommentState.PUBLISHED) == (appeal.state == AppealState.UPHELD)


def test_a_reader_who_presses_in_eight_tabs_counts_once(served: str) -> None:
    number = said("More swimming.")
    decided(number, Act.PUBLISH)
    reader = Tab(served)
    reader.get(TOPIC)
    path = f"{TOPIC}same/{number}/"
    results = at_once([partial(reader.another().post, path) for _turn in range(TABS)])
    assert {status for status, _location in results} == {303}
    assert count(SameForMe.id, SameForMe.comment_id == number) == 1
