"""A published release never changes: not by an action, not by the ORM, not by SQL."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.releases import actions
from portal.releases.models import Release, ReleaseQuote
from tests.checked_client import CheckedClient
from tests.releases.releasing import (
    FILE,
    KIND,
    STAFF,
    after_the_round,
    answered,
    only_release,
    prepare,
    publish,
)
from tests.signing_in import sign_in


@pytest.fixture
def published(client: CheckedClient) -> bytes:
    """The bytes of a release that is published."""
    answered({"agree-lot": 30})
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        publish(client, prepare(client))
        return bytes(client.get(FILE).data)


def _by_orm() -> None:
    db.session.query(Release).one().summary = "Other words."
    db.session.flush()


QUOTE = {"release_id": 1, "item_id": 5, "chosen_by": 1}
WAYS: dict[str, Callable[[], object]] = {
    "the orm": _by_orm,
    "an update": lambda: db.session.execute(update(Release).values(file="{}")),
    "taking it back": lambda: db.session.execute(
        update(Release).values(published_at=None, published_by=None)
    ),
    "a delete": lambda: db.session.execute(delete(Release)),
    "plain sql": lambda: db.session.execute(text("UPDATE release SET sha256 = 'x'")),
    "one more quote": lambda: db.session.execute(
        insert(ReleaseQuote).values({**QUOTE, "release_id": db.session.query(Release.id).scalar()})
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_database_itself_refuses(client: CheckedClient, published: bytes, way: str) -> None:
    with pytest.raises(DBAPIError, match="a published release never changes"), transaction():
        WAYS[way]()
    assert client.get(FILE).data == published


def test_no_action_changes_it(client: CheckedClient, published: bytes) -> None:
    release, at = only_release(), clock.now()
    with pytest.raises(RuleBroken, match="never changes"):
        actions.say_in_words(release=release, summary="x", version=release.version, by=1, at=at)
    with pytest.raises(RuleBroken, match="never changes"):
        actions.publish(release=release, version=release.version, by=1, at=at)
    with pytest.raises(RuleBroken, match="never changes"):
        actions.choose_quote(release=release, item_id=5, version=release.version, by=1, at=at)


def test_it_is_not_prepared_again(client: CheckedClient, published: bytes) -> None:
    with clock.at(after_the_round()):
        answer = client.send(f"{STAFF}prepare/{KIND}/{only_release().subject_id}/", "/account/sign-in/")
    assert answer.status_code == 409
    assert "never changes" in answer.text
    assert client.get(FILE).data == published
