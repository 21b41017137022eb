"""Suggestions: from the lexicon and from what people confirmed, off at first, never counted alone."""

from collections.abc import Callable

import pytest

from portal.core.db import db
from portal.demo.voices import Voice, every_voice
from portal.insight.suggesting import learner
from portal.insight.suggesting.actions import is_held_back
from portal.insight.suggesting.lexicon import lexicon, points_in
from portal.insight.suggesting.models import LearnedPart
from portal.insight.suggesting.quality import Outcome, by_theme, macro_f1
from portal.insight.suggesting.suggest import Sure, suggestions
from tests.checked_client import CheckedClient
from tests.insight.test_desk import LIST, press
from tests.insight.test_sorting import tags
from tests.saying import item, said
from tests.signing_in import sign_in

PAGE = "/liverpool/staff/suggestions/"
FOLDS = 5
# as they came out on 2026-11-23; what changes them writes new ones here and in the decisions
LEXICON_F1, LEARNED_F1 = 0.777, 0.741


@pytest.fixture
def analyst(client: CheckedClient) -> CheckedClient:
    """A browser in which an analyst of Liverpool is signed in."""
    sign_in(client, "analyst")
    return client


def test_a_longer_phrase_stops_the_shorter_and_counts_where_it_belongs() -> None:
    assert "moving-on" not in points_in("We moved house.")
    assert points_in("We moved house.")["care-community"].points >= 2


def test_misspellings_short_forms_and_endings_are_put_right() -> None:
    right, wrong = points_in("Nobody listens to me."), points_in("noone lissens to me")
    assert right["listened-to"].points == wrong["listened-to"].points > 0
    assert suggestions("His EHCP is late. The plans are wrong.")[0].theme == "plans"
    assert suggestions("Hello.") == []


def test_the_question_itself_counts_and_says_so() -> None:
    found = suggestions("Nothing.", "info.missing")
    assert [(one.theme, one.sure, one.reasons) for one in found] == [("information", Sure.FAIRLY, ("?",))]


def labelled() -> list[Voice]:
    """The made-up items in English with the themes an officer would give, older than the suggestions."""
    return [voice for voice in every_voice() if voice.language == "en"]


def f1_of(suggest: Callable[[int, Voice], frozenset[str]]) -> float:
    """Macro-F1 over the labelled set."""
    voices = labelled()
    outcomes: list[Outcome] = [
        (suggest(place, voice), frozenset(voice.themes)) for place, voice in enumerate(voices)
    ]
    return macro_f1(outcomes, sorted({theme for voice in voices for theme in voice.themes}))


def test_the_quality_on_the_labelled_set_is_as_told(record_property: Callable[[str, object], None]) -> None:
    voices = labelled()
    assert len(voices) >= 300
    rest = [
        [(one.text, frozenset(one.themes)) for place, one in enumerate(voices) if place % FOLDS != fold]
        for fold in range(FOLDS)
    ]
    learned = [learner.learn(examples) for examples in rest]

    def themes(voice: Voice, fold: int | None) -> frozenset[str]:
        known = None if fold is None else learned[fold]
        return frozenset(one.theme for one in suggestions(voice.text, voice.question, known))

    lexicon = f1_of(lambda _place, voice: themes(voice, None))
    both = f1_of(lambda place, voice: themes(voice, place % FOLDS))
    record_property(
        "suggestions", f"macro-F1, {len(voices)} items: lexicon {lexicon:.3f}, learned {both:.3f}"
    )
    assert lexicon == pytest.approx(LEXICON_F1, abs=0.001)
    assert both == pytest.approx(LEARNED_F1, abs=0.001)


def test_figures_of_quality_count_each_decision() -> None:
    found = by_theme([(frozenset("ab"), frozenset("a")), (frozenset(), frozenset("a"))])
    assert (found["a"].right, found["a"].wrong, found["a"].missed) == (1, 0, 1)
    assert (found["b"].wrong, found["b"].precision and found["b"].precision.value) == (1, 0.0)
    assert found["b"].recall is None


def test_a_word_that_few_people_used_is_not_learned() -> None:
    examples = [
        (f"The taxi of name{number} is late.", frozenset({"care-community"})) for number in range(9)
    ]
    kept = learner.learn([*examples, ("Perseus waits.", frozenset({"health"}))])
    assert "taxi" in kept["everywhere"]
    assert not {"perseus", "name3"} & {*kept["everywhere"]}
    assert list(kept["themes"]) == ["care-community"]


def switch(client: CheckedClient, act: str, **fields: str) -> str:
    """Press a button of the page of suggestions; the words it leads to."""
    response = client.post(f"{PAGE}{act}/", data={"csrf_token": client.token(PAGE), **fields})
    assert response.status_code == 303
    return client.get(PAGE).text


def test_they_are_off_until_switched_on_and_count_only_once_a_person_ticks_them(
    analyst: CheckedClient,
) -> None:
    number = said("Two years on the waiting list for speech therapy.")
    other = said("The waiting list for speech therapy is shut.")
    assert "Suggested" not in analyst.get(f"{LIST}{number}/").text
    assert "Suggestions are on." in switch(analyst, "switch", on="yes")
    page = analyst.get(f"{LIST}{number}/").text
    assert "Suggested" in page
    assert tags(number) == set()
    press(analyst, number, "sort", themes=["health", "plans"])
    hows = {tag.about[1]: tag.put_how for tag in item(number).tags}
    assert hows == {"health": "suggestion", "plans": "person"}
    press(analyst, other, "sort")
    assert tags(other) == set()
    assert "Not sure" in analyst.get(f"{LIST}{said('Hello.')}/").text
    assert "Suggestions are off." in switch(analyst, "switch", on="no")
    assert "Suggested" not in analyst.get(f"{LIST}{other}/").text


def test_what_is_learned_tells_its_quality_and_can_be_thrown_away(analyst: CheckedClient) -> None:
    assert "Sort and clear at least 30 comments first." in switch(analyst, "learn")
    numbers = [
        said(f"The blue minibus {turn} came late.", cleared=True, themes=("care-community",))
        if turn % 2
        else said(f"The review {turn} was good.", cleared=True, themes=("plans",))
        for turn in range(60)
    ]
    page = switch(analyst, "learn")
    held = [number for number in numbers if is_held_back(number)]
    assert f"Learned from {60 - len(held)} comments" in page
    assert "Throw away what was learned" in page
    kept = db.session.query(LearnedPart).one()
    assert "minibus" in kept.learned["everywhere"]
    assert kept.quality["all"]["missed"] <= kept.quality["lexicon"]["missed"]
    assert "Nothing was learned yet." in switch(analyst, "throw-away")
    assert db.session.query(LearnedPart).count() == 0
    assert tags(numbers[1]) == {("themes", "care-community")}


def test_words_of_other_languages_stay_whole() -> None:
    assert lexicon().tidy("Czekamy na diagnozę, café £5") == ["czekamy", "na", "diagnozę", "café", "£5"]
    assert lexicon().tidy("قصة ابنتي") == ["قصة", "ابنتي"]
