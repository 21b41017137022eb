"""The words check page: it says what to mend and what to say instead, and keeps nothing."""

from portal.accounts.roles import Role
from tests.checked_client import CheckedClient
from tests.house.rows import changed, state
from tests.signing_in import sign_in

PAGE = "/liverpool/staff/words/"


def test_hard_words_are_named_with_words_to_say_instead(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    page = client.send(PAGE, text="We facilitate engagement with the SENDIASS cohort.").text
    assert "help, or run" in page
    assert "SENDIASS" in page.partition("Short forms without their words")[2]
    assert "Some of this is hard to read." in page


def test_a_long_sentence_is_shown_with_its_length_and_easy_read_is_stricter(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    text = " ".join(["word"] * 18) + "."
    assert "Sentences longer than" not in client.send(PAGE, text=text).text
    page = client.send(PAGE, text=text, easy="y").text
    assert "Sentences longer than 15 words" in page
    assert "(18 words)" in page


def test_easy_words_are_said_to_be_easy(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    assert "These words are easy to read." in client.send(PAGE, text="We will call you back.").text


def test_nothing_to_check_is_a_clear_error_and_tags_are_shown_as_written(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    answer = client.send(PAGE, text=" ")
    assert answer.status_code == 422
    assert 'href="#text"' in answer.text
    assert "<script>alert" not in client.send(PAGE, text="<script>alert(1)</script> we facilitate").text


def test_checking_keeps_nothing(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    before = state()
    client.send(PAGE, text="We facilitate.")
    assert not changed(before, state())
