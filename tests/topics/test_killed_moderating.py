"""The server is killed in the middle of deciding: each decision is there whole, or is not there at all."""

import http.client
import threading
from collections.abc import Iterator

import pytest

from portal.accounts.roles import Role
from portal.core.audit import AuditEntry
from portal.core.db import db
from portal.topics.models import Act, CommentState, TopicComment
from tests.deployment import Deployment
from tests.house.tabs import Tab
from tests.serving import Server, start
from tests.signing_in import PASSWORD, SIGN_IN, plant
from tests.topics.talking import comment, topic

# PostgreSQL has its own proof against a power cut; this is about our SQLite settings
pytestmark = [pytest.mark.house, pytest.mark.pure]
DESK = "/liverpool/staff/moderation/"
NAMES, EACH, ENOUGH = ("first", "second"), 60, 25


@pytest.fixture
def numbers(deployment: Deployment) -> list[int]:
    """Comments that wait, and two who decide."""
    deployment.restore()
    with deployment.app.app_context():
        about = topic()
        for name in NAMES:
            plant(Role.FORUM_MODERATOR, email=f"{name}@example.org")
        return [comment(f"Number {turn}.", about) for turn in range(EACH * len(NAMES))]


@pytest.fixture
def server(deployment: Deployment, numbers: list[int]) -> Iterator[Server]:
    """The real server over the planted database."""
    server = start(deployment)
    yield server
    if server.process.poll() is None:
        server.stop()
    deployment.written_by_others()


def moderator(address: str, name: str) -> Tab:
    """A moderator who has signed in."""
    tab = Tab(address)
    tab.get(SIGN_IN)
    assert tab.post(SIGN_IN, email=f"{name}@example.org", password=PASSWORD)[0] == 303
    tab.get(DESK)
    return tab


def decide(tab: Tab, own: list[int], done: set[int], acknowledged: threading.Semaphore) -> None:
    """Decide one after the other until the server is gone; note what was acknowledged."""
    for number in own:
        try:
            status, _location = tab.post(
                f"{DESK}{number}/decide/", turn="1", act="publish", code="", note=""
            )
        except (OSError, http.client.HTTPException):
            return
        assert status == 303
        done.add(number)
        acknowledged.release()


def test_every_decision_is_whole_after_a_kill(
    deployment: Deployment, server: Server, numbers: list[int]
) -> None:
    done: set[int] = set()
    acknowledged = threading.Semaphore(0)
    threads = [
        threading.Thread(
            target=decide,
            args=(moderator(server.address, name), numbers[turn::2], done, acknowledged),
        )
        for turn, name in enumerate(NAMES)
    ]
    for thread in threads:
        thread.start()
    for _ in range(ENOUGH):
        assert acknowledged.acquire(timeout=60)
    server.kill()
    for thread in threads:
        thread.join(60)
    with deployment.app.app_context():
        assert db.session.execute(db.text("PRAGMA integrity_check")).scalar() == "ok"
        audited = db.select(AuditEntry.subject_id).where(AuditEntry.act == "decided on a comment")
        told = set(db.session.scalars(audited))
        for number in numbers:
            _is_whole(db.session.get_one(TopicComment, number), number in told, number in done)


def _is_whole(found: TopicComment, is_audited: bool, is_acknowledged: bool) -> None:
    """State, decision, cleared words and the audit row stand together or not at all."""
    shown = found.state == CommentState.PUBLISHED
    decided = [one.act for one in found.decisions] == [Act.PUBLISH]
    assert found.item is not None
    cleared = found.item.cleared_at is not None
    assert (shown, decided, cleared, is_audited) in {(True,) * 4, (False,) * 4}, found.id
    assert shown or not is_acknowledged
