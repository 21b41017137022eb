"""Bad input gets a clear page or a clear field error, never a 500, and no saved answer is lost."""

from datetime import timedelta

import pytest

from portal.core import clock
from tests.checked_client import CheckedClient
from tests.surveys.journey import FIRST, START, YOUNG, answers_kept, begin, go, page_of

QUESTION = f"{START}questions/{FIRST}/"


@pytest.mark.parametrize("answer", [[], ["nonsense"], ["ehcp", "isp"], ["\x00"], ["😀"], [""]])
def test_a_choice_that_is_none_gets_a_field_error(client: CheckedClient, answer: list[str]) -> None:
    begin(client)
    response = client.send(QUESTION, answer=answer)
    assert response.status_code == 422
    assert "Choose one answer, or skip the question." in response.get_data(as_text=True)
    assert answers_kept() == {}


def test_a_choose_many_question_refuses_what_it_does_not_offer(client: CheckedClient) -> None:
    begin(client, YOUNG)
    response = client.send(f"{YOUNG}questions/open.change.pick/", answer=["school", "nonsense"])
    assert response.status_code == 422
    go(client, "open.change.pick", YOUNG, answer=["school", "friends", "school"])
    assert answers_kept() == {"open.change.pick": ["*", "friends", "school"]}


def test_a_page_without_its_token_is_refused_in_plain_words(client: CheckedClient) -> None:
    begin(client)
    response = client.post(QUESTION, data={"answer": "ehcp"})
    assert response.status_code == 400
    assert "Please send that again" in response.get_data(as_text=True)


def test_words_that_are_too_long_are_kept_on_the_page(client: CheckedClient) -> None:
    begin(client)
    response = client.send(f"{START}questions/open.best/", words="a" * 5001)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "a" * 5001 in page


def test_two_megabytes_of_words_get_a_page_and_lose_nothing(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    response = client.send(f"{START}questions/open.best/", words="a" * 2_000_000)
    assert response.status_code == 413
    assert "too long to send" in response.get_data(as_text=True)
    assert answers_kept() == {"about.plan": ["ehcp"]}


@pytest.mark.parametrize(
    "words",
    [
        "a\x00b",
        "שלום \u202e عليكم",
        "👩‍👧‍👦 ok",
        "a < b & <script>x</script>",
        "\ud800".encode("utf-8", "replace").decode(),
    ],
)
def test_odd_words_are_kept_and_shown_escaped(client: CheckedClient, words: str) -> None:
    begin(client)
    go(client, "open.best", words=words)
    page = page_of(client, "open.best")
    assert "<script>x" not in page
    assert "\x00" not in page


def test_an_unknown_survey_question_or_area_is_a_kind_404(client: CheckedClient) -> None:
    assert client.get("/liverpool/surveys/nothing/").status_code == 404
    assert client.get("/atlantis/surveys/").status_code == 404
    begin(client)
    late = client.get(f"{START}questions/no.such-question/")
    assert late.status_code == 303


def test_a_mode_the_survey_does_not_have_is_refused(client: CheckedClient) -> None:
    response = client.send(START, mode="opera")
    assert response.status_code == 422
    begin(client)
    assert client.send(f"{START}mode/", at=QUESTION, mode="opera").status_code == 400


def test_a_closed_survey_says_when_it_closed(client: CheckedClient) -> None:
    with clock.at(clock.now() + timedelta(days=60)):
        page = client.get(START).get_data(as_text=True)
    assert "This survey closed on" in page


def test_who_has_begun_may_finish_within_the_grace_time_and_not_after(client: CheckedClient) -> None:
    begin(client)
    with clock.at(clock.now() + timedelta(days=30, hours=2)):
        assert client.send(QUESTION, answer="ehcp").status_code == 303
    with clock.at(clock.now() + timedelta(days=32)):
        late = client.send(QUESTION, answer="isp")
    assert late.status_code == 409
    assert "has closed" in late.get_data(as_text=True)
    assert answers_kept() == {"about.plan": ["ehcp"]}


def test_after_sending_a_stale_tab_cannot_change_anything(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    token = client.token(QUESTION)
    client.send(f"{START}check/")
    late = client.post(QUESTION, data={"csrf_token": token, "answer": "isp"})
    assert late.location.endswith("/done/")
    assert answers_kept(submitted=True) == {"about.plan": ["ehcp"]}


def test_back_after_clear_this_device_shows_no_answer(client: CheckedClient) -> None:
    begin(client)
    go(client, FIRST, answer="ehcp")
    client.send(f"{START}check/")
    client.send(f"{START}clear/", at=f"{START}done/")
    again = client.get(QUESTION)
    assert again.location.endswith(START)
    assert "not on this device any more" in client.get(START).get_data(as_text=True)


def test_a_session_of_another_area_opens_nothing(client: CheckedClient) -> None:
    begin(client)
    elsewhere = client.get(QUESTION.replace("liverpool", "knowsley"))
    assert elsewhere.location.endswith("/knowsley/surveys/parents-and-carers/")


def test_pages_with_answers_are_never_stored(client: CheckedClient) -> None:
    begin(client)
    for path in (QUESTION, f"{START}check/"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
