"""An alert on a piece of family text with its stages, and a wish to be called, each locked for the lead."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, RandomId, Short

LOCKING_LEVEL = 2
LONGEST_NOTE = 2000


class AlertState(StrEnum):
    """new, seen, acting, passed on: with the lead. closed: real, stays locked. released: visible again."""

    NEW = "new"
    SEEN = "seen"
    ACTING = "acting"
    PASSED_ON = "passed on"
    CLOSED = "closed"
    RELEASED = "released"


OPEN = (AlertState.NEW, AlertState.SEEN, AlertState.ACTING, AlertState.PASSED_ON)
_BY_THE_LEAD = frozenset({AlertState.ACTING, AlertState.PASSED_ON, AlertState.CLOSED, AlertState.RELEASED})
# where a lead may take an alert from each stage; new words or a colleague's worry make any of them new.
# What was ended can be taken up again: a tired press on "release" must not stay
MOVES: dict[AlertState, frozenset[AlertState]] = {
    AlertState.NEW: _BY_THE_LEAD,
    AlertState.SEEN: _BY_THE_LEAD,
    AlertState.ACTING: _BY_THE_LEAD,
    AlertState.PASSED_ON: _BY_THE_LEAD,
    AlertState.CLOSED: frozenset({AlertState.ACTING}),
    AlertState.RELEASED: frozenset({AlertState.ACTING}),
}


class Alert(Model):
    """Words that worried the list or a member of staff. Levels 2 and 3 lock the item until it is released.

    `subject_id` is the feedback item's id without a foreign key: an alert outlives its item. `since` is
    when it last became new: the clock runs from there. `raised_by`: the member of staff who was worried
    first, None where the list of words found it. `decided_by` ended it last. `version` meets two leads;
    it is counted by hand, since a family's page must never fail because a lead was quicker. `is_drill`:
    made up by a lead to see that the way works; it is never counted.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("subject_id", name="uq_alert_subject_id"),
        Index("ix_alert_subject_level_state", "subject_id", "level", "state"),
        Index("ix_alert_area_state", "area_id", "state", "raised_at"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_by_someone_once"),
        CheckConstraint("(seen_by IS NULL) = (seen_at IS NULL)", name="seen_by_someone_once"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    subject_id: Mapped[int]
    level: Mapped[int]
    kinds: Mapped[list[str]] = mapped_column(JSON)
    locked_words: Mapped[str] = mapped_column(Text)
    sender_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[AlertState] = mapped_column(String(20))
    raised_at: Mapped[datetime]
    raised_by: Mapped[int | None]
    since: Mapped[datetime]
    seen_by: Mapped[int | None]
    seen_at: Mapped[datetime | None]
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    is_drill: Mapped[bool] = mapped_column(default=False, server_default=false())
    late_told_at: Mapped[datetime | None]

    steps: Mapped[list["AlertStep"]] = relationship(
        order_by="AlertStep.id", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def is_locking(self) -> bool:
        """Whether the item is out of every list, count and file now."""
        return self.level >= LOCKING_LEVEL and self.state != AlertState.RELEASED

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN


class AlertStep(Model):
    """One thing that happened to an alert: kept for ever with it, never changed, notes and all.

    `by` None: the list of words. The note is locked, since it may say what the words say.
    """

    __tablename__ = "alert_step"

    id: Mapped[Id]
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), index=True)
    state: Mapped[AlertState] = mapped_column(String(20))
    by: Mapped[int | None]
    at: Mapped[datetime]
    note_locked: Mapped[str | None] = mapped_column(Text)
    passed_to: Mapped[Short | None]
    passed_at: Mapped[datetime | None]
    reference: Mapped[Short | None]


class AreaWordList(Model):
    """One wording of an area's list of worrying words, as YAML; the newest is in force, all are kept.

    `mark` is a hash of the text. `number` counts from 1: of two editors at one moment, one is refused.
    """

    __tablename__ = "area_word_list"
    __table_args__ = (UniqueConstraint("area_id", "number", name="uq_area_word_list_number"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    mark: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class CoverTurn(Model):
    """One lead has the duty from one moment to another (None: until somebody else has); the last made wins.

    The note is for the lead who takes over: locked, and in no e-mail.
    """

    __tablename__ = "cover_turn"
    __table_args__ = (Index("ix_cover_turn_area", "area_id", "starts_at"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    person_id: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    note_locked: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]


class LeadPhone(Model):
    """The mobile number of a lead for text messages, locked; a lead writes down only their own."""

    __tablename__ = "lead_phone"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(unique=True)
    phone_locked: Mapped[str] = mapped_column(Text)


class CallBack(Model):
    """Someone wants to be called: encrypted, for the lead only, apart from the answers.

    `sender_hash` is a keyed hash of the response's id, the same as on its alerts, so that the lead
    can see that the writer of worrying words left a number; nothing else joins them.
    """

    __tablename__ = "call_back"

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    sender_hash: Mapped[str] = mapped_column(String(64), unique=True)
    contact: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date]
    done_by: Mapped[int | None]
    done_at: Mapped[datetime | None]
