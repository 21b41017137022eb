"""Every write of one sheet: take the next, key it, key it again, settle what differs, take it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.areas.models import Area
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.paper.actions import move_on, note_change, record, refuse_unless
from portal.paper.keyable import EMPTY, Entry, Field, PaperForm, PaperKind
from portal.paper.models import Batch, BatchState, Sheet, SheetState
from portal.paper.queries import (
    counts_in,
    held_batch,
    held_sheet,
    last_number,
    record_of,
    untouched_sheet,
)

SAME, NOT_SAME = "same", "not-same"
OVERTAKEN = "Somebody else has saved this form meanwhile. Look at it again, then save."
SETTLED = "settled with the paper after the second keying"


@dataclass(frozen=True)
class Desk:
    """Where somebody keys: the area, the kind of paper and its form, and who sits there when."""

    area: Area
    kind: PaperKind
    form: PaperForm
    by: int
    at: datetime


@dataclass(frozen=True)
class Difference:
    """A question on which the two keyers do not agree; for words only that they differ is known."""

    field: Field
    first: Entry
    second: tuple[str, ...]


def next_sheet(*, batch: Batch, desk: Desk) -> Sheet:
    """An empty sheet for the next form of the pile; refuses more of them than came back."""
    batch = held_batch(batch.id)
    refuse_unless(batch, BatchState.KEYING)
    begun = untouched_sheet(batch, desk.by)
    if begun is not None:
        return begun
    if batch.returned is not None and sum(counts_in(batch).values()) >= batch.returned - (
        batch.spoilt or 0
    ):
        raise RuleBroken("Every form that came back is keyed. Is there one more? Count again first.")
    record_id = desk.kind.begin(
        area=desk.area,
        subject_id=batch.subject_id,
        variant=batch.variant,
        channel=batch.channel,
        place_id=batch.place_id,
        at=desk.at,
    )
    sheet = Sheet(
        batch_id=batch.id,
        number=last_number(batch) + 1,
        record_id=record_id,
        state=SheetState.STARTED,
        started_by=desk.by,
        first_by=desk.by,
    )
    db.session.add(sheet)
    db.session.flush()
    return sheet


def save_sheet(
    *,
    sheet: Sheet,
    desk: Desk,
    typed: Mapping[str, Entry],
    seen_version: int,
    done: bool,
    why: str = "",
) -> Sheet:
    """Keep what was typed of one form, part-filled or done.

    Refuses a sheet that somebody saved since the page was made (`seen_version`), a batch that is not
    being keyed, and a correction of a finished sheet without a reason. A corrected sheet must be
    checked anew. A telephone call counts as soon as it is done, and is not corrected here.
    """
    batch = held_batch(sheet.batch_id)
    refuse_unless(batch, BatchState.KEYING)
    sheet = _held(sheet, seen_version)
    corrects = sheet.state != SheetState.STARTED
    if corrects and not batch.is_paper:
        raise RuleBroken("This call counts already. It cannot be changed here.")
    changed = _changed(desk, sheet, typed)
    if corrects and changed and not why:
        raise RuleBroken("Say why the form changes.", field="why", status=422)
    _keep(desk, sheet, {field.key: after for field, _before, after in changed})
    for field, before, after in changed if corrects else []:
        _note(batch, sheet, desk, field, before, after, why)
    if changed and corrects:
        sheet.second_by, sheet.second = None, None
    if changed or not corrects:
        sheet.first_by = desk.by
        # a form that was whole stays whole: half a correction would pass for one that was checked
        sheet.state = SheetState.KEYED if done or corrects else SheetState.STARTED
    sheet.version += 1
    db.session.flush()
    if done and not batch.is_paper:
        sheet.state = SheetState.CHECKED
        db.session.flush()
        desk.kind.count(records=record_of(sheet), at=desk.at)
    return sheet


def _changed(desk: Desk, sheet: Sheet, typed: Mapping[str, Entry]) -> list[tuple[Field, Entry, Entry]]:
    """Every question that was typed otherwise than it is kept: (question, before, after)."""
    kept = desk.kind.entries(desk.area, sheet.record_id)
    found = []
    for field in desk.form.fields:
        before, after = kept.get(field.key, EMPTY), typed.get(field.key, EMPTY)
        # locked words are not on the page: an empty box leaves them alone
        stays = before.locked and not after.words
        if not stays and (before.codes, before.words) != (after.codes, after.words):
            found.append((field, before, after))
    return found


def save_second(
    *,
    sheet: Sheet,
    desk: Desk,
    typed: Mapping[str, tuple[str, ...]],
    seen_version: int,
    done: bool,
) -> Sheet:
    """Key a sheet of the sample again without seeing the first choices; for words say if they agree.

    Refuses the person who keyed it first, a sheet that is not waiting for it, one that somebody saved
    since the page was made, and (field: the question) words that nobody compared.
    """
    batch = held_batch(sheet.batch_id)
    refuse_unless(batch, BatchState.CHECKING)
    sheet = _held(sheet, seen_version)
    refuse_first_keyer(sheet, desk.by)
    if not sheet.in_sample or sheet.state != SheetState.KEYED:
        raise RuleBroken("This form does not wait to be checked.")
    sheet.second_by, sheet.second = desk.by, {key: list(codes) for key, codes in typed.items() if codes}
    sheet.version += 1
    if done:
        _refuse_unread_words(sheet, desk)
        sheet.state = SheetState.DIFFERS if differences(sheet, desk) else SheetState.CHECKED
        move_on(batch)
    db.session.flush()
    return sheet


def _refuse_unread_words(sheet: Sheet, desk: Desk) -> None:
    kept, second = desk.kind.entries(desk.area, sheet.record_id), sheet.second or {}
    for field in desk.form.fields:
        if field.takes == "words" and kept.get(field.key, EMPTY).words and field.key not in second:
            raise RuleBroken("Say whether the words are the same.", field=field.key, status=422)


def refuse_first_keyer(sheet: Sheet, by: int) -> None:
    """Refuse the one who keyed a sheet first: a slip is seen by other eyes."""
    if by in (sheet.started_by, sheet.first_by):
        raise RuleBroken("You keyed this form first. Somebody else must check it.")


def differences(sheet: Sheet, desk: Desk) -> list[Difference]:
    """What the two keyers see differently, in the order of the form."""
    kept = desk.kind.entries(desk.area, sheet.record_id)
    second = sheet.second or {}
    found = []
    for field in desk.form.fields:
        first, again = kept.get(field.key, EMPTY), tuple(second.get(field.key, ()))
        agrees = again != (NOT_SAME,) if field.takes == "words" else set(again) == set(first.codes)
        if not agrees:
            found.append(Difference(field, first, again))
    return found


def settle(*, sheet: Sheet, desk: Desk, right: Mapping[str, Entry], seen_version: int) -> Sheet:
    """With the paper in hand, say what is right on each question that differs; the old is kept.

    Refuses (field: the question) while one is left open.
    """
    batch = held_batch(sheet.batch_id)
    refuse_unless(batch, BatchState.CHECKING)
    sheet = _held(sheet, seen_version)
    if sheet.state != SheetState.DIFFERS:
        raise RuleBroken("Nothing on this form differs any more.")
    changed: dict[str, Entry] = {}
    for difference in differences(sheet, desk):
        field, before = difference.field, difference.first
        if field.key not in right:
            raise RuleBroken("Choose what stands on the paper.", field=field.key, status=422)
        after = right[field.key]
        stays = before.locked and not after.words
        if not stays and (before.codes, before.words) != (after.codes, after.words):
            changed[field.key] = after
            _note(batch, sheet, desk, field, before, after, SETTLED)
    # all at once: a form can be right only as a whole, as dots are that must not be too many
    _keep(desk, sheet, changed)
    sheet.state = SheetState.CHECKED
    sheet.version += 1
    move_on(batch)
    db.session.flush()
    return sheet


def take_out(*, sheet: Sheet, desk: Desk, why: str) -> None:
    """A form was keyed twice or by mistake: it goes, and that it went is kept. Refuses without a reason."""
    batch = held_batch(sheet.batch_id)
    refuse_unless(batch, BatchState.KEYING)
    sheet = _still_there(sheet)
    if not batch.is_paper and sheet.state != SheetState.STARTED:
        raise RuleBroken("This call counts already. It cannot be changed here.")
    if not why:
        raise RuleBroken("Say why.", field="why", status=422)
    note_change(
        batch,
        what="sheet",
        before=sheet.number,
        after=None,
        why=why,
        by=desk.by,
        at=desk.at,
        sheet_number=sheet.number,
    )
    desk.kind.drop(area=desk.area, record_id=sheet.record_id)
    db.session.delete(sheet)
    record(batch, "took a form out", desk.by, desk.at, sheet=sheet.number)


def _still_there(sheet: Sheet) -> Sheet:
    now = held_sheet(sheet.id)
    if now is None:
        raise RuleBroken("This form was taken out meanwhile.")
    return now


def _held(sheet: Sheet, seen_version: int) -> Sheet:
    now = _still_there(sheet)
    if now.version != seen_version:
        raise RuleBroken(OVERTAKEN)
    return now


def _keep(desk: Desk, sheet: Sheet, entries: Mapping[str, Entry]) -> None:
    desk.kind.keep(area=desk.area, record_id=sheet.record_id, entries=entries, at=desk.at)


def _note(
    batch: Batch, sheet: Sheet, desk: Desk, field: Field, before: Entry, after: Entry, why: str
) -> None:
    """Old and new answer; of words only that they changed."""
    is_words = field.takes == "words"
    note_change(
        batch,
        what=field.key,
        before="words" if is_words else field.labels(before.codes),
        after="words" if is_words else field.labels(after.codes),
        why=why,
        by=desk.by,
        at=desk.at,
        sheet_number=sheet.number,
    )
