"""A row written straight is known to the session as if it had been flushed."""

import flask
from sqlalchemy import event

from portal.areas.models import Locality
from portal.areas.queries import area_by_slug
from portal.core.db import db, transaction
from portal.core.rows import change_row, insert_row


def _locality() -> Locality:
    area = area_by_slug("liverpool")
    assert area is not None
    return Locality(id=4_000, area_id=area.id, slug="docks", name="The docks", position=99)


def test_a_row_inserted_straight_is_of_the_session_and_is_kept(app: flask.Flask) -> None:
    with transaction():
        docks = _locality()
        insert_row(docks)
        assert docks in db.session
        assert db.session.get(Locality, 4_000) is docks
    db.session.expunge_all()
    kept = db.session.get(Locality, 4_000)
    assert kept is not None
    assert kept.name == "The docks"


def test_what_is_so_already_is_not_written_again(app: flask.Flask) -> None:
    written: list[str] = []
    with transaction():
        docks = _locality()
        insert_row(docks)
        event.listen(db.engine, "before_cursor_execute", lambda *given: written.append(given[2]))
        change_row(docks, name="The docks", position=99)
        assert written == []
        change_row(docks, name="The old docks", position=99)
        assert docks.name == "The old docks"
    assert [one.split()[0] for one in written] == ["UPDATE"]
    db.session.expunge_all()
    assert db.session.get_one(Locality, 4_000).name == "The old docks"


def test_a_row_changed_straight_can_still_be_changed_as_any_other(app: flask.Flask) -> None:
    with transaction():
        docks = _locality()
        insert_row(docks)
        change_row(docks, name="The old docks")
        docks.name = "The docks again"
    db.session.expunge_all()
    assert db.session.get_one(Locality, 4_000).name == "The docks again"
