"""A parent answers: one question a page, skip, back, check, send; nothing saved is lost."""

import pytest
from sqlalchemy import select

from portal.core.db import db
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.surveys.journey import FIRST, START, answers_kept, begin, code_of, go, page_of


def test_a_parent_answers_skips_goes_back_and_sends(client: CheckedClient) -> None:
    begin(client)
    assert go(client, FIRST, answer="ehcp").location.endswith("/questions/plan.heard/")
    assert go(client, "plan.heard", skip="1").location.endswith("/questions/plan.part/")
    assert 'value="ehcp" checked' in page_of(client, FIRST)
    go(client, FIRST, answer="waiting")
    assert answers_kept() == {"about.plan": ["waiting"]}
    sent = client.send(f"{START}check/")
    assert sent.status_code == 303
    assert "Your code" in client.get(sent.location).get_data(as_text=True)


def test_an_answer_takes_later_questions_away_and_gives_them_back(client: CheckedClient) -> None:
    begin(client)
    assert go(client, FIRST, answer="none").location.endswith("/questions/joined.tellonce/")
    assert go(client, FIRST, answer="isp").location.endswith("/questions/plan.heard/")


def test_a_stale_tab_that_answers_a_question_not_asked_any_more_is_told_so(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    token = client.token(f"{START}questions/plan.heard/")
    go(client, FIRST, answer="none")
    late = client.post(f"{START}questions/plan.heard/", data={"csrf_token": token, "answer": "agree-lot"})
    page = client.get(late.location).get_data(as_text=True)
    assert "not asked any more" in page
    assert answers_kept() == {"about.plan": ["none"]}


def test_answers_to_questions_that_fell_away_do_not_count(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    go(client, "plan.heard", answer="agree-lot")
    go(client, FIRST, answer="none")
    client.send(f"{START}check/")
    assert answers_kept(submitted=True) == {"about.plan": ["none"]}


def test_the_mode_can_change_and_the_old_answer_stays_in_words(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    go(client, "plan.heard", answer="agree-little")
    changed = client.send(
        f"{START}mode/", at=f"{START}questions/plan.heard/", mode="easy", key="plan.heard"
    )
    page = client.get(changed.location).get_data(as_text=True)
    assert "Your answer so far" in page
    assert "checked" not in page
    go(client, "plan.heard", answer="good")
    assert "Your answer so far" not in page_of(client, "plan.heard")


def test_a_change_from_the_check_page_returns_to_it(client: CheckedClient) -> None:
    begin(client)
    back = client.send(
        f"{START}questions/{FIRST}/", at=f"{START}questions/{FIRST}/?then=check", answer="isp", then="check"
    )
    assert back.location.endswith("/check/")


def test_going_back_replaces_words_in_place(client: CheckedClient) -> None:
    begin(client)
    go(client, "open.best", words="First")
    go(client, "open.best", words="Second <b>thoughts</b> & a < b")
    page = page_of(client, "open.best")
    assert "Second &lt;b&gt;thoughts&lt;/b&gt; &amp; a &lt; b" in page
    assert "First" not in page


@pytest.mark.parametrize("button", ["stop/", "check/"])
def test_a_second_click_at_the_same_moment_does_not_lose_the_code(
    client: CheckedClient, button: str
) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    token = client.token(f"{START}check/")
    before = client.get_cookie("portal")
    assert before is not None
    first = client.post(f"{START}{button}", data={"csrf_token": token})
    code = code_of(client, first.location)
    # the browser drops the answer to the first click, with its cookie
    client.set_cookie("portal", before.value)
    second = client.post(f"{START}{button}", data={"csrf_token": token})
    assert code_of(client, second.location) == code


def test_no_code_is_shown_before_anything_is_saved_under_it(client: CheckedClient) -> None:
    begin(client)
    assert client.get(f"{START}saved/").location.endswith("/check/")


def test_stopping_saves_what_is_on_the_page_and_gives_a_code(client: CheckedClient) -> None:
    begin(client)
    stopped = go(client, "open.best", words="Half a thought", stop="1")
    assert stopped.location.endswith("/saved/")
    assert "ticket__code" in client.get(stopped.location).get_data(as_text=True)
    assert "Half a thought" in page_of(client, "open.best")


def test_who_stops_at_a_question_without_an_answer_comes_back_to_it(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    go(client, "plan.heard", stop="1")
    assert db.session.scalars(select(Response.reached)).one() == 1
