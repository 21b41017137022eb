"""Every write of feedback items. `record` is the one door by which family text enters."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, update

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import db, random_id
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback import personal_details
from portal.feedback.frame_queries import version_number
from portal.feedback.models import Desk, FeedbackItem, ItemState, Redaction, Stance, Tag
from portal.safeguarding.actions import Sender, screen_words


@dataclass(frozen=True)
class Source:
    """Where words come from: `kind` names the part, `id` what was asked, `occasion` in which wave.

    `desk`: who reads them first. `said_on`: the day they were said, where that was before they came here.
    """

    kind: str
    id: int
    occasion: int
    audience: Audience
    mode: Mode
    language: str
    channel: Channel
    record_key: int
    sender: int
    desk: Desk = Desk.PARTNERSHIP
    said_on: date | None = None


def record(
    *, area: Area, words: str, source: Source, at: datetime, replaces: FeedbackItem | None = None
) -> FeedbackItem:
    """Store words as written, mark personal details, and screen them, in the same step.

    `words` have been through core.text.clean_words. `replaces` is the item of the same question when
    someone went back: its words are replaced, and an alert on the old words keeps its own copy.
    The item is unsent until `send`; staff do not see it before.
    """
    item = replaces or FeedbackItem(id=random_id(), area_id=area.id, state=ItemState.UNSENT)
    if item.words_redacted is not None and item.words != words:
        # what was taken out of other words says nothing of where these name somebody
        item.redactions, item.words_redacted = [], None
    item.words = words
    item.personal_details = [[d.kind, d.start, d.end] for d in personal_details.find(words)]
    item.source_kind, item.source_id, item.occasion_id = source.kind, source.id, source.occasion
    item.audience, item.mode = source.audience, source.mode
    item.language, item.channel = source.language, source.channel
    item.record_key, item.desk = source.record_key, source.desk
    item.received_on = source.said_on or clock.local(at).date()
    db.session.add(item)
    sender = Sender(source.kind, source.sender)
    screen_words(area=area, words=words, subject_id=item.id, sender=sender, at=at)
    return item


def send(*, item: FeedbackItem, at: datetime) -> None:
    """The whole response is submitted: staff may see the item from now on."""
    if item.state == ItemState.UNSENT:
        item.state = ItemState.SENT
        item.received_on = clock.local(at).date()


def send_all(*, items: Select[int], at: datetime) -> None:
    """The same for every item that `items` selects the id of: a batch of paper that two people signed."""
    sent: dict[str, Any] = {"state": ItemState.SENT, "received_on": clock.local(at).date()}
    _change_all(items, FeedbackItem.state == ItemState.UNSENT, sent)


def show_all(*, items: Select[int]) -> None:
    """The same for words that keep the day on which they were said: what a file brought."""
    _change_all(items, FeedbackItem.state == ItemState.UNSENT, {"state": ItemState.SENT})


def forget_all(*, ids: Collection[int]) -> None:
    """Words that a file brought go, with their tags and redactions; a standing alert keeps its own copy."""
    db.session.execute(delete(FeedbackItem).where(FeedbackItem.id.in_(ids)))
    db.session.expire_all()


def unsend(*, item: FeedbackItem) -> None:
    """Staff do not see an item while other words come in its place: it is read and cleared anew."""
    item.state, item.cleared_by, item.cleared_at = ItemState.UNSENT, None, None


def unsend_all(*, items: Select[int]) -> None:
    """The batch is open again: staff do not see these items until it is signed anew; tags stay."""
    back: dict[str, Any] = {"state": ItemState.UNSENT, "cleared_by": None, "cleared_at": None}
    _change_all(items, FeedbackItem.state != ItemState.UNSENT, back)


def _change_all(items: Select[int], which: ColumnElement[bool], values: dict[str, Any]) -> None:
    rows = update(FeedbackItem).where(FeedbackItem.id.in_(items), which).values(**values)
    db.session.execute(rows, execution_options={"synchronize_session": False})
    db.session.expire_all()


def say_who(*, item: FeedbackItem, audience: Audience) -> None:
    """Whose words these are became known after they were written."""
    item.audience = audience


def forget(*, item: FeedbackItem) -> None:
    """The sender took the words back, or skipped after all; a standing alert keeps its own copy."""
    db.session.delete(item)
    db.session.flush()


def permit_quote(*, item: FeedbackItem, allowed: bool) -> None:
    """The sender says whether these words may be quoted: their own act, so it leaves no audit row."""
    item.may_quote = allowed


def mark_read(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """A member of staff has read it; its receipt says so."""
    if item.state == ItemState.SENT:
        item.state = ItemState.READ
        _audit("read feedback", item, by, at)


def redact(*, item: FeedbackItem, start: int, end: int, reason: str, by: int, at: datetime) -> Redaction:
    """Take out the letters from `start` to `end` of the words as written; both versions are kept.

    Refuses a span outside the words or across one already taken out. Redacting reopens a cleared
    item: what was cleared is no longer what would leave.
    """
    if not 0 <= start < end <= len(item.words):
        raise RuleBroken("Choose the words to take out.", field="words", status=422)
    if any(r.start < end and start < r.end for r in item.redactions):
        raise RuleBroken("Some of these words are taken out already.", field="words", status=422)
    redaction = Redaction(start=start, end=end, reason=reason, taken_out_by=by, taken_out_at=at)
    item.redactions.append(redaction)
    _redo_words(item)
    _reopen(item)
    db.session.flush()
    _audit("redacted feedback", item, by, at, reason=reason)
    return redaction


def put_back(*, item: FeedbackItem, redaction: Redaction, by: int, at: datetime) -> None:
    """Put words back that were taken out."""
    item.redactions.remove(redaction)
    db.session.delete(redaction)
    _redo_words(item)
    _reopen(item)
    db.session.flush()
    _audit("put words back", item, by, at, reason=redaction.reason)


def clear(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """Say that the words hold nothing that identifies: only cleared words may leave in an export.

    Refuses an item that nobody could have read, or in which marked details still stand.
    """
    if item.state == ItemState.UNSENT:
        raise RuleBroken("This has not been sent yet.")
    if details_left(item):
        raise RuleBroken("Take out the marked details first.", status=422)
    item.state, item.cleared_by, item.cleared_at = ItemState.CLEARED, by, at
    _audit("cleared feedback", item, by, at)


def open_again(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """Take a clearing back: from now on the words leave in no file until a person clears them anew."""
    if item.state == ItemState.CLEARED:
        _reopen(item)
        _audit("opened feedback again", item, by, at)


def move_to(*, item: FeedbackItem, desk: Desk, by: int, at: datetime) -> None:
    """Hand words to another desk, to be read there: off-topic words are kept, never binned."""
    if item.desk != desk:
        item.desk = desk
        _reopen(item)
        _audit("moved feedback", item, by, at, desk=desk)


def details_left(item: FeedbackItem) -> list[tuple[str, int, int]]:
    """Marked personal details of which a letter still stands: (kind, start, end)."""
    gone = {place for r in item.redactions for place in range(r.start, r.end)}
    return [
        (kind, start, end)
        for kind, start, end in item.personal_details
        if not gone.issuperset(range(start, end))
    ]


def tag(
    *,
    item: FeedbackItem,
    by: int,
    at: datetime,
    how: str = "person",
    frame_version: int | None = None,
    **about: Any,
) -> Tag:
    """Sort an item under one thing; sorting twice the same way changes nothing.

    `about` is one of theme=, priority=, sub_theme= (rows), criterion= or label= (words). The tag knows the
    version of the area's frame: `frame_version`, asked for where the caller has not asked before. It is
    written with the next flush, so that many tags are written at once.
    """
    version = version_number(item.area_id) if frame_version is None else frame_version
    put = Tag(**about, put_by=by, put_how=how, put_at=at, frame_version=version)
    same = [t for t in current_tags(item) if t.about == put.about]
    if same:
        return same[0]
    item.tags.append(put)
    kind, word = put.about
    _audit("tagged feedback", item, by, at, kind=kind, word=word if kind != "labels" else "")
    return put


def judge(*, item: FeedbackItem, stance: Stance | None, says_it_well: bool, by: int, at: datetime) -> None:
    """Say what the words say of a thing, and whether they say it well enough to quote."""
    if (item.stance, item.says_it_well) != (stance, says_it_well):
        item.stance, item.says_it_well = stance, says_it_well
        _audit("judged feedback", item, by, at, stance=stance, says_it_well=says_it_well)


def untag(*, item: FeedbackItem, put: Tag, by: int, at: datetime) -> None:
    """Take a tag off; who put it there and who took it off are kept."""
    if put.removed_at is None:
        put.removed_by, put.removed_at = by, at
        _audit("untagged feedback", item, by, at, tag=put.id)


def current_tags(item: FeedbackItem) -> list[Tag]:
    """The tags that stand now."""
    return [t for t in item.tags if t.removed_at is None]


def _redo_words(item: FeedbackItem) -> None:
    words, end = [], 0
    for redaction in sorted(item.redactions, key=lambda r: r.start):
        words += [item.words[end : redaction.start], f"[{redaction.reason}]"]
        end = redaction.end
    item.words_redacted = "".join([*words, item.words[end:]]) if item.redactions else None


def _reopen(item: FeedbackItem) -> None:
    if item.state == ItemState.CLEARED:
        item.state, item.cleared_by, item.cleared_at = ItemState.READ, None, None


def _audit(act: str, item: FeedbackItem, by: int, at: datetime, **details: object) -> None:
    audit.record(act=act, by=by, area=item.area_id, at=at, subject=("feedback item", item.id), **details)
