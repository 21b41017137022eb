"""What somebody hears who cannot see the page: names, groups, notes of a field, the voice of a language."""

import re

import pytest

from portal.core.db import transaction
from tests.checked_client import CheckedClient
from tests.saying import item, said
from tests.signing_in import sign_in
from tests.surveys.journey import START, YOUNG, begin, page_of

DESCRIBED = r'<{tag}[^>]* aria-describedby="([^"]*)"'
LIST = "/liverpool/staff/feedback/"


def described(page: str, tag: str) -> list[str]:
    """The ids that the page's first element of this kind is described by."""
    found = re.search(DESCRIBED.format(tag=tag), page)
    return found[1].split() if found else []


@pytest.mark.parametrize(("start", "mode"), [(START, "standard"), (YOUNG, "young"), (YOUNG, "easy")])
def test_the_safety_note_is_heard_on_the_way_into_the_box(
    client: CheckedClient, start: str, mode: str
) -> None:
    begin(client, start, mode)
    page = page_of(client, "open.change", start)
    assert "safety" in described(page, "textarea")
    assert "words-info" in described(page, "textarea")


def test_in_easy_read_the_help_is_heard_with_the_question(client: CheckedClient) -> None:
    begin(client, YOUNG, "easy")
    assert described(page_of(client, "plan.heard", YOUNG), "fieldset") == ["help"]


def test_the_choice_of_a_way_to_answer_is_heard_with_its_error(client: CheckedClient) -> None:
    assert described(client.send(START).get_data(as_text=True), "fieldset") == ["mode-error"]


def test_no_two_questions_of_a_survey_are_asked_in_the_same_words(client: CheckedClient) -> None:
    begin(client, YOUNG, "easy")
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", client.get(f"{YOUNG}check/").get_data(as_text=True))
    assert headings
    assert len(set(headings)) == len(headings)


def test_no_landmark_is_empty(client: CheckedClient) -> None:
    page = client.get("/account/sign-in/").get_data(as_text=True)
    assert not re.search(r"<nav[^>]*>\s*<ul>\s*</ul>", page)


@pytest.mark.parametrize("page", ["", "{number}/", "{number}/as-written/"])
def test_words_in_another_language_are_read_in_its_voice(client: CheckedClient, page: str) -> None:
    number = said("Czekamy na diagnozę już trzy lata.")
    with transaction():
        item(number).language = "pl"
    sign_in(client, "officer")
    text = client.get(LIST + page.format(number=number)).text
    assert re.search(r'lang="pl">\s*Czekamy', text)
    assert not page or "Language: Polish." in text


def test_on_the_desk_the_words_come_before_the_rest_of_the_queue(client: CheckedClient) -> None:
    number = said("We wait.")
    sign_in(client, "officer")
    text = client.get(f"{LIST}{number}/").text
    assert text.index("We wait.") < text.index("<h2>Next</h2>")


def test_columns_of_a_table_have_each_a_name_of_their_own(client: CheckedClient) -> None:
    said("We wait.", cleared=True, themes=("health",))
    sign_in(client, "officer")
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', client.get("/liverpool/staff/themes/").text)
    assert len(heads) > 2
    assert len(set(heads)) == len(heads)
