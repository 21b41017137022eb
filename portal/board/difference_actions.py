"""What readers say of a promise: whether it made a difference, and words in private."""

from dataclasses import dataclass
from datetime import datetime

from portal.areas.models import Area
from portal.board.models import Difference, DifferenceMade, DifferenceWords, Entry
from portal.core import clock
from portal.core.db import db, random_id
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.text import clean_words, says_something
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback import actions as feedback
from portal.receipts.actions import drop_act, forget_words

SOURCE_KIND = "words on a promise"
LONGEST = 2000


@dataclass(frozen=True)
class Told:
    """Private words as they were sent."""

    words: str
    audience: Audience
    mode: Mode = Mode.STANDARD
    language: str = "en"


def say_difference(*, entry: Entry, answer: Difference, at: datetime) -> DifferenceMade:
    """A reader says whether it made a difference: without time or sender, counted at the next release.

    Refuses a promise that is not published, has not come to its end yet, or whose twelve weeks are over:
    its answers may be released already.
    """
    if not entry.asks_difference(clock.local(at).date()):
        raise RuleBroken("We ask this for twelve weeks after a promise is done.")
    made = DifferenceMade(entry_id=entry.id, answer=answer, record_key=new_record_key())
    db.session.add(made)
    return made


def tell_more(*, area: Area, entry: Entry, told: Told, at: datetime) -> DifferenceWords:
    """Keep private words on a promise: screened and sorted like all words of families, never public.

    Refuses (field) no words and too many, and a promise of which readers are not asked.
    """
    if not entry.asks_difference(clock.local(at).date()):
        raise RuleBroken("We ask this for twelve weeks after a promise is done.")
    words = clean_words(told.words, limit=LONGEST)
    if not says_something(words):
        raise RuleBroken("Write a few words.", field="words", status=422)
    kept = DifferenceWords(id=random_id(), entry_id=entry.id)
    source = feedback.Source(
        kind=SOURCE_KIND,
        id=entry.id,
        occasion=0,
        audience=told.audience,
        mode=told.mode,
        language=told.language,
        channel=Channel.WEB,
        record_key=new_record_key(),
        sender=kept.id,
    )
    item = feedback.record(area=area, words=words, source=source, at=at)
    feedback.send(item=item, at=at)
    db.session.flush()
    kept.item_id = item.id
    db.session.add(kept)
    db.session.flush()
    return kept


def take_words_back(*, kept: DifferenceWords) -> None:
    """The reader takes the words back: they go, with all that says they were there."""
    item = kept.item
    drop_act(kind=SOURCE_KIND, subject_id=kept.id)
    db.session.delete(kept)
    db.session.flush()
    if item is not None:
        forget_words(item=item)
