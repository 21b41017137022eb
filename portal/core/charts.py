"""Charts as SVG: drawn from figures that may be shown already, for pages and for files alike.

Colours stand as attributes, so that a file looks right by itself; on a page the classes take over.
The same figures give the same text, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDE, HIGH = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 42, 16, 12, 46
INK, LINE, MARK = "#1c1b29", "#5d5a72", "#2a3a8f"
LETTER = 12
LONGEST_LABEL = 14
WIDTH_OF_LETTER = 0.62  # of its height, on the wide side
FEW = 5
FEW_APART = 3  # so many labels stand beside each other where there is more room than on a page


@dataclass(frozen=True)
class Spot:
    """One place of a line: its label under the axis, and its value; None: there is no figure."""

    label: str
    value: float | None


def line_chart(
    spots: Sequence[Spot],
    *,
    says: str,
    target: float | None = None,
    unit: str = "",
    end: float | None = None,
    wide: int = WIDE,
    with_figures: bool = False,
) -> Markup:
    """A line through the values in their order, with gaps where there is no figure.

    `says`: the sentence that a screen reader reads in place of the picture. `target`: a dashed line.
    The axis begins at nothing and ends at `end` (100 for shares), else at the next round number, so
    that no change looks larger than it is. `with_figures`: each value stands at its mark too.
    """
    known = [spot.value for spot in spots if spot.value is not None]
    top = end or _round_up(max([*known, target or 0, 1]))
    bottom = min([*known, target or 0, 0])
    parts = [_opening(says, wide), *_axis(bottom, top, unit, wide)]
    if target is not None:
        height = _height(target, bottom, top)
        parts.append(
            f'<line class="chart__target" x1="{LEFT}" x2="{wide - RIGHT}" y1="{height}" y2="{height}" '
            f'stroke="{INK}" stroke-width="2" stroke-dasharray="6 4"/>'
        )
    parts += _runs(spots, bottom, top, wide)
    if with_figures:
        parts += _figures(spots, bottom, top, unit, wide)
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 - every word in it is escaped below


def _opening(says: str, wide: int) -> str:
    """Without a sentence of its own it is part of a drawing that has one."""
    spoken = f'role="img" aria-label="{escape(says)}" focusable="false"' if says else 'aria-hidden="true"'
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {HIGH}" {spoken} '
        f'font-family="sans-serif" font-size="{LETTER}">'
    )


def _round_up(value: float) -> float:
    """The end of an axis: the next of 1, 2, 5, 10, 20, 50, 100 and so on."""
    step = 1.0
    while True:
        for part in (1, 2, 5):
            if value <= part * step:
                return part * step
        step *= 10


def _height(value: float, bottom: float, top: float) -> float:
    share = (value - bottom) / (top - bottom)
    return round(HIGH - BOTTOM - share * (HIGH - BOTTOM - TOP), 1)


def value_at(height: float, bottom: float, top: float) -> float:
    """The value that a mark at this height of a chart stands for, on an axis from `bottom` to `top`.

    What a reader with a ruler can do: used to check that a drawing says no more than its figures.
    """
    return bottom + (HIGH - BOTTOM - height) / (HIGH - BOTTOM - TOP) * (top - bottom)


def _axis(bottom: float, top: float, unit: str, wide: int) -> list[str]:
    parts = []
    for value in (bottom, (bottom + top) / 2, top):
        height = _height(value, bottom, top)
        parts.append(
            f'<line class="chart__rule" x1="{LEFT}" x2="{wide - RIGHT}" y1="{height}" y2="{height}" '
            f'stroke="{LINE}" stroke-width="0.5"/>'
            f'<text class="chart__word" x="{LEFT - 4}" y="{height + 4}" text-anchor="end" fill="{INK}">'
            f"{escape(f'{value:g}{unit}')}</text>"
        )
    return parts


def _across(place: int, count: int, wide: int) -> float:
    room = wide - LEFT - RIGHT
    return round(LEFT + room * (place + 0.5) / count, 1)


def _runs(spots: Sequence[Spot], bottom: float, top: float, wide: int) -> list[str]:
    """The lines between neighbours that both have a figure, the marks, and the labels."""
    parts: list[str] = []
    run: list[str] = []
    every = max(1, -(-len(spots) // FEW))
    tight = wide == WIDE or -(-len(spots) // every) > FEW_APART
    for place, spot in enumerate(spots):
        across = _across(place, len(spots), wide)
        if spot.value is None:
            parts += _line(run)
            run = []
        else:
            height = _height(spot.value, bottom, top)
            run.append(f"{across},{height}")
            parts.append(f'<circle class="chart__mark" cx="{across}" cy="{height}" r="4" fill="{MARK}"/>')
        if (len(spots) - 1 - place) % every == 0:
            parts.append(_label(spot.label, across, wide, staggered=tight and bool((place // every) % 2)))
    return [*parts, *_line(run)]


def _line(run: list[str]) -> list[str]:
    if len(run) < 2:
        return []
    points = " ".join(run)
    return [
        f'<polyline class="chart__line" points="{points}" fill="none" stroke="{MARK}" stroke-width="3"/>'
    ]


def _figures(spots: Sequence[Spot], bottom: float, top: float, unit: str, wide: int) -> list[str]:
    """Each value above its mark, or under it where there is no room above."""
    parts = []
    for place, spot in enumerate(spots):
        if spot.value is not None:
            mark, across = _height(spot.value, bottom, top), _across(place, len(spots), wide)
            height = round(mark - 9 if mark > TOP + 2 * LETTER else mark + LETTER + 9, 1)
            parts.append(
                f'<text class="chart__word" x="{across}" y="{height}" text-anchor="middle" '
                f'font-weight="bold" fill="{INK}" stroke="#ffffff" stroke-width="4" paint-order="stroke">'
                f"{escape(f'{spot.value:,g}{unit}')}</text>"
            )
    return parts


def _label(words: str, across: float, wide: int, *, staggered: bool) -> str:
    """Every second label stands a line lower, so that neighbours have room; none leaves the drawing."""
    longest = LONGEST_LABEL * wide // WIDE
    short = words if len(words) <= longest else f"{words[: longest - 1]}…"
    height = HIGH - BOTTOM + (34 if staggered else 18)
    half = len(short) * LETTER * WIDTH_OF_LETTER / 2
    across = round(min(max(across, half), wide - half), 1)
    return (
        f'<text class="chart__word" x="{across}" y="{height}" text-anchor="middle" fill="{INK}">'
        f"{escape(short)}</text>"
    )
