"""Ballots on paper and by phone: printed, keyed by two, signed by two, in the one count that reconciles."""

from datetime import timedelta

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.core.vocabulary import Channel
from portal.paper import actions, sheet_actions
from portal.paper.figures import Figures
from portal.paper.keyable import EMPTY, Entry
from portal.paper.models import Batch
from portal.voting import counting
from portal.voting.actions import end_voting
from portal.voting.ballot_actions import TOO_LATE
from portal.voting.closing_actions import confirm_close
from portal.voting.keying_actions import CLOSED
from portal.voting.models import Side, Vote, VoteRule
from portal.voting.paper import VOTE_PAPER
from portal.voting.queries import ballots_to_count, how_many_voted
from portal.voting.reconciling import how_it_adds_up
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import plant, sign_in
from tests.voting.piles import Marks, a_pile, desk, finish, key, picked, sign
from tests.voting.votes import a_vote, cards_for, cast, close, refused

RANKED = {"choice": Entry(("o2-1", "o1-2"))}


@pytest.fixture
def ann(app: flask.Flask) -> int:
    """Who keys first, an officer."""
    return plant(Role.OFFICER).id


@pytest.fixture
def ben(app: flask.Flask) -> int:
    """Who keys second, of the forum."""
    return plant(Role.FORUM_MODERATOR).id


def voted(vote: Vote) -> int:
    return how_many_voted([vote.id]).get(vote.id, 0)


def keyed(batch: Batch, by: int, marks: Marks) -> str:
    return refused(key, batch, by, marks)


def test_paper_counts_only_when_two_have_signed_and_then_once(ann: int, ben: int) -> None:
    with transaction():
        vote = a_vote()
        batch = a_pile(vote)
        key(batch, ann, picked("o1", "o2"), picked("o1"), picked())
        assert voted(vote) == 0
        finish(batch, ann, ben, returned=4, spoilt=1)
        end_voting(vote=vote, by=ann, at=clock.now())
        waits = refused(confirm_close, vote=vote, side=Side.OFFICER, by=ann, at=clock.now())
        assert "pile of paper" in waits
        sign(batch, ann)
        assert voted(vote) == 0
        sign(batch, ben)
        assert voted(vote) == 3
        close(vote, ann, ben)
        counted = [one.choices for one in counting.ballots_of_closed(vote)]
        assert sorted(map(sorted, counted)) == [[], ["o1"], ["o1", "o2"]]
        again = refused(
            actions.open_again, batch=batch, kind=VOTE_PAPER, why="One more", by=ann, at=clock.now()
        )
        assert again == CLOSED
        assert refused(key, a_pile(vote), ann, picked("o1")) == CLOSED


def test_what_cannot_stand_on_a_ballot_is_called_spoilt(ann: int) -> None:
    with transaction():
        pick, dots = a_vote(), a_vote(VoteRule.DOTS, title="Dots", most=3)
        ranking = a_vote(VoteRule.RANKING, title="Order")
        assert "That is 3, and 2 are allowed" in keyed(a_pile(pick), ann, picked("o1", "o2", "o3"))
        many = {"o1": Entry(("2",)), "o2": Entry(("2",))}
        assert "That is 4, and 3 are allowed" in keyed(a_pile(dots), ann, many)
        assert "whole number" in keyed(a_pile(dots), ann, {"o1": Entry(("a few",))})
        twice = {"choice": Entry(("o1-1", "o2-1"))}
        assert "same number" in keyed(a_pile(ranking), ann, twice)
        one_twice = {"choice": Entry(("o1-1", "o1-2"))}
        assert "one number only" in keyed(a_pile(ranking), ann, one_twice)


def test_dots_and_an_order_are_keyed_as_they_stand(ann: int, ben: int) -> None:
    with transaction():
        dots, ranking = a_vote(VoteRule.DOTS, title="Dots", most=3), a_vote(VoteRule.RANKING)
        marks = {"o1": Entry(("2",)), "o2": EMPTY, "o3": Entry(("1",)), "who": Entry(("young-person",))}
        for vote, one in ((dots, marks), (ranking, RANKED)):
            batch = a_pile(vote)
            key(batch, ann, one)
            finish(batch, ann, ben, returned=1)
            sign(batch, ann, ben)
        ballot = ballots_to_count(dots)[0]
        assert (ballot.choices, ballot.audience) == ({"o1": 2, "o3": 1}, "young-person")
        assert ballots_to_count(ranking)[0].choices == {"o2": 1, "o1": 2}


def test_more_ballots_than_were_handed_out_are_refused_in_words(ann: int) -> None:
    with transaction():
        batch = a_pile(a_vote(), handed_out=2)
        figures = Figures(2, 3, 0)
        said = refused(actions.change_figures, batch=batch, figures=figures, why="", by=ann, at=clock.now())
        assert said == "More forms came back than were handed out. Check both numbers."
        key(batch, ann, picked("o1"), picked("o2"))
        actions.change_figures(batch=batch, figures=Figures(2, 2, 0), why="", by=ann, at=clock.now())
        assert "Count again" in refused(sheet_actions.next_sheet, batch=batch, desk=desk(batch, ann))


def test_a_call_counts_when_it_is_done_and_not_after_the_end(ann: int) -> None:
    with transaction():
        vote = a_vote()
        batch = a_pile(vote, channel=Channel.PHONE)
        key(batch, ann, picked("o2"))
        assert voted(vote) == 1
        with clock.at(vote.closes_at + timedelta(seconds=1)):
            assert refused(key, batch, ann, picked("o2")) == TOO_LATE


def test_every_way_adds_up_and_new_paper_takes_a_first_confirmation_back(ann: int, ben: int) -> None:
    area = area_called("liverpool")
    with transaction():
        vote = a_vote()
        codes = cards_for(vote, 3)
        cast(vote, "a", codes[0], o1=1)
        cast(vote, "b", o1=1)
        end_voting(vote=vote, by=ann, at=clock.now())
        confirm_close(vote=vote, side=Side.OFFICER, by=ann, at=clock.now())
        batch = a_pile(vote)
        key(batch, ann, picked("o1"), picked("o2"))
        assert how_it_adds_up(area, vote).waiting == 2
        finish(batch, ann, ben, returned=3, spoilt=1)
        sign(batch, ann, ben)
        assert vote.confirmations == []
        found = how_it_adds_up(area, vote)
        assert [(line.channel, line.ballots) for line in found.lines] == [("web", 2), ("paper", 2)]
        assert (found.ballots, found.on_paper, found.signed) == (4, 2, 2)
        assert (found.codes.made, found.codes.used, found.codes.left) == (3, 1, 2)
        assert found.codes.adds_up and found.paper_agrees


def test_the_ballot_is_printed_and_the_page_says_how_it_adds_up(
    client: CheckedClient, ann: int, ben: int
) -> None:
    with transaction():
        vote = a_vote()
        batch = a_pile(vote)
        key(batch, ann, picked("o1"))
        finish(batch, ann, ben, returned=2, spoilt=1)
        sign(batch, ann, ben)
        vote_id, batch_id = vote.id, batch.id
    sign_in(client, Role.OFFICER)
    printed = client.get(f"/liverpool/staff/paper/{batch_id}/form/").text
    assert "Option A" in printed and "Who are you?" in printed and "Put up to 2 crosses" in printed
    page = client.get(f"/liverpool/staff/votes/{vote_id}/adds-up/").text
    assert "Coffee morning" in page and "it adds up" in page
