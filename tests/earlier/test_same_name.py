"""Files of one name add up, files of two names never meet, and no row swallows the rows below it."""

import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.places.actions import add_place
from portal.places.details import Details
from portal.places.models import PlaceKind
from tests.checked_client import CheckedClient
from tests.earlier.desk import EARLIER, USUAL, bring, counts, items, put_in, tried, work
from tests.planting import area_called


def put_in_as(officer: CheckedClient, title: str, content: bytes) -> None:
    """Bring a file under a name, its rows numbered by its first column, and put it in."""
    sent = bring(officer, content, title=title)
    assert sent.status_code == 303, sent.text
    named = officer.send(str(sent.location), **USUAL, key="0")
    work()
    put_in(officer, str(named.location))


def test_a_place_that_is_added_after_a_file_makes_its_words_no_other_words(officer: CheckedClient) -> None:
    table = b"Nr,Comment,Place\n1,More clubs.,Library\n2,Too loud.,Library\n3,Too loud.,School\n"
    put_in(officer, tried(officer, table, **USUAL, place="2"))
    details = Details(PlaceKind.PLACE, "Library", "High Street", clock.today(), None)
    with transaction():
        add_place(area=area_called("liverpool"), details=details, by=1, at=clock.now())
    where = tried(officer, table, **USUAL, place="2")
    assert counts() == {"changed": 2, "same": 1, "remarks": 1}, "the same words came in twice"
    put_in(officer, where)
    assert [item.words for item in items()] == ["More clubs.", "Too loud.", "Too loud."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Survey of parents and carers of children with special needs in 2023",
            "Survey of parents and carers of children with special needs in 2024",
        ),
        ("استبيان 2024", "مسح 2024"),
        ("Łódź", "Żądz"),
    ],
)
def test_two_names_are_two_surveys_however_long_and_in_whatever_letters(
    officer: CheckedClient, one: str, other: str
) -> None:
    put_in_as(officer, one, b"Id,Comment\n1,Said first.\n")
    put_in_as(officer, other, b"Id,Comment\n1,Said later.\n")
    assert [item.words for item in items()] == ["Said first.", "Said later."], "words were written over"
    put_in_as(officer, one.upper() + "!", b"Id,Comment\n1,Said first.\n2,More.\n")
    assert len(items()) == 3


def test_the_name_of_a_file_may_hold_a_null_byte(officer: CheckedClient) -> None:
    sent = bring(officer, b"Id,Comment\n1,Fine.\n", "no\x00tes.csv")
    assert sent.status_code == 303, sent.text
    assert "notes.csv" in officer.get(EARLIER).text


@pytest.mark.parametrize(
    "table",
    [
        b'Id,Comment\n1,Fine.\n2,"Not closed.\n3,Somebody else.\n',
        b'Id,Comment\n1,Fine.\n2,"Not closed.\n3,"Somebody else."\n',
    ],
)
def test_a_quotation_mark_that_is_not_closed_joins_nobody_s_words(
    officer: CheckedClient, table: bytes
) -> None:
    sent = bring(officer, table)
    assert sent.status_code == 422, "two people's words became one comment"
    assert "row 3 of this table" in sent.text and "quotation mark" in sent.text
