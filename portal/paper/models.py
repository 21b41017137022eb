"""A batch of paper, each sheet in it, the two signatures, and every change with its old figure.

What was written on a sheet is kept by the feature whose paper it is (`record_id`), never here: here
stand codes of choices only, no family's words.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug
from portal.core.vocabulary import Channel
from portal.places.models import Place


class BatchState(StrEnum):
    """keying: sheets are being typed. checking: a second person keys the sample again.

    signing: all is settled and two people sign. counted: both have. stopped: given up, never counts.
    """

    KEYING = "keying"
    CHECKING = "checking"
    SIGNING = "signing"
    COUNTED = "counted"
    STOPPED = "stopped"


class SheetState(StrEnum):
    """started: part-filled. keyed: the first person is done. differs: the second saw something else.

    checked: both agree, or what differed is settled.
    """

    STARTED = "started"
    KEYED = "keyed"
    DIFFERS = "differs"
    CHECKED = "checked"


class Batch(Model):
    """Forms of one kind (`purpose`, `subject_id`, `variant`) from one place; or telephone calls.

    `name` is what the thing was called when the batch was made. The figures are None until somebody
    counted. `check_percent` and `seed` say which sheets are keyed twice: kept, so that the choice can
    be repeated. Telephone calls have no paper: one person keys, and each call counts when it is done.
    """

    __tablename__ = "paper_batch"
    __table_args__ = (
        CheckConstraint("returned IS NULL OR returned <= handed_out", name="no_more_back_than_out"),
        CheckConstraint("spoilt IS NULL OR spoilt <= returned", name="no_more_spoilt_than_back"),
        CheckConstraint("handed_out >= 0 AND returned >= 0 AND spoilt >= 0", name="figures_not_below_zero"),
        CheckConstraint("(channel = 'paper') = (handed_out IS NOT NULL)", name="paper_is_handed_out"),
        Index("ix_paper_batch_subject", "area_id", "purpose", "subject_id"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    purpose: Mapped[Slug]
    subject_id: Mapped[int]
    variant: Mapped[Slug]
    name: Mapped[Short]
    title: Mapped[Short]
    channel: Mapped[Channel] = mapped_column(String(20))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    handed_out: Mapped[int | None]
    returned: Mapped[int | None]
    spoilt: Mapped[int | None]
    check_percent: Mapped[int]
    seed: Mapped[int]
    state: Mapped[BatchState] = mapped_column(String(20))
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]

    place: Mapped[Place | None] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(order_by="Signature.id")

    @property
    def is_paper(self) -> bool:
        """Whether it is paper, not telephone calls."""
        return self.channel == Channel.PAPER

    @property
    def standing(self) -> list["Signature"]:
        """The signatures that stand now."""
        return [one for one in self.signatures if one.taken_back_at is None]


class Sheet(Model):
    """One form, by its number in the pile.

    `started_by` typed first and `first_by` finished; `second_by` is neither of them. `second` holds
    the codes of the second keying by question. `version` goes up with each save: it meets two people
    on one sheet.
    """

    __tablename__ = "paper_sheet"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        CheckConstraint(
            "second_by IS NULL OR (second_by <> first_by AND second_by <> started_by)",
            name="two_people_key",
        ),
        Index("ix_paper_sheet_batch_state", "batch_id", "state"),
    )

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("paper_batch.id"))
    number: Mapped[int]
    record_id: Mapped[int] = mapped_column(unique=True)
    state: Mapped[SheetState] = mapped_column(String(20))
    in_sample: Mapped[bool] = mapped_column(default=False, server_default=false())
    started_by: Mapped[int]
    first_by: Mapped[int]
    second_by: Mapped[int | None]
    second: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column(default=1)

    batch: Mapped[Batch] = relationship()


class Signature(Model):
    """One of the two who sign. `outside`: the service a named outside second is from, else None.

    `person_id` is who signed, or who wrote down what the outside second (`name`) said.
    """

    __tablename__ = "paper_signature"
    __table_args__ = (
        CheckConstraint("turn IN (1, 2)", name="two_people_sign"),
        CheckConstraint("(outside IS NULL) = (name IS NULL)", name="an_outside_second_has_a_name"),
        Index(
            "uq_paper_signature_turn",
            "batch_id",
            "turn",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("paper_batch.id"), index=True)
    turn: Mapped[int]
    person_id: Mapped[int]
    outside: Mapped[Short | None]
    name: Mapped[Short | None]
    signed_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]


class Change(Model):
    """A figure or an answer that was put right: the old one, the new one, who and why.

    `sheet_number` None: a figure of the batch. Of a family's words only that they changed is kept.
    """

    __tablename__ = "paper_change"

    id: Mapped[Id]
    batch_id: Mapped[int] = mapped_column(ForeignKey("paper_batch.id"), index=True)
    sheet_number: Mapped[int | None]
    what: Mapped[Slug]
    before: Mapped[Sentence]
    after: Mapped[Sentence]
    why: Mapped[Sentence]
    by: Mapped[int]
    at: Mapped[datetime]
