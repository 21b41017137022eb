"""Makers for tests: a round that has ended, and its release through the pages and the worker."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Mode
from portal.core.worker.running import run_waiting
from portal.releases import kinds
from portal.releases.kinds import Kind
from portal.releases.models import Release
from portal.surveys.models import Wave
from portal.surveys.results.releasing import wave_kind
from tests.checked_client import CheckedClient, field_value
from tests.planting import open_wave_of, submitted
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/releases/"
PARENTS = "/liverpool/results/parents-and-carers/2026/"
API = "/api/v1/liverpool/releases/"
FILE = f"{API}parents-and-carers/2026/"
KIND = "survey-wave"


def after_the_round() -> datetime:
    """A moment when the planted round has ended, with its hours of grace."""
    return clock.now() + timedelta(days=40)


@contextmanager
def after_it(client: CheckedClient) -> Iterator[None]:
    """An officer at work after the round's end."""
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        yield


def answered(
    counts: dict[str, int],
    key: str = "plan.heard",
    survey: str = "parents-and-carers",
    mode: Mode = Mode.STANDARD,
) -> None:
    """So many people gave each answer to one question."""
    with transaction():
        for code, count in counts.items():
            for _person in range(count):
                submitted({key: code}, survey=survey, mode=mode)


def wave_of(survey: str = "parents-and-carers") -> Wave:
    """The planted wave of a survey."""
    return open_wave_of("liverpool", survey)


def prepare(client: CheckedClient, survey: str = "parents-and-carers") -> str:
    """Prepare the release of a survey's wave and let the worker count; the address of its page."""
    with clock.at(clock.now() - timedelta(days=40)):
        wave_id = wave_of(survey).id
    asked = client.send(f"{STAFF}prepare/{KIND}/{wave_id}/", STAFF)
    assert asked.status_code == 303, asked.text
    assert run_waiting() == 1
    done = client.get(asked.location)
    assert done.status_code == 303, done.text
    return str(done.location)


def press(client: CheckedClient, where: str, act: str, **fields: Any) -> Any:
    """Press a button on the page of a release, which carries the version that it shows."""
    page = client.get(where).text
    version = field_value(page, "version")
    return client.send(f"{where}{act}/", where, version=version, **fields)


def publish(client: CheckedClient, where: str) -> None:
    """Publish what was prepared."""
    answer = press(client, where, "publish")
    assert answer.status_code == 303, answer.text


def file_of(client: CheckedClient, address: str = FILE) -> dict[str, Any]:
    """The published file."""
    found: dict[str, Any] = json.loads(client.get(address).data)
    return found


def table_in(content: dict[str, Any], key: str, mode: str | None = None) -> dict[str, Any]:
    """One table of a file."""
    return next(one for one in content["tables"] if (one["key"], one["mode"]) == (key, mode))


def only_release() -> Release:
    """The one release there is."""
    db.session.rollback()
    return db.session.query(Release).one()


def with_kind(app: Any, kind: Kind) -> None:
    """Let this kind stand in place of the one of its name; what else can be released stays."""
    others = [one for one in app.extensions[kinds.KEY].values() if one.name != kind.name]
    kinds.init_app(app, [kind, *others])


def let_quote(app: Any, may_quote: Callable[[Collection[int]], Collection[int]]) -> None:
    """Let these words be quoted, as a sender's receipt would; `close` puts it back."""
    with_kind(app, wave_kind(may_quote))
