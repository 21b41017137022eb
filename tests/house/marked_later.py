"""Marked words in what came later: words on a promise, notes of a table, reasons of an appeal."""

from datetime import datetime

from portal.board.difference_actions import Told, take_words_back, tell_more
from portal.board.models import DifferenceWords, EntryState
from portal.consultations.details import Table
from portal.consultations.models import HeadBand
from portal.consultations.note_actions import key_note
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Audience, Channel
from portal.earlier import actions as earlier
from portal.earlier import working
from portal.earlier.columns import Mapping
from portal.earlier.models import EarlierFile
from portal.feedback.models import FeedbackItem
from portal.topics import appeal_actions
from tests.board.promises import now_stands, promise
from tests.earlier.bringing import brought
from tests.house.planted import HERE
from tests.house.planted_topics import talk
from tests.planting import area_called

WORRYING = "My uncle hits me. {}"


def on_a_promise(at: datetime) -> dict[str, dict[str, int]]:
    """Private words after "did it make a difference?": some wait, some are locked, some are taken back."""
    entry = promise("Rooms to rest in", HERE)
    now_stands(entry, EntryState.DONE)

    def told(words: str) -> DifferenceWords:
        own = Told(words, Audience.PARENT_CARER)
        return tell_more(area=area_called(HERE), entry=entry, told=own, at=at)

    plain, locked, gone = told("Quoll."), told(WORRYING.format("Zorilla.")), told("Muntjac.")
    found = {
        "Quoll": {"item_id": plain.item_id or 0, "entry_id": entry.id},
        "Zorilla": {"item_id": locked.item_id or 0, "entry_id": entry.id},
        "Muntjac": {"item_id": gone.item_id or 0, "entry_id": entry.id},
    }
    take_words_back(kept=gone)
    return found


def of_a_table(at: datetime) -> dict[str, dict[str, int]]:
    """What people said at a table: one note waits to be sorted, one is locked."""

    def noted(words: str) -> dict[str, int]:
        table = Table(words, Audience.PARENT_CARER, HeadBand.FEW, None, clock.local(at).date())
        note = key_note(area=area_called(HERE), consultation=None, table=table, by=1, at=at)
        return {"item_id": note.item_id or 0}

    return {"Bongo": noted("Bongo."), "Saola": noted(WORRYING.format("Saola."))}


def of_an_appeal(topic_id: int, at: datetime) -> dict[str, dict[str, int]]:
    """Why an author asks for another look, in words that are locked."""
    refused = talk(HERE, topic_id, "No, no, no.", at, code="insult")
    words = WORRYING.format("Saiga.")
    asked = appeal_actions.ask(area=area_called(HERE), comment=refused, words=words, language="en", at=at)
    return {"Saiga": {"appeal_id": asked.id, "item_id": asked.item_id or 0, "comment_id": refused.id}}


def of_earlier_files() -> dict[str, dict[str, int]]:
    """Words from files: one waits to be sorted, one is locked, one is in a file that was only tried out.

    Call it outside of a transaction, as the worker does.
    """
    came, waits = _tried_out("Vicuna.", WORRYING.format("Kinkajou.")), _tried_out("Guanaco.")
    area = area_called(HERE)
    with transaction():
        found = db.session.get_one(EarlierFile, came)
        earlier.begin_putting_in(found=found)
    working.put_in(area.id, came, by=1, report=lambda *_told: None)
    mine = FeedbackItem.source_kind == earlier.SOURCE_KIND
    ids = {item.words: item.id for item in db.session.scalars(db.select(FeedbackItem).where(mine))}
    own = {"earlier_id": came}
    return {
        "Vicuna": own | {"item_id": ids["Vicuna."]},
        "Kinkajou": own | {"item_id": ids[WORRYING.format("Kinkajou.")]},
        "Guanaco": {"earlier_id": waits},
    }


def _tried_out(*words: str) -> int:
    table = "\n".join(("Comment", *words, "")).encode()
    usual = Mapping((0,), Audience.PARENT_CARER, clock.today(), Channel.PAPER)
    with transaction():
        found = brought(HERE, content=table)
        earlier.name_columns(found=found, mapping=usual)
    working.try_out(found.area_id, found.id, report=lambda *_told: None)
    return found.id
