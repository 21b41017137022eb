"""Every write of codes: make a batch, mark it printed, use a code once, make codes void.

Using a code is a family's act: it writes no audit row and no time (rules.md, personal data).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, case, select, true, update
from sqlalchemy.orm import aliased

from portal.areas.models import Area
from portal.codes.models import LARGEST_BATCH, WORKING, Code, CodeBatch, CodeState
from portal.codes.queries import (
    batches_with_words_from_before,
    code_by_hash,
    counts_by_state,
    hold_batch,
    taken,
)
from portal.codes.words import hash_code, make_words
from portal.core import audit, keys
from portal.core.db import db
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken

WORDS = 3
KEPT_TO_PRINT = timedelta(days=7)
UNKNOWN = "We cannot find that code. Check each word."
USED = "That code has been used already. If it was not you, tell the organiser."
VOID = "That code does not work any more. Ask for a new one."


def code_hash(words: tuple[str, ...]) -> str:
    """What is kept of a code. Not by area: the short address of a card names none."""
    secret = keys.derive(secret_key(), "codes")
    return hash_code(words, secret=secret, purpose="code").hex()


def make_batch(
    *,
    area: Area,
    purpose: str,
    subject_id: int,
    opens: str,
    title: str,
    count: int,
    by: int | None,
    at: datetime,
    test: bool = False,
) -> CodeBatch:
    """Make `count` new codes of three words for one thing; no code of another batch comes again.

    The words are kept encrypted until the cards are printed. Refuses fewer than 1 and more than
    LARGEST_BATCH: each use writes the whole batch anew (see `_restate`).
    """
    by_hash = _new_words(count)
    batch = CodeBatch(
        area_id=area.id,
        purpose=purpose,
        subject_id=subject_id,
        opens=opens,
        title=title,
        words_each=WORDS,
        count=count,
        is_test=test,
        made_by=by,
        made_at=at,
        locked_words=_locked(by_hash.values()),
    )
    db.session.add(batch)
    db.session.flush()
    state = CodeState.TEST if test else CodeState.MADE
    # in the order of the hashes: where a row lies says nothing of the card it stands for
    db.session.add_all(Code(batch_id=batch.id, hash=one, state=state) for one in sorted(by_hash))
    db.session.flush()
    _record("made codes", batch, by=by, at=at, count=count, test=test)
    return batch


def words_to_print(batch: CodeBatch, *, at: datetime) -> list[tuple[str, ...]] | None:
    """The words of every card, None when they are forgotten or were kept longer than KEPT_TO_PRINT."""
    if batch.locked_words is None or at >= batch.made_at + KEPT_TO_PRINT:
        return None
    text = keys.decrypt(_printing_key(), batch.locked_words)
    return [tuple(line.split()) for line in text.splitlines()] if text else None


def record_words_seen(*, batch: CodeBatch, how: str, by: int, at: datetime) -> None:
    """Note that somebody saw the words: whoever has them can use the codes. `how`: sheet or file."""
    _record("opened code words", batch, by=by, at=at, how=how)


def mark_printed(*, batch: CodeBatch, by: int, at: datetime) -> None:
    """The cards are printed: their words are forgotten here, for good. Refuses to do so twice."""
    hold_batch(batch.id)
    db.session.refresh(batch)
    if batch.locked_words is None:
        raise RuleBroken("The words of these codes are forgotten already.")
    _forget_words(batch)
    _restate(batch.id, Code.state == CodeState.MADE, CodeState.PRINTED)
    _record("printed codes", batch, by=by, at=at)


def forget_old_words(*, area: Area, at: datetime) -> int:
    """Words that nobody has printed in KEPT_TO_PRINT go (the retention command); how many batches."""
    batches = batches_with_words_from_before(area, at - KEPT_TO_PRINT)
    for batch in batches:
        _forget_words(batch)
        _record("forgot code words", batch, by=None, at=at)
    db.session.flush()
    return len(batches)


def use_code(*, words: tuple[str, ...], purpose: str, subject_id: int) -> CodeState:
    """Use a code for what it opens: exactly once, whoever else tries at the same moment.

    Returns USED, or TEST for a test code, which is never used up. Refuses (RuleBroken, field "code")
    a code that is unknown, opens something else, is used or is void.
    """
    wanted = code_hash(words)
    found = code_by_hash(wanted)
    if found is None or (found.batch.purpose, found.batch.subject_id) != (purpose, subject_id):
        raise RuleBroken(UNKNOWN, field="code")
    if found.state == CodeState.TEST:
        return CodeState.TEST
    hold_batch(found.batch.id)
    if not _restate(found.batch.id, Code.hash == wanted, CodeState.USED, provided=_is_usable(wanted)):
        _refuse(wanted)
    return CodeState.USED


def void_code(*, batch: CodeBatch, words: tuple[str, ...], by: int, at: datetime) -> None:
    """One lost card does not work any more; what was sent with a used one stays, so that is refused."""
    wanted = code_hash(words)
    found = code_by_hash(wanted)
    if found is None or found.batch.id != batch.id:
        raise RuleBroken("This code is not in this batch.", field="code")
    hold_batch(batch.id)
    if not _restate(batch.id, Code.hash == wanted, CodeState.VOID, provided=_is_usable(wanted)):
        _refuse(wanted)
    _record("made code void", batch, by=by, at=at)


def void_rest(*, batch: CodeBatch, by: int, at: datetime) -> int:
    """Every code of a batch that is not used yet stops working; returns how many did."""
    hold_batch(batch.id)
    _forget_words(batch)
    standing = counts_by_state([batch.id]).get(batch.id, {})
    count = sum(standing.get(state, 0) for state in WORKING)
    _restate(batch.id, Code.state.in_(WORKING), CodeState.VOID)
    _record("made codes void", batch, by=by, at=at, count=count)
    return count


def refusal(state: CodeState) -> str | None:
    """Why a code in this state opens nothing, None when it can be used."""
    return {CodeState.USED: USED, CodeState.VOID: VOID}.get(state)


def _refuse(wanted: str) -> None:
    now = code_by_hash(wanted)
    raise RuleBroken(refusal(now.state) or UNKNOWN if now else UNKNOWN, field="code")


def _is_usable(wanted: str) -> ColumnElement[bool]:
    """Whether this code still works; asked again inside the UPDATE that ends it."""
    one = aliased(Code)
    return select(one.id).where(one.hash == wanted, one.state.in_(WORKING)).exists()


def _restate(
    batch_id: int, which: ColumnElement[bool], to: CodeState, provided: ColumnElement[bool] | None = None
) -> bool:
    """Give the codes that `which` names a new state, in one UPDATE over the whole batch.

    PostgreSQL keeps the number of the transaction beside each row (xmin). Were only the one row
    written, its number would be the same as on the answers that were sent with it.
    """
    changed = update(Code).where(Code.batch_id == batch_id, true() if provided is None else provided)
    done = db.session.execute(
        changed.values(state=case((which, to), else_=Code.state)),
        execution_options={"synchronize_session": False},
    )
    db.session.expire_all()
    return bool(cast("CursorResult[Any]", done).rowcount)


def _new_words(count: int) -> dict[str, tuple[str, ...]]:
    """Words by their hash, none of them given out before."""
    if not 1 <= count <= LARGEST_BATCH:
        raise RuleBroken(
            "Choose a number from 1 to %(most)s.", field="count", status=422, most=LARGEST_BATCH
        )
    fresh: dict[str, tuple[str, ...]] = {}
    while len(fresh) < count:
        more = [make_words(WORDS) for _ in range(count - len(fresh))]
        by_hash = {code_hash(words): words for words in more}
        gone = taken(by_hash)
        fresh |= {one: words for one, words in by_hash.items() if one not in gone}
    return fresh


def _forget_words(batch: CodeBatch) -> None:
    batch.locked_words = None
    db.session.flush()


def _locked(cards: Iterable[tuple[str, ...]]) -> str:
    return keys.encrypt(_printing_key(), "\n".join(map(" ".join, cards)))


def _printing_key() -> bytes:
    return keys.derive(secret_key(), "codes to print")


def _record(act: str, batch: CodeBatch, *, by: int | None, at: datetime, **details: object) -> None:
    audit.record(
        act=act,
        by=by,
        area=batch.area_id,
        at=at,
        subject=("code batch", batch.id),
        name=batch.title,
        **details,
    )
