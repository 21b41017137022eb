"""The words check: syllables, sentences and the grade that follows from them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.syllables import syllables
from portal.core.words import check_words, long_sentences, reading_grade, sentences

pytestmark = pytest.mark.pure

SPOKEN = {
    1: """a the school help plan think through you're made used asked times whole eyes work cost watch staff
          strength don't can't parts phones played called closed please league friend guard""",
    2: """parent answer question table little people needed centre places churches wasn't didn't reading
          playing being quiet trial science children handled settled useful statement sometimes lovely
          beyond player minutes website boxes wishes patient every evening business special ancient""",
    3: """family autism different together hospital important adviser area idea everyone radio video serious
          easier disabled annual created anyone beautiful remember telephone happier employer assessment
          animal museum condition confusing provision therapy exclusion""",
    4: """education information community reliable society experience independent situation appreciate
          activity january transportation coordinator diagnosis evaluate medication""",
    5: "university disability communication opportunity possibility educational",
    6: "accessibility responsibility",
}


@pytest.mark.parametrize(
    ("count", "word"), [(n, word) for n, words in SPOKEN.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_said(count: int, word: str) -> None:
    assert syllables(word) == syllables(word.upper()) == syllables(word.replace("'", "’")) == count


@pytest.mark.parametrize("odd", ["x", "2024", "nhs", "żółć", "ß", "'", "日本"])
def test_anything_has_at_least_one_syllable(odd: str) -> None:
    assert syllables(odd) >= 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("…", ()),
        ("One. Two! Three? Four", ("One.", "Two!", "Three?", "Four")),
        ("One\nTwo\n\n\nThree.", ("One", "Two", "Three.")),
        ("“Really?” she said. (Yes.) He did…", ("“Really?”", "she said.", "(Yes.)", "He did…")),
        ("It is 3.5 miles.", ("It is 3.5 miles.",)),
        ("We met Dr. Lee, e.g. on Monday.", ("We met Dr Lee, eg on Monday.",)),
        ("Write to a.b@example.org. We answer.", ("Write to it.", "We answer.")),
        ("See https://example.org/a.b?c. Thanks", ("See it.", "Thanks")),
        ("<p>Hello <b>%(name)s</b>. You are {{ age }}.</p>", ("Hello  it .", "You are it.")),
        ("- one\n- two", ("- one", "- two")),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, parts: tuple[str, ...]) -> None:
    assert sentences(text) == parts


def test_the_grade_is_that_of_the_formula() -> None:
    assert reading_grade("The cat sat on the mat.") == 0.0
    # 4 words, 15 syllables, 2 sentences: 0.39 x 2 + 11.8 x 3.75 - 15.59
    assert reading_grade("Important information. Different opportunity.") == 29.4
    assert reading_grade("") == 0.0


def test_plain_words_have_a_lower_grade_than_officers_words() -> None:
    plain = "We want to know what helps your child. Tell us what works and what should change."
    stiff = (
        "Stakeholder engagement facilitates the identification of provision requiring improvement, "
        "notwithstanding considerable variability in individual circumstances."
    )
    assert reading_grade(plain) < 4 < 15 < reading_grade(stiff)


def test_sentences_over_the_limit_are_listed_with_their_length() -> None:
    text = "Short one. " + "word " * 16 + "end."
    (found,) = long_sentences(text, 15)
    assert found.words == 17
    assert found.text.endswith("word end.")
    assert long_sentences(text, 17) == ()


def test_easy_read_takes_shorter_sentences() -> None:
    text = "We " + "do " * 18 + "it."
    assert (check_words(text, easy=False).limit, check_words(text, easy=True).limit) == (25, 15)
    assert check_words(text, easy=False).easy_enough
    assert not check_words(text, easy=True).easy_enough


@given(st.text(alphabet=st.characters(), max_size=300))
def test_no_text_breaks_the_check(text: str) -> None:
    report = check_words(text, easy=True)
    assert report.grade >= 0
    assert all(0 <= found.start < found.end <= len(text) for found in report.jargon)


@pytest.mark.parametrize("junk", ["a", ".", "A", "<", "(", "{{", "a@", "Dr. ", "AB (", "%("])
def test_a_long_text_takes_time_in_proportion(junk: str) -> None:
    begun = time.process_time()
    check_words(junk * (200_000 // len(junk)), easy=False)
    assert time.process_time() - begun < 5
