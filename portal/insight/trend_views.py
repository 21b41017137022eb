"""Trends for staff: themes over rounds, one theme over months, plans read through, areas side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.areas.queries import all_areas
from portal.core import clock
from portal.core.access import needs, person
from portal.core.charts import Spot, line_chart
from portal.core.disclosure import rule_sentence
from portal.feedback.models import Stance
from portal.insight.generations import Generations, generations, waves_of_plans
from portal.insight.periods import Span, periods
from portal.insight.permissions import can_read_exact_numbers, can_read_numbers
from portal.insight.trend_queries import (
    BY,
    STANCES,
    writers_read_as,
    writers_under_themes,
)
from portal.insight.trend_words import said, under_chart
from portal.insight.trends import ENOUGH, Line, by_whom, lines_of, over_rounds
from portal.insight.waiting_queries import writers_waiting
from portal.strategies.models import Priority, Theme
from portal.strategies.queries import (
    crosswalk_of,
    priorities_of_area,
    strategies_of,
    theme_by_slug,
    themes,
)
from portal.surveys.models import Wave
from portal.surveys.results.figures import Reader, Wrote, wrote_about
from portal.surveys.results.names import stance_name, stance_or_not
from portal.surveys.results.permissions import may_read
from portal.surveys.results.queries import (
    questions_asked,
    rounds_of,
    writers,
    writers_by_theme,
)
from portal.surveys.results.releasing import breakdowns
from portal.surveys.results.rounds import Round

blueprint = flask.Blueprint("staff_trends", __name__, url_prefix="/<area:area>/staff/trends")
Labels = Mapping[str, tuple[str, Mapping[str, str]]]


def _rounds(area: Area) -> list[Round]:
    """The rounds that this person may read in an area, the newest first."""
    at = clock.now()
    return may_read(person(), area, rounds_of(area, at), at)


def _waves(rounds: Sequence[Round]) -> list[Wave]:
    return [wave for one in rounds for wave in one.waves]


def _stance(area: Area) -> Stance | None:
    """The stance in the address, for those who may read exact numbers; None: whatever people say."""
    wanted = flask.request.args.get("stance")
    if not wanted:
        return None
    if not can_read_exact_numbers(person(), area):
        flask.abort(403)
    return Stance(wanted) if wanted in set(Stance) else flask.abort(404)


def _stance_chips(area: Area, current: Stance | None, **address: Any) -> list[dict[str, object]]:
    """Working or not: one stance alone. None for those who see protected figures: a group of a group is
    no figure that may leave."""
    if not can_read_exact_numbers(person(), area):
        return []
    endpoint = str(flask.request.endpoint)
    return [
        {
            "url": flask.url_for(endpoint, **address, stance=one.value if one else None),
            "text": stance_name(one) if one else _("Whatever they say"),
            "current": one == current,
        }
        for one in (None, *Stance)
    ]


def _on_themes(
    area: Area, waves: Sequence[Wave], listed: Sequence[Theme], stance: Stance | None = None
) -> list[Wrote]:
    ids = [wave.id for wave in waves]
    found = writers_under_themes(area, ids, stance) if stance else writers_by_theme(area, ids)
    return wrote_about(Reader(area, person()), waves, writers(area, ids), found, [one.id for one in listed])


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """Every theme over the rounds, audience by audience, with what surely changed."""
    rounds, listed = _rounds(area), themes()
    reader, stance = Reader(area, person()), _stance(area)
    waves = _waves(rounds)
    wrote = _on_themes(area, waves, listed, stance)
    waiting = writers_waiting(area, [wave.id for wave in waves])
    lines = {theme.id: over_rounds(reader, wrote, theme.id, waiting) for theme in listed}
    return flask.render_template(
        "insight/trends/index.html",
        themes=listed,
        lines=lines,
        first=next(iter(lines.values()), []),
        stance=stance,
        stances=_stance_chips(area, stance),
        **_drawing(reader),
        may_see_exact=can_read_exact_numbers(person(), area),
        rule=rule_sentence(protection_of(area), _),
    )


@blueprint.get("/themes/<slug:theme>/")
@needs(can_read_exact_numbers)
def theme(area: Area, theme: str) -> str:
    """One theme over months or quarters: how much and by whom. Exact, so for those who may see that."""
    found = theme_by_slug(theme) or flask.abort(404)
    names = _said_of_themselves(area)
    span, who = _span(), _who(names)
    listed = periods(span, clock.today())
    reader = Reader(area, person())
    return flask.render_template(
        "insight/trends/theme.html",
        theme=found,
        span=span,
        spans=_span_chips(found, span, who),
        who=who,
        names=names,
        lines=lines_of(area, reader, listed, found, who),
        groups=by_whom(area, reader, listed, found, names),
        first=listed[0].first,
        stances=[stance_or_not(one) for one in STANCES],
        **_drawing(reader),
        rule=rule_sentence(protection_of(area), _),
    )


def _span() -> Span:
    wanted = flask.request.args.get("span", Span.QUARTERS)
    return Span(wanted) if wanted in set(Span) else flask.abort(404)


def _said_of_themselves(area: Area) -> Labels:
    """What people say of themselves in the newest round, and what each answer is called."""
    waves = _waves(_rounds(area))[:1]
    known = breakdowns(area, waves[0], questions_asked(waves)) if waves else {}
    # no audience is asked in the words of another
    titles = {"locality": _("Part of the area"), "plan": _("Plan or support"), "age_band": _("Age")}
    return {column: (titles[column], known[column][1]) for column in BY if column in known}


def _who(names: Labels) -> dict[str, str]:
    """One group out of the address: a locality or a plan, never two at once."""
    for column, (_title, labels) in names.items():
        code = flask.request.args.get(column)
        if code:
            return {column: code} if code in labels else flask.abort(404)
    return {}


def _span_chips(theme: Theme, current: Span, who: Mapping[str, str]) -> list[dict[str, object]]:
    address: dict[str, Any] = {"theme": theme.slug, **who}
    words = {Span.QUARTERS: _("16 quarters"), Span.MONTHS: _("24 months")}
    return [
        {
            "url": flask.url_for(".theme", **address, span=span.value),
            "text": text,
            "current": span == current,
        }
        for span, text in words.items()
    ]


def _drawing(reader: Reader) -> dict[str, Any]:
    """How a line is drawn and put into words, for this reader."""
    exact = reader.sees_exact

    def chart(line: Line) -> object:
        shares = [
            one.share if exact else (one.about.public_percent if one.applies else None)
            for one in line.steps
        ]
        spots = [Spot(one.label, share) for one, share in zip(line.steps, shares, strict=True)]
        says = _("%(who)s: of 100 who wrote, how many wrote about it.", who=line.title)
        return line_chart(spots, says=f"{says} {under_chart(line, exact=exact)}", unit="%", end=100)

    return {
        "chart": chart,
        "enough": ENOUGH,
        "under_chart": lambda line: under_chart(line, exact=exact),
        "said": said,
        "as_charts": flask.request.args.get("show") == "charts",
    }


@blueprint.get("/plans/")
@needs(can_read_numbers)
def plans(area: Area) -> str:
    """The newest plan's priorities over the rounds, in two readings: as tagged then, and as read now."""
    then, stance = flask.request.args.get("reading") != "now", _stance(area)
    priorities = priorities_of_area(area)
    through = generations(strategies_of(area), priorities, crosswalk_of(area))
    waves = _waves(_rounds(area))
    shown = priorities if then else _of_today(through)
    as_tagged = {one.id: {one.id} for one in shown}
    read_as = through.read_as if through and not then else as_tagged
    there = waves_of_plans(strategies_of(area), priorities, read_as, waves)
    reader = Reader(area, person())
    ids = [wave.id for wave in waves]
    found, waiting = writers_read_as(area, ids, read_as, stance), writers_waiting(area, ids)
    wrote = wrote_about(reader, waves, writers(area, ids), found, [one.id for one in shown])
    return flask.render_template(
        "insight/trends/plans.html",
        then=then,
        through=through,
        priorities=shown,
        lines={one.id: over_rounds(reader, wrote, one.id, waiting, there[one.id]) for one in shown},
        stance=stance,
        stances=_stance_chips(area, stance, reading="then" if then else "now"),
        **_drawing(reader),
        rule=rule_sentence(protection_of(area), _),
    )


def _of_today(through: Generations | None) -> list[Priority]:
    return [*(one.priority for one in through.heirs), *through.orphans] if through else []


@blueprint.get("/areas/")
@needs(can_read_numbers)
def areas(area: Area) -> str:
    """The common themes in every area whose numbers this person may read, side by side.

    Each area's newest ended round; figures of two areas are never added up.
    """
    at, listed = clock.now(), themes()
    found = []
    for one in all_areas():
        if can_read_numbers(person(), one):
            ended = [each for each in rounds_of(one, at) if each.is_finished(at)][:1]
            found.append((one, ended, _on_themes(one, _waves(ended), listed)))
    return flask.render_template(
        "insight/trends/areas.html",
        areas=found,
        themes=listed,
        rule=rule_sentence(protection_of(area), _),
    )
