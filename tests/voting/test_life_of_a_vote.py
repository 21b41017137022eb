"""A vote from its making to its close: rules, codes, hands, two people, and what nobody sees before."""

import json
from datetime import timedelta
from itertools import permutations
from typing import Any

import flask
import pytest
from sqlalchemy import TextClause, select, text

from portal.accounts.roles import Role
from portal.codes import actions as codes
from portal.core import clock
from portal.core.db import db, transaction
from portal.voting import counting
from portal.voting.actions import change_options, end_voting
from portal.voting.ballot_actions import NEEDS_CODE, TOO_EARLY, TOO_LATE
from portal.voting.closing_actions import confirm_close, confirm_for_outside, record_hands
from portal.voting.models import BallotSent, Side, Vote, VoteRule
from portal.voting.plans import OptionPlan
from portal.voting.queries import ballots_to_count, how_many_voted
from tests.planting import area_called
from tests.signing_in import plant
from tests.voting.votes import a_vote, cards_for, cast, close, refused


def test_a_ballot_counts_and_the_same_page_sent_again_does_not(app: flask.Flask) -> None:
    with transaction():
        vote = a_vote()
        assert cast(vote, "one", o1=1, o2=1)
        assert not cast(vote, "one", o3=1)
        assert cast(vote, "two")
        assert how_many_voted([vote.id]) == {vote.id: 2}


def test_before_opening_and_from_the_closing_moment_on_nothing_counts(app: flask.Flask) -> None:
    with transaction():
        vote = a_vote()
        with clock.at(vote.opens_at - timedelta(seconds=1)):
            assert refused(cast, vote, "a", o1=1) == TOO_EARLY
        with clock.at(vote.closes_at - timedelta(seconds=1)):
            assert cast(vote, "b", o1=1)
        with clock.at(vote.closes_at):
            assert refused(cast, vote, "c", o1=1) == TOO_LATE
        assert how_many_voted([vote.id]) == {vote.id: 1}


def test_too_many_choices_and_strange_options_are_refused(app: flask.Flask) -> None:
    with transaction():
        vote = a_vote()
        assert "Pick 2 or fewer" in refused(cast, vote, "a", o1=1, o2=1, o3=1)
        assert "once" in refused(cast, vote, "a", o1=2)
        assert "on the page" in refused(cast, vote, "a", o9=1)
        dots = a_vote(VoteRule.DOTS, title="Dots", most=5)
        assert "5 dots" in refused(cast, dots, "b", o1=2, o2=2, o3=2)
        assert "up to 2" in refused(cast, dots, "b", o1=3)
        ranking = a_vote(VoteRule.RANKING, title="Order")
        assert "one option only" in refused(cast, ranking, "c", o1=1, o2=1)
        assert cast(ranking, "c", o1=5, o2=2)
        assert ballots_to_count(ranking)[0].choices == {"o2": 1, "o1": 2}


def test_a_code_counts_once_and_void_unknown_and_test_codes_never(app: flask.Flask) -> None:
    with transaction():
        vote = a_vote(only_by_code=True)
        first, second, *_rest = cards_for(vote, 3)
        trial = cards_for(vote, 1, test=True)[0]
        assert refused(cast, vote, "a", o1=1) == NEEDS_CODE
        assert cast(vote, "b", first, o1=1)
        assert refused(cast, vote, "c", first, o1=1) == codes.USED
        other = a_vote(title="Another")
        assert refused(cast, other, "d", second, o1=1) == codes.UNKNOWN
        assert cast(vote, "e", trial, o1=1)
        assert how_many_voted([vote.id]) == {vote.id: 1}


def test_options_stay_once_somebody_has_voted(app: flask.Flask) -> None:
    new = (OptionPlan("X"), OptionPlan("Y"), OptionPlan("Z"))
    with transaction():
        vote = a_vote()
        change_options(vote=vote, options=new, by=1, at=clock.now())
        assert [option.title for option in vote.options] == ["X", "Y", "Z"]
        cast(vote, "a", o1=1)
        assert "voted already" in refused(change_options, vote=vote, options=new, by=1, at=clock.now())


