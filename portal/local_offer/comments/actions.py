"""Every write of comments: send, take back, decide, answer, note a consultation, publish a report."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.text import clean_words, says_something
from portal.core.versions import check_seen, save_seen
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback import actions as feedback
from portal.local_offer.comments.details import LONGEST, Answer
from portal.local_offer.comments.models import (
    CommentGroup,
    CommentKind,
    Consultation,
    Decision,
    Helper,
    OfferComment,
    OfferReport,
    Reason,
)
from portal.local_offer.comments.queries import group_titled, reports_of
from portal.local_offer.directory.models import Service
from portal.receipts.actions import drop_act, forget_words

SOURCE_KIND = "local offer comment"
RECEIPT_KIND = "local offer comment"


@dataclass(frozen=True)
class Sent:
    """A comment as it was sent; `helper` None: the person speaks for themselves."""

    kind: CommentKind
    words: str
    audience: Audience
    helper: Helper | None = None
    service: Service | None = None
    mode: Mode = Mode.STANDARD
    language: str = "en"
    channel: Channel = Channel.WEB


def send_comment(*, area: Area, sent: Sent, at: datetime) -> OfferComment:
    """A family comments on the Local Offer; nobody sees it before a person has read it.

    Refuses (field "words") no words and more than LONGEST letters. No audit row: it is a family's act.
    """
    words = clean_words(sent.words, limit=LONGEST)
    if not says_something(words):
        raise RuleBroken("Write a few words.", field="words", status=422)
    comment = OfferComment(
        area_id=area.id,
        kind=sent.kind,
        service_id=sent.service.id if sent.service else None,
        helper=sent.helper,
        sent_on=clock.local(at).date(),
        record_key=new_record_key(),
        decision=Decision.WAITING,
    )
    db.session.add(comment)
    db.session.flush()
    source = feedback.Source(
        kind=SOURCE_KIND,
        id=sent.service.id if sent.service else 0,
        occasion=0,
        audience=sent.audience,
        mode=sent.mode,
        language=sent.language,
        channel=sent.channel,
        record_key=comment.record_key,
        sender=comment.id,
    )
    item = feedback.record(area=area, words=words, source=source, at=at)
    feedback.send(item=item, at=at)
    db.session.flush()
    comment.item_id = item.id
    db.session.flush()
    return comment


def take_back(*, comment: OfferComment) -> None:
    """The sender takes the comment back: its words and all that says it was there go."""
    item = comment.item
    drop_act(kind=RECEIPT_KIND, subject_id=comment.id)
    db.session.delete(comment)
    db.session.flush()
    if item is not None:
        forget_words(item=item)


def publish(*, comment: OfferComment, group: CommentGroup | None, by: int, at: datetime) -> None:
    """Everyone may read it, with its answer. The officer says that it identifies nobody.

    Refuses words in which marked personal details still stand.
    """
    if comment.item is None:
        raise RuleBroken("The sender has taken these words back.")
    feedback.mark_read(item=comment.item, by=by, at=at)
    feedback.clear(item=comment.item, by=by, at=at)
    _decide(comment, Decision.PUBLISHED, None, by, at)
    comment.group_id = group.id if group else None
    db.session.flush()
    _record("published comment", "comment", comment.id, comment.area_id, by, at)


def keep_back(*, comment: OfferComment, reason: Reason, by: int, at: datetime) -> None:
    """It is not published, for a coded reason that its sender can read."""
    if comment.item is not None:
        feedback.mark_read(item=comment.item, by=by, at=at)
    _decide(comment, Decision.NOT, reason, by, at)
    comment.group_id = None
    db.session.flush()
    _record("kept comment back", "comment", comment.id, comment.area_id, by, at, reason=str(reason))


def _decide(
    comment: OfferComment, decision: Decision, reason: Reason | None, by: int, at: datetime
) -> None:
    comment.decision, comment.reason = decision, reason
    comment.decided_by, comment.decided_at = by, at


def make_group(*, area: Area, title: str, by: int, at: datetime) -> CommentGroup:
    """A new answer to write, or the one of this title."""
    known = group_titled(area, title)
    if known is not None:
        return known
    group = CommentGroup(
        area_id=area.id, title=title, response="", action="", action_on=None, answered_on=None
    )
    db.session.add(group)
    db.session.flush()
    _record("made comment group", "comment group", group.id, area.id, by, at)
    return group


def answer_group(*, group: CommentGroup, answer: Answer, seen_version: int, by: int, at: datetime) -> None:
    """The partnership's response and action; refuses an overtaken version and an action without a day."""
    check_seen(group, seen_version)
    if answer.action and answer.action_on is None:
        raise RuleBroken("Write the day by which it is done.", field="action_on", status=422)
    group.title, group.response = answer.title, answer.response
    group.action, group.action_on = answer.action, answer.action_on
    group.answered_on = clock.local(at).date() if answer.response else None
    try:
        save_seen()
    except IntegrityError as double:
        raise RuleBroken(
            "There is an answer with this title already.", field="title", status=422
        ) from double
    _record("answered comments", "comment group", group.id, group.area_id, by, at)


def note_consultation(
    *, area: Area, body: str, held_on: date, evidence: str, by: int, at: datetime
) -> Consultation:
    """Somebody was consulted; refuses a day that is still to come."""
    if held_on > clock.local(at).date():
        raise RuleBroken("This day is still to come.", field="held_on", status=422)
    noted = Consultation(area_id=area.id, body=body, held_on=held_on, evidence=evidence)
    db.session.add(noted)
    db.session.flush()
    _record("noted consultation", "consultation", noted.id, area.id, by, at, body=body)
    return noted


def year_from(begins: date) -> date:
    """The last day of the twelve months that begin on the first of a month."""
    return begins.replace(year=begins.year + 1) - timedelta(days=1)


def publish_report(
    *, area: Area, begins: date, figures: dict[str, Any], by: int, at: datetime
) -> OfferReport:
    """The yearly report is public from now on, with its figures as they are.

    Refuses months that are not over, and months that another public report counts: two overlapping
    counts would tell what each hides.
    """
    if year_from(begins) >= clock.local(at).date():
        raise RuleBroken("These twelve months are not over yet.")
    for other in reports_of(area):
        if begins <= year_from(other.begins) and other.begins <= year_from(begins):
            raise RuleBroken("Another public report counts some of these months.")
    report = OfferReport(area_id=area.id, begins=begins, figures=figures, published_by=by, published_at=at)
    try:
        with db.session.begin_nested():
            db.session.add(report)
    except IntegrityError as double:
        raise RuleBroken("Another public report counts some of these months.") from double
    _record("published local offer report", "local offer report", report.id, area.id, by, at)
    return report


def _record(act: str, what: str, number: int, area_id: int, by: int, at: datetime, **more: object) -> None:
    audit.record(act=act, by=by, area=area_id, at=at, subject=(what, number), **more)
