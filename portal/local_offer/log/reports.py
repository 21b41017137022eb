"""What the search log says, as tables: a sentence, columns and lines, from the threshold up."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.local_offer.directory import kinds
from portal.local_offer.log import queries
from portal.local_offer.log.queries import Months, Row
from portal.strategies.queries import themes

RECENT = 3  # months that are laid beside the three before


@dataclass(frozen=True)
class Line:
    """One line of a table: its name, its cluster (None: of none), its cells, its bar (0 to 100)."""

    name: str
    cluster_id: int | None
    cells: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class Report:
    """A table with its title and the sentence that says what it is for."""

    title: str
    lead: str
    columns: tuple[str, ...]
    lines: Sequence[Line]


def year_to(day: date, source: str = "") -> Months:
    """The twelve months that end with the month of a day."""
    return Months(_months_on(day, -11), _months_on(day, 1), source)


def month_name(day: date) -> str:
    """The month of a day in words: "May 2026"."""
    return str(format_date(day, "MMMM yyyy"))


def _months_on(day: date, count: int) -> date:
    number = day.year * 12 + day.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def top(area: Area, months: Months) -> Report:
    """What is searched for most."""
    return Report(
        _("What people look for most"),
        _("Searches that mean the same stand in one line, whatever their spelling."),
        (_("Searches"), _("Found nothing"), _("Opened")),
        _lines(queries.clusters(area, months), lambda r: (r.searches, r.nothing, r.clicks)),
    )


def nothing(area: Area, months: Months) -> Report:
    """What finds nothing."""
    return Report(
        _("What people do not find"),
        _("Each of these found no service. It may be missing, or it may have another name here."),
        (_("Found nothing"), _("Searches")),
        _lines(queries.clusters(area, months, order="nothing"), lambda r: (r.nothing, r.searches)),
    )


def unclicked(area: Area, months: Months) -> Report:
    """What is found but not opened."""
    places = queries.positions(area, months)
    rows = queries.clusters(area, months, order="unclicked")
    most = max((_unopened(row) for row in rows), default=1)
    lines = [
        Line(
            row.label,
            row.id,
            (
                str(_unopened(row)),
                str(row.clicks),
                f"{places[row.id]:.0f}" if row.id in places else _("Not known") if row.clicks else "",
            ),
            100 * _unopened(row) / most,
        )
        for row in rows
    ]
    return Report(
        _("What people find and do not open"),
        _("Something was shown, but not what people hoped for. What hardly anybody opens comes first."),
        (_("Not opened"), _("Opened"), _("Usual place of what was opened")),
        lines,
    )


def _unopened(row: Row) -> int:
    """Searches that found something, of which nothing was opened."""
    return row.searches - row.nothing - row.clicks


def refined(area: Area, months: Months) -> Report:
    """What people try next."""
    steps = queries.refined(area, months)
    most = max((count for _first, _then, count in steps), default=1)
    return Report(
        _("What people try next"),
        _("A second search right after the first says that the first did not help."),
        (_("Times"),),
        [
            Line(
                _("%(first)s, then %(then)s", first=first, then=then),
                None,
                (str(count),),
                100 * count / most,
            )
            for first, then, count in steps
        ],
    )


def moving(area: Area, months: Months) -> Report:
    """What rises and falls."""
    middle = _months_on(months.ends, -RECENT)
    earlier = Months(_months_on(middle, -RECENT), middle, months.source)
    rows = queries.moving(area, earlier, Months(middle, months.ends, months.source))
    most = max((abs(row.searches - row.earlier) for row in rows), default=1) or 1
    return Report(
        _("What rises and falls"),
        _("The last three months beside the three before."),
        (_("Now"), _("Before"), _("Change")),
        [
            Line(
                row.label,
                row.id,
                (str(row.searches), str(row.earlier), f"{row.searches - row.earlier:+d}"),
                100 * abs(row.searches - row.earlier) / most,
            )
            for row in rows
        ],
    )


def unmapped(area: Area, months: Months) -> Report:
    """What belongs to no theme yet."""
    return Report(
        _("Searches without a theme"),
        _("Open one to say what it is about. The tables by theme then count it."),
        (_("Searches"),),
        _lines(queries.unmapped(area, months), lambda r: (r.searches,)),
    )


def by_theme(area: Area, months: Months) -> Report:
    """Need and supply by theme."""
    names = {theme.slug: theme.label for theme in themes()}
    offered = queries.supply(area, "theme")
    return _need_and_supply(queries.sums_by(area, months, "theme"), names, offered, _("By theme"))


def by_need(area: Area, months: Months) -> Report:
    """Need and supply by what children need help with."""
    names = {code: _(words) for code, words in kinds.needs().items() if code != kinds.ANY_NEED}
    offered = queries.supply(area, "need")
    return _need_and_supply(queries.sums_by(area, months, "need"), names, offered, _("By need"))


def _need_and_supply(
    sums: dict[str, tuple[int, int]], names: dict[str, str], offered: Counter[str], title: str
) -> Report:
    most = max((sums.get(code, (0, 0))[0] for code in names), default=1) or 1
    lines = [
        Line(
            name,
            None,
            (str(sums.get(code, (0, 0))[0]), str(sums.get(code, (0, 0))[1]), str(offered[code])),
            100 * sums.get(code, (0, 0))[0] / most,
        )
        for code, name in names.items()
    ]
    return Report(
        title,
        _("What people look for, beside the services that there are."),
        (_("Searches"), _("Found nothing"), _("Services")),
        lines,
    )


def _lines(rows: Sequence[Row], cells: Callable[[Row], tuple[int, ...]]) -> list[Line]:
    most = max((cells(row)[0] for row in rows), default=1) or 1
    return [Line(r.label, r.id, tuple(map(str, cells(r))), 100 * cells(r)[0] / most) for r in rows]


REPORTS: dict[str, Callable[[Area, Months], Report]] = {
    "top": top,
    "not-found": nothing,
    "not-opened": unclicked,
    "tried-next": refined,
    "rising-and-falling": moving,
    "by-theme": by_theme,
    "by-need": by_need,
    "without-a-theme": unmapped,
}
