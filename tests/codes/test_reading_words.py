"""A family types its words back: forgiving where it is safe, clear where it is not."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.codes.words import Trouble, WordProblem, hash_code, make_words, read_words, word_list

pytestmark = pytest.mark.pure

FIVE = ("maple", "river", "button", "cloud", "seven")
SECRET = bytes(range(32))
words = st.sampled_from(word_list())
codes = st.lists(words, min_size=5, max_size=5).map(tuple)


@pytest.mark.parametrize(
    "typed",
    [
        "maple river button cloud seven",
        "  MAPLE, River. button-cloud;\tseven!\n",
        "maple-river-button-cloud-seven",
        "máple rîver bùtton clöud sevęn",
        "ｍａｐｌｅ\u00a0ｒｉｖｅｒ\u3000button\u200b cloud seven",
        "1. maple 2. river 3. button 4. cloud 5. seven",
        "mapleriver button cloudseven",
        "maple river but ton cloud seven",
        "mаple river button cloud seven",  # the first a is Cyrillic
        "mapel rivr buttonn cloid esven",
        "“maple” ‘river’ button… cloud/seven",
    ],
)
def test_many_ways_of_typing_are_understood(typed: str) -> None:
    assert read_words(typed, 5) == FIVE


def test_a_word_that_is_not_on_the_list_is_named_by_its_place() -> None:
    problem = read_words("maple xyzzy button qwerty seven", 5)
    assert problem == WordProblem(Trouble.NOT_KNOWN, found=5, position=2, typed="xyzzy")


def test_a_slip_that_could_mean_several_words_is_not_guessed() -> None:
    assert {"broom", "roof", "zoom"} <= set(word_list())
    problem = read_words("maple river button cloud room", 5)
    assert problem == WordProblem(Trouble.COULD_BE_SEVERAL, found=5, position=5, typed="room")


@pytest.mark.parametrize(
    ("typed", "trouble", "found"),
    [
        ("", Trouble.TOO_FEW, 0),
        ("💥 … 12", Trouble.TOO_FEW, 0),
        ("maple river button cloud", Trouble.TOO_FEW, 4),
        ("maple river button cloud seven lemon", Trouble.TOO_MANY, 6),
    ],
)
def test_a_wrong_number_of_words_is_told(typed: str, trouble: Trouble, found: int) -> None:
    assert read_words(typed, 5) == WordProblem(trouble, found)


def test_a_whole_book_in_the_box_is_refused() -> None:
    problem = read_words("maple " * 400_000, 5)
    assert isinstance(problem, WordProblem)
    assert problem.trouble is Trouble.TOO_MANY


@given(codes)
def test_what_is_made_is_read(code: tuple[str, ...]) -> None:
    assert read_words(" ".join(code), 5) == code
    assert read_words("-".join(code).upper(), 5) == code


@given(word=words, data=st.data())
def test_a_single_slip_never_gives_a_wrong_word_silently(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    slip = word[:place] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz")) + word[place + 1 :]
    read = read_words(f"{slip} river cloud", 3)
    assert read == (word, "river", "cloud") or (isinstance(read, WordProblem) and read.position == 1)


@given(st.text(max_size=500), st.integers(1, 6))
def test_no_text_breaks_the_reading(typed: str, n: int) -> None:
    read = read_words(typed, n)
    if not isinstance(read, WordProblem):
        assert len(read) == n
        assert set(read) <= set(word_list())
        return
    assert read.typed == unicodedata.normalize("NFC", read.typed)
    assert not re.search(r"\s", read.typed)


def test_made_words_come_from_the_whole_list() -> None:
    made = make_words(20_000)
    assert len(made) == 20_000
    assert len(set(made)) > 1_000
    assert set(made) <= set(word_list())


def test_a_hash_depends_on_words_order_secret_and_purpose() -> None:
    first = hash_code(FIVE, secret=SECRET, purpose="receipt")
    assert len(first) == 32
    assert first == hash_code(list(FIVE), secret=SECRET, purpose="receipt")
    others = {
        hash_code(FIVE[::-1], secret=SECRET, purpose="receipt"),
        hash_code(FIVE, secret=SECRET[::-1], purpose="receipt"),
        hash_code(FIVE, secret=SECRET, purpose="vote"),
        hash_code(FIVE[:4], secret=SECRET, purpose="receipt"),
    }
    assert len(others | {first}) == 5


@pytest.mark.parametrize(
    ("listed", "secret", "purpose"),
    [
        ((), SECRET, "receipt"),
        (("Maple",), SECRET, "receipt"),
        (FIVE, b"short", "receipt"),
        (FIVE, SECRET, ""),
    ],
)
def test_a_hash_without_words_secret_or_purpose_is_a_mistake(
    listed: tuple[str, ...], secret: bytes, purpose: str
) -> None:
    with pytest.raises(ValueError, match="hashed"):
        hash_code(listed, secret=secret, purpose=purpose)
