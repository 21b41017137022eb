"""The words of a brought file come in by the one door: marked, screened, not cleared, not shown yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update

from portal.areas.models import Area
from portal.core.db import db, random_id
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.earlier import queries
from portal.earlier.actions import OVERTAKEN, SOURCE_KIND
from portal.earlier.columns import read_mapping
from portal.earlier.models import EarlierFile, EarlierState, EarlierWords, Verdict
from portal.earlier.queries import Known
from portal.earlier.reading import Said
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem, ItemState


def judge(said: Said, before: Known | None, file_id: int) -> Verdict:
    """What putting words in would do. Words that have gone from here stay away."""
    if before is None:
        return Verdict.NEW
    if before.item_id is None:
        return Verdict.SAME
    # another file was left half put in: this one takes its words over
    left = before.state == ItemState.UNSENT and before.file_id != file_id
    if before.print_of == said.print_of and not left:
        return Verdict.SAME
    return Verdict.KEPT if before.state == ItemState.CLEARED else Verdict.CHANGED


def put_some_in(*, found: EarlierFile, area: Area, some: Sequence[Said], at: datetime) -> None:
    """Let words in by the one door: marked, screened, not cleared, and unsent until all are here."""
    if found.state != EarlierState.PUTTING:
        raise RuleBroken(OVERTAKEN)
    known = queries.known(area.id, found.source, [said.key for said in some])
    verdicts = [(said, known.get(said.key), judge(said, known.get(said.key), found.id)) for said in some]
    changed = [before.item_id for _s, before, what in verdicts if before and what == Verdict.CHANGED]
    items = queries.items_by_id([number for number in changed if number])
    for said, before, what in verdicts:
        if what == Verdict.NEW:
            _let_in(found, area, said, at)
        elif what == Verdict.CHANGED and before is not None and before.item_id in items:
            _write_anew(found, area, said, before, items[before.item_id], at)
    db.session.flush()


def _let_in(found: EarlierFile, area: Area, said: Said, at: datetime) -> None:
    words_id = random_id()
    source = _source(found, said, words_id)
    item = feedback.record(area=area, words=said.words, source=source, at=at)
    db.session.flush()
    row = {"id": words_id, "area_id": area.id, "source": found.source, "words_key": said.key}
    db.session.execute(insert(EarlierWords), [{**row, **_told(found, said), "item_id": item.id}])


def _write_anew(
    found: EarlierFile, area: Area, said: Said, before: Known, item: FeedbackItem, at: datetime
) -> None:
    """Other words than last time under the same key: they are read anew, and what was taken out is not."""
    feedback.unsend(item=item)
    source = _source(found, said, before.id, item.record_key)
    feedback.record(area=area, words=said.words, source=source, at=at, replaces=item)
    row = update(EarlierWords).where(EarlierWords.id == before.id)
    db.session.execute(row.values(**_told(found, said)))


def _source(found: EarlierFile, said: Said, sender: int, record_key: int | None = None) -> feedback.Source:
    return feedback.Source(
        kind=SOURCE_KIND,
        id=found.id,
        occasion=found.id,
        audience=said.audience,
        mode=Mode.STANDARD,
        language="en",
        channel=read_mapping(found.mapping).channel,
        record_key=record_key or said.record_key,
        sender=sender,
        said_on=said.said_on,
    )


def _told(found: EarlierFile, said: Said) -> dict[str, Any]:
    return {
        "print_of": said.print_of,
        "file_id": found.id,
        "number": said.number,
        "heading": said.heading,
        "audience": said.audience,
        "said_on": said.said_on,
        "place_id": said.place_id,
        "theme_id": said.theme_id,
    }
