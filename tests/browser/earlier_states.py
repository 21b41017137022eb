"""A file with earlier notes in each state: brought, refused, tried out, put in, taken back."""

import io

import flask

from portal.accounts.roles import Role
from portal.core.worker import running
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor
from tests.earlier.workbooks import PARENTS, PUPILS, workbook_of

EARLIER = f"{AREA}/staff/earlier/"
ROWS = b"Id,Comment,Date,Who\n1,The bus is late.,03/05/2025,parent\n2,Too loud.,someday,pupil\n,Hm,,\n"
COLUMNS = {
    "words": "1",
    "key": "0",
    "day": "2",
    "audience": "3",
    "day_form": "day",
    "usual_day": "2025-05-01",
    "usual_audience": "parent-carer",
    "channel": "paper",
}


def see_earlier_states(app: flask.Flask, album: Album) -> None:
    """An officer brings a file, looks at what it would do, puts it in and takes it back; drops another."""
    officer = staff_member(app, album, Role.OFFICER)
    officer.crawl(EARLIER, only="/staff/earlier/")
    officer.post_form(EARLIER, 422, title="")
    where = _brought(officer, ROWS)
    officer.page(f"{where}columns/")
    officer.post_form(f"{where}columns/", 422, usual_day="")
    officer.post_form(f"{where}columns/", 303, **COLUMNS)
    officer.page(where)
    _work(app)
    for name in ("refused", "new", "same"):
        officer.page(f"{where}?list={name}")
    officer.post_form(f"{where}put-in/", 303, at=where)
    officer.page(where)
    _work(app)
    officer.page(where)
    officer.post_form(f"{where}take-back/", 303, at=where)
    officer.page(where)
    _work(app)
    officer.page(where)
    _choose_a_sheet(officer)
    other = _brought(officer, ROWS)
    officer.post_form(f"{other}drop/", 303, at=f"{other}columns/")
    officer.page(other)
    officer.page(EARLIER)


def _choose_a_sheet(officer: Visitor) -> None:
    """A workbook of several sheets: one empty, one hidden, one that cannot be read."""
    sheets = {"Cover": [["Survey"], ["of", "2024"]], "Parents": PARENTS, "Pupils": PUPILS, "Empty": []}
    where = _brought(officer, workbook_of(sheets, hidden=["Pupils"]), "survey.xlsx")
    for place, status in ((0, 422), (2, 303)):
        officer.post_form(f"{where}sheet/", status, at=f"{where}columns/", chosen=str(place))
    officer.page(f"{where}columns/")


def _brought(officer: Visitor, rows: bytes, name: str = "survey.csv") -> str:
    sent = officer.post_form(EARLIER, 303, title="School survey", file=(io.BytesIO(rows), name))
    return str(sent.location).removesuffix("columns/")


def _work(app: flask.Flask) -> None:
    with app.app_context():
        running.run_waiting()
