"""Sorting at the desk: everything that can be put on words, many at once, ranges, views, and undoing."""

import re
from datetime import timedelta
from typing import Any

import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback.actions import current_tags
from portal.feedback.frame_actions import Change, SubWords, add, merge, split
from portal.feedback.frame_models import SubTheme
from portal.feedback.frame_queries import frame_of, version_number
from portal.feedback.models import ItemState, Stance
from portal.insight.filters import Filters
from portal.insight.models import Claim, DeskStep
from portal.strategies.queries import theme_by_slug
from tests.checked_client import CheckedClient
from tests.insight.test_desk import LIST, press
from tests.planting import area_called
from tests.saying import item, said
from tests.signing_in import sign_in

FRAME = "/liverpool/staff/frame/"


@pytest.fixture
def analyst(client: CheckedClient) -> CheckedClient:
    """A browser in which an analyst of Liverpool is signed in."""
    sign_in(client, "analyst")
    return client


def tags(number: int) -> set[tuple[str, str]]:
    """What stands on an item now."""
    return {tag.about for tag in current_tags(item(number))}


def sub(name: str) -> SubTheme:
    """A sub-theme of health in Liverpool."""
    area = area_called("liverpool")
    with transaction():
        change = Change("A test.", version_number(area.id), 1, clock.now())
        theme = theme_by_slug("health")
        assert theme is not None
        return add(area=area, theme=theme, words=SubWords(name), change=change)


def change_frame(act: Any, name: str, **more: Any) -> None:
    """Merge or split a sub-theme; `into` is named."""
    area = area_called("liverpool")
    with transaction():
        frame = frame_of(area)
        named = {one.name: one for one in frame.standing}
        if "into" in more:
            more["into"] = named[more["into"]]
        change = Change("A test.", frame.number, 1, clock.now())
        act(area=area, sub=named[name], change=change, **more)


def send(client: CheckedClient, act: str, query: str = "", **fields: Any) -> str:
    """Press a button of the list; the words of the page it leads to."""
    data = {"csrf_token": client.token(LIST), **fields}
    response = client.post(f"{LIST}{act}/{query}", data=data)
    assert response.status_code == 303
    return client.get(response.location).text


def test_an_item_takes_everything_that_can_be_put_on_it_and_knows_the_frame(analyst: CheckedClient) -> None:
    number = said("The wait for speech therapy is two years.")
    waits = sub("Waits for therapy")
    press(
        analyst,
        number,
        "sort",
        themes=["plans"],
        subs=[waits.slug],
        criteria=["insp-1"],
        labels=" speech  therapy, waits,waits",
        stance="does-not",
        says_it_well="y",
    )
    assert tags(number) == {
        ("themes", "health"),
        ("themes", "plans"),
        ("subs", "waits-for-therapy"),
        ("criteria", "insp-1"),
        ("labels", "speech therapy"),
        ("labels", "waits"),
    }
    kept = item(number)
    assert (kept.stance, kept.says_it_well) == (Stance.DOES_NOT, True)
    assert {(tag.frame_version, tag.put_how) for tag in kept.tags} == {(1, "person")}
    for query in (
        "sub=waits-for-therapy",
        "label=waits",
        "stance=does-not",
        "well=yes",
        "criterion=insp-1",
    ):
        assert (
            "speech therapy is two"
            in analyst.get(f"{LIST}?{query}&part=survey+question&mode=standard").text
        )
        assert "speech therapy is two" not in analyst.get(f"{LIST}?{query}&channel=paper").text


def test_undoing_puts_an_item_back_as_it_was(analyst: CheckedClient) -> None:
    number = said("Sam's club shut.", themes=("plans",))
    press(analyst, number, "clear", themes=["health"], stance="idea", labels="clubs")
    assert item(number).state == ItemState.CLEARED
    step = db.session.query(DeskStep).one()
    assert "1 comment is as before." in send(analyst, f"undo/{step.id}")
    assert tags(number) == {("themes", "plans")}
    assert (item(number).state, item(number).stance) == (ItemState.READ, None)
    assert "undone already" in send(analyst, f"undo/{step.id}")


def test_many_are_sorted_at_once_and_undone_at_once_but_for_what_changed_since(
    analyst: CheckedClient,
) -> None:
    numbers = [said(f"Club number {number}.") for number in range(4)]
    page = send(analyst, "sort-many", items=numbers, themes=["health"], labels="clubs", stance="works")
    assert "4 comments sorted." in page
    assert all(tags(number) == {("themes", "health"), ("labels", "clubs")} for number in numbers)
    press(analyst, numbers[0], "sort", themes=["plans"])
    first = db.session.query(DeskStep).order_by(DeskStep.id).first()
    assert first is not None
    page = send(analyst, f"undo/{first.id}")
    assert "3 comments are as before." in page
    assert "1 has changed since and stays." in page
    assert [len(tags(number)) for number in numbers] == [1, 0, 0, 0]
    twice = [*numbers[:1] * 2, "9" * 19, "no number"]
    assert "1 comment sorted." in send(analyst, "sort-many", items=twice, themes=["health"])


