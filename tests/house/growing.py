"""More of everything that a page may list, in one area."""

from datetime import datetime

from sqlalchemy import select

from portal.accounts import invitation_actions
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Audience
from portal.feedback import actions as feedback
from portal.feedback.models import FeedbackItem
from portal.feedback.queries import is_visible
from portal.local_offer.search.queries import vocabulary_of
from portal.receipts.models import ReceiptAct
from portal.receipts.note_actions import leave_note
from portal.safeguarding.actions import Sender, ask_for_call
from portal.strategies.queries import themes
from portal.surveys.responses.actions import RECEIPT_KIND
from portal.surveys.responses.queries import items_of
from portal.topics.actions import make_topic, move_topic
from portal.topics.appeal_actions import ask
from portal.topics.asking_actions import IDEA_KIND, Idea, report, suggest
from portal.topics.asking_models import ReportKind
from portal.topics.comment_actions import RECEIPT_KIND as TOPIC_RECEIPT
from portal.topics.models import Space, TopicState
from tests.board.promises import promise
from tests.house.planted import HERE, SENT, Planted
from tests.house.planted_board import more_reach
from tests.house.planted_files import export_of
from tests.house.planted_surveys import survey_called
from tests.house.planted_topics import talk
from tests.local_offer.listing import a_champion, a_comment, a_service
from tests.pictures.made import drawn, own_picture
from tests.planting import area_called, submitted
from tests.signing_in import plant
from tests.topics.talking import MAKER, details

WORDS = "Call 07700 900123 and ask for number {}. My uncle hits me."
HARMLESS = "Nice helper, number {}. Write to jo@example.org."


def grow(planted: Planted, first: int, last: int) -> None:
    """Plant the things with the numbers from `first` to `last` - 1."""
    at = clock.now()
    admin = plant(Role.AREA_ADMIN, HERE)
    for number in range(first, last):
        plant(Role.EDITOR, HERE, f"editor{number}@example.org")
        with transaction():
            _family(planted, number, at)
            invitation_actions.invite(
                area=area_called(HERE),
                email=f"new{number}@example.org",
                role=Role.ANALYST,
                by=admin.id,
                at=at,
            )
            survey_called(f"survey-{number}", HERE, at)
            _topics(planted, number, at)
            promise(f"Promise {number}", HERE, due=-number, by=admin.id)
            own_picture(HERE, f"Picture {number}", drawn(size=(9, 9)), admin.id)
            a_comment(HERE, f"There is no club number {number}.")
            _services(number, admin.id)
            more_reach(HERE, number, at)
    with transaction():
        _sort(admin.id, at)
        export_of(HERE, admin, at, rows=last - first)
    # the words of the search have changed: a process reads them anew once, whatever page is looked at first
    vocabulary_of(area_called(HERE).id)


def _services(number: int, by: int) -> None:
    """Two services: one has a champion of its own, the other is one more for the champion of this test."""
    own = a_service(HERE, by, name=f"Club {number}", organisation=f"Group {number}")
    a_champion(HERE, own, by, f"champion{number}@example.org")
    more = a_service(HERE, by, name=f"More {number}", organisation=f"Others {number}")
    a_champion(HERE, more, by)
    a_service(HERE, by, name=f"Alone {number}", organisation=f"Nobody's {number}")


def _family(planted: Planted, number: int, at: datetime) -> None:
    """Two responses on the one receipt, worrying words in one, and a wish to be called."""
    whole = submitted(
        {"open.best": WORDS.format(number), "open.change": HARMLESS.format(number)}, HERE, SENT
    )
    fine = submitted({"open.best": HARMLESS.format(number)}, HERE, SENT)
    receipt = int(planted.receipts[HERE].partition("/")[2])
    for response in (whole, fine):
        db.session.add(ReceiptAct(receipt_id=receipt, kind=RECEIPT_KIND, subject_id=response.id))
    for item in items_of(fine).values():
        leave_note(item=item, words="We will ask the club.", by=1, at=at)
    ask_for_call(
        area=area_called(HERE), sender=Sender("test", number + 1000), contact="07700 900123", at=at
    )


def _topics(planted: Planted, number: int, at: datetime) -> None:
    """One more topic; on the planted one a comment that waits, and one on the page and on the receipt."""
    topic_id = int(planted.of[HERE]["topic_id"])
    talk(HERE, topic_id, f"Comment {number}.", at)
    shown = talk(HERE, topic_id, f"Shown {number}.", at, publish=True)
    receipt = int(planted.receipts[HERE].partition("/")[2])
    db.session.add(ReceiptAct(receipt_id=receipt, kind=TOPIC_RECEIPT, subject_id=shown.id))
    refused = talk(HERE, topic_id, f"Refused {number}.", at, code="advert")
    ask(area=area_called(HERE), comment=refused, words=f"Why {number}?", language="en", at=at)
    report(comment=shown, kind=ReportKind.UNKIND, at=at)
    idea = Idea(f"Idea {number}.", Space.FORUM, Audience.PARENT_CARER)
    suggested = suggest(area=area_called(HERE), idea=idea, at=at)
    db.session.add(ReceiptAct(receipt_id=receipt, kind=IDEA_KIND, subject_id=suggested.id))
    db.session.add(ReceiptAct(receipt_id=receipt, kind=TOPIC_RECEIPT, subject_id=refused.id))
    extra = make_topic(area=area_called(HERE), details=details(f"Topic {number}"), by=MAKER, at=at)
    move_topic(topic=extra, to=TopicState.OPEN, by=MAKER, at=at)


def _sort(by: int, at: datetime) -> None:
    """Every visible item is sorted under two themes and has words taken out."""
    rows = select(FeedbackItem).where(FeedbackItem.area_id == area_called(HERE).id, is_visible())
    for item in db.session.scalars(rows.order_by(FeedbackItem.id)):
        for theme in themes()[:2]:
            feedback.tag(item=item, theme=theme, by=by, at=at)
        if not item.redactions and item.words.startswith("Nice"):
            feedback.redact(item=item, start=0, end=4, reason="other", by=by, at=at)
