"""Every write of the keys by which other websites post their search log: make, revoke, mark as used."""

import secrets
from datetime import date, datetime

from sqlalchemy import update

from portal.areas.models import Area
from portal.core import audit, keys
from portal.core.db import changed_one, db, insert_once
from portal.core.deployment import secret_key
from portal.core.errors import RuleBroken
from portal.local_offer.log import key_queries as queries
from portal.local_offer.log.models import SearchLogKey

BEGINNING = "search-log-"  # so that a key that leaks is known for what it is


def make_key(*, area: Area, source: str, by: int, at: datetime) -> str:
    """A new key of a source, as text: it cannot be shown again. Refuses a source that has an open one."""
    key = BEGINNING + secrets.token_urlsafe(32)
    values = {
        "area_id": area.id,
        "source": source,
        "key_hash": hash_of(key),
        "made_by": by,
        "made_at": at,
        "revoked_at": None,
        "used_on": None,
    }
    if not insert_once(SearchLogKey, values, ["area_id", "source"], where=queries.OPEN):
        raise RuleBroken("This website has a key. Take it back first.", field="source", status=422)
    subject = ("search_log_key", None)
    audit.record(
        act="made a key for a search log", by=by, area=area.id, at=at, subject=subject, source=source
    )
    return key


def revoke_key(*, area: Area, key: SearchLogKey, by: int, at: datetime) -> None:
    """The key opens nothing from now on; refuses one that was taken back already."""
    open_one = update(SearchLogKey).where(SearchLogKey.id == key.id, SearchLogKey.revoked_at.is_(None))
    if not changed_one(open_one.values(revoked_at=at)):
        raise RuleBroken("This key was taken back already.")
    audit.record(
        act="took back a key for a search log",
        by=by,
        area=area.id,
        at=at,
        subject=("search_log_key", key.id),
        source=key.source,
    )


def mark_used(*, key_id: int, day: date) -> None:
    """The key was used on a day; refuses one that was taken back meanwhile."""
    used = update(SearchLogKey).where(SearchLogKey.id == key_id, SearchLogKey.revoked_at.is_(None))
    if not changed_one(used.values(used_on=day)):
        raise RuleBroken("This key was taken back.", status=401)
    db.session.flush()


def hash_of(key: str) -> str:
    """The keyed hash under which a key is kept."""
    sent = key.encode("utf-8", "replace").decode()
    return keys.keyed_hash(keys.derive(secret_key(), "search log key"), sent)
