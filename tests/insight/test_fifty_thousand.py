"""The list over 50,000 comments: a page is found by an index, in the order of the list."""

from datetime import date, timedelta

import flask
from sqlalchemy import insert, text

from portal.core.db import db, transaction
from portal.feedback.models import FeedbackItem, ItemState
from portal.insight import queries
from portal.insight.filters import Filters, Standing
from tests.insight.many import SHAPE
from tests.planting import area_called

MANY = 50_000
BATCH = 10_000


def plan_of(filters: Filters) -> str:
    """How the database means to find the first page."""
    dialect = db.engine.dialect
    rows = queries.items_of(area_called("liverpool"), filters).limit(25)
    asked = rows.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    how = "EXPLAIN" if dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    found = db.session.execute(text(f"{how} {asked}".replace(":", "\\:"))).all()
    return "\n".join(str(row[-1]) for row in found)


def test_a_page_of_a_long_list_is_found_by_an_index_in_its_order(app: flask.Flask) -> None:
    area, day = area_called("liverpool").id, date(2024, 1, 1)
    states = (ItemState.SENT, ItemState.READ, ItemState.CLEARED)
    for start in range(0, MANY, BATCH):
        rows = [
            {
                **SHAPE,
                "id": number + 1,
                "area_id": area,
                "received_on": day + timedelta(days=number % 900),
                "state": states[number % 3],
                "record_key": number,
            }
            for number in range(start, start + BATCH)
        ]
        with transaction():
            db.session.execute(insert(FeedbackItem), rows)
    with transaction():
        db.session.execute(text("ANALYZE"))
    everything, queue = plan_of(Filters()), plan_of(Filters(state=Standing.TO_READ))
    assert "ix_feedback_item_day" in everything
    assert "ix_feedback_item_list" in queue
    for plan in (everything, queue):
        assert "TEMP B-TREE" not in plan, plan
        assert "Sort" not in plan, plan
