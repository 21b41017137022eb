"""Shipped wording reads as printed: a real apostrophe inside words."""

from portal.core.typography import well_set


def test_an_apostrophe_inside_a_word_is_set_well() -> None:
    assert well_set({"a": ["don't", "the 'best' thing"]}) == {"a": ["don’t", "the 'best' thing"]}
