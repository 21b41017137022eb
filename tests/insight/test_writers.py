"""Who wrote in each quarter: each person once in each, whatever day, part or number of comments."""

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Audience
from portal.feedback.models import Desk, FeedbackItem, ItemState
from portal.insight.periods import Span, periods
from portal.insight.trend_queries import told_over_time
from portal.strategies.queries import theme_by_slug
from tests.checked_client import CheckedClient
from tests.insight.many import comment
from tests.planting import area_called

MANY = 600
PEOPLE = 90


def test_everyone_who_wrote_is_counted_once_a_period(client: CheckedClient) -> None:
    here, elsewhere = area_called("liverpool").id, area_called("knowsley").id
    chance = random.Random(7)
    listed = periods(Span.QUARTERS, clock.today())
    edges = [one.first + timedelta(days=off) for one in listed for off in (-1, 0)]
    rows = [_row(chance, chance.choice((here, here, elsewhere)), chance.choice(edges)) for _ in range(MANY)]
    with transaction():
        db.session.execute(insert(FeedbackItem), rows)
    people: dict[tuple[int, Audience], set[int]] = defaultdict(set)
    for row in rows:
        if row["area_id"] == elsewhere or row["state"] == ItemState.UNSENT or row["desk"] == Desk.TOPICS:
            continue
        for place, period in enumerate(listed):
            if period.first <= row["received_on"] < period.next_first:
                people[place, row["audience"]].add(row["record_key"])
    theme = theme_by_slug("health")
    assert theme is not None
    told = told_over_time(area_called("liverpool"), listed, theme, {})
    assert {group: one.wrote._count for group, one in told.items()} == {
        group: len(keys) for group, keys in people.items()
    }
    assert {group: one.wrote._key_sum for group, one in told.items()} == {
        group: sum(keys) for group, keys in people.items()
    }


def _row(chance: random.Random, area_id: int, day: date) -> dict[str, Any]:
    return comment(
        day,
        chance.choice((ItemState.READ, ItemState.SENT, ItemState.UNSENT)),
        area_id=area_id,
        audience=chance.choice((Audience.PARENT_CARER, Audience.YOUNG_PERSON)),
        desk=chance.choice((Desk.PARTNERSHIP, Desk.PARTNERSHIP, Desk.TOPICS)),
        record_key=chance.randrange(1, PEOPLE),
    )
