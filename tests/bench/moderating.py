"""The moderation desk with 5,000 comments that wait, beside many that were decided."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, text

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, random_id, transaction
from portal.core.disclosure import new_record_key
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.models import Desk, FeedbackItem, ItemState
from portal.topics.comment_actions import SOURCE_KIND
from portal.topics.models import CommentState, TopicComment
from tests.bench.ground import Report, planted, seconds
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.query_count import statements
from tests.signing_in import sign_in
from tests.topics.talking import topic

WAITING, DECIDED, TOPICS = 5000, 20_000, 20
MOST = 200
DESK = "/liverpool/staff/moderation/"


def bench_moderating(report: Report) -> None:
    """The list, a comment and the next one, within a fifth of a second, with as many queries as for few."""
    with planted() as deployment, deployment.app.app_context():
        topics = [topic(f"Topic {number}") for number in range(TOPICS)]
        _plant(area_called("liverpool"), topics, CommentState.WAITING, 5)
        client = CheckedClient(deployment.app)
        sign_in(client, "forum moderator")
        few = _questions(lambda: client.get(DESK))
        _plant(area_called("liverpool"), topics, CommentState.WAITING, WAITING)
        for state in (CommentState.PUBLISHED, CommentState.REFUSED):
            _plant(area_called("liverpool"), topics, state, DECIDED // 2)
        with db.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
        report.line(
            f"queries of the desk with {WAITING} more", _questions(lambda: client.get(DESK)), few, ""
        )
        token = client.token(DESK)
        found = client.post(f"{DESK}next/", data={"csrf_token": token}).location
        for what, act in (
            ("the desk", lambda: client.get(DESK)),
            ("its last page", lambda: client.get(f"{DESK}?page=100")),
            ("one comment with those like it", lambda: client.get(found)),
            ("the next one", lambda: client.post(f"{DESK}next/", data={"csrf_token": token})),
            ("the staff list of topics", lambda: client.get("/liverpool/staff/topics/")),
        ):
            report.line(f"{what}, {WAITING} waiting", seconds(act, 1) * 1000, MOST, "ms")


def _questions(act: Callable[[], object]) -> int:
    act()
    with statements() as asked:
        act()
    return len(asked)


def _plant(area: Area, topics: list[int], state: CommentState, number: int) -> None:
    """So many comments in one state, straight into the tables."""
    chance = random.Random(str(state))
    with transaction():
        items = [_item(area, chance, topics, state, turn) for turn in range(number)]
        db.session.execute(insert(FeedbackItem), items)
        db.session.execute(insert(TopicComment), [_comment(item, state) for item in items])


def _item(
    area: Area, chance: random.Random, topics: list[int], state: CommentState, turn: int
) -> dict[str, Any]:
    about, shown = chance.choice(topics), state == CommentState.PUBLISHED
    return {
        "id": random_id(),
        "area_id": area.id,
        "words": f"We waited {turn} weeks and nobody told us why. " * chance.randint(1, 6),
        "personal_details": [],
        "source_kind": SOURCE_KIND,
        "source_id": about,
        "occasion_id": about,
        "audience": Audience.PARENT_CARER,
        "mode": Mode.STANDARD,
        "language": "en",
        "channel": Channel.WEB,
        "received_on": clock.today() - timedelta(days=chance.randrange(60)),
        "state": ItemState.CLEARED if shown else ItemState.SENT,
        "desk": Desk.TOPICS,
        "record_key": new_record_key(),
        "cleared_by": 1 if shown else None,
        "cleared_at": clock.now() if shown else None,
    }


def _comment(item: dict[str, Any], state: CommentState) -> dict[str, Any]:
    return {
        "area_id": item["area_id"],
        "topic_id": item["source_id"],
        "item_id": item["id"],
        "audience": item["audience"],
        "state": state,
        "sent_on": item["received_on"],
        "record_key": item["record_key"],
        "turn": 1,
    }
