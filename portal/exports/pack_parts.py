"""What every pack says: what it is, measures with what changed, and how it was counted."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flask_babel import gettext as _

from portal.core.disclosure import rule_in_full, rule_sentence
from portal.core.filters import long_date
from portal.core.line_files import line_file
from portal.core.spreadsheet import Cell
from portal.exports import method, read_me
from portal.exports.documents import Block, Grid, Heading, Picture, Points, Text
from portal.exports.scope import Scope
from portal.exports.trend_files import drawn_measure
from portal.exports.trends import trends_of
from portal.insight.measure_words import released_change_words, share_words
from portal.insight.released_measures import Known
from portal.insight.sureness import Change
from portal.strategies.models import Measure

# how far the making is: done, in all, words
Report = Callable[[int, int, str], None]
Row = Sequence[Cell]


def about(scope: Scope) -> Iterator[Block]:
    """Which area and plan, what for and when; a demonstration says that it is made up."""
    if scope.demonstration:
        yield Text(_("Example. People and numbers are made up."))
    years = f"{scope.strategy.starts}–{scope.strategy.ends}"
    yield Text(f"{scope.area.name}: {scope.area.partnership}. {years}.")
    yield Text(_("What it is for: %(purpose)s", purpose=scope.purpose))
    yield Text(_("Made on %(day)s.", day=long_date(scope.at)))


def measure_grid(measures: Sequence[Measure], known: Mapping[int, Known]) -> Iterator[Block]:
    """What everyone may know of these measures; feedback never stands in for records (rules.md)."""
    rows = [row for one in measures for row in _measure(one, known[one.id])]
    if rows:
        yield Grid(_("How this is checked"), (_("Measure"), _("From"), _("Value"), _("What changed")), rows)


def _measure(measure: Measure, known: Known) -> Iterator[Row]:
    for one in known.surveys:
        where = f"{one.group}, {one.round_title}"
        yield [measure.text, where, share_words(one), released_change_words(one)]
    if known.records:
        newest, before = known.records[-1], known.records[-2:-1]
        where = f"{newest.source}, {long_date(newest.of_day)}"
        change = _("before: %(value)s", value=f"{before[0].value:,g}") if before else ""
        yield [measure.text, where, f"{newest.value:,g} {newest.unit}".strip(), change]
    elif not known.surveys:
        yield [measure.text, "", _("No data"), ""]


def lines_of(measures: Sequence[Measure], known: Mapping[int, Known], scope: Scope) -> Iterator[Block]:
    """The measures of which enough is known for a line over time, drawn."""
    above = [_("Example. People and numbers are made up.")] if scope.demonstration else []
    for measure in measures:
        for one in drawn_measure(measure, known[measure.id]):
            if one.line is not None:
                rule = [rule_sentence(scope.protect.settings, _)] if one.of_people else []
                hidden = _("too few people for a share")
                yield Picture(
                    line_file(one.line, notes=[*above, *one.notes, *rule], hidden=hidden),
                    f"{one.line.title} {one.line.says}",
                )


def what_moved(scope: Scope) -> Iterator[Block]:
    """The themes of which a larger or a smaller share wrote than in the round before, surely; a sentence
    where there is none."""
    lines = [
        f"{one.title}: {one.says}"
        for one in trends_of(scope)
        if one.what == _("Themes") and one.change in {Change.MORE, Change.FEWER}
    ]
    yield (Points(lines) if lines else Text(_("Nothing is sure to have changed since the round before.")))


def how_counted(scope: Scope, not_cleared: int) -> Iterator[Block]:
    """The rule, what the file is, and how the comments were sorted."""
    yield Heading(1, _("How we counted"))
    yield Text(rule_in_full(scope.protect.settings, _))
    rows = list(read_me.read_me_rows(scope, not_cleared))
    yield Grid(_("About this file"), (_("What"), _("Explanation")), rows)
    yield Grid(_("How the comments were sorted"), method.HEADINGS, list(method.method_rows(scope)))
