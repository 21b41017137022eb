"""Two people at once on the real server: one sheet, one next form, one signature that makes it count."""

from functools import partial

import pytest
import sqlalchemy as sa

from portal.core.db import db
from portal.paper.models import Batch, Sheet, Signature
from portal.surveys.responses.models import Response
from tests.house.tabs import Tab, at_once, signed_in
from tests.paper.piles import FULL, as_second, checked, finished, keyed, planted
from tests.signing_in import plant

pytestmark = pytest.mark.house
PAPER = "/liverpool/staff/paper/"
PEOPLE = 4


def some(address: str) -> list[Tab]:
    return [signed_in(address, "data entry", f"keyer{number}@example.org") for number in range(PEOPLE)]


def test_of_some_who_save_one_form_at_once_one_is_kept_and_the_others_are_told(address: str) -> None:
    people = some(address)
    batch = planted(handed_out=3)
    (sheet,) = keyed(batch, plant("officer").id, FULL, done=False)
    page = f"{PAPER}{batch}/forms/{sheet}/"
    for tab in people:
        tab.get(page)
    choices = ["ehcp", "isp", "waiting", "none"]
    sent = [
        partial(tab.post, page, **{"version": "2", "a-about.plan": code, "done": "1"})
        for tab, code in zip(people, choices, strict=True)
    ]
    assert sorted(status for status, _where in at_once(sent)) == [303, 409, 409, 409]
    db.session.rollback()
    assert db.session.scalars(sa.select(Sheet.version)).one() == 3


def test_some_who_take_the_next_form_at_once_get_one_each(address: str) -> None:
    people = some(address)
    batch = planted(handed_out=9)
    for tab in people:
        tab.get(f"{PAPER}{batch}/")
    pages = at_once([partial(tab.post, f"{PAPER}{batch}/forms/") for tab in people])
    assert len({where for _status, where in pages}) == PEOPLE
    db.session.rollback()
    assert sorted(db.session.scalars(sa.select(Sheet.number))) == [1, 2, 3, 4]


def test_of_some_who_sign_at_once_two_do_and_the_forms_count_once(address: str) -> None:
    people = some(address)
    batch = planted(handed_out=1)
    first, second = plant("officer").id, plant("officer", email="second@example.org").id
    keyed(batch, first, FULL)
    finished(batch, first, returned=1)
    checked(batch, second, as_second(FULL))
    for tab in people:
        tab.get(f"{PAPER}{batch}/")
    answers = at_once([partial(tab.post, f"{PAPER}{batch}/sign/") for tab in people])
    assert sorted(status for status, _where in answers) == [303, 303, 409, 409]
    db.session.rollback()
    assert sorted(db.session.scalars(sa.select(Signature.turn))) == [1, 2]
    assert db.session.scalars(sa.select(Batch.state)).one() == "counted"
    assert db.session.scalars(sa.select(Response.state)).one() == "submitted"


def test_one_person_who_signs_in_four_tabs_signs_once(address: str) -> None:
    tab = signed_in(address, "data entry", "keyer@example.org")
    batch = planted(handed_out=1)
    first, second = plant("officer").id, plant("officer", email="second@example.org").id
    keyed(batch, first, FULL)
    finished(batch, first, returned=1)
    checked(batch, second, as_second(FULL))
    tab.get(f"{PAPER}{batch}/")
    tabs = [tab.another() for _turn in range(PEOPLE)]
    answers = at_once([partial(one.post, f"{PAPER}{batch}/sign/") for one in tabs])
    assert sorted(status for status, _where in answers) == [303, 409, 409, 409]
    db.session.rollback()
    assert len(db.session.scalars(sa.select(Signature.id)).all()) == 1
