"""The result of a vote as a file: the same figures as its page."""

import csv
import io

from portal.core.spreadsheet import disarmed
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
    vote = outcome.vote
    rows.writerow(("Question", disarmed(vote.question)))
    rows.writerow(("Rule", RULES[VoteRule(vote.rule)].format(vote=vote)))
    rows.writerow(("Open", f"{vote.opens_at:%Y-%m-%d} to {vote.closes_at:%Y-%m-%d}"))
    if not outcome.enough:
        rows.writerow((NOT_ENOUGH,))
        return text.getvalue()
    rows.writerow(("Ballots", outcome.ballots))
    rows.writerow(("Empty ballots", outcome.blank))
    rows.writerow(("People in rooms with a show of hands", outcome.people))
    rows.writerow(HEADINGS)
    for line in outcome.lines:
        figures = (f"{line.points:g}", f"{line.from_ballots:g}", line.from_hands)
        rows.writerow((line.place, disarmed(line.option.title), *figures))
    return text.getvalue()
