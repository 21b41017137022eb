"""The audit is of staff only: a family's whole journey leaves no row, every act of staff leaves one."""

import flask
import pytest
from sqlalchemy import func, select

from portal.accounts.roles import Role
from portal.core.audit import AuditEntry
from portal.core.db import db
from tests.checked_client import CheckedClient, field_value
from tests.house.planted import WORRYING
from tests.signing_in import sign_in
from tests.surveys.journey import FIRST, START, YOUNG, begin, code_of, go

pytestmark = pytest.mark.house


def rows() -> int:
    """How many rows the audit holds."""
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_a_familys_whole_journey_leaves_no_row(client: CheckedClient) -> None:
    before = rows()
    begin(client)
    go(client, FIRST, answer="ehcp")
    go(client, "open.best", words=WORRYING)
    stopped = client.send(f"{START}stop/", at=f"{START}check/")
    code = code_of(client, stopped.location)
    other = CheckedClient(client.application)
    other.send("/liverpool/receipt/", code="maple river button cloud tiger")
    other.send("/liverpool/receipt/", code=code)
    number = other.get("/liverpool/receipt/").text.split("/go-on/")[1].split("/")[0]
    other.send(f"/liverpool/receipt/go-on/{number}/", at="/liverpool/receipt/")
    other.send(f"{START}mode/", at=f"{START}check/", mode="easy", key=FIRST)
    assert other.send(f"{START}check/").status_code == 303
    other.send(f"{START}call-back/", contact="07700 900123")
    begin(other, YOUNG, "young")
    other.send(f"/liverpool/receipt/take-back/{number}/")
    other.send(f"{YOUNG}clear/", at=f"{YOUNG}questions/support.enough/")
    assert rows() == before


def test_what_staff_do_leaves_rows_with_their_name_on(client: CheckedClient, app: flask.Flask) -> None:
    admin = sign_in(client, Role.AREA_ADMIN)
    before = rows()
    page = client.get("/liverpool/staff/people/invite/").text
    data = {"email": "new@example.org", "role": "officer", "csrf_token": field_value(page, "csrf_token")}
    assert client.post("/liverpool/staff/people/invite/", data=data).status_code == 303
    assert rows() == before + 1
    newest = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert newest is not None
    assert newest.person_id == admin.id
    assert newest.act == "invited a person"


def test_an_act_that_was_refused_leaves_no_row(client: CheckedClient) -> None:
    sign_in(client, Role.AREA_ADMIN)
    before = rows()
    client.send("/liverpool/staff/people/invite/", email="not an address", role="officer")
    assert rows() == before
