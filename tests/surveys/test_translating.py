"""A draft is translated beside its original: what is missing is listed, and what falls back is marked."""

import re

import pytest

from portal.accounts.roles import Role
from portal.languages import pseudo
from portal.surveys.scales import own_scale
from tests.checked_client import CheckedClient
from tests.languages.test_signing import signed
from tests.signing_in import sign_in
from tests.surveys.building import survey_called
from tests.surveys.journey import go, page_of
from tests.surveys.test_builder import SLUG, START, built, open_round, publish

LANGUAGE = pseudo.CODE


@pytest.fixture
def editor(client: CheckedClient) -> CheckedClient:
    """An editor, signed in."""
    sign_in(client, Role.EDITOR)
    return client


def page_at(at: str) -> str:
    """The page of Easy Read in the made-up language."""
    return f"{at}translate/{LANGUAGE.lower()}/easy/"


def boxes(page: str) -> dict[str, str]:
    """The boxes of a page with what stands in them, and the sign of how the draft stood."""
    found = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    return {**dict(found), "seen": seen[1]}


def translated(editor: CheckedClient, at: str) -> None:
    """Every piece of Easy Read in the made-up language, said twice over."""
    page = editor.get(page_at(at)).text
    typed = {name: now if name == "seen" else f"{name} in other words" for name, now in boxes(page).items()}
    assert editor.send(page_at(at), **typed).status_code == 303


def test_every_piece_is_translated_and_asked_in_that_language(editor: CheckedClient) -> None:
    at = built(editor)
    page = editor.get(page_at(at)).text
    assert "Missing: the whole way stays in English." in page
    assert "Families see English here." in page
    translated(editor, at)
    page = editor.get(page_at(at)).text
    assert "Families see English here." not in page
    assert "answer/winter.best/more-clubs in other words" in page
    shown = editor.get(f"{at}preview/1/easy/?words={LANGUAGE}").text
    assert "words/school.like in other words" in shown
    publish(editor, at)
    assert open_round(editor, at) == 303
    signed()
    family = CheckedClient(editor.application)
    assert family.send(START, mode="easy", language=LANGUAGE).status_code == 303
    for key in ("school.like", "school.days", "school.why", "winter.order"):
        go(family, key, START, skip="1")
    assert "answer/winter.best/more-clubs in other words" in page_of(family, "winter.best", START)


def test_two_who_translate_meet_and_a_long_one_is_told(editor: CheckedClient) -> None:
    at = built(editor)
    first = boxes(editor.get(page_at(at)).text)
    translated(editor, at)
    late = editor.send(page_at(at), **{**first, "words/school.like": "My words"})
    assert late.status_code == 422
    assert "My words" in late.text
    assert "words/school.like in other words" in late.text
    now = boxes(editor.get(page_at(at)).text)
    long = editor.send(page_at(at), **{**now, "answer/winter.best/more-clubs": "x" * 201})
    assert long.status_code == 422
    gone = boxes(editor.get(page_at(at)).text)
    assert editor.send(page_at(at), **{**gone, "words/school.why": ""}).status_code == 303
    question = next(one for one in survey_called(SLUG).versions[0].questions if one.key == "school.why")
    assert question.wording("easy", LANGUAGE) is None
    assert "Not in" not in editor.get(at).text, "the language is off here"


def test_how_far_each_language_is_stands_on_one_page(editor: CheckedClient) -> None:
    at = built(editor)
    assert "0 of " in editor.get(f"{at}translate/").text
    assert editor.get(f"{at}translate/nonsense/easy/").status_code == 404
    assert editor.get(f"{at}translate/{LANGUAGE.lower()}/nonsense/").status_code == 404


def test_an_answer_that_is_mended_keeps_its_translation() -> None:
    scale = own_scale([{"code": "a", "words": {"standard": "A", "standard@ar": "ا"}}])
    assert scale.options[0].label("standard") == "A"
