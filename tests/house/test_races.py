"""Eight tabs at once against the real server: one answer a question, one response, one code."""

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import func, select

from portal.core.db import db
from portal.feedback.models import FeedbackItem
from portal.receipts.models import Receipt, ReceiptAct
from portal.surveys.models import Question
from portal.surveys.responses.models import Answer, Response, ResponseState
from tests.deployment import Deployment
from tests.house.tabs import Tab, at_once
from tests.serving import start
from tests.surveys.journey import FIRST, START

pytestmark = pytest.mark.house
TABS = 8
CODES = ["ehcp", "isp", "waiting", "none", "sen-support", "other", "not-sure", "ehcp"]


@pytest.fixture(scope="module")
def address(deployment: Deployment) -> Iterator[str]:
    """The real server, in two processes, over the planted database."""
    deployment.restore()
    server = start(deployment, workers=2, threads=4)
    yield server.address
    server.stop()
    deployment.written_by_others()


@pytest.fixture
def tab(address: str, deployment: Deployment) -> Iterator[Tab]:
    """A browser that has begun the parents' survey; the database is open to the test."""
    with deployment.app.app_context():
        yield Tab(address).begin()


def count(*conditions: object) -> int:
    """How many rows fit: the first is the column to count."""
    db.session.rollback()
    column, *where = conditions
    return db.session.scalar(select(func.count(column)).where(*where)) or 0  # type: ignore[arg-type]


def newest() -> int:
    """The id of the response that was begun last."""
    db.session.rollback()
    began = select(Answer.response_id).join(Response, Response.id == Answer.response_id)
    numbers = set(db.session.scalars(began.where(Response.state == ResponseState.BEGUN)))
    assert len(numbers) == 1, numbers
    return numbers.pop()


def submit(tab: Tab) -> None:
    """Send the response, so that the next test begins with none begun."""
    assert tab.post(f"{START}check/")[0] == 303


def test_one_question_answered_in_eight_tabs_keeps_one_answer(tab: Tab) -> None:
    path = f"{START}questions/{FIRST}/"
    tabs = [tab.another() for _ in range(TABS)]
    results = at_once([partial(one.post, path, answer=code) for one, code in zip(tabs, CODES, strict=True)])
    assert {status for status, _location in results} == {303}
    kept = db.session.scalars(
        select(Answer.code)
        .join(Question, Question.id == Answer.question_id)
        .where(Answer.response_id == newest(), Question.key == FIRST)
    ).all()
    assert len(kept) == 1
    assert kept[0] in CODES
    submit(tab)


def test_words_sent_from_eight_tabs_leave_one_piece_of_text(tab: Tab) -> None:
    before = count(FeedbackItem.id)
    path = f"{START}questions/open.best/"
    tabs = [tab.another() for _ in range(TABS)]
    results = at_once([partial(one.post, path, words=f"Words {n}") for n, one in enumerate(tabs)])
    assert {status for status, _location in results} == {303}
    assert count(FeedbackItem.id) == before + 1
    assert count(Answer.id, Answer.response_id == newest()) == 1
    submit(tab)


def test_different_questions_answered_at_once_are_all_kept(tab: Tab) -> None:
    keys = ["support.enough", "info.clear", "info.aware", "voice.aware"]
    tab.post(f"{START}questions/{FIRST}/", answer="ehcp")
    pages = {key: tab.get(f"{START}questions/{key}/")[1] for key in keys}
    codes = {
        key: page.split('name="answer"')[1].split('value="')[1].split('"')[0] for key, page in pages.items()
    }
    acts = [partial(tab.another().post, f"{START}questions/{key}/", answer=codes[key]) for key in keys]
    assert {status for status, _location in at_once(acts)} == {303}
    assert count(Answer.id, Answer.response_id == newest()) == len(keys) + 1
    submit(tab)


def test_sending_from_eight_tabs_counts_once_and_gives_one_code(tab: Tab) -> None:
    tab.post(f"{START}questions/{FIRST}/", answer="ehcp")
    number, receipts = newest(), count(Receipt.id)
    sent = count(Response.id, Response.state == ResponseState.SUBMITTED)
    results = at_once([partial(tab.another().post, f"{START}check/") for _ in range(TABS)])
    assert {status for status, _location in results} == {303}
    assert all(location.endswith("/done/") for _status, location in results)
    assert count(Response.id, Response.state == ResponseState.SUBMITTED) == sent + 1
    assert count(ReceiptAct.id, ReceiptAct.subject_id == number) == 1
    assert count(Receipt.id) == receipts + 1


def test_answering_while_sending_leaves_no_answer_between(tab: Tab) -> None:
    tab.post(f"{START}questions/{FIRST}/", answer="ehcp")
    number, path = newest(), f"{START}questions/{FIRST}/"
    answers = [partial(tab.another().post, path, answer=code) for code in CODES[:4]]
    sends = [partial(tab.another().post, f"{START}check/") for _ in range(4)]
    assert {status for status, _location in at_once([*answers, *sends])} == {303}
    db.session.rollback()
    states = set(db.session.scalars(select(Answer.state).where(Answer.response_id == number)))
    assert states == {ResponseState.SUBMITTED}
    assert count(Answer.id, Answer.response_id == number) == 1


def test_eight_families_at_once_each_keep_their_own(address: str, deployment: Deployment) -> None:
    def family(code: str) -> tuple[str, str]:
        own = Tab(address).begin()
        assert own.post(f"{START}questions/{FIRST}/", answer=code)[0] == 303
        return code, own.get(f"{START}questions/{FIRST}/")[1]

    for code, page in at_once([partial(family, code) for code in CODES]):
        assert f'value="{code}" checked' in page
