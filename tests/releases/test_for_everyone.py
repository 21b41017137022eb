"""What everyone reads of a round: groups side by side, in Easy Read, only comparable changes, and files."""

from dataclasses import replace

from portal.core.db import db, transaction
from portal.core.vocabulary import Mode
from portal.releases import figures
from portal.releases.models import Release
from portal.releases.reading import changes, comparable
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.exports.exporting import make, sheets
from tests.releases.releasing import PARENTS, after_it, answered, prepare, press, publish

TOGETHER = "/liverpool/results/2026/"


def released(client: CheckedClient, *surveys: str) -> None:
    """Count and publish the round of each survey, with a sentence of staff."""
    for survey in surveys:
        publish(client, prepare(client, survey))


def test_groups_stand_side_by_side_and_who_was_too_few_has_a_line(client: CheckedClient) -> None:
    answered({"agree-lot": 60})
    answered({"good": 40, "ok": 20}, survey="young-people", mode=Mode.YOUNG)
    answered({"good": 2}, survey="young-people", mode=Mode.EASY)
    with after_it(client):
        released(client, "parents-and-carers", "young-people")
    page = client.get(TOGETHER).text
    told = page.split('id="q-plan-heard"')[1].split("</section>")[0]
    assert "Parents and carers, standard words" in told
    assert "Young people, words for young people" in told
    assert "Young people, Easy Read: <span" in page
    assert "q-joined-tellonce" not in page
    assert TOGETHER in client.get(PARENTS).text


def test_nine_people_get_words_and_no_number_in_both_ways_to_read(client: CheckedClient) -> None:
    answered({"good": 4, "ok": 1}, survey="young-people", mode=Mode.EASY)
    path = "/liverpool/results/young-people/2026/"
    with after_it(client):
        where = prepare(client, "young-people")
        press(client, where, "words", summary="You like the club.")
        publish(client, where)
    page, easy = client.get(path).text, client.get(f"{path}?easy=yes").text
    for text in (page, easy):
        assert "You like the club." in text
        assert "%" not in text.split("<main")[1].split("</main>")[0]
        assert "<table" not in text
    assert "Not enough answers to show numbers" in page
    assert "Only a few people answered this time." in easy


def test_easy_read_says_what_most_people_said_and_no_percentage(client: CheckedClient) -> None:
    answered({"agree-lot": 90, "in-between": 8})
    with after_it(client):
        released(client, "parents-and-carers")
    easy = client.get(f"{PARENTS}?easy=yes").text.split("<main")[1].split("</main>")[0]
    assert "Agree a lot" in easy
    assert "The answer that most people gave" in easy
    assert "%" not in easy and "<table" not in easy
    assert "What people told us" in client.get("/liverpool/results/?easy=yes").text


def test_a_change_is_told_only_from_the_version_on_that_compares(client: CheckedClient) -> None:
    answered({"agree-lot": 90})
    with after_it(client):
        released(client, "parents-and-carers")
    then = figures.read(db.session.query(Release).one().file)
    table = next(one for one in then.tables if one.key == "plan.heard" and one.enough)
    assert (table.version, table.since) == (1, 1)
    assert comparable(then, then) and changes(then, then) == []
    assert replace(table, version=2, since=2).compares_with(table) is False
    assert replace(table, version=2, since=1).compares_with(table) is True
    assert replace(table, version=2, since=2).compares_with(replace(table, version=None, since=None))


def test_a_file_takes_the_figures_that_were_released_and_not_those_of_today(client: CheckedClient) -> None:
    answered({"agree-lot": 60})
    with after_it(client):
        before = sheets(client, make(client))
        released(client, "parents-and-carers")
        with transaction():
            for response in db.session.query(Response).limit(40).all():
                take_back(response=response)
        after = sheets(client, make(client))
    name = "Figures by question"
    heard = [
        row
        for row in before[name]
        if row["Question"] == "plan.heard" and row["Asked in"] == "Standard words"
    ]
    same = [
        row
        for row in after[name]
        if row["Question"] == "plan.heard" and row["Asked in"] == "Standard words"
    ]
    plain = ("Who", "Answer", "People", "Per cent")
    mine = [[row[one] for one in plain] for row in same if row["Survey"] == heard[0]["Survey"]]
    assert mine == [[row[one] for one in plain] for row in heard if row["Survey"] == heard[0]["Survey"]]
    assert "As they were released" in str(after["Read me"])
    assert "Nothing of this round was released yet" in str(after["Read me"]), "the young people's round"
    assert {row["Asked in"] for row in after[name] if row["Question"] == "channel"} == {"every way"}
