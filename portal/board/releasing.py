"""How answers to "Did it make a difference?" are released: once for each promise, when its time is over.

Answers hold no day, so a promise has one round: it begins with its first update that says done or partly
done. After that round nothing can come any more, and the answers are shown at once and for good.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.areas.models import Area
from portal.board.models import OVER, Difference, Entry, Update
from portal.board.queries import differences, entry_in
from portal.board.words import difference_name
from portal.core import clock
from portal.core.db import db
from portal.releases.figures import CountedCell, CountedTable, ShownTable, read
from portal.releases.kinds import Kind, Quote, Report, Subject
from portal.releases.queries import published_at_address
from portal.releases.reading import most_common
from portal.surveys.results.totals import NOBODY, joined

KIND_NAME = "promise-difference"


def address_of_round(slug: str, entry_id: int) -> tuple[str, str]:
    """The two words in the address of a promise's release."""
    return f"promise-{slug}"[:80], f"difference-{entry_id}"


def _subject_of(entry: Entry, begun: date) -> Subject:
    thing, occasion = address_of_round(entry.slug, entry.id)
    ends = clock.local_midnight(begun + timedelta(days=Entry.ASKED_DAYS))
    return Subject(
        id=entry.id,
        thing=thing,
        occasion=occasion,
        title=entry.title,
        round_title=str(_("Did it make a difference?")),
        opens_at=clock.local_midnight(begun),
        closes_at=ends,
        ready_at=ends,
    )


def _subjects(area: Area, _at: datetime) -> list[Subject]:
    """Published promises that are or were done, the latest first: one query."""
    begun = func.min(Update.dated)
    rows = (
        select(Entry, begun)
        .join(Update, Update.entry_id == Entry.id)
        .where(Entry.area_id == area.id, Entry.published_on.is_not(None), Update.state.in_(OVER))
        .group_by(Entry.id)
        .order_by(begun.desc(), Entry.id.desc())
    )
    return [_subject_of(entry, first) for entry, first in db.session.execute(rows)]


def _subject(area: Area, entry_id: int) -> Subject | None:
    entry = entry_in(area, entry_id)
    begun = entry.asked_from if entry is not None and entry.published_on is not None else None
    return _subject_of(entry, begun) if entry is not None and begun is not None else None


def count(area: Area, entry_id: int, report: Report) -> list[CountedTable]:
    """One table: the four answers over everybody who answered."""
    report(0, 1, _("Counting the answers."))
    found = differences(area, [entry_id]).get(entry_id, {})
    cells = [
        CountedCell(one.value, difference_name(one), found.get(one, NOBODY), one != Difference.NOT_SURE)
        for one in Difference
    ]
    table = CountedTable(
        section="answers",
        key="difference",
        title=str(_("Did it make a difference for you?")),
        group=str(_("People who read the promise")),
        audience="everyone",
        mode=None,
        many=False,
        base=joined(cell.people for cell in cells if cell.in_base),
        cells=cells,
    )
    report(1, 1, _("Keeping the figures."))
    return [table]


def _quotes(_area: Area, _entry_id: int, _item_ids: Collection[int] | None) -> list[Quote]:
    """Private words beside these answers are never quoted here."""
    return []


KIND = Kind(name=KIND_NAME, subjects=_subjects, subject=_subject, count=count, quotes=_quotes)


@dataclass(frozen=True)
class ShownDifference:
    """What was released about a promise: its one table, and the answer that stands out, if one does."""

    thing: str
    occasion: str
    table: ShownTable
    top: str | None


def difference_shown(area: Area, entry: Entry) -> ShownDifference | None:
    """What was released about a promise; None while nothing is."""
    release = published_at_address(area, *address_of_round(entry.slug, entry.id))
    if release is None:
        return None
    published = read(release.file)
    table = published.tables[0]
    return ShownDifference(release.thing, release.occasion, table, most_common(table, published.settings))
