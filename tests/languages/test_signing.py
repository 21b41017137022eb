"""A language is off until a named speaker signs it, and shows exactly the words that were signed."""

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.audit import latest
from portal.core.db import transaction
from portal.core.errors import RuleBroken
from portal.languages import actions, catalogues, pseudo
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import plant, sign_in

PAGE = "/liverpool/staff/languages/"
MADE_UP = f"{PAGE}{pseudo.CODE.lower()}/"


def signed(area: str = "liverpool", language: str = pseudo.CODE) -> None:
    """A speaker has signed a language of an area."""
    editor = plant(Role.EDITOR, area)
    with transaction():
        actions.sign_translation(
            area=area_called(area), language=language, speaker="Amal Example", by=editor.id, at=clock.now()
        )


def test_a_language_that_nobody_signed_is_not_offered_and_cannot_be_asked_for(
    client: CheckedClient,
) -> None:
    page = client.get(f"/liverpool/?language={pseudo.CODE}").text
    assert 'lang="en" dir="ltr"' in page
    assert pseudo.NAME not in page


def test_an_editor_signs_a_language_and_families_read_it_from_right_to_left(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    assert "nobody has signed" in client.get(PAGE).text
    assert client.send(MADE_UP, speaker=" Amal  Example ").status_code == 303
    page = client.get(MADE_UP).text
    assert "Signed by Amal Example" in page
    family = CheckedClient(client.application)
    assert pseudo.NAME in family.get("/liverpool/").text
    page = family.get(f"/liverpool/?language={pseudo.CODE}").text
    assert f'<html lang="{pseudo.CODE}" dir="rtl"' in page
    assert pseudo.dressed("Open now") in page
    assert "Open now" not in page
    # the device remembers it, in this area only
    assert pseudo.dressed("Need help now?") in family.get("/liverpool/help-now/").text
    assert 'lang="en"' in family.get("/knowsley/").text
    assert 'lang="en" dir="ltr"' in family.get("/liverpool/?language=en").text


def test_a_name_that_is_no_name_is_refused_beside_its_field(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    for name in ("", " x ", "a" * 101):
        answer = client.send(MADE_UP, speaker=name)
        assert answer.status_code == 422
        assert 'href="#speaker"' in answer.text


def test_a_language_without_a_catalogue_is_not_found_and_cannot_be_signed(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    assert client.get(f"{PAGE}tlh/").status_code == 404
    with pytest.raises(RuleBroken):
        signed(language="tlh")


def test_taking_the_signature_back_brings_english_back_at_once(client: CheckedClient) -> None:
    signed()
    family = CheckedClient(client.application)
    family.get(f"/liverpool/?language={pseudo.CODE}")
    sign_in(client, Role.EDITOR, email="second@example.org")
    assert client.send(f"{MADE_UP}withdraw/", at=MADE_UP).status_code == 303
    assert 'lang="en" dir="ltr"' in family.get("/liverpool/").text
    # once more says so and changes nothing
    assert client.send(f"{MADE_UP}withdraw/", at=MADE_UP).status_code == 303


def test_signing_and_taking_back_are_audited_with_the_speakers_name(app: flask.Flask) -> None:
    signed()
    with transaction():
        area = area_called("liverpool")
        editor = plant(Role.EDITOR, "liverpool", "other@example.org")
        actions.withdraw_sign(
            area=area_called("liverpool"), language=pseudo.CODE, by=editor.id, at=clock.now()
        )
    acts = {entry.act: entry.details for entry in latest(area.id)}
    assert acts["signed translation"]["speaker"] == "Amal Example"
    assert acts["took back signature of translation"]["name"] == pseudo.CODE


def test_a_translation_that_was_changed_after_signing_is_shown_in_english(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed()
    changed = {**catalogues.words_of(pseudo.CODE), ("Open now",): ("Changed since",)}
    monkeypatch.setattr(catalogues, "words_of", lambda _code: changed)
    page = client.get(f"/liverpool/?language={pseudo.CODE}").text
    assert "Changed since" not in page
    assert "Open now" in page
    assert pseudo.dressed("Hard words") in page
    sign_in(client, Role.EDITOR, email="second@example.org")
    page = client.get(MADE_UP).text
    assert "1 translations were changed since" in page
    assert "Changed since" in page


def test_a_page_whose_own_words_are_not_signed_is_in_english_and_says_so_in_the_language(
    client: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = "This page is not in your language yet. It is in English."
    files = {"templates/pages/cookies.html"}
    gone = {one.key for one in catalogues.sentences() if one.places & files}
    left = {key: texts for key, texts in catalogues.words_of(pseudo.CODE).items() if key not in gone}
    monkeypatch.setattr(catalogues, "words_of", lambda _code: left)
    signed()
    assert 'dir="rtl" class="govuk-template"' in client.get(f"/liverpool/?language={pseudo.CODE}").text
    page = client.get("/liverpool/cookies/").text
    assert '<html lang="en" dir="ltr"' in page
    assert f'lang="{pseudo.CODE}" dir="rtl">{pseudo.dressed(note)}' in page


def test_staff_read_english_whatever_their_device_asks_for(client: CheckedClient) -> None:
    signed()
    client.get(f"/liverpool/?language={pseudo.CODE}")
    sign_in(client, Role.EDITOR, email="second@example.org")
    assert '<html lang="en"' in client.get(PAGE).text


def test_a_rule_that_says_no_speaks_the_language_of_the_page(client: CheckedClient) -> None:
    signed()
    client.get(f"/liverpool/?language={pseudo.CODE}")
    answer = client.send("/liverpool/surveys/parents-and-carers/")
    assert answer.status_code == 422
    assert pseudo.dressed("Choose how you want to answer.") in answer.text


def test_saving_the_settings_keeps_the_signed_languages(client: CheckedClient) -> None:
    signed()
    sign_in(client, Role.AREA_ADMIN)
    page = client.get("/liverpool/staff/settings/")
    assert page.status_code == 200
    assert area_called("liverpool").settings.languages
