"""The charts of a measure, each with the sentence that it shows."""

from flask_babel import gettext as _
from markupsafe import Markup

from portal.core.charts import Spot, line_chart
from portal.core.filters import long_date
from portal.insight.measure_words import change_words, counted_words
from portal.insight.measures import Counted, Series


def chart_of_series(series: Series, *, exact: bool) -> Markup:
    """The good answers of one group from round to round, in a hundred."""
    spots = [Spot(one.wave.title, one.exact if exact else one.public) for one in series.points]
    says = _("%(group)s: good answers in 100, round by round.", group=series.group)
    target = series.target.per_cent if series.target else None
    says = f"{says} {change_words(series.trend, series.ended)}"
    return line_chart(spots, says=says, target=target, unit="%", end=100)


def chart_of_figures(counted: Counted) -> Markup:
    """The figures of services from day to day."""
    spots = [Spot(long_date(one.of_day), one.value) for one in counted.figures]
    aim = counted.aim
    says = _("Figures of services, in %(unit)s.", unit=aim.unit) if aim else _("Figures of services.")
    return line_chart(spots, says=f"{says} {counted_words(counted)}", target=aim.target if aim else None)
