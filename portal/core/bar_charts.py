"""Bars as an SVG file that stands by itself, drawn from shown figures, with what it rests on.

Laid out from top to bottom, label above bar, so that long labels have room. The same figures give the
same text, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.core.chart_sheet import NOTE_LETTER, Sheet


@dataclass(frozen=True)
class Bars:
    """One chart of bars: each a name and its length; None: no bar is drawn. `says` stands in for it."""

    title: str
    says: str
    bars: Sequence[tuple[str, int | None]]


def bar_chart(drawn: Bars, *, notes: Sequence[str], hidden: str) -> Markup:
    """The file of one chart. `notes` stand under it (its base, dates, rule), `hidden` instead of a bar."""
    sheet = Sheet(drawn.title)
    longest = max([length for _label, length in drawn.bars if length], default=1)
    for label, length in drawn.bars:
        sheet.words(label)
        if length is None:
            sheet.bar(None, hidden)
        else:
            sheet.bar(length / longest, f"{length:,}")
    sheet.rule()
    for note in notes:
        sheet.words(note, NOTE_LETTER)
    told = "; ".join(f"{label}: {length}" for label, length in drawn.bars if length is not None)
    return sheet.finished(f"{drawn.says} {told}.")
