"""Every write of the board: promises, their updates, their evidence, the forum's word."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.board.answering import WORDS, words_hold
from portal.board.details import Change, Details
from portal.board.models import (
    Entry,
    EntryState,
    Evidence,
    EvidenceKind,
    Signing,
    Update,
    Verdict,
)
from portal.core import audit, clock
from portal.core.bell import ring_after_commit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import free_slug
from portal.core.versions import check_seen, save_seen
from portal.receipts.telling.actions import STEP as TELLING

WHY_NOT = "Say why it cannot be done. Families will read it."


def add_entry(*, area: Area, details: Details, due_on: date | None, by: int | None, at: datetime) -> Entry:
    """A new promise as a draft that only staff see, in the state "heard".

    Refuses (fields) a day that is past and a priority or commitment of another area.
    """
    if due_on is not None and due_on < clock.local(at).date():
        raise RuleBroken("This day is past. Write a day to come.", field="due_on", status=422)
    slug = free_slug(Entry, area.id, details.title, "promise")
    entry = Entry(area_id=area.id, slug=slug, state=EntryState.HEARD, due_on=due_on)
    _write(area, entry, details)
    db.session.add(entry)
    _record("added board entry", entry, by, at)
    return entry


def change_entry(
    *, entry: Entry, area: Area, details: Details, seen_version: int, by: int, at: datetime
) -> None:
    """New words and links; its address stays. Refuses as `add_entry` does.

    Also refuses when somebody changed it since the page was made (`seen_version`), and an empty reason
    where the promise cannot be kept.
    """
    check_seen(entry, seen_version)
    if entry.state == EntryState.CANNOT and not details.why_not:
        raise RuleBroken(WHY_NOT, field="why_not", status=422)
    _write(area, entry, details)
    _save(entry)
    _record("changed board entry", entry, by, at)


def publish_entry(*, entry: Entry, seen_version: int, by: int | None, at: datetime) -> None:
    """Everyone may read it from now on. Refuses one that is published, or that says nothing was heard."""
    check_seen(entry, seen_version)
    if entry.published_on is not None:
        raise RuleBroken("This promise is published already.")
    entry.published_on = clock.local(at).date()
    if not entry.updates:
        _add_update(entry, Change(entry.state, entry.said, entry.easy_said, entry.due_on), by, at)
    _save(entry)
    _record("published board entry", entry, by, at)
    ring_after_commit(TELLING)


def update_entry(
    *, entry: Entry, change: Change, seen_version: int, by: int | None, at: datetime
) -> Update:
    """Write down how it stands now: a dated update that is never changed itself.

    Refuses an update without words, "cannot" without a reason, a new day that is past, and a promise
    that somebody changed since the page was made. Where it was late, the words say why.
    """
    check_seen(entry, seen_version)
    if not change.words:
        raise RuleBroken("Say what happened, in a sentence or two.", field="words", status=422)
    if change.state == EntryState.CANNOT and not change.why_not:
        raise RuleBroken(WHY_NOT, field="why_not", status=422)
    today = clock.local(at).date()
    if change.due_on is not None and change.due_on != entry.due_on and change.due_on < today:
        raise RuleBroken("This day is past. Write a day to come.", field="due_on", status=422)
    written = _add_update(entry, change, by, at)
    entry.state, entry.due_on = change.state, change.due_on
    if change.why_not:
        entry.why_not = change.why_not
    _save(entry)
    _record("updated board entry", entry, by, at, state=change.state.value)
    ring_after_commit(TELLING)
    return written


def add_evidence(
    *, entry: Entry, kind: EvidenceKind, ref: str, words: str, by: int | None, at: datetime
) -> Evidence:
    """Say that the promise answers this.

    Refuses the same thing twice, and words that are locked, taken back, or were not published.
    """
    if kind in WORDS and not words_hold(int(ref)):
        raise RuleBroken("These words may not be shown. They cannot stand beside a promise.", status=422)
    row = Evidence(entry_id=entry.id, kind=kind, ref=ref, words=words, added_by=by, added_at=at)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as double:
        raise RuleBroken("This stands beside the promise already.", status=422) from double
    _record("added evidence", entry, by, at, kind=kind.value)
    ring_after_commit(TELLING)
    return row


def remove_evidence(*, evidence: Evidence, by: int, at: datetime) -> None:
    """Take it off; the audit keeps that it stood there."""
    entry = evidence.entry
    db.session.delete(evidence)
    _record("removed evidence", entry, by, at, kind=evidence.kind)


def sign_for_forum(*, entry: Entry, verdict: Verdict, words: str, by: int, at: datetime) -> Signing:
    """What the forum says of a published promise, as it wrote it.

    Refuses a draft, and "partly" or "not yet" without words.
    """
    if entry.published_on is None:
        raise RuleBroken("This promise is not published yet.")
    if verdict != Verdict.AGREE and not words:
        raise RuleBroken("Say what is missing. Families will read it.", field="words", status=422)
    signing = Signing(verdict=verdict, words=words, dated=clock.local(at).date(), signed_by=by)
    entry.signings.append(signing)
    _record("signed board entry for the forum", entry, by, at, verdict=verdict.value)
    ring_after_commit(TELLING)
    return signing


def _add_update(entry: Entry, change: Change, by: int | None, at: datetime) -> Update:
    today = clock.local(at).date()
    written = Update(
        dated=today,
        state=change.state,
        words=change.words,
        easy_words=change.easy_words,
        due_before=entry.due_on,
        due_after=change.due_on,
        was_late=entry.days_late(today) > 0,
        written_by=by,
    )
    entry.updates.append(written)
    return written


def _write(area: Area, entry: Entry, details: Details) -> None:
    linked = [one.strategy.area_id for one in details.priorities]
    linked += [one.strategy.area_id for one in details.commitments]
    if any(owner != area.id for owner in linked):
        raise RuleBroken("Choose from the page.", field="priorities", status=422)
    for name, value in vars(details).items():
        setattr(entry, name, value)


def _save(entry: Entry) -> None:
    # links and updates stand in other tables: the row itself must change too, or two editors never meet
    save_seen(entry, "title")


def _record(act: str, entry: Entry, by: int | None, at: datetime, **details: object) -> None:
    db.session.flush()
    subject = ("board entry", entry.id)
    audit.record(act=act, by=by, area=entry.area_id, at=at, subject=subject, title=entry.title, **details)
