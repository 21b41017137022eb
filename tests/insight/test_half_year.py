"""The report of half a year: frozen once when it is over, the same for ever: page, Word file, JSON."""

import hashlib
import io
from datetime import UTC, date, datetime

import docx
import pytest

from portal.accounts.roles import Role
from portal.board.models import Entry, EntryState
from portal.core import clock
from portal.core.db import db, transaction
from portal.strategies.models import Measure
from portal.strategies.queries import measures_of, priorities_in_force
from portal.strategies.tracking_actions import Brought, add_figure
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/reports/"


def a_measure() -> Measure:
    """The first measure of the plan in force."""
    return measures_of(priorities_in_force(area_called("liverpool"), clock.today()))[0]


def brought(measure: Measure, day: date, value: float, *, shown: bool) -> None:
    """A figure of services, with or without leave to show it."""
    figure = Brought(day, value, "Records of schools", shown)
    add_figure(area=area_called("liverpool"), measure=measure, brought=figure, by=1, at=clock.now())


def frozen(client: CheckedClient) -> str:
    """The address of the report after freezing."""
    client.send(f"{STAFF}freeze/", at=STAFF)
    page = client.get("/liverpool/reports/").text
    number = page.partition("/liverpool/reports/")[2].partition("/")[0]
    return f"/liverpool/reports/{number}/"


def test_what_is_frozen_never_changes_and_its_checksum_holds(client: CheckedClient) -> None:
    with clock.at(datetime(2026, 5, 4, 12, tzinfo=UTC)), transaction():
        entry = promise("Quiet rooms")
        now_stands(entry, EntryState.DONE, "Each school has one.")
        number = entry.id
        measure = a_measure()
        brought(measure, date(2026, 3, 31), 71, shown=True)
        brought(measure, date(2026, 2, 28), 4567, shown=False)
    with clock.at(datetime(2026, 8, 4, 12, tzinfo=UTC)):
        with transaction():
            brought(measure, date(2026, 7, 31), 99, shown=True)
        sign_in(client, Role.OFFICER)
        assert "Quiet rooms" in client.get(STAFF).text
        where = frozen(client)
        page, file = client.get(where).text, client.get(f"{where}file/")
        assert "<b>71</b>" in page and "Records of schools, 31 March 2026" in page
        assert "4567" not in file.text and '"99"' not in file.text, "hidden, or of the next half year"
        assert "Quiet rooms: Done" in page and "School is too loud." in page
        assert hashlib.sha256(file.data).hexdigest() in page
        assert "We did 1." in client.get(f"{where}?easy=yes").text
        with transaction():
            db.session.get_one(Entry, number).done = "Something else."
        assert client.get(f"{where}file/").data == file.data
        assert client.send(f"{STAFF}freeze/", at=STAFF).status_code == 409
        words = docx.Document(io.BytesIO(client.get(f"{where}document/").data))
        everything = [line.text for line in words.paragraphs]
        assert any("Quiet rooms" in line for line in everything)
        assert "Records of schools, 31 March 2026: 71" in everything


@pytest.mark.parametrize("role", [Role.BOARD_VIEWER, Role.ANALYST])
def test_who_reads_numbers_sees_the_preview_and_only_officers_freeze(
    client: CheckedClient, role: Role
) -> None:
    sign_in(client, role)
    assert "Freeze it" not in client.get(STAFF).text
    assert client.send(f"{STAFF}freeze/", at="/account/sign-in/").status_code == 403
