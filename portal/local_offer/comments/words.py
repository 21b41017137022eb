"""The words of a comment: as they may leave, and as an officer reads them, with marked details masked."""

from portal.feedback.actions import details_left
from portal.local_offer.comments.models import OfferComment


def public_words(comment: OfferComment) -> str:
    """The words as they may leave: with what was taken out gone."""
    item = comment.item
    return (item.words_redacted or item.words) if item is not None else ""


def masked_words(comment: OfferComment) -> str:
    """The words for an officer: what was taken out and what looks personal is named, not shown."""
    item = comment.item
    if item is None:
        return ""
    spans = [(one.start, one.end, one.reason) for one in item.redactions]
    spans += [(start, end, kind) for kind, start, end in details_left(item)]
    words, done = [], 0
    for start, end, name in sorted(spans):
        if start >= done:
            words += [item.words[done:start], f"[{name}]"]
        done = max(done, end)
    return "".join([*words, item.words[done:]])
