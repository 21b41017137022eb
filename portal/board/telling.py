"""What a receipt shows of the board: the promises that words helped, and how each stands."""

from collections.abc import Collection

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.board.answering import entries_answering
from portal.board.models import Entry, EvidenceKind
from portal.board.words import easy_state, state_name, verdict_name
from portal.receipts.registry import Happening
from portal.topics.models import CommentState
from portal.topics.queries import comments_of_items


def promises_helped(area: Area, item_ids: Collection[int]) -> dict[int, list[Happening]]:
    """For each of these words the published promises that they stand beside: one query for any number."""
    refs = [str(item_id) for item_id in item_ids]
    found = entries_answering(area, EvidenceKind.FEEDBACK, refs, published=True)
    told = {int(ref): [_happening(area, entry) for entry in entries] for ref, entries in found.items()}
    for item_id, entries in _through_topics(area, item_ids).items():
        told.setdefault(item_id, []).extend(_happening(area, entry, by_topic=True) for entry in entries)
    return told


def _through_topics(area: Area, item_ids: Collection[int]) -> dict[int, list[Entry]]:
    """The promises that answer the topics on which these words were published."""
    said = {
        one.item_id: one.topic.slug
        for one in comments_of_items(area, item_ids)
        if one.item_id is not None and one.state == CommentState.PUBLISHED
    }
    found = entries_answering(area, EvidenceKind.TOPIC, set(said.values()), published=True) if said else {}
    return {item_id: found[slug] for item_id, slug in said.items() if slug in found}


def _happening(area: Area, entry: Entry, *, by_topic: bool = False) -> Happening:
    last = entry.updates[-1].id if entry.updates else 0
    signed = entry.signing
    helped = (
        _("The topic you spoke on led to a promise: “%(title)s”.", title=entry.title)
        if by_topic
        else _("Your words helped with a promise: “%(title)s”.", title=entry.title)
    )
    words = f"{helped} {_('How it stands: %(state)s.', state=state_name(entry.state))}"
    picture, state = easy_state(entry.state)
    easy = str(_("Your words helped. %(state)s", state=state))
    if signed:
        words = f"{words} {verdict_name(signed.verdict)}."
        easy = f"{easy} {verdict_name(signed.verdict)}."
    return Happening(
        key=f"board {entry.id} {last} {signed.id if signed else 0}",
        words=str(words),
        easy=easy,
        picture=picture,
        # the worker asks too, and it has no request to work an address out from
        url=f"/{area.slug}/you-said-we-did/{entry.slug}/",
    )
