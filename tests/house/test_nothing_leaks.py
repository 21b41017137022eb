"""No public page, feed, file or poster shows words that may not be shown, or a raw count of people."""

import io
import zipfile

import flask
import pytest

from portal.board.difference_actions import say_difference
from portal.board.models import (
    Difference,
    Entry,
    EntryState,
    Evidence,
    EvidenceKind,
    Quote,
    QuoteState,
)
from portal.charter.actions import rate
from portal.charter.models import After, Worked
from portal.consultations.details import Table
from portal.consultations.models import Consultation, HeadBand
from portal.consultations.note_actions import key_note
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem
from portal.local_offer.comments.actions import keep_back
from portal.local_offer.comments.models import Reason
from portal.surveys.responses.queries import items_of
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.house.planted import HERE, SENT, Planted
from tests.house.planted_topics import talk
from tests.house.visits import path_of, visits
from tests.house.who_may import ANYONE, WHO_MAY
from tests.local_offer.listing import a_comment
from tests.planting import area_called, submitted

pytestmark = pytest.mark.house
# in every planted sentence that nobody but its sender and staff may read
MARK = "zwieback"
# of people, and on no page for another reason
RAW = 1373
BOARD = f"/{HERE}/you-said-we-did/"


def words(state: str) -> str:
    """A sentence of which no word may show."""
    return f"The {MARK} club is nice ({state})."


def plant_words(planted: Planted) -> None:
    """Words in every state that is not for everyone, beside a promise and elsewhere."""
    at, area, topic = clock.now(), area_called(HERE), int(planted.of[HERE]["topic_id"])
    entry = promise("A promise with much beside it")
    now_stands(entry, EntryState.DONE)
    uncleared = submitted({"open.best": words("not cleared")}, HERE, SENT)
    locked = submitted({"open.best": f"My uncle hits me. {words('locked')}"}, HERE, SENT)
    items = [*items_of(uncleared).values(), *items_of(locked).values()]
    for number, item in enumerate(items):
        _beside(entry, EvidenceKind.FEEDBACK, item.id)
        _quote(entry.id, item, number)
    talk(HERE, topic, words("waits"), at)
    talk(HERE, topic, words("refused"), at, code="advert")
    a_comment(HERE, words("of the Local Offer, waits"))
    kept_back = a_comment(HERE, words("of the Local Offer, refused"))
    keep_back(comment=kept_back, reason=Reason.IDENTIFIES, by=1, at=at)
    _beside(entry, EvidenceKind.OFFER, kept_back.item_id or 0)
    table = Table(words("at a table"), Audience.PARENT_CARER, HeadBand.FEW, None, clock.today())
    consultation = db.session.get_one(Consultation, planted.of[HERE]["consultation_id"])
    key_note(area=area, consultation=consultation, table=table, by=1, at=at)
    for _turn in range(RAW):
        say_difference(entry=entry, answer=Difference.YES, at=at)
        rate(area=area, after=After.TOPIC, answer=Worked.VERY, at=at)


def _beside(entry: Entry, kind: EvidenceKind, item_id: int) -> None:
    """However it came about: the action refuses words that may not be shown."""
    row = Evidence(
        entry_id=entry.id, kind=kind, ref=str(item_id), words=words("label"), added_at=clock.now()
    )
    db.session.add(row)


def _quote(entry_id: int, item: FeedbackItem, number: int) -> None:
    """Chosen by one person only; or, however it came about, approved though it may not be shown."""
    state = QuoteState.APPROVED if number % 2 else QuoteState.CHOSEN
    db.session.add(
        Quote(
            entry_id=entry_id,
            item_id=item.id,
            cleared_at=clock.now(),
            state=state,
            note="",
            chosen_by=1,
            chosen_on=clock.now().date(),
            decided_by=2 if number % 2 else None,
        )
    )


def readable(data: bytes) -> str:
    """What stands in an answer; of a Word file or workbook all its parts."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
    return data.decode("utf-8", "ignore")


def test_nothing_that_may_not_be_shown_is_on_any_public_page(house: flask.Flask, planted: Planted) -> None:
    with transaction():
        plant_words(planted)
    public = [visit for visit in visits(house) if visit.is_reading and WHO_MAY[visit.endpoint] == ANYONE]
    paths = [path_of(visit, planted) for visit in public]
    paths += [f"{BOARD}a-promise-with-much-beside-it/", f"{BOARD}?sort=evidence", f"/{HERE}/topics/"]
    paths += [f"{path}?easy=yes" for path in paths if "." not in path.rsplit("/", 1)[-1]]
    assert len(paths) > 100
    for path in paths:
        shown = readable(CheckedClient(house).get(path).data)
        assert MARK not in shown, f"words that may not be shown stand at {path}"
        assert str(RAW) not in shown and f"{RAW:,}" not in shown, f"a raw count stands at {path}"
