"""How answers to "How well did we work with you?" are released: each quarter once, when it is over."""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.charter.models import After, Worked
from portal.charter.quarters import first_day, first_day_after
from portal.charter.queries import after_in, quarters_rated, worked_in
from portal.charter.words import after_name, worked_name
from portal.core import clock
from portal.core.disclosure import PeopleCount
from portal.releases.figures import CountedCell, CountedTable
from portal.releases.kinds import Kind, Quote, Report, Subject
from portal.surveys.results.totals import NOBODY, joined

KIND_NAME, THING = "charter-rating", "how-we-work-together"


def _subject_of(quarter: int) -> Subject:
    ends = clock.local_midnight(first_day_after(quarter))
    year, number = divmod(quarter, 10)
    return Subject(
        id=quarter,
        thing=THING,
        occasion=f"{year}-q{number}",
        title=str(_("How well did we work with you?")),
        round_title=str(_("%(year)s, quarter %(number)s", year=year, number=number)),
        opens_at=clock.local_midnight(first_day(quarter)),
        closes_at=ends,
        ready_at=ends,
    )


def _subjects(area: Area, _at: datetime) -> list[Subject]:
    return [_subject_of(quarter) for quarter in quarters_rated(area)]


def _subject(area: Area, quarter: int) -> Subject | None:
    return _subject_of(quarter) if quarter in quarters_rated(area) else None


def count(area: Area, quarter: int, report: Report) -> list[CountedTable]:
    """The answers of a quarter, and after what they were given."""
    report(0, 1, _("Counting the answers."))
    answers, occasions = worked_in(area, quarter), after_in(area, quarter)
    asked = _("How well did we work with you?")
    cells = [
        CountedCell(one.value, worked_name(one), answers.get(one, NOBODY), one != Worked.NOT_SURE)
        for one in Worked
    ]
    who = [CountedCell(one.value, after_name(one), occasions.get(one, NOBODY)) for one in After]
    tables = [
        _table("who", "after", str(_("What they had taken part in")), who, occasions),
        _table("answers", "worked", str(asked), cells, answers),
    ]
    report(1, 1, _("Keeping the figures."))
    return tables


def _table(
    section: str,
    key: str,
    title: str,
    cells: list[CountedCell],
    people: Mapping[Worked, PeopleCount] | Mapping[After, PeopleCount],
) -> CountedTable:
    return CountedTable(
        section=section,
        key=key,
        title=title,
        group=str(_("People who took part")),
        audience="everyone",
        mode=None,
        many=False,
        base=joined(people.values()) if section == "who" else joined(c.people for c in cells if c.in_base),
        cells=cells,
    )


def _quotes(_area: Area, _quarter: int, _item_ids: Collection[int] | None) -> list[Quote]:
    """Nobody writes words beside this answer."""
    return []


KIND = Kind(name=KIND_NAME, subjects=_subjects, subject=_subject, count=count, quotes=_quotes)