def test_hands_are_added_and_a_correction_keeps_the_old_figures(app: flask.Flask) -> None:
    room = {"title": "Hall", "place": None, "by": 1, "at": clock.now()}
    hands = {"o1": 9, "o2": 4, "o3": 0, "o4": 0}
    with transaction():
        vote = a_vote()
        assert "more hands" in refused(record_hands, vote=vote, people=8, hands=hands, **room)
        first = record_hands(vote=vote, people=12, hands=hands, **room)  # type: ignore[arg-type]
        again = {"hands": {**hands, "o1": 8}, "people": 12, "corrects": first}
        assert "why" in refused(record_hands, vote=vote, **again, **room)
        record_hands(vote=vote, why="Counted twice", **again, **room)  # type: ignore[arg-type]
        for number in range(10):
            cast(vote, str(number), o2=1)
        outcome = counting.outcome_for(area_called("liverpool"), close(vote))
        assert [(line.option.key, line.points, line.place) for line in outcome.lines[:2]] == [
            ("o2", 14, 1),
            ("o1", 8, 2),
        ]
        assert (first.standing, first.hands["o1"]) == (False, 9)


def test_nobody_counts_before_two_different_people_confirmed(app: flask.Flask) -> None:
    officer, forum = plant(Role.OFFICER).id, plant(Role.FORUM_MODERATOR).id
    with transaction():
        vote, at = a_vote(), clock.now()
        cast(vote, "a", o1=1)
        assert "still vote" in refused(confirm_close, vote=vote, side=Side.OFFICER, by=officer, at=at)
        end_voting(vote=vote, by=officer, at=at)
        confirm_close(vote=vote, side=Side.OFFICER, by=officer, at=at)
        assert "You have" in refused(confirm_close, vote=vote, side=Side.FORUM, by=officer, at=at)
        assert "Your side" in refused(confirm_close, vote=vote, side=Side.OFFICER, by=forum, at=at)
        assert refused(counting.ballots_of_closed, vote) == counting.NOT_YET
        assert confirm_close(vote=vote, side=Side.FORUM, by=forum, at=at).is_closed
        assert len(counting.ballots_of_closed(vote)) == 1


def test_an_outside_second_closes_only_after_the_days_have_passed(app: flask.Flask) -> None:
    officer = plant(Role.OFFICER).id
    area = area_called("liverpool")
    with transaction():
        vote, at = a_vote(), clock.now()
        end_voting(vote=vote, by=officer, at=at)
        confirm_close(vote=vote, side=Side.OFFICER, by=officer, at=at)
        outside = {"area": area, "vote": vote, "outside": "Advice", "name": "Jo", "by": officer}
        assert "more days" in refused(confirm_for_outside, at=at, **outside)
        later = at + timedelta(days=15)
        assert confirm_for_outside(at=later, **outside).is_closed  # type: ignore[arg-type]


def test_few_ballots_show_no_figures(app: flask.Flask) -> None:
    with transaction():
        vote = a_vote()
        for number in range(9):
            cast(vote, str(number), o1=1)
        assert not counting.outcome_for(area_called("liverpool"), close(vote)).enough


@pytest.mark.parametrize("closed", [False, True])
def test_ballots_cannot_be_joined_to_codes_better_than_by_chance(app: flask.Flask, closed: bool) -> None:
    """With the whole database in hand: row order, ids and the numbers of transactions tell nothing."""
    with transaction():
        vote = a_vote(VoteRule.RANKING, only_by_code=True, options=4)
        vote_id, cards = vote.id, cards_for(vote, 24)
    for number, words in enumerate(cards):
        with transaction():
            cast(_vote(vote_id), str(number), words, **_choices_of(number))
    if closed:
        with transaction():
            close(_vote(vote_id))
    truth = {codes.code_hash(words): _choices_of(number) for number, words in enumerate(cards)}
    tables = {"ballot": "choices", "code": "hash"}
    orders = ["id"] + (["ctid", "xmin::text::bigint"] if _is_postgres() else ["rowid"])
    for order in orders:
        rows = {
            name: [row[0] for row in db.session.execute(_ordered(name, column, order))]
            for name, column in tables.items()
        }
        hits = [
            truth[code] == _plain(ballot) for code, ballot in zip(rows["code"], rows["ballot"], strict=True)
        ]
        assert sum(hits) <= 8, f"{order}: {sum(hits)} of 24"
    assert closed == (db.session.scalar(select(BallotSent.id)) is None)


def _vote(vote_id: int) -> Vote:
    return db.session.get_one(Vote, vote_id)


def _choices_of(number: int) -> dict[str, int]:
    """A ranking of its own for each of the 24."""
    order = list(permutations(["o1", "o2", "o3", "o4"]))[number]
    return {key: place for place, key in enumerate(order, start=1)}


def _is_postgres() -> bool:
    return db.engine.dialect.name == "postgresql"


def _ordered(table: str, column: str, order: str) -> TextClause:
    return text(f"SELECT {column} FROM {table} ORDER BY {order}, id")  # noqa: S608 - our own words


def _plain(ballot: Any) -> dict[str, int]:
    found: dict[str, int] = json.loads(ballot) if isinstance(ballot, str) else ballot
    return found
