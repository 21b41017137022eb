"""What a file of reach holds: every figure is the one that the page of reach shows, and no other.

Rows are made from what that page is made from (insight/reach/reached.py), so that nothing can be worked
out from the file and the page side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.core.disclosure import rule_in_full
from portal.core.filters import long_date
from portal.core.spreadsheet import Cell
from portal.insight.reach.comparing import Group, Tally
from portal.insight.reach.dimensions import described
from portal.insight.reach.models import Dimension, Population
from portal.insight.reach.queries import populations_of
from portal.insight.reach.reached import Reached, figures_for, reached_in
from portal.insight.reach.spans import Span
from portal.insight.reach.words import people_words, share_words, standing_words, tally_words
from portal.surveys.results.names import audience_name

TABLE = "Reach"
HEADINGS = (
    "By",
    "Who",
    "Answers in all",
    "Surveys counted",
    "Group",
    "Children in 100",
    "Children, about",
    "Answers",
    "Answers in 100",
    "At least",
    "At most",
    "What it says",
)
READ_ME_HEADINGS = ("What", "Explanation")
Row = list[Cell]


@dataclass(frozen=True)
class ReachScope:
    """Everything one file is made from: an area, rounds that have ended, and what it is for."""

    area: Area
    span: Span
    purpose: str
    by: int
    at: datetime
    demonstration: bool

    @property
    def titles(self) -> list[str]:
        """The span, and each of its rounds."""
        return [self.span.title, *(one.title for one in self.span.rounds)]

    @property
    def slug(self) -> str:
        """The span, in the name of the file."""
        return self.span.key

    @property
    def wave_ids(self) -> list[int]:
        """The waves of its rounds."""
        return [wave.id for one in self.span.rounds for wave in one.waves]

    @property
    def protection(self) -> dict[str, float]:
        """The settings of small numbers that were in force."""
        return protector_of(self.area).settings.kept()

    @cached_property
    def compared(self) -> list[tuple[Dimension, Population | None, list[Reached]]]:
        """Each dimension with the area's figures and what was reached, as the page has them."""
        populations = populations_of(self.area)
        found = []
        for dimension in Dimension:
            people = figures_for(populations, dimension, self.span)
            found.append((dimension, people, reached_in(self.area, self.span, dimension, people)))
        return found


def reach_rows(scope: ReachScope) -> Iterator[Row]:
    """A row a group of each audience and dimension; last those who stand apart."""
    for dimension, _people, reached in scope.compared:
        for one in reached:
            start: Row = [
                described(dimension).name,
                audience_name(one.audience),
                _answers(one.comparison.base),
                one.comparison.surveys,
            ]
            if not one.comparison.base.shown:
                yield [*start, *([None] * (len(HEADINGS) - len(start)))]
                continue
            yield from ([*start, *_group(one, group)] for group in one.comparison.groups)
            for label, tally in [*one.others.items(), (_("Did not say, or were not asked"), one.not_said)]:
                yield [*start, label, None, None, _answers(tally), None, None, None, _("Stands apart")]


def _group(one: Reached, group: Group) -> Row:
    children: Row = [group.of_people, group.people]
    if group.of_people is None or group.people is None:
        children = [people_words(group), None]
    share = group.of_answers
    shares: Row = [share_words(group), None, None]
    if share is not None:
        shares = [share.middle, share.least if share.middle is not None else None, share.most]
    label = one.labels[group.code]
    return [label, *children, _answers(group.tally), *shares, standing_words(group.standing)]


def _answers(tally: Tally) -> Cell:
    """Answers as the page has them: a number, or words where a star is in it."""
    return tally.known if tally.shown and not tally.stars else tally_words(tally)


def read_me_rows(scope: ReachScope) -> Iterator[Row]:
    """Pairs of what and explanation, the made-up notice first."""
    if scope.demonstration:
        yield [_("Made up"), _("Example. People and numbers are made up.")]
    yield [_("Area"), f"{scope.area.name}: {scope.area.partnership}"]
    yield [_("What it is for"), scope.purpose]
    yield [_("Made on"), long_date(scope.at)]
    yield [_("From when"), scope.span.title]
    for one in scope.span.rounds:
        days = _("%(first)s to %(last)s", first=long_date(one.opens_at), last=long_date(one.closes_at))
        yield [_("Round: %(title)s", title=one.title), days]
    for dimension, people, _reached in scope.compared:
        if people is not None:
            told = _("Figures of %(day)s: %(source)s", day=long_date(people.of_day), source=people.source)
            yield [_("Children with SEND: %(by)s", by=described(dimension).name), told]
    yield [_("What is counted"), _counted()]
    yield [_("Shares"), _shares()]
    yield [_("How small numbers are protected"), rule_in_full(protector_of(scope.area).settings, _)]


def _counted() -> str:
    return str(
        _(
            "Answers, not people: who answers two surveys counts twice. People who work with families "
            "are left out. Figures of several rounds add up what may be shown of each. A star is a small "
            "number that is hidden. Numbers of children are to the nearest 10."
        )
    )


def _shares() -> str:
    return str(
        _(
            "Shares of answers leave out those who did not say. The true share is between the two numbers "
            "in 95 of 100 cases. People choose to answer, so no number here is certain."
        )
    )
