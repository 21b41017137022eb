"""Every write of notes: staff leave one for the sender of some words, who may answer it once."""

import re
from datetime import datetime

from sqlalchemy import update

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import changed_one, db
from portal.core.errors import RuleBroken
from portal.core.text import clean_words
from portal.core.vocabulary import Channel
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.receipts.models import Note

SOURCE_KIND = "staff note"
LONGEST_NOTE = 600
LONGEST_ANSWER = 2000
# web addresses with or without their beginning, and e-mail addresses
_LINK = re.compile(r"https?:|www\.|\S@\S|\b[a-z0-9-]+\.(?:[a-z]{2,}\b)(?=[/\s.,;:!?)]|$)", re.IGNORECASE)


def clean_note(words: str) -> str:
    """The words of a note as they would be kept.

    Refuses (field "words") an empty note, a long one, and one with a web or e-mail address in it: a
    family must never learn to follow links that come with a code.
    """
    kept = clean_words(words, limit=LONGEST_NOTE)
    if not kept:
        raise RuleBroken("Write what the sender should know.", field="words", status=422)
    if _LINK.search(kept):
        raise RuleBroken("A note cannot carry a link or an address. Say it in words.", "words", status=422)
    return kept


def leave_note(*, item: FeedbackItem, words: str, by: int, at: datetime) -> Note:
    """Leave a note for the sender of these words, as `clean_note` gives them; refuses as it does."""
    note = Note(item_id=item.id, words=clean_note(words), written_by=by, written_at=at)
    db.session.add(note)
    db.session.flush()
    # what was said to a family is theirs and ours: the audit says that it was said
    audit.record(
        act="left a note for a sender",
        by=by,
        area=item.area_id,
        at=at,
        subject=("feedback item", item.id),
    )
    return note


def answer_note(
    *, area: Area, note: Note, item: FeedbackItem, words: str, sender: int, at: datetime
) -> FeedbackItem:
    """The sender answers a note, once: the words enter by the one door and are screened as all words are.

    `item` is what the note is about, `sender` the id of the act it came with. Refuses an empty answer
    and a second one (field "words"). No audit row: it is a family's act.
    """
    kept = clean_words(words, limit=LONGEST_ANSWER)
    if not kept:
        raise RuleBroken("Write your answer, or leave it.", field="words", status=422)
    still_open = update(Note).where(Note.id == note.id, Note.answered.is_(False))
    if not changed_one(still_open.values(answered=True).execution_options(synchronize_session=False)):
        raise RuleBroken("You have answered this note already. We kept your first answer.")
    source = feedback.Source(
        kind=SOURCE_KIND,
        id=note.id,
        occasion=item.occasion_id,
        audience=item.audience,
        mode=item.mode,
        language=item.language,
        channel=Channel.WEB,
        record_key=item.record_key,
        sender=sender,
    )
    answer = feedback.record(area=area, words=kept, source=source, at=at)
    feedback.send(item=answer, at=at)
    db.session.flush()
    db.session.execute(update(Note).where(Note.id == note.id).values(answer_id=answer.id))
    db.session.expire(note)
    return answer
