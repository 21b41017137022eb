"""Two who edit the same: the version that the page showed must still be the row's, or nothing is saved."""

from typing import Protocol

from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from portal.core.db import db
from portal.core.errors import RuleBroken


class Versioned(Protocol):
    """A row whose table counts its changes (`version_id_col`)."""

    @property
    def version(self) -> int:
        """The count."""


def check_seen(row: Versioned, seen_version: int) -> None:
    """Refuse when somebody changed the row since the page was made."""
    if row.version != seen_version:
        raise _overtaken()


def save_seen(row: Versioned | None = None, touch: str = "") -> None:
    """Send the changes to the database; refuses when another saved the same row in the same moment.

    `touch` names a column of the row that counts as changed, where only rows of other tables did:
    else two editors would not meet.
    """
    if row is not None and touch:
        flag_modified(row, touch)
    try:
        db.session.flush()
    except StaleDataError as overtaken:
        raise _overtaken() from overtaken


def _overtaken() -> RuleBroken:
    return RuleBroken("Somebody else has changed this meanwhile. Look at it again, then save.")
