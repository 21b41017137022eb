"""Notes that staff key: what people said at a table, and learning as counts without any case."""

from datetime import datetime

from sqlalchemy import delete

from portal.areas.models import Area
from portal.consultations.details import Table
from portal.consultations.models import Consultation, EventNote, Learned, Learning
from portal.core import audit, clock
from portal.core.db import db, random_id
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.text import clean_words, says_something
from portal.core.vocabulary import Channel, Mode
from portal.feedback import actions as feedback
from portal.strategies.models import Theme

SOURCE_KIND = "event note"
LONGEST = 2000
MOST = 100_000


def key_note(
    *, area: Area, consultation: Consultation | None, table: Table, by: int, at: datetime
) -> EventNote:
    """Keep what people said at a table: screened and sorted like all words of families.

    Refuses (fields) no words, too many, and a day to come.
    """
    words = clean_words(table.words, limit=LONGEST)
    if not says_something(words):
        raise RuleBroken("Write what people said.", field="words", status=422)
    if table.noted_on > clock.local(at).date():
        raise RuleBroken("This day is still to come.", field="noted_on", status=422)
    note_id = random_id()
    source = _source(consultation, table, note_id)
    item = feedback.record(area=area, words=words, source=source, at=at)
    feedback.send(item=item, at=at)
    db.session.flush()
    note = EventNote(
        id=note_id,
        area_id=area.id,
        consultation_id=consultation.id if consultation else None,
        place_id=table.place_id,
        item_id=item.id,
        audience=table.audience,
        head_band=table.head_band,
        noted_on=table.noted_on,
        noted_by=by,
    )
    db.session.add(note)
    db.session.flush()
    audit.record(act="keyed event note", by=by, area=area.id, at=at, subject=("event note", note_id))
    return note


def _source(consultation: Consultation | None, table: Table, note_id: int) -> feedback.Source:
    return feedback.Source(
        kind=SOURCE_KIND,
        id=consultation.id if consultation else 0,
        occasion=table.place_id or 0,
        audience=table.audience,
        mode=Mode.STANDARD,
        language="en",
        channel=Channel.EVENT,
        record_key=new_record_key(),
        sender=note_id,
    )


def enter_learning(
    *, area: Area, source: Learned, quarter: int, theme: Theme, number: int, by: int, at: datetime
) -> None:
    """Write down how many were about a theme in a quarter; again replaces the number, 0 takes it off.

    Refuses (field) a number below 0 or beyond any that could be true.
    """
    if not 0 <= number <= MOST:
        raise RuleBroken("Write a number, like 12.", field="number", status=422)
    same = (Learning.area_id == area.id, Learning.source == source, Learning.quarter == quarter)
    db.session.execute(delete(Learning).where(*same, Learning.theme_id == theme.id))
    if number:
        db.session.add(
            Learning(
                area_id=area.id,
                source=source,
                quarter=quarter,
                theme_id=theme.id,
                number=number,
                entered_by=by,
            )
        )
    db.session.flush()
    subject = ("learning", theme.id)
    audit.record(act="entered learning", by=by, area=area.id, at=at, subject=subject, source=source.value)
