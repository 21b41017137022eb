"""Reach as a file: the figures of the page and no others, protected, audited, in the register, attacked."""

import csv
import io
import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path

import flask
import openpyxl
import pytest

from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.core.disclosure import DisclosureSettings
from portal.core.worker.running import run_waiting
from portal.exports.attack.everything import attack_area
from portal.exports.attack.finding import of_file
from portal.exports.attack.reach import attacked_reach
from portal.exports.models import Export, Holds
from portal.exports.reach.content import HEADINGS
from portal.insight.reach import actions
from portal.insight.reach.details import Brought
from portal.insight.reach.models import Dimension
from portal.releases.attack import CERTAIN
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.planting import area_called, submitted
from tests.releases.releasing import after_the_round
from tests.signing_in import sign_in

FILES = "/liverpool/staff/exports/reach/"
REACH = "/liverpool/staff/reach/"
PURPOSE = "For the board in May"
NORTH, CENTRAL, SOUTH = "north-liverpool", "central-liverpool", "south-liverpool"
Rows = list[dict[str, object]]


def plant() -> None:
    """People from three parts of the area, four of them from one part, and the area's figures."""
    parts = [NORTH] * 4 + [CENTRAL] * 37 + [SOUTH] * 36 + ["rather-not"] * 3
    ages, plans = (
        ["0-4", "5-10", "5-10", "11-15"],
        ["ehcp", "sen-support", "none", "waiting", "sen-support"],
    )
    with transaction():
        for number, part in enumerate(parts):
            age, plan = ages[number % len(ages)], plans[number % len(plans)]
            submitted({"about.locality": part, "about.age": age, "about.plan": plan})
        brought = Brought(date(2025, 1, 16), "=cmd() census", {NORTH: 5003, CENTRAL: 2604, SOUTH: 4})
        area = area_called("liverpool")
        actions.put_figures(area=area, dimension=Dimension.LOCALITY, brought=brought, by=1, at=clock.now())


def made(client: CheckedClient, kind: str = "xlsx", span: str = "last-year") -> str:
    """An officer asks for the file and the worker makes it; its page."""
    asked = client.send(FILES, span=span, purpose=PURPOSE, format=kind)
    assert asked.status_code == 303, asked.text
    run_waiting()
    return str(client.get(str(asked.location)).location)


def rows_of(data: bytes) -> Rows:
    """The figures of a workbook."""
    headings, *rows = openpyxl.load_workbook(io.BytesIO(data))["Reach"].iter_rows(values_only=True)
    assert headings == HEADINGS
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def on_the_page(client: CheckedClient, by: str) -> list[list[str]]:
    """The cells of the tables of the page, row by row."""
    page = client.get(f"{REACH}?by={by}&span=last-year").text
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page.split("<main")[1], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


def as_the_page_says(row: dict[str, object]) -> list[str]:
    """A row of the file in the words of the page."""
    answers = f"{row['Answers']:,}" if isinstance(row["Answers"], int) else str(row["Answers"])
    if row["What it says"] == "Stands apart":
        children = "" if str(row["Group"]).startswith("Did not say") else "not counted here"
        return [str(row["Group"]), children, answers, "", "Stands apart"]
    children, about = str(row["Children in 100"]), row["Children, about"]
    told = f"{children}% (about {about:,})" if isinstance(about, int) else children
    middle, least, most = row["Answers in 100"], row["At least"], row["At most"]
    if isinstance(middle, int):
        share = f"{middle}% ({least} to {most})"
    else:
        share = str(middle) if middle else f"at most {most}%"
    return [str(row["Group"]), told, answers, share, str(row["What it says"])]


def test_the_file_says_what_the_page_says_and_nothing_more(client: CheckedClient) -> None:
    plant()
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        assert "Take these figures as a file" in client.get(REACH).text
        where = made(client)
        rows = rows_of(client.get(f"{where}file/").data)
        assert {row["By"] for row in rows} >= {"Part of the area", "Age", "Plan or support"}, rows
        named = {"locality": "Part of the area", "age-band": "Age", "plan": "Plan or support"}
        for by, name in named.items():
            on_it = [cells[:5] for cells in on_the_page(client, by)]
            own = [row for row in rows if row["By"] == name and row["Group"]]
            assert len(own) > 3
            for row in own:
                assert as_the_page_says(row) in on_it, row
        # of young people there are too few answers: nothing of them leaves
        assert {row["Group"] for row in rows if row["Who"] == "Young people"} == {None}
        figures = {row[name] for row in rows for name in ("Answers", "Answers in all")}
        assert all(one % 5 == 0 for one in figures if isinstance(one, int)), figures
        assert {row["Children, about"] for row in rows if row["Group"]} == {5000, 2600, None}
        page = client.get(where).text
        assert f"The file holds {len(rows)} rows of figures" in page and PURPOSE in page


