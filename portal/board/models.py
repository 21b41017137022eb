"""A promise (board entry), its dated updates, what it answers, and the forum's word on it."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, RandomId, Sentence, Short, Slug
from portal.feedback.models import FeedbackItem
from portal.strategies.models import Commitment, Priority, Theme


class EntryState(StrEnum):
    """How a promise stands, from heard to the end; "cannot" needs a reason."""

    HEARD = "heard"
    LOOKING = "looking"
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    PARTLY = "partly"
    CANNOT = "cannot"


# a promise in one of these has come to its end: it can no longer be late
ENDED = frozenset({EntryState.DONE, EntryState.CANNOT})

# readers are asked whether a promise in one of these made a difference
OVER = frozenset({EntryState.DONE, EntryState.PARTLY})


class Verdict(StrEnum):
    """What the forum says of a promise, beside what the partnership says."""

    AGREE = "agree"
    PARTLY = "partly"
    NOT_YET = "not-yet"


class Difference(StrEnum):
    """One reader's answer to "Did it make a difference?"."""

    YES = "yes"
    A_BIT = "a-bit"
    NO = "no"
    NOT_SURE = "not-sure"


class QuoteState(StrEnum):
    """chosen: it waits for a second person, who approves it or sends it back with a note."""

    CHOSEN = "chosen"
    APPROVED = "approved"
    SENT_BACK = "sent-back"


class EvidenceKind(StrEnum):
    """What a promise answers: things of this portal by their id, outside reports by their address.

    A comment on the Local Offer stands by the id of its words, as every other comment does. A release
    stands as a whole ("survey/round"), or as one question of it ("survey/round/question").
    """

    FEEDBACK = "feedback"
    OFFER = "offer-comment"
    RELEASE = "release"
    VOTE = "vote"
    TOPIC = "topic"
    GAP = "gap"
    FINDING = "finding"
    REPORT = "report"


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    allowed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=f"known_{column}")


entry_priority = Table(
    "board_entry_priority",
    Model.metadata,
    Column("entry_id", ForeignKey("board_entry.id"), primary_key=True),
    Column("priority_id", ForeignKey("priority.id"), primary_key=True, index=True),
)
entry_commitment = Table(
    "board_entry_commitment",
    Model.metadata,
    Column("entry_id", ForeignKey("board_entry.id"), primary_key=True),
    Column("commitment_id", ForeignKey("commitment.id"), primary_key=True, index=True),
)


