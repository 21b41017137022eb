"""Whether the sender of some words holds a code, so that a note can reach them."""

from portal.feedback.models import FeedbackItem
from portal.receipts.queries import act_on
from portal.receipts.registry import registry


def has_receipt(item: FeedbackItem) -> bool:
    """Whether these words stand on somebody's receipt; whose, nothing tells."""
    subjects = ((kind.kind, kind.subject_of(item.id)) for kind in registry().kinds.values())
    return any(number is not None and act_on(kind, number) is not None for kind, number in subjects)