def test_the_csv_is_the_same_and_disarmed_and_the_same_data_gives_the_same_bytes(
    client: CheckedClient,
) -> None:
    plant()
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        workbook = rows_of(client.get(f"{made(client)}file/").data)
        first, second = (client.get(f"{made(client, 'csv')}file/").data for _turn in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        texts = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    assert set(texts) == {"read-me.csv", "reach.csv"}
    lines = list(csv.DictReader(io.StringIO(texts["reach.csv"])))
    told = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in workbook]
    assert lines == told
    assert PURPOSE in texts["read-me.csv"] and "Figures of" in texts["read-me.csv"]
    assert not re.search(r"(^|,)\"?[=+@]", texts["read-me.csv"] + texts["reach.csv"], re.MULTILINE)


def test_it_is_audited_stands_in_the_register_and_goes_when_answers_are_taken_back(
    client: CheckedClient,
) -> None:
    plant()
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        where = made(client)
        entry = db.session.query(AuditEntry).filter_by(act="made reach file").one()
        assert entry.details["purpose"] == PURPOSE and entry.details["sha256"]
        export = db.session.query(Export).one()
        assert (export.holds, export.rounds[0]) == (Holds.REACH, "The last 12 months")
        register = client.get("/liverpool/staff/register/?kind=reach").text
        for words in ("Reach as a file", PURPOSE, export.sha256, "Threshold"):
            assert words in register, words
        assert "Words were read" not in register
        assert client.get(FILES).text.count(where) == 1
        with transaction():
            take_back(response=db.session.query(Response).order_by(Response.id).limit(1).one())
        assert client.get(f"{where}file/").location == where
        assert "took their answers back" in client.get(where).text


def test_nothing_of_an_open_round_leaves_and_who_may_not_export_gets_none(client: CheckedClient) -> None:
    plant()
    sign_in(client, "officer")
    assert "A round must have ended first" in client.get(FILES).text
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        assert client.send(FILES, span="round-never", purpose=PURPOSE, format="csv").status_code == 422
        assert client.send(FILES, span="last-year", purpose="short", format="csv").status_code == 422
        sign_in(client, "board viewer")
        assert client.get(FILES).status_code == 403
        assert "Take these figures as a file" not in client.get(REACH).text


def test_the_attack_reads_it_and_finds_nothing_loose_and_nobody_certain(
    client: CheckedClient, app: flask.Flask
) -> None:
    plant()
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        for kind in ("xlsx", "csv"):
            made(client, kind)
        found = attack_area(area_called("liverpool"), Path(app.config["PORTAL"].exports_folder))
    assert (found.files, found.loose) == (2, [])
    # the bound over many stars is held by tests/house/test_what_left.py
    stars = {guess.where.rpartition(": ")[2] for guess in found.verdict.guesses}
    # nobody is in these cells, so that their blur is the same in every run
    assert {"16 to 18", "Something else"} <= stars
    assert all(guess.sure < CERTAIN for guess in found.verdict.guesses)


@pytest.mark.pure
def test_the_attack_names_what_is_exact_or_hidden_in_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Reach"
    sheet.append(HEADINGS)
    sheet.append(("Age", "parents", 80, 1, "0-4", 12, 5003, 41, 50, 40, 60, "Missing"))
    sheet.append(("Age", "parents", 80, 1, "5-10", 12, 500, "36 + *", 50, 40, 60, "Missing"))
    sheet.append(("Age", "pupils", 80, 1, "0-4", 12, 500, 75, 50, 40, 60, "Missing"))
    sheet.append(("Age", "pupils", 80, 1, "5-10", 12, 500, "*", 50, 40, 60, "Missing"))
    secret = book.create_sheet("Exact")
    secret.append(("People", 3))
    secret.sheet_state = "hidden"
    kept = io.BytesIO()
    book.save(kept)
    contents = of_file("reach.xlsx", kept.getvalue())
    assert contents is not None
    settings = DisclosureSettings(threshold=10, small=8, step=5, epsilon=1.0, percentage_base=50)
    guesses, loose = attacked_reach(contents, settings, "reach.xlsx")
    assert len(guesses) == 1
    assert " ".join(loose).count("not rounded") == 2 and "5003 children" in " ".join(loose)
    assert "the sheet Exact" in loose
