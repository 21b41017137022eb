"""Did it make a difference: asked for twelve weeks, released once with small numbers protected."""

from datetime import timedelta

import pytest

from portal.board.actions import say_difference
from portal.board.models import Difference, Entry, EntryState
from portal.board.releasing import KIND_NAME, address_of_round
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.releases import actions
from portal.releases.preparing import prepare_now
from portal.releases.queries import release_of
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.planting import area_called

PAGE = "/liverpool/you-said-we-did/quiet-rooms/"


def kept(answers: dict[Difference, int]) -> Entry:
    """A promise that was done twelve weeks ago, with answers."""
    then = clock.now() - timedelta(days=Entry.ASKED_DAYS)
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


def test_no_figure_leaves_while_answers_can_come(client: CheckedClient) -> None:
    with transaction():
        entry = promise()
        now_stands(entry, EntryState.DONE)
    with pytest.raises(RuleBroken):
        prepare_now(entry.area_id, KIND_NAME, entry.id, by=1, report=lambda *_: None)
