"""The result of a vote as a file, CSV or a workbook: the same figures as its page."""

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from portal.core import clock
from portal.core.spreadsheet import Cell, Workbook, disarmed
from portal.voting.models import VoteRule
from portal.voting.results import Outcome

HEADINGS = ("Place", "Option", "Total", "From ballots", "From hands")
NOT_ENOUGH = "Not enough votes to show"
RULES = {
    VoteRule.PICK: "pick up to {vote.most}",
    VoteRule.DOTS: "{vote.most} dots, up to {vote.most_each} on one",
    VoteRule.RANKING: "ranking: places by Schulze, totals by Borda",
}


def as_csv(outcome: Outcome) -> str:
    """Question, rule and base first, then a line for each option; formulas disarmed."""
    text = io.StringIO()
    rows = csv.writer(text)
    for row in _about(outcome):
        rows.writerow([disarmed(str(cell)) for cell in row])
    if outcome.enough:
        rows.writerow(HEADINGS)
        for line in _lines(outcome):
            rows.writerow([disarmed(cell) if isinstance(cell, str) else cell for cell in line])
    return text.getvalue()


def as_workbook(outcome: Outcome) -> bytes:
    """The same as an Excel workbook: a sheet for the result, one for how it was counted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.xlsx"
        with Workbook(path) as book:
            book.add("Result", HEADINGS, _lines(outcome) if outcome.enough else [])
            book.add("How it was counted", ("What", "Value"), _about(outcome))
        return path.read_bytes()


def _about(outcome: Outcome) -> list[tuple[str, Cell]]:
    vote = outcome.vote
    first, last = (clock.local(one).date().isoformat() for one in (vote.opens_at, vote.closes_at))
    said: list[tuple[str, Cell]] = [
        ("Question", vote.question),
        ("Rule", RULES[VoteRule(vote.rule)].format(vote=vote)),
        ("Open", f"{first} to {last}"),
    ]
    if not outcome.enough:
        return [*said, ("Result", NOT_ENOUGH)]
    return [
        *said,
        ("Ballots", outcome.ballots),
        ("Empty ballots", outcome.blank),
        ("People in rooms with a show of hands", outcome.people),
    ]


def _lines(outcome: Outcome) -> list[Sequence[Cell]]:
    """Whole numbers as numbers; half points of a ranking as text."""
    return [
        (
            line.place,
            line.option.title,
            _number(line.points),
            _number(line.from_ballots),
            line.from_hands,
        )
        for line in outcome.lines
    ]


def _number(points: float) -> Cell:
    return int(points) if points == int(points) else f"{points:g}"
