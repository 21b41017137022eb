"""Families' words stay as they wrote them; what does harm goes; what is too long is refused."""

import time
import unicodedata
from collections.abc import Iterator

import flask
import pytest
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import RuleBroken
from portal.core.text import clean_words

pytestmark = pytest.mark.pure


@pytest.fixture(autouse=True, scope="module")
def a_language() -> Iterator[None]:
    """Refusals are translated, so there is an app that has a language."""
    app = flask.Flask(__name__)
    Babel(app)
    with app.app_context():
        yield


@pytest.mark.parametrize(
    "text",
    [
        "a < b & c > d",
        "<name removed> was kind",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} %(name)s",
        "two\nlines\n\nand\ta tab",
        "مرحبا\u200f بالعالم",
        "نمی\u200cخواهم",
        "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️",
        "naïve Zoë, dŵr",
        "=1+1",
    ],
)
def test_words_stay_as_written(text: str) -> None:
    assert clean_words(text, limit=1000) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\u2028two\u2029three\x85four", "one\ntwo\nthree\nfour"),
        ("nul\x00 bell\x07 escape\x1b[31m delete\x7f", "nul bell escape[31m delete"),
        ("half \ud83d a pair \udc69", "half  a pair"),
        ("\ufeffmark \ufffe\uffff\ufdd0\U0001ffff", "mark"),
        ("turned \u202eround\u202c \u2066here\u2069 \u202aand\u202b", "turned round here and"),
        ("e\u0301 n\u0303", "é ñ"),
        ("  around \n", "around"),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_what_does_harm_goes(typed: str, kept: str) -> None:
    assert clean_words(typed, limit=1000) == kept


def test_the_limit_counts_what_is_kept() -> None:
    assert clean_words("e\u0301" * 10 + "\x00" * 50, limit=10) == "é" * 10
    with pytest.raises(RuleBroken, match="11 letters") as refused:
        clean_words("x" * 11, limit=10)
    assert (refused.value.field, refused.value.status) == ("words", 422)


def test_a_letter_under_a_heap_of_marks_keeps_thirty() -> None:
    kept = clean_words("Z" + "\u0315\u0300" * 500, limit=1000)
    assert len(kept) == 31


@pytest.mark.parametrize("junk", ["a", "\x00", "é", "a\u0315\u0300", "\u0315\u0300", "\u202e", "\r"])
def test_two_megabytes_are_refused_or_read_at_once(junk: str) -> None:
    begun = time.process_time()
    try:
        assert len(clean_words(junk * (2_000_000 // len(junk)), limit=5000)) <= 5000
    except RuleBroken as refused:
        assert "Please keep to 5000" in refused.message
    assert time.process_time() - begun < 2


@given(st.text(alphabet=st.characters(), max_size=300))
def test_clean_words_are_clean_for_good(text: str) -> None:
    words = clean_words(text, limit=10_000)
    assert clean_words(words, limit=10_000) == words
    assert unicodedata.is_normalized("NFC", words)
    words.encode("utf-8")
    assert {unicodedata.category(letter) for letter in words if letter not in "\n\t"}.isdisjoint(
        {"Cc", "Cs"}
    )
