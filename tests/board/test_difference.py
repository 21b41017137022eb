"""Did it make a difference: asked for twelve weeks, released once with small numbers protected."""

from datetime import timedelta

import flask
import pytest
import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.board.difference_actions import say_difference, take_words_back
from portal.board.models import Difference, DifferenceWords, Entry, EntryState
from portal.board.queries import words_by_id
from portal.board.releasing import KIND_NAME, address_of_round
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.feedback.models import FeedbackItem, ItemState
from portal.releases import actions
from portal.releases.preparing import prepare_now
from portal.releases.queries import release_of
from portal.safeguarding.models import Alert, CallBack
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in

PAGE = "/liverpool/you-said-we-did/quiet-rooms/"


def kept(answers: dict[Difference, int]) -> Entry:
    """A promise that was done twelve weeks and a day ago, with answers.

    The day more: the twelve weeks are days of our clock on the wall, which may have changed since.
    """
    then = clock.now() - timedelta(days=Entry.ASKED_DAYS + 1)
    with clock.at(then), transaction():
        entry = promise()
        now_stands(entry, EntryState.DONE)
        for answer, number in answers.items():
            for _turn in range(number):
                say_difference(entry=entry, answer=answer, at=then)
    return entry


def released(entry: Entry, words: str = "Thank you.") -> None:
    number = prepare_now(entry.area_id, KIND_NAME, entry.id, by=1, report=lambda *_: None)
    with transaction():
        release = release_of(area_called("liverpool"), number)
        assert release is not None
        actions.say_in_words(release=release, summary=words, version=release.version, by=1, at=clock.now())
        actions.publish(release=release, version=release.version, by=1, at=clock.now())


def test_the_answers_are_shown_at_the_release_and_nothing_comes_after(client: CheckedClient) -> None:
    entry = kept({Difference.YES: 120, Difference.NO: 30})
    before = client.get(PAGE).text
    assert "make a difference" not in before
    with pytest.raises(RuleBroken), transaction():
        say_difference(entry=db.session.get_one(Entry, entry.id), answer=Difference.NO, at=clock.now())
    released(entry)
    shown = client.get(PAGE).text
    assert "What people told us" in shown and ">120<" not in shown.replace("115", "").replace("125", "")
    thing, occasion = address_of_round("quiet-rooms", entry.id)
    assert "make a difference for you" in client.get(f"/liverpool/results/{thing}/{occasion}/").text
    assert "More people said this than anything else: Yes." in client.get(f"{PAGE}?easy=yes").text


def test_a_few_answers_are_never_shown(client: CheckedClient) -> None:
    entry = kept({Difference.YES: 2, Difference.NO: 1})
    released(entry)
    assert "Not enough answers to show" in client.get(PAGE).text


def test_private_words_reach_the_desk_and_are_never_public(client: CheckedClient, app: flask.Flask) -> None:
    with transaction():
        now_stands(promise(), EntryState.DONE)
    box = f"{PAGE}difference/words/"
    assert client.get(box).status_code == 303, "the box opens after the answer"
    answered = client.send(f"{PAGE}difference/", at=PAGE, answer="no")
    assert answered.location.endswith(box)
    assert client.send(box, words=" ", audience="parent-carer").status_code == 422
    kept = client.send(box, words="The rooms are locked. My uncle hits me.", audience="young-person")
    thanks = client.get(kept.location).text
    assert "We have your words" in thanks
    assert client.get(box).status_code == 303, "once on a device"
    call = f"{PAGE}difference/call-back/"
    assert "Yes, call me" in thanks and call in thanks
    assert client.send(call, contact="nobody").status_code == 422
    asked = client.send(call, contact="0151 496 0000")
    assert asked.status_code == 303 and "Someone will call you" in client.get(asked.location).text
    wish = db.session.scalars(sa.select(CallBack)).one()
    assert wish.sender_hash == db.session.scalars(sa.select(Alert)).one().sender_hash, "the lead sees both"
    item = db.session.scalars(sa.select(FeedbackItem)).one()
    assert (item.state, item.may_quote) == (ItemState.SENT, False)
    assert db.session.scalar(sa.select(Alert.subject_id)) == item.id, "the door screens them"
    assert "The rooms are locked." in client.get("/liverpool/receipt/").text
    stranger = CheckedClient(app)
    for page in (
        PAGE,
        f"{PAGE}poster/",
        "/api/v1/liverpool/promises/",
        "/liverpool/you-said-we-did/feed.atom",
    ):
        assert "locked" not in stranger.get(page).text
    assert stranger.get(f"{box}kept/").status_code == 303
    assert stranger.get(call).status_code == 303


def test_staff_find_private_words_under_their_promise_and_the_sender_takes_them_back(
    client: CheckedClient, app: flask.Flask
) -> None:
    with transaction():
        now_stands(promise(), EntryState.DONE)
    client.send(f"{PAGE}difference/", at=PAGE, answer="no")
    client.send(f"{PAGE}difference/words/", words="Two rooms are locked.", audience="parent-carer")
    officer = CheckedClient(app)
    sign_in(officer, Role.OFFICER)
    listed = officer.get("/liverpool/staff/feedback/?part=words+on+a+promise").text
    assert "Two rooms are locked." in listed and "Private words on a promise. “Quiet rooms”" in listed
    with transaction():
        for kept in words_by_id(
            area_called("liverpool"), db.session.scalars(sa.select(DifferenceWords.id)).all()
        ):
            take_words_back(kept=kept)
    assert "Two rooms are locked." not in officer.get("/liverpool/staff/feedback/").text
    assert "Two rooms" not in client.get("/liverpool/receipt/").text
    assert not db.session.scalar(sa.select(DifferenceWords.id))


def test_no_figure_leaves_while_answers_can_come(client: CheckedClient) -> None:
    with transaction():
        entry = promise()
        now_stands(entry, EntryState.DONE)
    with pytest.raises(RuleBroken):
        prepare_now(entry.area_id, KIND_NAME, entry.id, by=1, report=lambda *_: None)
