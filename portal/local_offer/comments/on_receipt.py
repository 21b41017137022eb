"""What a receipt shows of a comment on the Local Offer: published or why not, and the answer."""

from collections.abc import Collection

from flask import url_for
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.filters import long_date
from portal.feedback.models import FeedbackItem
from portal.local_offer.comments import device
from portal.local_offer.comments.actions import RECEIPT_KIND, take_back
from portal.local_offer.comments.models import Decision, OfferComment
from portal.local_offer.comments.naming import KINDS, REASONS
from portal.local_offer.comments.queries import (
    comment_with_item,
    comments_by_id,
    comments_of_items,
    own_comment,
)
from portal.receipts.registry import ActKind, Happening, Look


def _look(area: Area, ids: Collection[int]) -> list[Look]:
    return [_look_of(one, one.item) for one in comments_by_id(area, ids) if one.item is not None]


def _look_of(comment: OfferComment, item: FeedbackItem) -> Look:
    title = comment.service.name if comment.service else _("The Local Offer")
    kind = str(KINDS[comment.kind])
    return Look.of_words(
        comment.id,
        item,
        comment.sent_on,
        title=_("Your comment: %(title)s", title=title),
        line=kind,
        asked=kind,
    )


def _take_back(area: Area, comment_id: int) -> None:
    comment = own_comment(area, comment_id)
    if comment is not None:
        device.forget()
        take_back(comment=comment)


KIND = ActKind(
    kind=RECEIPT_KIND,
    look=_look,
    go_on=lambda _area, _comment_id: None,
    take_back=_take_back,
    subject_of=comment_with_item,
)


def happenings(area: Area, item_ids: Collection[int]) -> dict[int, list[Happening]]:
    """What became of these words: published or why not, the answer, and what is done by when."""
    found: dict[int, list[Happening]] = {}
    for comment in comments_of_items(area, item_ids):
        if comment.item_id is not None and comment.decision != Decision.WAITING:
            found[comment.item_id] = _steps(comment)
    return found


def _steps(comment: OfferComment) -> list[Happening]:
    if comment.decision == Decision.NOT and comment.reason is not None:
        words = _("We read your comment. We do not publish it. %(why)s", why=REASONS[comment.reason])
        return [Happening(f"kept back {comment.reason}", words, words, "2796")]
    where = url_for("comments.index")
    words = _("We published your comment, without names.")
    steps = [Happening("published", words, words, "2705", where)]
    group = comment.group
    if group is not None and group.response:
        answer = _("We answered: %(words)s", words=group.response)
        steps.append(Happening(f"answered {group.version}", answer, answer, "1F4AC", where))
    if group is not None and group.action and group.action_on:
        day = long_date(group.action_on)
        act = _("What we do: %(words)s By %(day)s.", words=group.action, day=day)
        steps.append(Happening(f"act {group.version}", act, act, "1F4C5", where))
    return steps