def test_a_refused_sorting_of_many_loses_no_tick_and_no_choice(analyst: CheckedClient) -> None:
    first, second = (said(f"Club number {number}.") for number in range(2))
    many = f"{LIST}sort-many/"
    refused = analyst.send(many, at=LIST, items=[first], labels="")
    assert refused.status_code == 422 and "Choose a theme, a label or what they say." in refused.text
    assert re.search(rf'value="{first}" checked', refused.text)
    assert not re.search(rf'value="{second}" checked', refused.text)
    refused = analyst.send(many, at=LIST, themes=["health"], labels="clubs")
    assert refused.status_code == 422 and "Tick the comments first." in refused.text
    assert re.search(r'value="health"[^>]* checked', refused.text) and 'value="clubs"' in refused.text


def test_two_people_take_different_ranges_until_they_lapse(analyst: CheckedClient) -> None:
    numbers = {said(f"Club number {number}.") for number in range(25)}
    assert "You have 20 comments" in send(analyst, "take", "?state=to-read")
    mine = {claim.item_id for claim in db.session.query(Claim)}
    other = CheckedClient(analyst.application)
    sign_in(other, "officer")
    assert "You have 5 comments" in send(other, "take", "?state=to-read")
    assert {claim.item_id for claim in db.session.query(Claim)} == numbers
    held = min(mine)
    assert "Analyst.Liverpool" in other.get(f"{LIST}{held}/").text.replace(" ", ".")
    press(other, held, "sort", themes=["health"])
    assert tags(held) == set()
    with transaction():
        for claim in db.session.query(Claim):
            claim.until = clock.now() - timedelta(minutes=1)
    press(other, held, "sort", themes=["health"])
    assert tags(held) == {("themes", "health")}
    send(analyst, "give-back")


def test_a_view_is_kept_for_one_person_and_forgotten(analyst: CheckedClient) -> None:
    assert "The view is kept." in send(analyst, "views", "?stance=works", name="What works")
    page = analyst.get(LIST)
    assert "What works" in page.text
    assert f"{LIST}?stance=works" in page.text
    other = CheckedClient(analyst.application)
    sign_in(other, "officer")
    assert "What works" not in other.get(LIST).text


def test_a_sub_theme_merged_while_someone_sorts_costs_nothing(analyst: CheckedClient) -> None:
    waits, _speech = sub("Waits"), sub("Speech")
    number, before = said("The wait is long."), said("An older wait.")
    press(analyst, before, "sort", subs=["waits"])
    change_frame(merge, "Waits", into="Speech")
    where = press(analyst, number, "sort", subs=["waits"], stance="idea", labels="long")
    assert "“Waits” is now part of “Speech”. We used that." in analyst.get(where).text
    assert tags(number) == {("themes", "health"), ("subs", "speech"), ("labels", "long")}
    # what was put before stays as it was put, with its version
    assert ("subs", "waits") in tags(before)
    assert [tag.frame_version for tag in item(before).tags if tag.sub_theme_id == waits.id] == [2]
    change_frame(split, "Speech", names=["Speech in school", "Speech at home"])
    where = press(analyst, said("Speech."), "sort", subs=["speech"], themes=["plans"])
    page = analyst.get(where).text
    assert "“Speech” was split into: Speech at home, Speech in school. Please choose." in page
    assert "Read as “Speech” now." not in analyst.get(f"{FRAME}waits/").text


def test_the_frame_is_changed_with_a_reason_and_two_at_once_meet(analyst: CheckedClient) -> None:
    fields = {"theme": "health", "name": "Waits", "meaning": "How long it takes", "seen": "0"}
    token = {"csrf_token": analyst.token(f"{FRAME}new/")}
    assert "Say why" in analyst.post(f"{FRAME}new/", data={**token, **fields}).text
    sent = {**token, **fields, "note": "Many wait."}
    assert analyst.post(f"{FRAME}new/", data=sent).status_code == 303
    assert analyst.post(f"{FRAME}new/", data={**sent, "name": "Other"}).status_code == 409
    again = {**sent, "seen": "1"}
    assert "There is a sub-theme with this name." in analyst.post(f"{FRAME}new/", data=again).text
    reworded = {**again, "name": "Long waits", "note": "Clearer."}
    assert analyst.post(f"{FRAME}waits/", data=reworded).status_code == 303
    page = analyst.get(FRAME).text
    for words in ("Long waits", "Many wait.", "Clearer.", "Version 2"):
        assert words in page
    parts = {**token, "seen": "2", "names": "One\nTwo", "note": "Too big."}
    assert analyst.post(f"{FRAME}waits/split/", data={**parts, "names": "One"}).status_code == 422
    assert analyst.post(f"{FRAME}waits/split/", data=parts).status_code == 303
    merged = {**token, "seen": "3", "into": "two", "note": "The same."}
    assert analyst.post(f"{FRAME}one/merge/", data=merged).status_code == 303
    assert "Read as “Two” now." in analyst.get(f"{FRAME}one/").text


def test_a_sub_theme_called_new_has_an_address_of_its_own(analyst: CheckedClient) -> None:
    token = {"csrf_token": analyst.token(f"{FRAME}new/")}
    fields = {"theme": "health", "name": "New", "note": "It came up.", "seen": "0"}
    assert analyst.post(f"{FRAME}new/", data={**token, **fields}).status_code == 303
    assert "Why do you split it?" in analyst.get(f"{FRAME}new-2/").text, "nobody can change it any more"


def test_filters_stand_for_an_address() -> None:
    assert Filters(state="to-read", well="yes").in_address() == {"state": "to-read", "well": "yes"}
