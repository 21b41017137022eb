"""The answers of a question: nothing nudges, and everything has its words."""

import re

from tests.components.markup_tree import every, tree
from tests.components.surroundings import Render

AGREE = [
    {"value": "agree", "text": "Agree", "mark": "faces/agree-2-agree"},
    {"value": "disagree", "text": "Disagree", "mark": "faces/agree-4-disagree"},
]
OFF = [{"value": "not-sure", "text": "Not sure"}]


def test_nothing_is_chosen_beforehand(macro: Render) -> None:
    page = macro("answers", name="a", legend="People listened.", items=AGREE, off=OFF)
    assert "checked" not in page


def test_a_saved_answer_is_shown_as_chosen(macro: Render) -> None:
    page = macro("answers", name="a", legend="L", items=AGREE, off=OFF, chosen=["not-sure"])
    assert re.findall(r'value="([^"]+)" checked', page) == ["not-sure"]


def test_answers_off_the_scale_have_the_same_card(macro: Render) -> None:
    page = tree(macro("answers", name="a", legend="L", items=AGREE[:1], off=OFF))
    cards = [n for n in every(page) if n.attributes.get("class") == "govuk-radios__item"]
    assert len(cards) == 2
    assert [n.tag for n in every(cards[1])][:3] == ["div", "input", "label"]


def test_every_answer_has_an_id_of_its_own_that_begins_at_nought(macro: Render) -> None:
    page = macro("answers", name="plan", legend="L", items=AGREE, off=OFF)
    assert re.findall(r'<input[^>]* id="([^"]+)"', page) == ["plan-0", "plan-1", "plan-2"]
    assert re.findall(r'<label[^>]* for="([^"]+)"', page) == ["plan-0", "plan-1", "plan-2"]


def test_the_question_is_the_heading_of_the_page(macro: Render) -> None:
    page = macro("answers", name="a", legend="People listened.", items=AGREE)
    assert '<h1 class="govuk-fieldset__heading" data-read>People listened.</h1></legend>' in page


def test_in_easy_read_the_heading_beside_the_picture_names_the_group(macro: Render) -> None:
    page = macro("answers", name="a", legend=None, items=AGREE, labelled_by="question")
    assert 'aria-labelledby="question"' in page
    assert "<h1" not in page
    assert '<legend class="govuk-visually-hidden">Your answer</legend>' in page


def test_choosing_many_takes_boxes(macro: Render) -> None:
    page = macro("answers", name="a", legend="L", items=AGREE, many=True, chosen=["agree"])
    assert page.count('type="checkbox"') == 2
    assert page.count(" checked") == 1


def test_a_face_stands_beside_its_word_and_is_silent(macro: Render) -> None:
    item = {"value": "good", "text": "Good", "face": "three-1-good"}
    page = macro("answers", name="a", legend="L", items=[item], look="faces", row=True)
    assert re.search(r'<svg class="face"[^>]*aria-hidden="true"', page)
    assert ">Good</span>" in page


def test_a_picture_repeats_its_words_so_it_has_none_of_its_own(macro: Render) -> None:
    item = {"value": "ear", "text": "Listen to me", "picture": "1F442"}
    page = macro("answers", name="a", legend="L", items=[item])
    assert re.search(r'<svg[^>]* aria-hidden="true" class="answers__picture"', page)


def test_hint_and_error_are_named_by_the_group(macro: Render) -> None:
    page = macro("answers", name="a", legend="L", items=AGREE, hint="Think back.", error="Pick one.")
    assert 'aria-describedby="a-hint a-error"' in page
    assert 'id="a-hint"' in page
    assert 'id="a-error"' in page


def test_what_people_wrote_is_escaped(macro: Render) -> None:
    bad = "<script>alert(1)</script>"
    item = {"value": bad, "text": bad, "note": bad}
    page = macro("answers", name="a", legend=bad, items=[item], hint=bad, error=bad)
    assert "<script>" not in page
