"""What a receipt shows of the board: the promises that words helped, and how each stands."""

from collections.abc import Collection

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.board.models import Entry, EvidenceKind
from portal.board.queries import entries_answering
from portal.board.words import easy_state, state_name, verdict_name
from portal.receipts.registry import Happening


def promises_helped(area: Area, item_ids: Collection[int]) -> dict[int, list[Happening]]:
    """For each of these words the published promises that they stand beside: one query for any number."""
    refs = [str(item_id) for item_id in item_ids]
    found = entries_answering(area, EvidenceKind.FEEDBACK, refs, published=True)
    return {int(ref): [_happening(area, entry) for entry in entries] for ref, entries in found.items()}


def _happening(area: Area, entry: Entry) -> Happening:
    last = entry.updates[-1].id if entry.updates else 0
    signed = entry.signing
    words = _(
        "Your words helped with a promise: “%(title)s”. How it stands: %(state)s.",
        title=entry.title,
        state=state_name(entry.state),
    )
    if signed:
        words = f"{words} {verdict_name(signed.verdict)}."
    picture, easy = easy_state(entry.state)
    return Happening(
        key=f"board {entry.id} {last} {signed.id if signed else 0}",
        words=str(words),
        easy=str(_("Your words helped. %(state)s", state=easy)),
        picture=picture,
        # the worker asks too, and it has no request to work an address out from
        url=f"/{area.slug}/you-said-we-did/{entry.slug}/",
    )
