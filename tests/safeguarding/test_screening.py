"""Worrying words are found as the list's own header says, and look-alikes are left alone."""

import gc
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from portal.safeguarding.screening import Match, WordList, screen, shipped_word_list

pytestmark = pytest.mark.pure

VOICES = Path(__file__).parents[2] / "portal" / "demo" / "data" / "voices.yaml"

SMALL_LIST = """
same_words:
- [do not, don't, dont]
- [he is, he's, hes]
kinds:
- kind: harm
  label: Somebody may be hurt
  severity:
    3: [hits me, don't tell anyone]
    2: [bruise*]
    1: [scared, frightened, dirty]
  misspellings: [{typed: hitz, means: hits}, {typed: scair*, means: scared}]
  look_alikes: [scared of the dark, dirty look]
- kind: home
  label: Home may not be safe
  severity: {1: [dirty]}
"""


@pytest.fixture(scope="module")
def small() -> WordList:
    return WordList.from_yaml(SMALL_LIST)


def voices() -> list[dict[str, str]]:
    return list(yaml.safe_load(VOICES.read_text(encoding="utf-8"))["voices"])


@pytest.mark.parametrize("voice", [v for v in voices() if "safeguarding" in v], ids=lambda v: v["id"])
def test_every_worrying_voice_is_locked_for_the_lead(voice: dict[str, str]) -> None:
    found = screen(voice["text"], shipped_word_list())
    assert found.level >= 2
    assert voice["safeguarding"] in {match.kind for match in found.matches}


@pytest.mark.parametrize("number", range(374, 378))
def test_look_alike_voices_raise_nothing(number: int) -> None:
    voice = next(voice for voice in voices() if voice["id"] == f"v{number}")
    assert screen(voice["text"], shipped_word_list()).matches == ()


def test_no_other_voice_is_locked() -> None:
    harmless = [voice for voice in voices() if "safeguarding" not in voice]
    assert [voice["id"] for voice in harmless if screen(voice["text"], shipped_word_list()).level > 1] == []


@pytest.mark.parametrize(
    "text",
    [
        "HE HITS ME",
        "he hits, me",
        "he hits\nme",
        "“he hits me”",
        "he hitz me",
        "he hi\u200bts me",
        "he h1ts me",
        "he hi\u00adts me",
        "hе hіts mе",  # Cyrillic е and і
        "he ｈｉｔｓ ｍｅ",
        "he h\u0301i\u0301ts me",
        "he 𝐡𝐢𝐭𝐬 me",
        "he hits_me",
    ],
)
def test_a_phrase_is_found_however_it_is_dressed(small: WordList, text: str) -> None:
    assert small.screen(text).level == 3


@pytest.mark.parametrize(
    "text",
    [
        "don't tell anyone",
        "dont tell anyone",
        "do not tell anyone",
        "don’t tell anyone",
        "don`t tell anyone",
    ],
)
def test_short_forms_and_missing_apostrophes_count_as_one(small: WordList, text: str) -> None:
    assert small.screen(text).level == 3


@pytest.mark.parametrize(
    ("text", "level"), [("bruise", 2), ("bruises", 2), ("bruised knees", 2), ("a bruin", 0)]
)
def test_a_star_means_any_ending(small: WordList, text: str, level: int) -> None:
    assert small.screen(text).level == level


@pytest.mark.parametrize("text", ["hits metal", "whits me", "scaredy", "rescared"])
def test_without_a_star_words_match_whole(small: WordList, text: str) -> None:
    assert small.screen(text).matches == ()


def test_a_starred_misspelling_is_read_as_what_it_means(small: WordList) -> None:
    assert small.screen("i am scairt").level == 1


def test_a_match_says_where_it_stands_in_the_text_as_written(small: WordList) -> None:
    text = "… İ said: he hi\u200bts   ME!"
    (match,) = small.screen(text).matches
    assert match == Match("harm", 3, text.index("hi"), text.index("!"))


def test_a_look_alike_cancels_only_the_match_inside_it(small: WordList) -> None:
    assert small.screen("scared of the dark").matches == ()
    assert small.screen("scared of the dark, then he hits me").level == 3
    assert [match.start for match in small.screen("scared of the dark and scared").matches] == [23]


def test_a_look_alike_cancels_the_words_of_every_kind(small: WordList) -> None:
    assert small.screen("a dirty look").matches == ()


def test_a_look_alike_does_not_reach_over_the_end_of_a_sentence(small: WordList) -> None:
    assert small.screen("I am scared. Of the dark I say nothing.").level == 1


def test_level_one_stays_alone_at_one_and_beside_another_is_two(small: WordList) -> None:
    assert small.screen("scared").level == 1
    assert small.screen("scared, so scared").level == 1
    assert small.screen("scared and frightened").level == 2


def test_one_word_listed_under_two_kinds_is_not_two_words(small: WordList) -> None:
    found = small.screen("dirty")
    assert found.level == 1
    assert {match.kind for match in found.matches} == {"harm", "home"}


def test_nothing_found_is_level_nought() -> None:
    found = screen("A lovely teacher, thank you.", shipped_word_list())
    assert (found.level, found.matches) == (0, ())


@given(st.text(alphabet=st.characters(), max_size=300))
@example("\ud800 hits me \udfff")
@example("\x00\u202e\U000e0041")
@example("ß" * 50)
def test_no_text_at_all_breaks_the_screening(text: str) -> None:
    found = screen(text, shipped_word_list())
    assert 0 <= found.level <= 3
    assert all(0 <= match.start < match.end <= len(text) for match in found.matches)
    assert list(found.matches) == sorted(found.matches, key=lambda match: match.start)


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_stands_around_it_a_phrase_of_level_three_is_found(before: str, after: str) -> None:
    assert screen(f"{before} zqx suicide. zqx {after}", shipped_word_list()).level == 3


def test_a_usual_answer_takes_no_time() -> None:
    text = " ".join(voice["text"] for voice in voices())
    answers = [text[start : start + 2000] for start in range(0, 40_000, 2000)]
    shipped_word_list()
    assert min(seconds(answer) for answer in answers) < 0.005


@pytest.mark.parametrize(
    "junk", ["a", "a'", "scared ", "self harm ", "self self ", "\u200b", "a\u0315\u0300", "don't ", "ﷺ"]
)
def test_junk_takes_time_in_proportion_to_its_length(junk: str) -> None:
    small, large = (seconds(junk * (size // len(junk))) for size in (20_000, 400_000))
    assert large < 60 * small + 0.5


def test_two_megabytes_are_read_to_the_end() -> None:
    found = screen("a b " * 500_000 + "suicide", shipped_word_list())
    assert [match.start for match in found.matches] == [2_000_000]


def seconds(text: str) -> float:
    """Without the garbage collector: it walks all that the tests before have left, not what is measured."""
    gc.disable()
    try:
        begun = time.process_time()
        screen(text, shipped_word_list())
        return time.process_time() - begun
    finally:
        gc.enable()
