"""What a drawing says to somebody with a ruler: the marks of lines, the length of bars, the words in it."""

import re
from dataclasses import dataclass
from html import unescape

from portal.core.charts import value_at

CHART = re.compile(r'<svg [^>]*class="chart".*?</svg>', re.DOTALL)
MARK = re.compile(r'class="chart__mark"[^>]*cy="([\d.-]+)"')
TICK = re.compile(r'text-anchor="end"[^>]*>(-?[\d.e+]+)(%?)<')
# of a file of bars: a bar with its figure after it
BAR_AND_FIGURE = re.compile(r'<rect x="[^"]+" y="[^"]+" width="([\d.]+)"[^>]*/><text [^>]*>([\d,]+)</text>')
WORDS = re.compile(r"<(?:title|desc|text)[^>]*>(.*?)</(?:title|desc|text)>", re.DOTALL)
A_TENTH = 0.1
# bars are drawn to a tenth of some 480: a figure of its own would be further off
A_BAR = 0.005


@dataclass(frozen=True)
class Figures:
    """What stands somewhere: numbers of people, shares in a hundred, and what is hidden out of sight."""

    counts: frozenset[int] = frozenset()
    per_cents: frozenset[float] = frozenset()
    hidden: tuple[str, ...] = ()


def of_charts(page: str) -> Figures:
    """What the marks of line charts say: their height against the axis, as a whole number if it is one."""
    counts: set[int] = set()
    per_cents: set[float] = set()
    odd = []
    for chart in CHART.findall(page):
        ticks = TICK.findall(chart)
        if len(ticks) < 2:
            continue
        bottom, top = float(ticks[0][0]), float(ticks[-1][0])
        for height in MARK.findall(chart):
            value = value_at(float(height), bottom, top)
            whole = round(value)
            # the drawing keeps a tenth of a unit, so a whole figure can be read back
            if abs(value - whole) > max(A_TENTH, A_TENTH * (top - bottom) / 100):
                odd.append(f"a mark of a chart at {value:.1f}")
            elif ticks[-1][1]:
                per_cents.add(whole)
            else:
                counts.add(whole)
    return Figures(frozenset(counts), frozenset(per_cents), tuple(odd))


def of_drawing(svg: str) -> Figures:
    """A file of its own: its marks, and its bars, each as long as the figure beside it says."""
    marks = of_charts(svg)
    bars = [(float(wide), int(figure.replace(",", ""))) for wide, figure in BAR_AND_FIGURE.findall(svg)]
    widest, most = (max((one[place] for one in bars), default=1) or 1 for place in (0, 1))
    odd = [
        f"a bar that is not as long as its figure {figure}"
        for wide, figure in bars
        if abs(wide / widest - figure / most) > A_BAR
    ]
    return Figures(
        marks.counts | {figure for _wide, figure in bars}, marks.per_cents, (*marks.hidden, *odd)
    )


def words_of(svg: str) -> list[str]:
    """Every title, description and line of words in a drawing."""
    return [unescape(one) for one in WORDS.findall(svg)]
