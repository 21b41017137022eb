"""What a receipt shows of private words on a promise: what they were about, and that they are here."""

from collections.abc import Collection

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.board.difference_actions import SOURCE_KIND, take_words_back
from portal.board.models import DifferenceWords
from portal.board.queries import words_by_id, words_with_item
from portal.core.vocabulary import Mode
from portal.receipts.registry import ActKind, Look, Said


def _look(area: Area, ids: Collection[int]) -> list[Look]:
    return [_look_of(one) for one in words_by_id(area, ids) if one.item is not None]


def _look_of(kept: DifferenceWords) -> Look:
    assert kept.item is not None  # noqa: S101 - looked for above
    return Look(
        subject_id=kept.id,
        title=str(_("Your words on: %(title)s", title=kept.entry.title)),
        is_easy=kept.item.mode == Mode.EASY,
        sent_on=kept.item.received_on,
        line=str(_("Private words. Only staff read them.")),
        said=[Said(str(_("Did it make a difference?")), kept.item)],
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
