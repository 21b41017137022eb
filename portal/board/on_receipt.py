"""What a receipt shows of private words on a promise: what they were about, and that they are here."""

from collections.abc import Collection

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.board.difference_actions import SOURCE_KIND, take_words_back
from portal.board.models import DifferenceWords
from portal.board.queries import words_by_id, words_with_item
from portal.feedback.models import FeedbackItem
from portal.receipts.registry import ActKind, Look


def _look(area: Area, ids: Collection[int]) -> list[Look]:
    return [_look_of(one, one.item) for one in words_by_id(area, ids) if one.item is not None]


def _look_of(kept: DifferenceWords, item: FeedbackItem) -> Look:
    return Look.of_words(
        kept.id,
        item,
        item.received_on,
        title=_("Your words on: %(title)s", title=kept.entry.title),
        line=_("Private words. Only staff read them."),
        asked=_("Did it make a difference?"),
    )


def _take_back(area: Area, words_id: int) -> None:
    for one in words_by_id(area, [words_id]):
        take_words_back(kept=one)


KIND = ActKind(
    kind=SOURCE_KIND,
    look=_look,
    go_on=lambda _area, _words_id: None,
    take_back=_take_back,
    subject_of=words_with_item,
)
