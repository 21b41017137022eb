"""Earlier surveys and notes come in by the one door: tried out first, never doubled, never cleared."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from portal.core import clock
from portal.core.db import db, transaction
from portal.earlier import actions, putting_actions
from portal.earlier.models import EarlierFile, EarlierWords
from portal.earlier.reading import day_in
from portal.feedback.actions import clear, mark_read
from portal.feedback.models import FeedbackItem, ItemState
from portal.insight.suggesting.suggest import FROM_FILE
from portal.places.actions import add_place
from portal.places.details import Details
from portal.places.models import PlaceKind
from tests.checked_client import CheckedClient
from tests.earlier.bringing import workbook
from tests.earlier.desk import USUAL, bring, counts, items, put_in, tried, two_tried
from tests.planting import area_called

NOTES = (
    b"Id,Comment,Date,Who,Place,Theme,Question\n"
    b"7,Call me on 07700 900123.,03/05/2025,pupil,Library,Health and therapies,What helps?\n"
    b"8,The bus is late.,,,Moon,Travel,\n"
    b",,,,,,\n"
    b"8,The bus is late again.,,,,,\n"
    b"9,Nobody rang.,31/31/2025,,,,\n"
    b"10,Too loud.,,alien,,,\n"
    b"11,...,,,,,\n"
    b"12,Later.,01/01/2090,,,,\n"
    b"13,Long ago.,01/01/1990,,,,\n"
)


def library() -> None:
    details = Details(PlaceKind.PLACE, "Library", "High Street", clock.today(), None)
    with transaction():
        add_place(area=area_called("liverpool"), details=details, by=1, at=clock.now())


def test_a_file_is_tried_out_then_put_in_and_the_same_again_doubles_nothing(officer: CheckedClient) -> None:
    library()
    where = tried(officer, NOTES)
    assert (counts(), items()) == ({"new": 2, "refused": 6, "remarks": 1, "empty": 1}, [])
    page = officer.get(f"{where}?list=refused").text
    for words in (
        "Row 5",
        "same number",
        "We cannot read the day",
        "word for who said it",
        "Nothing is said",
    ):
        assert words in page, words
    assert "still to come" in page and "older than your area keeps" in page
    # what people said stands on no page before it is screened
    assert "bus" not in page and "bus" not in officer.get(f"{where}?list=new").text
    put_in(officer, where)
    ring, bus = items()
    assert (ring.state, ring.received_on, ring.audience) == (
        ItemState.SENT,
        date(2025, 5, 3),
        "young-person",
    )
    assert (bus.received_on, bus.audience, bus.channel) == (date(2025, 5, 1), "parent-carer", "paper")
    assert ring.personal_details and not ring.may_quote and not ring.cleared_at and not ring.tags
    desk = officer.get(f"/liverpool/staff/feedback/{ring.id}/").text
    for words in ("What helps?", "Library", "Imported from row 2 of “notes.csv”", "the file it came in"):
        assert words in desk, words
    assert "07700" not in desk and FROM_FILE not in {tag.label for tag in ring.tags}
    assert db.session.scalars(sa.select(EarlierFile.content_locked)).one() is None
    tried(officer, NOTES)
    assert counts() == {"same": 2, "refused": 6, "remarks": 1, "empty": 1}
    assert len(items()) == 2


def test_words_that_changed_are_read_anew_and_cleared_ones_stay(officer: CheckedClient) -> None:
    put_in(officer, tried(officer, b"Id,Comment\n1,One.\n2,Two.\n", **USUAL, key="0"))
    one, two = items()
    with transaction():
        for item in items():
            mark_read(item=item, by=1, at=clock.now())
        clear(item=db.session.get_one(FeedbackItem, two.id), by=1, at=clock.now())
    where = tried(officer, b"Id,Comment\n1,One more.\n2,Two more.\n3,Three.\n", **USUAL, key="0")
    assert counts() == {"changed": 1, "kept": 1, "new": 1}
    put_in(officer, where)
    assert [(item.words, item.state) for item in items()] == [
        ("One more.", ItemState.SENT),
        ("Three.", ItemState.SENT),
        ("Two.", ItemState.CLEARED),
    ]
    assert one.id == items()[0].id


def test_without_numbers_two_that_say_the_same_are_two_people_also_the_second_time(
    officer: CheckedClient,
) -> None:
    both: dict[str, Any] = USUAL | {"words": ["1", "2"]}
    table = b"Nr,Good,Bad\n1,More clubs.,\n2,More clubs.,Too loud.\n"
    put_in(officer, tried(officer, table, **both))
    keys = [item.record_key for item in items()]
    assert len(items()) == 3 and len(set(keys)) == 2
    tried(officer, table, **both)
    assert counts() == {"same": 3}
    headings = set(db.session.scalars(sa.select(EarlierWords.heading)))
    assert headings == {"Good", "Bad"}


def test_words_that_went_by_themselves_do_not_come_again(officer: CheckedClient) -> None:
    put_in(officer, tried(officer, b"Id,Comment\n1,One.\n", **USUAL))
    with transaction():
        db.session.delete(items()[0])
    tried(officer, b"Id,Comment\n1,One.\n", **USUAL)
    assert counts() == {"same": 1}


def test_a_stopped_import_shows_nothing_and_goes_on_where_it_was(
    officer: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.earlier.working.BATCH", 1)
    where = two_tried(officer)
    door = putting_actions.put_some_in
    monkeypatch.setattr(
        putting_actions, "put_some_in", lambda **told: door(**told) if not items() else 1 / 0
    )
    put_in(officer, where)
    assert [item.state for item in items()] == [ItemState.UNSENT]
    assert "was not put in to its end" in officer.get(where).text
    monkeypatch.setattr(putting_actions, "put_some_in", door)
    put_in(officer, where)
    assert [(item.words, item.state) for item in items()] == [("One.", "sent"), ("Two.", "sent")]


def test_an_import_that_is_stopped_while_staff_begin_to_see_it_shows_the_rest_later(
    officer: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.earlier.working.PIECE", 1)
    where = two_tried(officer)
    show = actions.show_some

    def first_only(**told: Any) -> None:
        assert not any(item.state == ItemState.SENT for item in items()), "here it stops"
        show(**told)

    monkeypatch.setattr(actions, "show_some", first_only)
    put_in(officer, where)
    assert {item.state for item in items()} == {ItemState.SENT, ItemState.UNSENT}
    monkeypatch.setattr(actions, "show_some", show)
    put_in(officer, where)
    assert [item.state for item in items()] == [ItemState.SENT, ItemState.SENT]


def test_a_workbook_is_read_as_text_and_its_formulas_never_run(officer: CheckedClient) -> None:
    day = date(2025, 5, 3)
    rows: list[list[Any]] = [["Id", "Comment", "Date"], [1, "=1+1", day], [], [2, "Good.", "2025-05-04"]]
    where = tried(officer, workbook(rows, merge="A5:C5"), "notes.xlsx", **USUAL, day="2")
    assert counts() == {"new": 1, "empty": 3}
    put_in(officer, where)
    assert [(one.words, one.received_on) for one in items()] == [("Good.", date(2025, 5, 4))]
    put_in(officer, tried(officer, b"Id,Comment\n1,=HYPERLINK(1)\n", **USUAL))
    assert items()[0].words == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.csv", "not empty"),
        (b"a,b\n", "a.csv", "nothing below the headings"),
        (b"Survey 2021,,\nId,Comment,Date\n1,Hm,2\n", "a.csv", "without merged cells"),
        (b"Id,Comment\n1,caf\xc3\xa9 \xff\n", "a.csv", "letters of this file are broken"),
        (b"x", "a.xlsm", "macros"),
        (b"x", "a.ods", "CSV or Excel file"),
        (b"x", "a.xlsx", "cannot read this as an Excel file"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_and_leaves_nothing(
    officer: CheckedClient, content: bytes, name: str, says: str
) -> None:
    sent = bring(officer, content, name)
    assert sent.status_code == 422 and says in sent.text, sent.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(EarlierFile)) == 0


def test_too_many_rows_and_too_long_a_cell_are_said_plainly(
    officer: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tried(officer, b"Id,Comment\n1," + b"x" * 10_000 + b"\n2,Fine.\n", **USUAL)
    assert counts() == {"new": 1, "refused": 1}
    assert "longer than 5,000 letters" in officer.get(where).text
    monkeypatch.setattr("portal.earlier.reading.MOST_ROWS", 2)
    where = tried(officer, b"Id,Comment\n1,a\n2,b\n3,c\n", **USUAL)
    page = officer.get(where).text
    assert "more than 2 rows" in page and "Nothing has changed" in page


def test_a_file_that_nobody_put_in_goes_after_a_week_and_is_locked_till_then(
    officer: CheckedClient,
) -> None:
    tried(officer, b"Id,Comment\n1,The zebra is late.\n", **USUAL)
    locked = db.session.scalars(sa.select(EarlierFile.content_locked)).one()
    assert locked and b"zebra" not in locked and b"zebra" in actions.unlocked(locked)
    db.session.rollback()
    actions.forget_waiting(clock.now() + timedelta(days=6))
    assert db.session.scalars(sa.select(EarlierFile.content_locked)).one()
    db.session.rollback()
    actions.forget_waiting(clock.now() + timedelta(days=8))
    assert db.session.scalars(sa.select(EarlierFile.content_locked)).one() is None


@pytest.mark.pure
@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2021-05-03", date(2021, 5, 3)),
        ("2021-05-03 10:22:11", date(2021, 5, 3)),
        ("2021-05-03T10:22:11Z", date(2021, 5, 3)),
        ("03/05/2021", date(2021, 5, 3)),
        ("3/5/21 10:22 PM", date(2021, 5, 3)),
        ("3 May 2021", date(2021, 5, 3)),
        ("31/31/2021", None),
        ("soon", None),
        (" ", None),
    ],
)
def test_days_are_read_in_every_form_that_spreadsheets_write(cell: str, day: date | None) -> None:
    assert day_in(cell, day_first=True) == day


@pytest.mark.pure
def test_a_day_with_the_month_first_is_read_so_when_asked() -> None:
    assert day_in("05/03/2021", day_first=False) == date(2021, 5, 3)
    assert day_in("May 3, 2021", day_first=False) == date(2021, 5, 3)
