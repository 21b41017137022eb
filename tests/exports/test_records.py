"""Record-level files: who may make them, what a row holds, and how little it says of a person."""

import csv
import io
import zipfile

import pytest

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Mode
from portal.core.worker.running import run_waiting
from portal.exports.models import Export
from portal.exports.records.coarse import HIDDEN, LEAST_ALIKE, About, coarsened
from portal.exports.records.columns import merged
from portal.exports.records.spss import quoted
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.exports.exporting import sheets
from tests.planting import submitted
from tests.releases.releasing import after_the_round
from tests.signing_in import sign_in

RECORDS = "/liverpool/staff/exports/records/"
PURPOSE = "To see whether plans and waiting go together"
CODES, WORDS = "Records, codes", "Records, words"


def made(client: CheckedClient, file_format: str = "xlsx") -> str:
    """An analyst asks for a file and the worker makes it; returns its page."""
    sign_in(client, "analyst")
    typed = {"survey": "parents-and-carers", "purpose": PURPOSE, "format": file_format}
    asked = client.send(RECORDS, **typed)
    assert asked.status_code == 303, asked.text
    run_waiting()
    return str(client.get(str(asked.location)).location)


def twelve_and_one() -> None:
    """Twelve who are alike, and one who says something else of themselves."""
    with transaction():
        for _ in range(12):
            submitted({"about.plan": "ehcp", "plan.heard": "agree-lot", "open.best": "=cmd()"})
        submitted({"about.plan": "isp", "plan.heard": "not-sure"})
        submitted({"plan.heard": "good"}, mode=Mode.EASY)


def test_a_workbook_has_codes_and_words_apart_a_code_book_and_the_lines_for_spss(
    client: CheckedClient,
) -> None:
    twelve_and_one()
    with clock.at(after_the_round()):
        book = sheets(client, made(client))
    assert list(book) == ["Read me", CODES, WORDS, "Code book", "read-records.sps"]
    assert len(book[CODES]) == len(book[WORDS]) == 14
    alike = [row for row in book[CODES] if row["plan"] == "ehcp"]
    assert len(alike) == 12
    assert {row["plan.heard.agree5"] for row in alike} == {"agree-lot"}
    assert {row["plan.heard.face3"] for row in alike} == {None}
    assert [row["plan.heard.face3"] for row in book[CODES] if row["mode"] == "easy"] == ["good"]
    assert "Agree a lot" in {row["plan.heard.agree5"] for row in book[WORDS]}
    known = {(row["Column"], row["Code"]) for row in book["Code book"]}
    assert ("plan.heard.agree5", "agree-lot") in known
    everything = str(book)
    assert "cmd()" not in everything, "own words are in no record-level file"
    for response in db.session.query(Response):
        assert str(response.record_key) not in everything and str(response.id) not in everything
    assert PURPOSE in str(book["Read me"])


def test_what_few_share_is_hidden(client: CheckedClient) -> None:
    twelve_and_one()
    with clock.at(after_the_round()):
        book = sheets(client, made(client))
    assert {row["plan"] for row in book[CODES]} == {"ehcp", HIDDEN}
    easy = next(row for row in book[CODES] if row["mode"] == "easy")
    assert {easy[name] for name in ("locality", "language", "plan", "age_band", "helper")} == {HIDDEN}


def test_the_zip_has_the_same_and_a_syntax_that_names_its_file(client: CheckedClient) -> None:
    twelve_and_one()
    with clock.at(after_the_round()):
        packed = client.get(f"{made(client, 'csv')}file/").data
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        names = files.namelist()
        syntax = files.read("read-records.sps").decode()
        rows = list(csv.reader(io.StringIO(files.read("records-codes.csv").decode("utf-8-sig"))))
    assert names == [
        "read-me.csv",
        "records-codes.csv",
        "records-words.csv",
        "code-book.csv",
        "read-records.sps",
    ]
    assert "/FILE='records-codes.csv'" in syntax
    read = syntax.split("/VARIABLES=")[1].split("\n  .")[0]
    assert [line.split()[0] for line in read.strip().splitlines()] == rows[0]
    assert len(rows) == 15
    assert quoted("it's\nso") == "'it''s so'"


def test_the_making_is_audited_and_the_file_goes_when_somebody_takes_their_answers_back(
    client: CheckedClient,
) -> None:
    twelve_and_one()
    with clock.at(after_the_round()):
        where = made(client)
        assert client.get(f"{where}file/").status_code == 200
        export = db.session.query(Export).one()
        assert (export.purpose, export.rows, export.strategy) == (PURPOSE, 14, None)
        with transaction():
            take_back(response=db.session.query(Response).limit(1).one())
        assert client.get(f"{where}file/").status_code == 303
        assert "took their answers back" in client.get(where).text


def test_only_the_named_permission_makes_one_and_only_of_ended_rounds_and_with_a_purpose(
    client: CheckedClient,
) -> None:
    twelve_and_one()
    sign_in(client, "analyst")
    assert "A round must have ended first." in client.get(RECORDS).text
    with clock.at(after_the_round()):
        sign_in(client, "analyst")
        refused = client.send(RECORDS, survey="parents-and-carers", purpose="", format="xlsx")
        assert refused.status_code == 422
        where = made(client)
        assert client.get(f"/liverpool/staff/exports/{where.split('/')[-2]}/").status_code == 404
        sign_in(client, "officer")
        assert client.get(where).status_code == 403


def about(**parts: str) -> About:
    """Somebody of one wave."""
    plain = {"locality": None, "language": "en", "plan": "ehcp", "age_band": "8-11", "helper": None}
    return About(1, "parent-carer", "standard", "web", **{**plain, **parts})


def test_a_rare_description_loses_its_most_telling_parts_first() -> None:
    north, south = about(locality="north"), about(locality="south")
    rare = about(locality="south", plan="isp")
    found = coarsened({north: 40, south: 10, rare: 2, about(plan="isp", locality="north"): 20}, 10)
    assert found[north] == north and found[south] == south
    assert (found[rare].locality, found[rare].plan) == (HIDDEN, HIDDEN)
    assert LEAST_ALIKE == 5


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ([["a", "b"], ["a", "x", "b"]], ["a", "x", "b"]),
        ([["a", "b", "c"], ["c", "a"]], ["a", "b", "c"]),
        ([["a"], ["new", "a"]], ["new", "a"]),
    ],
)
def test_columns_keep_one_order_over_versions(orders: list[list[str]], expected: list[str]) -> None:
    assert merged(orders) == expected
