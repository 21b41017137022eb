"""A survey, its numbered versions, the questions of a version in each mode, and its waves."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    event,
    false,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship
from sqlalchemy.orm.attributes import get_history

from portal.core.db import Id, Model, Sentence, Short, Slug
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience, Mode
from portal.strategies.models import Measure, Theme
from portal.surveys.scales import ENGLISH, Scale, own_scale

AnswersFrom = str | Scale | None


class Invited(StrEnum):
    """Who is invited to a survey."""

    PARENTS = "parents"
    YOUNG = "young"
    PRACTITIONERS = "practitioners"
    FAMILIES = "families"
    EVERYONE = "everyone"


ONE_AUDIENCE = {
    Invited.PARENTS: Audience.PARENT_CARER,
    Invited.YOUNG: Audience.YOUNG_PERSON,
    Invited.PRACTITIONERS: Audience.PRACTITIONER,
}

question_theme = Table(
    "question_theme",
    Model.metadata,
    Column("question_id", ForeignKey("question.id"), primary_key=True),
    Column("theme_id", ForeignKey("theme.id"), primary_key=True),
)
question_measure = Table(
    "question_measure",
    Model.metadata,
    Column("question_id", ForeignKey("question.id"), primary_key=True),
    Column("measure_id", ForeignKey("measure.id"), primary_key=True),
)


class Survey(Model):
    """A survey of one area, known by the word in its address."""

    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("area_id", "slug"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    slug: Mapped[Slug]
    invited: Mapped[Invited] = mapped_column(String(20))

    versions: Mapped[list["SurveyVersion"]] = relationship(
        back_populates="survey", order_by="SurveyVersion.number"
    )
    waves: Mapped[list["Wave"]] = relationship(
        back_populates="survey",
        order_by="Wave.opens_at",
        primaryjoin="and_(Survey.id == Wave.survey_id, Wave.is_trial.is_(False))",
    )


class SurveyVersion(Model):
    """Version n of a survey. Once published it never changes: answers point at its questions.

    `texts` holds title, purpose, privacy lines, thanks and minutes by mode; in another language than
    English by mode and language: "easy@ar". `note` says what changed since the version before,
    `comparable` names the questions whose answers may be laid beside it. `not_taken`: sentences on what
    was left out of the file it was made of. `edits` counts changes of the texts of a draft, so that two
    who edit them meet.
    """

    __tablename__ = "survey_version"
    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]
    modes: Mapped[list[str]] = mapped_column(JSON)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    edits: Mapped[int] = mapped_column(default=1, server_default="1")
    note: Mapped[Sentence | None]
    comparable: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    not_taken: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    published_at: Mapped[datetime | None]

    survey: Mapped[Survey] = relationship(back_populates="versions")
    questions: Mapped[list["Question"]] = relationship(
        back_populates="version", order_by="Question.position"
    )

    def text(self, name: str, mode: Mode) -> Any:
        """A text of the version in a mode, else in standard words; None when there is none."""
        by_mode = self.texts.get(name) or {}
        return by_mode.get(mode, by_mode.get(Mode.STANDARD))

    def has_mode(self, mode: str) -> bool:
        """Whether the survey can be answered this way."""
        return mode in self.modes


class Question(Model):
    """One question of a version; its key is the same over versions and audiences (a domain).

    Its answers come from its kind, from the shipped list `options`, or from `own_answers`, each
    {code, words by mode}. `edits` counts changes of a draft, so that two who edit it meet.
    `section`: the title, by mode ("easy", "easy@ar"), of the section that begins with it. `sign_video`:
    the question in sign language, {link or file, words}.
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("version_id", "key"), UniqueConstraint("version_id", "position"))

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    key: Mapped[Slug]
    position: Mapped[int]
    options: Mapped[Slug | None]
    own_answers: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    edits: Mapped[int] = mapped_column(default=1, server_default="1")
    show_if: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    picture: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    section: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    sign_video: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))

    version: Mapped[SurveyVersion] = relationship(back_populates="questions")
    wordings: Mapped[list["Wording"]] = relationship(back_populates="question", lazy="selectin")
    themes: Mapped[list[Theme]] = relationship(secondary=question_theme, order_by=Theme.position)
    measures: Mapped[list[Measure]] = relationship(secondary=question_measure, order_by=Measure.id)

    @property
    def answers_from(self) -> AnswersFrom:
        """Where its answers come from when its kind takes them from a list."""
        return own_scale(self.own_answers) if self.own_answers else self.options

    def wording(self, mode: str, language: str = ENGLISH) -> "Wording | None":
        """How the question is put in a mode and a language, None where it is not asked so."""
        return next((w for w in self.wordings if (w.mode, w.language) == (mode, language)), None)


class Wording(Model):
    """The words and the kind of a question in one mode and language."""

    __tablename__ = "question_wording"
    __table_args__ = (UniqueConstraint("question_id", "mode", "language"),)

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    mode: Mapped[Mode] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(30))
    words: Mapped[Sentence]
    help: Mapped[Sentence | None]

    question: Mapped[Question] = relationship(back_populates="wordings")


class SignVideoFile(Model):
    """A video in sign language, MP4 or WebM as it was sent; never changed, because versions name it.

    `content_hash`: SHA-256 of its bytes, in hexadecimal; `ending`: "mp4" or "webm".
    """

    __tablename__ = "sign_video_file"
    __table_args__ = (UniqueConstraint("area_id", "content_hash"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    content_hash: Mapped[str] = mapped_column(String(64))
    ending: Mapped[str] = mapped_column(String(4))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Wave(Model):
    """One time a survey is asked: answered on one version, open from and until local times.

    The waves of an area that share a slug ("2026") are reported together as a round (results/rounds.py).
    `grace_hours` after closing are for those who have begun: nobody loses half a survey to a clock.
    `is_trial`: no round, but where staff try a draft out; no list of waves holds it (docs/decisions.md).
    """

    __tablename__ = "wave"
    __table_args__ = (
        UniqueConstraint("survey_id", "slug"),
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
    )

    id: Mapped[Id]
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    slug: Mapped[Slug]
    title: Mapped[Short]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    grace_hours: Mapped[int] = mapped_column(default=24)
    is_trial: Mapped[bool] = mapped_column(default=False, server_default=false())

    survey: Mapped[Survey] = relationship(back_populates="waves")
    version: Mapped[SurveyVersion] = relationship()

    def is_open(self, at: datetime) -> bool:
        """Open from the opening moment until just before the closing one."""
        return self.opens_at <= at < self.closes_at

    def takes_answers(self, at: datetime) -> bool:
        """Whether someone who has begun may still go on."""
        return self.opens_at <= at < self.closes_at + timedelta(hours=self.grace_hours)


def _refuse_change(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    version = target if isinstance(target, SurveyVersion) else _version_of(target)
    already = version is not None and _was_published(version)
    if already:
        raise RuleBroken("A published version cannot be changed. Make the next version instead.")


def _version_of(target: Any) -> SurveyVersion | None:
    question = target.question if isinstance(target, Wording) else target
    return question.version if question is not None else None


def _was_published(version: SurveyVersion) -> bool:
    history = get_history(version, "published_at")
    before = history.deleted or history.unchanged
    return bool(before and before[0] is not None)


for _part in (SurveyVersion, Question, Wording):
    for _act in ("before_update", "before_delete"):
        event.listen(_part, _act, _refuse_change)
for _part in (Question, Wording):
    event.listen(_part, "before_insert", _refuse_change)