class Entry(Model):
    """A promise. `asked`: what was asked, if anything; `said`: what families said; `done`: what was
    or will be done; `why_not`: why it cannot be done.

    The `easy_` columns are the same in Easy Read words, empty where nobody wrote them yet. `body` is who is
    responsible and `lead_role` a role, never a private name. `published_on` None: a draft. `version` meets
    two editors.
    """

    __tablename__ = "board_entry"
    # how long readers are asked whether it made a difference: twelve weeks, then the answers are released
    ASKED_DAYS: ClassVar[int] = 84
    __table_args__ = (
        UniqueConstraint("area_id", "slug"),
        Index("ix_board_entry_list", "area_id", "published_on", "id"),
        _one_of("state", EntryState),
        CheckConstraint("state <> 'cannot' OR why_not <> ''", name="cannot_has_a_reason"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    slug: Mapped[Slug]
    title: Mapped[Short]
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    asked: Mapped[Sentence]
    said: Mapped[Sentence]
    done: Mapped[Sentence]
    why_not: Mapped[Sentence]
    easy_said: Mapped[Sentence]
    easy_done: Mapped[Sentence]
    body: Mapped[Short]
    lead_role: Mapped[Short]
    due_on: Mapped[date | None]
    state: Mapped[EntryState] = mapped_column(String(20))
    published_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    theme: Mapped[Theme] = relationship()
    priorities: Mapped[list[Priority]] = relationship(secondary=entry_priority, order_by=Priority.number)
    commitments: Mapped[list[Commitment]] = relationship(
        secondary=entry_commitment, order_by=Commitment.position
    )
    updates: Mapped[list["Update"]] = relationship(back_populates="entry", order_by="Update.id")
    signings: Mapped[list["Signing"]] = relationship(order_by="Signing.id")

    __mapper_args__ = {"version_id_col": version}

    def days_late(self, on: date) -> int:
        """How many days the promise is late on a day; 0 when it is not, has no day, or has ended."""
        if self.due_on is None or self.state in ENDED:
            return 0
        return max(0, (on - self.due_on).days)

    @property
    def asked_from(self) -> date | None:
        """Since when readers are asked whether it made a difference; None: they were not asked yet."""
        return next((one.dated for one in self.updates if one.state in OVER), None)

    def asks_difference(self, on: date) -> bool:
        """Whether readers are asked on a day: it is public and done, and the twelve weeks are not over."""
        begun = self.asked_from
        if self.published_on is None or self.state not in OVER or begun is None:
            return False
        return on < begun + timedelta(days=self.ASKED_DAYS)

    @property
    def signing(self) -> "Signing | None":
        """What the forum said last."""
        return self.signings[-1] if self.signings else None


class Update(Model):
    """One dated change of a promise, in plain and in Easy Read words; it is never changed itself.

    `due_before` and `due_after` differ where the day was moved, so that the old one stays to be seen.
    """

    __tablename__ = "board_update"
    __table_args__ = (_one_of("state", EntryState),)

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(ForeignKey("board_entry.id"), index=True)
    dated: Mapped[date]
    state: Mapped[EntryState] = mapped_column(String(20))
    words: Mapped[Sentence]
    easy_words: Mapped[Sentence]
    due_before: Mapped[date | None]
    due_after: Mapped[date | None]
    was_late: Mapped[bool]
    written_by: Mapped[int | None]

    entry: Mapped[Entry] = relationship(back_populates="updates")


class Signing(Model):
    """What the forum says of a promise, as it wrote it; the last one stands, the others stay."""

    __tablename__ = "board_signing"
    __table_args__ = (_one_of("verdict", Verdict),)

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(ForeignKey("board_entry.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(String(20))
    words: Mapped[Sentence]
    dated: Mapped[date]
    signed_by: Mapped[int]


class Evidence(Model):
    """One thing that a promise answers. `ref` is its id, or an address; `words` say what it is.

    There is no foreign key: words that are taken back go, and then nothing stands here.
    """

    __tablename__ = "board_evidence"
    __table_args__ = (
        UniqueConstraint("entry_id", "kind", "ref"),
        Index("ix_board_evidence_answered", "kind", "ref"),
    )

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(ForeignKey("board_entry.id"))
    kind: Mapped[EvidenceKind] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(500))
    words: Mapped[Short]
    added_by: Mapped[int | None]
    added_at: Mapped[datetime]

    entry: Mapped[Entry] = relationship()


class Quote(Model):
    """Words of a family beside a promise: chosen by one person, decided by a second (rules.md, quoted).

    Only the id of the words stands here. `cleared_at` is the clearing that both people saw: words that
    were changed after it are not the ones they said yes to. `outside` and `outside_name`: a named outside
    second decided, and `decided_by` wrote it down.
    """

    __tablename__ = "board_quote"
    __table_args__ = (
        UniqueConstraint("entry_id", "item_id"),
        _one_of("state", QuoteState),
        CheckConstraint(
            "decided_by IS NULL OR decided_by <> chosen_by OR outside IS NOT NULL", name="two_people"
        ),
        CheckConstraint("(state = 'chosen') = (decided_by IS NULL)", name="decided_by_someone"),
        CheckConstraint("(outside IS NULL) = (outside_name IS NULL)", name="an_outside_second_has_a_name"),
    )

    id: Mapped[Id]
    entry_id: Mapped[int] = mapped_column(ForeignKey("board_entry.id"))
    item_id: Mapped[int] = mapped_column(index=True)
    cleared_at: Mapped[datetime]
    state: Mapped[QuoteState] = mapped_column(String(20))
    note: Mapped[Sentence]
    chosen_by: Mapped[int]
    chosen_on: Mapped[date]
    decided_by: Mapped[int | None]
    outside: Mapped[Short | None]
    outside_name: Mapped[Short | None]

    entry: Mapped[Entry] = relationship()


class DifferenceMade(Model):
    """One answer to "Did it make a difference?": no time, no sender (rules.md, personal data)."""

    __tablename__ = "board_difference"
    __table_args__ = (_one_of("answer", Difference),)

    id: Mapped[RandomId]
    entry_id: Mapped[int] = mapped_column(ForeignKey("board_entry.id"), index=True)
    answer: Mapped[Difference] = mapped_column(String(20))
    record_key: Mapped[int]


class DifferenceWords(Model):
    """Private words of a reader on a promise: a feedback item, for staff only.

    Nothing joins them to the answer that was given, and there is no time. Words taken back leave no row.
    """

    __tablename__ = "board_difference_words"

    id: Mapped[RandomId]
    entry_id: Mapped[int] = mapped_column(ForeignKey("board_entry.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("feedback_item.id", ondelete="SET NULL"), unique=True
    )

    entry: Mapped[Entry] = relationship()
    item: Mapped[FeedbackItem | None] = relationship()
