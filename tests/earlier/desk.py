"""What an officer does with a brought file, for tests: bring it, name its columns, put it in, count."""

import io
from typing import Any

import sqlalchemy as sa

from portal.core.db import db
from portal.core.worker import running
from portal.earlier import actions
from portal.earlier.models import EarlierFile
from portal.feedback.models import FeedbackItem
from tests.checked_client import CheckedClient

EARLIER = "/liverpool/staff/earlier/"
USUAL = {
    "words": "1",
    "day_form": "day",
    "usual_day": "2025-05-01",
    "usual_audience": "parent-carer",
    "channel": "paper",
}
NAMED = USUAL | {"key": "0", "day": "2", "audience": "3", "place": "4", "theme": "5", "heading": "6"}


def bring(officer: CheckedClient, content: bytes, name: str = "notes.csv", title: str = "Notes") -> Any:
    """Send a file; the answer."""
    return officer.send(EARLIER, title=title, file=(io.BytesIO(content), name))


def tried(officer: CheckedClient, content: bytes, name: str = "notes.csv", **columns: Any) -> str:
    """Bring a file, name its columns, let the worker read it; its address."""
    sent = bring(officer, content, name)
    assert sent.status_code == 303, sent.text
    named = officer.send(str(sent.location), **(columns or NAMED))
    assert named.status_code == 303, named.text
    work()
    return str(named.location)


def work() -> None:
    running.run_waiting()
    db.session.rollback()


def put_in(officer: CheckedClient, where: str) -> None:
    assert officer.send(f"{where}put-in/", where).status_code == 303
    work()


def two_tried(officer: CheckedClient) -> str:
    """A file of two comments that the worker has read; its address."""
    return tried(officer, b"Id,Comment\n1,One.\n2,Two.\n", **USUAL)


def two_put_in(officer: CheckedClient) -> str:
    """The same, put in."""
    where = two_tried(officer)
    put_in(officer, where)
    return where


def counts() -> dict[str, int]:
    rows = sa.select(EarlierFile.counts).order_by(EarlierFile.id.desc()).limit(1)
    return {name: number for name, number in db.session.scalars(rows).one().items() if number}


def items() -> list[FeedbackItem]:
    mine = FeedbackItem.source_kind == actions.SOURCE_KIND
    return list(db.session.scalars(sa.select(FeedbackItem).where(mine).order_by(FeedbackItem.words)))
