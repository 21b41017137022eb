"""A stamp on a page says how an item stood when the page was made; acting on an older one is refused."""

import hashlib

from portal.core.errors import RuleBroken
from portal.feedback.actions import current_tags
from portal.feedback.models import FeedbackItem


class Stale(RuleBroken):
    """The item has changed since the page was made: two people, or two tabs, at once."""

    def __init__(self) -> None:
        super().__init__(
            "These words have changed since you opened this page. Nothing was saved. "
            "This is how they stand now."
        )


def stamp_of(item: FeedbackItem) -> str:
    """A few letters that change with the state, what is taken out and the tags; they say nothing else."""
    parts = [
        str(item.state),
        *(f"{r.start}-{r.end}-{r.reason}" for r in sorted(item.redactions, key=lambda r: r.start)),
        *sorted("/".join(tag.about) for tag in current_tags(item)),
        f"{item.stance} {item.says_it_well}",
    ]
    return hashlib.sha256(f"{item.id} {item.words} {parts}".encode()).hexdigest()[:16]


def refuse_stale(item: FeedbackItem, stamp: str) -> None:
    """Refuse (Stale) a page that was made before the item's last change."""
    if stamp != stamp_of(item):
        raise Stale
