"""Posts messages and reads the outbox, for the tests beside this file."""

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox import actions
from portal.core.outbox.models import OutboxMessage
from tests.planting import area_called

WORDS = "Hello\n\nThe list is there.\n"


def post(to: str, once_key: str = "", *, for_staff: bool = True) -> bool:
    """Queue one message in the running transaction."""
    return actions.post(
        to=to,
        kind="test",
        subject="A list for you",
        body=WORDS,
        once_key=once_key or to,
        area=area_called("liverpool").id,
        at=clock.now(),
        for_staff=for_staff,
    )


def posted(*addresses: str) -> None:
    """Queue a message to each address, and commit."""
    with transaction():
        for address in addresses:
            post(address)


def outbox() -> list[OutboxMessage]:
    """Every message, in order, as it is now."""
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def states() -> list[str]:
    """The state of every message, in order."""
    return [str(message.state) for message in outbox()]
