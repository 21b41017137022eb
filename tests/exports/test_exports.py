"""Themed exports: what is in a file, what never is, who made it and what for."""

import csv
import hashlib
import io
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import flask
import pytest

from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.core.disclosure import PeopleCount
from portal.core.vocabulary import Mode
from portal.exports.actions import make_file
from portal.exports.models import Export, FileFormat
from portal.exports.scope import Scope
from portal.strategies.queries import strategy_by_slug
from portal.surveys.responses.models import Response
from portal.surveys.results.rounds import Round
from tests.checked_client import CheckedClient
from tests.exports.exporting import LIST, PLAN, PURPOSE, Rows, files_in_folder, make, sheets
from tests.planting import area_called, submitted
from tests.saying import half_said, said
from tests.signing_in import sign_in

TABLES = ["Read me", "Method", "Figures by question", "Themes", "Priorities", "Words", "Code book"]


def after_the_round() -> datetime:
    """A moment when the planted round has ended, with its hours of grace."""
    return clock.now() + timedelta(days=40)


def finished(client: CheckedClient) -> dict[str, Rows]:
    """A workbook made by an officer after the round has ended."""
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        return sheets(client, make(client))


def test_the_words_are_cleared_redacted_and_tagged(client: CheckedClient) -> None:
    plans = ("liverpool-2023-p5", "liverpool-2019-p1")
    tags: dict[str, Any] = {"themes": ("health", "plans"), "priorities": plans}
    said("More clubs.", cleared=True, **tags)
    rows = finished(client)["Words"]
    assert rows == [
        {
            "Round": "Autumn 2026",
            "Survey": "How is help for your child?",
            "Question": "open.change",
            "Who": "Parents and carers",
            "Asked in": "Standard words",
            "Themes": "Good plans and reviews; Health and therapies",
            "Priorities": "5. Health and therapy offer",
            "Words": "More clubs.",
        }
    ]


def test_nothing_else_that_anyone_wrote_leaves(client: CheckedClient, app: flask.Flask) -> None:
    said("marker-cleared", cleared=True)
    said("marker-open")
    half_said("marker-unsent")
    said("My uncle hits me, marker-locked.")
    said("marker-knowsley", area="knowsley", cleared=True)
    keys = [str(key) for key in db.session.scalars(db.select(Response.record_key))]
    ids = [str(key) for key in db.session.scalars(db.select(Response.id))]
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        book, files = make(client), make(client, format="csv")
        everything = str(sheets(client, book)) + all_text(client.get(f"{files}file/").data)
    assert everything.count("marker-cleared") == 2
    for marker in ("marker-open", "marker-unsent", "marker-locked", "marker-knowsley", *keys, *ids):
        assert marker not in everything


