"""Whom words belong to, as far as that can be known: whether a code reaches them, what they came with."""

from portal.feedback.models import FeedbackItem
from portal.receipts.queries import act_on
from portal.receipts.registry import registry
from portal.safeguarding.actions import Sender


def has_receipt(item: FeedbackItem) -> bool:
    """Whether these words stand on somebody's receipt; whose, nothing tells."""
    subjects = ((kind.kind, kind.subject_of(item.id)) for kind in registry().kinds.values())
    return any(number is not None and act_on(kind, number) is not None for kind, number in subjects)


def sender_of(item: FeedbackItem) -> Sender | None:
    """The row the words came with, as feedback.record was told it: for an alert; None when it is gone."""
    subjects = (kind.subject_of(item.id) for kind in registry().kinds.values())
    return next((Sender(item.source_kind, number) for number in subjects if number is not None), None)
