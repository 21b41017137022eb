"""One person's response and its answers. Ids are random and there is no time finer than a day."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Model, RandomId
from portal.core.disclosure import new_record_key
from portal.core.vocabulary import Audience, Channel, Mode
from portal.surveys.models import SurveyVersion, Wave
from portal.surveys.responses.cells import cell_of

# written out, not bound: a database uses an index of some rows only where it can read which
COUNTS = text("state = 'submitted'")


def _cell_of_new(context: Any) -> int:
    return cell_of(context.get_current_parameters())


class ResponseState(StrEnum):
    """begun: still being answered. keyed: typed from paper, and not signed by two people yet.

    Only submitted ones count; a test never does.
    """

    BEGUN = "begun"
    KEYED = "keyed"
    SUBMITTED = "submitted"
    TEST = "test"


class Response(Model):
    """What one person answered in one wave; the about-you columns are coarse bands only.

    `place_id`: where it was asked for, without a foreign key (SQLite would have to make this table
    anew); a place is never deleted. `by_card`: begun with a single-use code, so that sending it takes
    one; which one stands nowhere. `may_add`: the first answers are sent, and count; the rest can follow,
    each for good as its page is sent.
    """

    __tablename__ = "response"
    __table_args__ = (
        Index("ix_response_wave_state", "wave_id", "state"),
        Index("ix_response_key", "record_key", "wave_id"),
    )

    id: Mapped[RandomId]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    mode: Mapped[Mode] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    audience: Mapped[Audience] = mapped_column(String(20))
    channel: Mapped[Channel] = mapped_column(String(20))
    place_id: Mapped[int | None]
    helper: Mapped[str | None] = mapped_column(String(30))
    locality: Mapped[str | None] = mapped_column(String(80))
    age_band: Mapped[str | None] = mapped_column(String(30))
    plan: Mapped[str | None] = mapped_column(String(30))
    state: Mapped[ResponseState] = mapped_column(String(20))
    record_key: Mapped[int] = mapped_column(default=new_record_key)
    begun_on: Mapped[date]
    submitted_on: Mapped[date | None]
    reached: Mapped[int] = mapped_column(default=0)
    by_card: Mapped[bool] = mapped_column(default=False, server_default=false())
    may_add: Mapped[bool] = mapped_column(default=False, server_default=false())

    wave: Mapped[Wave] = relationship()
    version: Mapped[SurveyVersion] = relationship()
    answers: Mapped[list["Answer"]] = relationship(
        back_populates="response", order_by="Answer.question_id", cascade="all, delete-orphan"
    )


class Answer(Model):
    """One chosen code, or the words given, to one question, in the kind it was asked.

    A choose-many question has one row a choice and one more with the code ANSWERED, so that its
    base is counted as any other. Wave, audience, mode, state and record key stand beside the choice, and
    `cell` says where a table counts it (cells.py): a small index of those that count answers for a million.
    The mode is that in which it was asked: Easy Read and standard answers are laid side by side, never
    added up.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("response_id", "question_id", "code"),
        Index(
            "ix_answer_counted",
            "question_id",
            "wave_id",
            "cell",
            "record_key",
            "state",  # SQLite reads the row for every column of a question that the index has not
            sqlite_where=COUNTS,
            postgresql_where=COUNTS,
        ),
    )

    id: Mapped[RandomId]
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    code: Mapped[str] = mapped_column(String(80))
    feedback_item_id: Mapped[int | None] = mapped_column(ForeignKey("feedback_item.id"), index=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"))
    audience: Mapped[Audience] = mapped_column(String(20))
    mode: Mapped[Mode] = mapped_column(String(20))
    state: Mapped[ResponseState] = mapped_column(String(20))
    record_key: Mapped[int]
    cell: Mapped[int] = mapped_column(default=_cell_of_new, server_default=text("0"))

    response: Mapped[Response] = relationship(back_populates="answers")
