"""Every read of codes and their batches."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from portal.areas.models import Area
from portal.codes.models import Code, CodeBatch, CodeState
from portal.core.db import db


class Found(NamedTuple):
    """A code that is there: which batch it is in and how it stands now."""

    batch: CodeBatch
    state: CodeState


def code_by_hash(code_hash: str) -> Found | None:
    """The code with this keyed hash; its state is read from the database, never from memory."""
    rows = select(CodeBatch, Code.state).join(Code, Code.batch_id == CodeBatch.id)
    row = db.session.execute(rows.where(Code.hash == code_hash)).first()
    return Found(row[0], CodeState(row[1])) if row else None


def taken(hashes: Iterable[str]) -> set[str]:
    """Those of these hashes that a code has already, whatever its area or state."""
    return set(db.session.scalars(select(Code.hash).where(Code.hash.in_(list(hashes)))))


def hold_batch(batch_id: int) -> None:
    """Wait until nobody else changes this batch (PostgreSQL; SQLite has one writer)."""
    db.session.execute(select(CodeBatch.id).where(CodeBatch.id == batch_id).with_for_update())


def batch_in(area: Area, batch_id: int) -> CodeBatch | None:
    """A batch of this area."""
    return db.session.scalar(
        select(CodeBatch).where(CodeBatch.area_id == area.id, CodeBatch.id == batch_id)
    )


def batches_of(area: Area) -> list[CodeBatch]:
    """Every batch of an area, newest first."""
    rows = select(CodeBatch).where(CodeBatch.area_id == area.id)
    return list(db.session.scalars(rows.order_by(CodeBatch.made_at.desc(), CodeBatch.id.desc())))


def batches_opening(area: Area, purpose: str, subject_id: int) -> list[CodeBatch]:
    """Every batch of an area that opens one thing, oldest first."""
    rows = select(CodeBatch).where(
        CodeBatch.area_id == area.id, CodeBatch.purpose == purpose, CodeBatch.subject_id == subject_id
    )
    return list(db.session.scalars(rows.order_by(CodeBatch.made_at, CodeBatch.id)))


def counts_by_state(batch_ids: Iterable[int]) -> dict[int, dict[CodeState, int]]:
    """How many codes of each batch stand in each state; a state that no code has is left out."""
    rows = db.session.execute(
        select(Code.batch_id, Code.state, func.count())
        .where(Code.batch_id.in_(list(batch_ids)))
        .group_by(Code.batch_id, Code.state)
        .order_by(Code.batch_id, Code.state)
    )
    found: dict[int, dict[CodeState, int]] = {}
    for batch_id, state, count in rows:
        found.setdefault(batch_id, {})[CodeState(state)] = count
    return found


def batches_with_words_from_before(area: Area, before: datetime) -> list[CodeBatch]:
    """Batches made before a moment whose words are still kept for printing."""
    rows = select(CodeBatch).where(
        CodeBatch.area_id == area.id, CodeBatch.made_at < before, CodeBatch.locked_words.is_not(None)
    )
    return list(db.session.scalars(rows.order_by(CodeBatch.id)))
