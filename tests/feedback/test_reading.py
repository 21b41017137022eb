"""Words in pieces: details never shown, every letter in one piece, places found as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import RuleBroken
from portal.feedback import personal_details
from portal.feedback.models import FeedbackItem, Redaction
from portal.feedback.reading import PieceKind, outside, pieces_of, places_of

pytestmark = pytest.mark.pure
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple), max_size=6)


def item_with(words: str, *taken: tuple[int, int]) -> FeedbackItem:
    found = [[detail.kind, detail.start, detail.end] for detail in personal_details.find(words)]
    redactions = [Redaction(start=start, end=end, reason="name") for start, end in taken]
    return FeedbackItem(words=words, personal_details=found, redactions=redactions)


def test_a_marked_detail_is_masked() -> None:
    pieces = pieces_of(item_with("Ring me on 07700 900123 please."))
    assert [piece.kind for piece in pieces] == [PieceKind.WORDS, PieceKind.DETAIL, PieceKind.WORDS]
    assert "".join(piece.text for piece in pieces) == "Ring me on  please."


def test_what_was_taken_out_is_not_in_the_pieces() -> None:
    pieces = pieces_of(item_with("Sam was kind to Sam.", (0, 3), (16, 19)))
    assert "Sam" not in "".join(piece.text for piece in pieces)


def test_a_detail_half_taken_out_stays_masked_for_the_rest() -> None:
    words = "Ring 07700 900123."
    pieces = pieces_of(item_with(words, (5, 10)))
    assert [piece.kind for piece in pieces][1:3] == [PieceKind.TAKEN_OUT, PieceKind.DETAIL]
    assert "900123" not in "".join(piece.text for piece in pieces)


@given(spans=SPANS, place=st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted))
def test_the_parts_outside_are_the_letters_that_no_span_covers(
    spans: list[tuple[int, int]], place: list[int]
) -> None:
    covered = {letter for start, end in spans for letter in range(start, end)}
    expected = [letter for letter in range(*place) if letter not in covered]
    found = [letter for start, end in outside(spans, *place) for letter in range(start, end)]
    assert found == expected


@given(text=st.text(max_size=200))
def test_every_letter_is_in_one_piece(text: str) -> None:
    pieces = pieces_of(item_with(text))
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert sum(piece.end - piece.start for piece in pieces) == len(text)
    shown = "".join(text[piece.start : piece.end] for piece in pieces if piece.text)
    assert shown == "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "words", "found"),
    [
        ("Sam", "Sam said that Samantha met sam.", ["Sam", "sam"]),
        ("mrs o'hare", "Mrs  O’Hare rang.", ["Mrs  O’Hare"]),
        ("Oak\nSchool", "At Oak School we wait.", ["Oak School"]),
        ("a.b", "acb a.b", ["a.b"]),
        ("学校", "他的学校很好。", ["学校"]),
        ("My son … next door", "My son Joe lives next door to us.", ["My son Joe lives next door"]),
        ("My son ... door", "My son Joe lives next door to us.", ["My son Joe lives next door"]),
    ],
)
def test_typed_words_are_found_where_they_stand(typed: str, words: str, found: list[str]) -> None:
    assert [words[start:end] for start, end in places_of(typed, words)] == found


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Peter", "cannot find these words"),
        ("", "Type the words"),
        (" … ", "Type the words"),
        ("we … door", "more than one place"),
        ("Joe … My son", "must come after"),
        ("a … b … c", "Type the words"),
    ],
)
def test_what_cannot_be_taken_out_is_refused_in_plain_words(typed: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        places_of(typed, "My son and we know Joe, and we live next door.")


@given(typed=st.text(max_size=40), words=st.text(max_size=80))
def test_any_typed_text_finds_places_or_is_refused(typed: str, words: str) -> None:
    try:
        found = places_of(typed, words)
    except RuleBroken:
        return
    assert found
    assert all(0 <= start < end <= len(words) for start, end in found)
