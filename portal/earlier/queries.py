"""Every read of brought files and of which words of them are here."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, func, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.earlier.models import EarlierFile, EarlierState, EarlierWords
from portal.earlier.sheets import Table, name_word, source_of
from portal.feedback.models import FeedbackItem, ItemState
from portal.places.models import Place
from portal.strategies.models import Theme
from portal.strategies.queries import themes

SIZE = 25
# a file is kept while one of these lasts
WAITING = (EarlierState.MAPPING, EarlierState.TRYING, EarlierState.READY)


class Known(NamedTuple):
    """Words of a source that are here, or were: their item is None once they have gone."""

    id: int
    file_id: int
    print_of: str
    item_id: int | None
    state: ItemState | None


def file_in(area: Area, file_id: int, *, for_update: bool = False) -> EarlierFile | None:
    """A file of this area; `for_update`: held until the commit."""
    rows = select(EarlierFile).where(EarlierFile.area_id == area.id, EarlierFile.id == file_id)
    return db.session.scalar(rows.with_for_update() if for_update else rows)


def content_of(file_id: int) -> bytes | None:
    """The locked file."""
    return db.session.scalar(select(EarlierFile.content_locked).where(EarlierFile.id == file_id))


def page_of_files(area: Area, number: int) -> Page[EarlierFile]:
    """The files of an area, the latest first."""
    rows = select(EarlierFile).where(EarlierFile.area_id == area.id)
    return page_of(rows.order_by(EarlierFile.made_at.desc(), EarlierFile.id.desc()), number, size=SIZE)


def titles_of(area: Area) -> list[str]:
    """What the files so far were called."""
    rows = select(EarlierFile.title).where(EarlierFile.area_id == area.id).distinct()
    return list(db.session.scalars(rows.order_by(EarlierFile.title)))


def sheets_read(area_id: int, source: str) -> set[str]:
    """Which sheets the files of a source were read from, of those whose words came in; "" of a CSV."""
    came_in = (EarlierState.PUTTING, EarlierState.DONE, EarlierState.TAKEN_BACK)
    rows = select(EarlierFile.sheet).where(EarlierFile.area_id == area_id, EarlierFile.source == source)
    return set(db.session.scalars(rows.where(EarlierFile.state.in_(came_in)).distinct()))


def sheets_here(found: EarlierFile) -> set[str]:
    """Of which sheets of a file words came in before, by this name."""
    before = sheets_read(found.area_id, name_word(found.title))
    tables = [Table([], sheet.name, found.all_sheets()) for sheet in found.all_sheets()]
    sources = {table.sheet: source_of(found.title, table, before) for table in tables}
    rows = select(EarlierFile.source).where(
        EarlierFile.area_id == found.area_id,
        EarlierFile.source.in_(sources.values()),
        EarlierFile.state == EarlierState.DONE,
    )
    here = set(db.session.scalars(rows.distinct()))
    return {sheet for sheet, source in sources.items() if source in here}


def same_before(found: EarlierFile) -> EarlierFile | None:
    """The last file of the same name whose columns were named, and were the same."""
    rows = select(EarlierFile).where(
        EarlierFile.area_id == found.area_id,
        EarlierFile.source == found.source,
        EarlierFile.id < found.id,
    )
    before = db.session.scalars(rows.order_by(EarlierFile.id.desc()).limit(SIZE))
    return next((one for one in before if one.mapping and one.headings == found.headings), None)


def known(area_id: int, source: str, keys: Collection[str]) -> dict[str, Known]:
    """What is known of the words with these keys."""
    rows = (
        select(
            EarlierWords.words_key,
            EarlierWords.id,
            EarlierWords.file_id,
            EarlierWords.print_of,
            EarlierWords.item_id,
            FeedbackItem.state,
        )
        .outerjoin(FeedbackItem, FeedbackItem.id == EarlierWords.item_id)
        .where(EarlierWords.area_id == area_id, EarlierWords.source == source)
        .where(EarlierWords.words_key.in_(keys))
    )
    return {row[0]: Known(*row[1:]) for row in db.session.execute(rows.order_by(EarlierWords.id))}


def items_of_file(file_id: int) -> Select[int]:
    """The ids of the items that a file brought."""
    rows = select(EarlierWords.item_id).where(EarlierWords.file_id == file_id)
    return rows.where(EarlierWords.item_id.is_not(None))  # type: ignore[return-value]


def ids_of_items(file_id: int) -> list[int]:
    """The same, read at once."""
    return list(db.session.scalars(items_of_file(file_id).order_by(EarlierWords.item_id)))


def items_among(ids: Collection[int]) -> Select[int]:
    """Those of these items that are here still."""
    return select(FeedbackItem.id).where(FeedbackItem.id.in_(ids))


def cleared_count(items: Select[int]) -> int:
    """How many of these items are cleared."""
    rows = select(func.count()).where(FeedbackItem.id.in_(items), FeedbackItem.state == ItemState.CLEARED)
    return db.session.scalar(rows) or 0


def rows_of_file(file_id: int, most: int) -> list[tuple[int, int]]:
    """Of some of them that are here the row and the item."""
    rows = select(EarlierWords.id, EarlierWords.item_id).where(
        EarlierWords.file_id == file_id, EarlierWords.item_id.is_not(None)
    )
    found = db.session.execute(rows.order_by(EarlierWords.item_id).limit(most))
    return [(row, item) for row, item in found if item is not None]


def count_of_file(file_id: int) -> int:
    """How many of them are here."""
    return db.session.scalar(select(func.count()).select_from(items_of_file(file_id).subquery())) or 0


def items_by_id(item_ids: Collection[int]) -> dict[int, FeedbackItem]:
    """Items that words of a file may be written into anew, held until the commit."""
    rows = select(FeedbackItem).where(FeedbackItem.id.in_(item_ids)).with_for_update()
    return {item.id: item for item in db.session.scalars(rows)}


def waiting_since(area_ids: Collection[int], before: datetime) -> list[EarlierFile]:
    """Files of these areas that were brought before a moment and never put in."""
    rows = select(EarlierFile).where(
        EarlierFile.area_id.in_(area_ids), EarlierFile.state.in_(WAITING), EarlierFile.made_at < before
    )
    return list(db.session.scalars(rows.order_by(EarlierFile.id)))


def place_ids(area: Area) -> dict[str, int]:
    """The places of an area by name and by the word in their address, in small letters."""
    rows = select(Place.id, Place.name, Place.slug).where(Place.area_id == area.id).order_by(Place.id)
    return {word.lower(): row.id for row in db.session.execute(rows) for word in (row.slug, row.name)}


def theme_ids() -> dict[str, int]:
    """The themes by label and by slug, in small letters."""
    return {word.lower(): theme.id for theme in themes() for word in (theme.slug, theme.label)}


class Origin(NamedTuple):
    """Where words of a file come from."""

    words: EarlierWords
    file: EarlierFile
    place: str | None


def origins_of(item_ids: Sequence[int]) -> dict[int, Origin]:
    """Where the items that a file brought come from, by item."""
    rows = (
        select(EarlierWords, EarlierFile, Place.name)
        .join(EarlierFile, EarlierFile.id == EarlierWords.file_id)
        .outerjoin(Place, Place.id == EarlierWords.place_id)
        .where(EarlierWords.item_id.in_(item_ids))
    )
    return {row[0].item_id or 0: Origin(*row) for row in db.session.execute(rows)}


def theme_told(item_id: int) -> str | None:
    """The slug of the theme that the file gives for an item."""
    rows = select(Theme.slug).join(EarlierWords, EarlierWords.theme_id == Theme.id)
    return db.session.scalar(rows.where(EarlierWords.item_id == item_id))
