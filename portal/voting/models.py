"""A vote, its options, its ballots without time or code, shows of hands, and who confirmed the close."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, RandomId, Sentence, Short, Slug
from portal.core.vocabulary import Audience
from portal.places.models import Place


class VoteRule(StrEnum):
    """pick: up to N options. dots: N dots, at most M on one. ranking: as many places as people like."""

    PICK = "pick"
    DOTS = "dots"
    RANKING = "ranking"


class VoteChannel(StrEnum):
    """How a ballot came in. A show of hands is no ballot and has its own table."""

    WEB = "web"
    EVENT = "event"
    KIOSK = "kiosk"
    PAPER = "paper"
    PHONE = "phone"


class BallotState(StrEnum):
    """keyed: from paper that is not signed yet. test: cast with a test code; it never counts."""

    COUNTED = "counted"
    KEYED = "keyed"
    TEST = "test"


class Side(StrEnum):
    """Who confirms the close: somebody of the council and somebody of the forum, two people."""

    OFFICER = "officer"
    FORUM = "forum"


vote_place = Table(
    "vote_place",
    Model.metadata,
    Column("vote_id", ForeignKey("vote.id"), primary_key=True),
    Column("place_id", ForeignKey("place.id"), primary_key=True, index=True),
)


class Vote(Model):
    """One question put to families. Rule and options cannot change once there is a ballot.

    `most` is how many options may be picked, or how many dots there are; `most_each` how many dots one
    option may get. `for_whom`: the audiences it is for; none named is everybody. It is said, not checked:
    nobody is asked for proof. `places`: where it is held; none named is every place of the area.
    `used_for` says how the result will be used and what can still change. `closed_at` is when two people
    confirmed the count, not when voting ended (`closes_at`).
    """

    __tablename__ = "vote"
    __table_args__ = (
        UniqueConstraint("area_id", "slug"),
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        CheckConstraint("most >= 1 AND most_each >= 1", name="something_can_be_chosen"),
    )

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    slug: Mapped[Slug]
    title: Mapped[Short]
    question: Mapped[Sentence]
    question_easy: Mapped[Sentence]
    used_for: Mapped[Sentence]
    rule: Mapped[VoteRule] = mapped_column(String(20))
    most: Mapped[int]
    most_each: Mapped[int]
    fixed_order: Mapped[bool]
    only_by_code: Mapped[bool]
    for_whom: Mapped[list[str]] = mapped_column(JSON)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    options: Mapped[list["VoteOption"]] = relationship(order_by="VoteOption.position")
    places: Mapped[list[Place]] = relationship(secondary=vote_place, order_by=Place.name)
    confirmations: Mapped[list["Confirmation"]] = relationship(order_by="Confirmation.turn")

    def is_open(self, at: datetime) -> bool:
        """Open from the opening moment until just before the closing one."""
        return self.opens_at <= at < self.closes_at

    def has_ended(self, at: datetime) -> bool:
        """Whether nobody can vote any more."""
        return at >= self.closes_at

    def is_held_at(self, place: Place) -> bool:
        """Whether a place is one of this vote's; every place is where it names none."""
        return not self.places or place in self.places

    @property
    def is_closed(self) -> bool:
        """Whether two people confirmed the count, so that it may be shown."""
        return self.closed_at is not None


class VoteOption(Model):
    """One thing that can be chosen. `key` is what ballots name; `picture` an OpenMoji code."""

    __tablename__ = "vote_option"
    __table_args__ = (UniqueConstraint("vote_id", "key"), UniqueConstraint("vote_id", "position"))

    id: Mapped[Id]
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"))
    key: Mapped[Slug]
    position: Mapped[int]
    title: Mapped[Short]
    title_easy: Mapped[Short]
    explanation: Mapped[Sentence]
    picture: Mapped[str] = mapped_column(String(40))
    priority_id: Mapped[int | None] = mapped_column(ForeignKey("priority.id"), index=True)


class Ballot(Model):
    """One ballot: what was chosen, by option key, and nothing of who or when.

    `choices`: 1 for a picked option, the dots on it, or its rank (1 is best); empty is a blank ballot.
    `audience`: what people said of themselves, None for most.
    """

    __tablename__ = "ballot"
    __table_args__ = (Index("ix_ballot_vote_state", "vote_id", "state"),)

    id: Mapped[RandomId]
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"))
    rule: Mapped[VoteRule] = mapped_column(String(20))
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)
    channel: Mapped[VoteChannel] = mapped_column(String(20))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    audience: Mapped[Audience | None] = mapped_column(String(20))
    by_code: Mapped[bool]
    state: Mapped[BallotState] = mapped_column(String(20))
    record_key: Mapped[int]


class BallotSent(Model):
    """That one filled-in page was sent: a second click on it counts nothing. Points at no ballot.

    Only a keyed hash of a word by chance, which the device lets go of; all rows go at the close.
    """

    __tablename__ = "ballot_sent"

    id: Mapped[RandomId]
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class VoteTaken(Model):
    """What a receipt says of a vote: that one was taken, and on which day. Points at no ballot.

    Made by a request of its own after the ballot, so that not even the database's own numbers join them.
    """

    __tablename__ = "vote_taken"

    id: Mapped[RandomId]
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), index=True)
    taken_on: Mapped[date]


class ShowOfHands(Model):
    """Hands counted in a room, by option key, and how many people were there.

    Never changed: a correction is a new row that says why, and the old one stays with `standing` False.
    """

    __tablename__ = "show_of_hands"
    __table_args__ = (CheckConstraint("people >= 0", name="nobody_is_less_than_none"),)

    id: Mapped[Id]
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), index=True)
    title: Mapped[Short]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    people: Mapped[int]
    hands: Mapped[dict[str, Any]] = mapped_column(JSON)
    standing: Mapped[bool]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("show_of_hands.id"), unique=True)
    why: Mapped[Sentence | None]
    by: Mapped[int | None]
    at: Mapped[datetime]

    place: Mapped[Place | None] = relationship()


class Confirmation(Model):
    """One of the two who confirm the close. `outside`: the service of a named outside second.

    `person_id` is who confirmed, or who wrote down what the outside second (`name`) said.
    """

    __tablename__ = "vote_confirmation"
    __table_args__ = (
        UniqueConstraint("vote_id", "turn"),
        CheckConstraint("turn IN (1, 2)", name="two_people_confirm"),
        CheckConstraint("(outside IS NULL) = (name IS NULL)", name="an_outside_second_has_a_name"),
        Index(
            "uq_vote_confirmation_person",
            "vote_id",
            "person_id",
            unique=True,
            sqlite_where=text("outside IS NULL"),
            postgresql_where=text("outside IS NULL"),
        ),
    )

    id: Mapped[Id]
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"))
    turn: Mapped[int]
    side: Mapped[Side] = mapped_column(String(20))
    person_id: Mapped[int | None]
    outside: Mapped[Short | None]
    name: Mapped[Short | None]
    confirmed_at: Mapped[datetime]
