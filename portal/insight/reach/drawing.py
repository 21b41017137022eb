"""Pairs of bars as SVG: the share of the children, under it the share of the answers and how sure it is."""

import textwrap
from collections.abc import Mapping

from markupsafe import Markup, escape

from portal.core.charts import INK, LETTER, MARK
from portal.insight.reach.comparing import Group
from portal.insight.reach.reached import Reached

WIDE, FIGURE_ROOM = 360, 54
ROOM = WIDE - FIGURE_ROOM
LETTERS_IN_LINE = 46
LINE, BAR, GAP = 16, 13, 14
PAPER = "#ffffff"


def pair_chart(one: Reached, says: str) -> Markup:
    """The groups that have a share of either kind, each with its two bars; empty without any.

    Outlined: of the children. Filled: of the answers, with a line from the least to the most it may be.
    """
    drawn = [each for each in one.comparison.groups if each.of_people is not None or each.of_answers]
    if not drawn:
        return Markup("")
    top, parts = 4, []
    for each in drawn:
        pair, top = _pair(each, one.labels, top)
        parts += pair
    opening = (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {top}" role="img" '
        f'aria-label="{escape(says)}" focusable="false" font-family="sans-serif" font-size="{LETTER}">'
    )
    return Markup("".join([opening, *parts, "</svg>"]))  # noqa: S704 - every word in it is escaped


def _pair(group: Group, labels: Mapping[str, str], top: int) -> tuple[list[str], int]:
    parts = []
    for line in textwrap.wrap(labels.get(group.code, group.code), LETTERS_IN_LINE):
        top += LINE
        parts.append(_words(0, top, line))
    top += 5
    if group.of_people is not None:
        parts.append(
            f'<rect class="chart__outline" x="1" y="{top}" width="{_long(group.of_people)}" height="{BAR}" '
            f'fill="none" stroke="{INK}" stroke-width="2"/>'
        )
        parts.append(_words(_long(group.of_people) + 7, top + BAR - 2, f"{group.of_people}%"))
    top += BAR + 4
    share = group.of_answers
    if share is not None:
        middle = top + BAR / 2
        if share.middle is not None:
            parts.append(
                f'<rect class="chart__mark" x="0" y="{top}" width="{_long(share.middle)}" height="{BAR}" '
                f'fill="{MARK}"/>'
            )
        line = f"M{_long(share.least)} {middle}H{_long(share.most)}"
        parts += [
            f'<path class="chart__gap" d="{line}" stroke="{PAPER}" stroke-width="7"/>',
            f'<path class="chart__target" d="{line}" stroke="{INK}" stroke-width="3"/>',
            _words(
                _long(share.most) + 7, top + BAR - 2, "*" if share.middle is None else f"{share.middle}%"
            ),
        ]
    return parts, top + BAR + GAP


def _long(share: int) -> float:
    return round(share / 100 * ROOM, 1)


def _words(across: float, height: float, words: str) -> str:
    return f'<text class="chart__word" x="{across}" y="{height}" fill="{INK}">{escape(words)}</text>'