def all_text(packed: bytes) -> str:
    """Every file of a zip, one after the other."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return "\n".join(archive.read(name).decode("utf-8-sig") for name in archive.namelist())


def test_it_says_how_many_comments_are_not_cleared(client: CheckedClient) -> None:
    said("One.", cleared=True)
    said("Two.")
    said("Three.")
    said("My uncle hits me.")
    sign_in(client, "officer")
    where = make(client)
    page = client.get(where).text
    assert "The file holds 1 cleared comment." in page
    assert "2 comments are not cleared yet and were left out." in page
    read_me = sheets(client, where)["Read me"]
    assert any("2 comments are not cleared yet" in str(row["Explanation"]) for row in read_me)


def test_every_figure_equals_a_hand_count_under_the_same_rule(client: CheckedClient) -> None:
    codes = ["agree-lot"] * 23 + ["in-between"] * 14 + ["disagree-lot"] * 3 + ["not-sure"] * 12
    with transaction():
        keys = [(code, submitted({"plan.heard": code}).record_key) for code in codes]
    rows = [row for row in finished(client)["Figures by question"] if row["Question"] == "plan.heard"]
    mine = [
        row for row in rows if (row["Who"], row["Asked in"]) == ("Parents and carers", "Standard words")
    ]
    protect = protector_of(area_called("liverpool"))
    on = [key for code, key in keys if code != "not-sure"]
    base = PeopleCount(len(on), sum(on))
    labels = {
        "Agree a lot": "agree-lot",
        "Agree a little": "agree-little",
        "In between": "in-between",
        "Disagree a little": "disagree-little",
        "Disagree a lot": "disagree-lot",
        "Not sure": "not-sure",
        "Does not apply to us": "not-apply",
    }
    assert [row["Answer"] for row in mine] == list(labels)
    for row in mine:
        chosen = [key for code, key in keys if code == labels[row["Answer"]]]
        table = protect.table(base, {"cell": PeopleCount(len(chosen), sum(chosen))})
        shown = table.cells["cell"]
        assert row["People"] == (shown.number if shown.number is not None else shown.text)
        assert row["Answers counted"] == table.base.number
        assert row["In the base"] == (
            "no" if row["Answer"] in {"Not sure", "Does not apply to us"} else "yes"
        )


def test_a_group_too_small_has_a_row_that_says_so_like_a_group_of_nobody(client: CheckedClient) -> None:
    with transaction():
        submitted({"plan.heard": "good"}, survey="young-people", mode=Mode.EASY)
    rows = finished(client)["Figures by question"]
    young = [row for row in rows if row["Question"] == "plan.heard" and row["Who"] == "Young people"]
    assert {row["Asked in"] for row in young} == {"Standard words", "Words for young people", "Easy Read"}
    assert {row["People"] for row in young} == {"not enough answers to show"}


def test_people_are_counted_once_under_a_theme(client: CheckedClient) -> None:
    for _ in range(30):
        said("One.", others={"open.best": "Two."}, themes=("health",))
    rows = finished(client)["Themes"]
    cell = next(
        row for row in rows if row["Theme"].startswith("Health") and row["Who"] == "Parents and carers"
    )
    keys = list(db.session.scalars(db.select(Response.record_key)))
    everyone = PeopleCount(len(keys), sum(keys))
    assert cell["People"] == protector_of(area_called("liverpool")).count(everyone).number
    assert Counter(row["Theme"] for row in rows).most_common(1)[0][1] == 2, "one row for each audience"


def test_figures_of_an_open_round_stay_inside(client: CheckedClient) -> None:
    with transaction():
        for _ in range(30):
            submitted({"plan.heard": "agree-lot"})
    said("More clubs.", cleared=True)
    sign_in(client, "officer")
    assert "open until" in client.get(LIST).text
    found = sheets(client, make(client))
    assert (found["Figures by question"], found["Themes"], found["Priorities"]) == ([], [], [])
    assert len(found["Words"]) == 1
    assert any("This round is still open." in str(row["Explanation"]) for row in found["Read me"])


def test_the_read_me_says_what_for_how_counted_and_how_protected(client: CheckedClient) -> None:
    with transaction():
        for _ in range(60):
            submitted({"plan.heard": "agree-lot"})
    found = {row["What"]: str(row["Explanation"]) for row in finished(client)["Read me"]}
    assert found["What it is for"] == PURPOSE
    assert found["Made up"] == "Example. People and numbers are made up."
    assert "we show a star" in found["How small numbers are protected"]
    assert "Fewest answers: 10." in found["Settings"]
    mix = found["Autumn 2026, How is help for your child?: Parents and carers, standard words"]
    assert "60 people. web: 100%" in mix or "people. web:" in mix


def test_a_file_can_be_checked_against_its_row(client: CheckedClient) -> None:
    said("One.", cleared=True)
    sign_in(client, "officer")
    where = make(client, format="csv")
    response = client.get(f"{where}file/")
    export = db.session.query(Export).one()
    assert hashlib.sha256(response.data).hexdigest() == export.sha256
    assert (export.rows, export.size, export.purpose) == (1, len(response.data), PURPOSE)
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"


def test_making_is_audited_and_fetching_writes_nothing(client: CheckedClient) -> None:
    sign_in(client, "analyst")
    where = make(client)
    before = db.session.query(AuditEntry).count()
    client.get(f"{where}file/")
    assert db.session.query(AuditEntry).count() == before
    entry = db.session.query(AuditEntry).filter_by(act="made export").one()
    assert entry.details["purpose"] == PURPOSE


def test_csv_files_hold_the_same_tables_with_formulas_disarmed(client: CheckedClient) -> None:
    said('=HYPERLINK("http://x.example","click")', cleared=True)
    sign_in(client, "officer")
    packed = client.get(f"{make(client, format='csv')}file/").data
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = [name.lower().replace(" ", "-") + ".csv" for name in TABLES]
        assert archive.namelist() == names
        rows = list(csv.DictReader(io.StringIO(archive.read("words.csv").decode("utf-8-sig"))))
    assert rows[0]["Words"].startswith("'=HYPERLINK")
    assert sheets(client, make(client))["Words"][0]["Words"].startswith("=HYPERLINK")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"rounds": []}, "Choose at least one round."),
        ({"rounds": ["1999"]}, "valid choice"),
        ({"strategy": "knowsley-2018"}, "Not a valid choice"),
        ({"purpose": "  board  "}, "Say in 10 to 500 letters what the file is for."),
        ({"purpose": "\x00" * 20}, "Say what the file is for."),
        ({"purpose": ""}, "Say what the file is for."),
        ({"purpose": "x" * 600}, "Say in 10 to 500 letters what the file is for."),
        ({"format": "exe"}, "Not a valid choice"),
    ],
)
def test_a_wrong_form_is_said_beside_its_field_and_makes_nothing(
    client: CheckedClient, fields: dict[str, Any], sentence: str
) -> None:
    sign_in(client, "officer")
    before = files_in_folder()
    assert sentence in make(client, **fields)
    assert files_in_folder() == before
    assert db.session.query(Export).count() == 0


def test_another_areas_export_is_not_theirs(client: CheckedClient, app: flask.Flask) -> None:
    sign_in(client, "officer")
    where = make(client)
    other = CheckedClient(app)
    sign_in(other, "officer", "knowsley")
    assert other.get(where).status_code == 403
    there = where.replace("liverpool", "knowsley")
    assert other.get(there).status_code == 404
    assert other.get(f"{there}file/").status_code == 404
    assert PURPOSE not in other.get("/knowsley/staff/exports/").text


def test_a_file_that_is_gone_gets_a_page_that_says_so(client: CheckedClient) -> None:
    sign_in(client, "officer")
    where = make(client)
    export = db.session.query(Export).one()
    (flask.current_app.config["PORTAL"].exports_folder / export.stored_as).unlink()
    response = client.get(f"{where}file/")
    assert response.status_code == 404
    assert "This file is no longer here" in response.text
    assert "no longer kept here" in client.get(where).text


def test_a_file_that_fails_half_way_leaves_nothing(app: flask.Flask) -> None:
    area = area_called("liverpool")
    plan = strategy_by_slug(area, PLAN)
    assert plan is not None
    broken = Scope(area, plan, [Round("no waves", ())], PURPOSE, clock.now(), demonstration=True)
    before = files_in_folder()
    for file_format in FileFormat:
        with pytest.raises(ValueError, match="empty"):
            make_file(scope=broken, file_format=file_format, folder=app.config["PORTAL"].exports_folder)
    assert files_in_folder() == before
