"""Charts: nothing leaves the drawing, what has no figure is a gap, and words are escaped."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.charts import LETTER, LONGEST_LABEL, WIDE, WIDTH_OF_LETTER, Spot, line_chart

pytestmark = pytest.mark.pure

values = st.one_of(st.none(), st.integers(0, 100))


def labels_of(drawn: str) -> list[tuple[float, str]]:
    """Where the labels under the axis stand, and their words."""
    found = re.findall(r'x="([\d.]+)" y="[\d.]+" text-anchor="middle"[^>]*>([^<]*)<', drawn)
    return [(float(across), words) for across, words in found]


@given(st.lists(values, min_size=1, max_size=24), st.integers(1, 30))
@settings(max_examples=60)
def test_no_label_leaves_the_drawing(shares: list[int | None], letters: int) -> None:
    drawn = str(line_chart([Spot("x" * letters, one) for one in shares], says="s", end=100))
    for across, words in labels_of(drawn):
        half = len(words) * LETTER * WIDTH_OF_LETTER / 2
        assert across - half >= -0.1 and across + half <= WIDE + 0.1
        assert len(words) <= LONGEST_LABEL


def test_a_place_without_a_figure_is_a_gap_and_no_zero() -> None:
    drawn = str(line_chart([Spot("a", 1), Spot("b", 2), Spot("c", None), Spot("d", 3)], says="s"))
    assert drawn.count("<circle") == 3
    assert drawn.count("<polyline") == 1


def test_words_are_escaped_and_the_same_figures_give_the_same_text() -> None:
    spots = [Spot("<b>", 1), Spot("b", 2)]
    drawn = line_chart(spots, says='a "<b>" c', target=2)
    assert "<b>" not in drawn
    assert drawn == line_chart(spots, says='a "<b>" c', target=2)
