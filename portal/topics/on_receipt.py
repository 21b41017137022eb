"""What a receipt shows of a topic comment: what was decided and why, in the coded words of the message."""

from collections.abc import Collection, Iterator

from flask import url_for
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import clock
from portal.core.filters import long_date
from portal.core.vocabulary import Mode
from portal.receipts.registry import ActKind, Happening, Look, Said
from portal.topics import device
from portal.topics.comment_actions import RECEIPT_KIND, take_back
from portal.topics.messages import filled, messages
from portal.topics.models import Act, CommentState, Decision, Standing, TopicComment, TopicState
from portal.topics.queries import comment_by_id, comment_with_item, comments_by_id, comments_of_items

PICTURES = {
    Act.PUBLISH: "2705",
    Act.RESTORE: "2705",
    Act.HOLD: "23F3",
    Act.MOVE: "27A1",
    Act.REFUSE: "2796",
    Act.HIDE: "2796",
}


def _look(area: Area, comment_ids: Collection[int]) -> list[Look]:
    return [_look_of(one) for one in comments_by_id(area, comment_ids) if one.item is not None]


def _look_of(comment: TopicComment) -> Look:
    assert comment.item is not None  # noqa: S101 looked for above
    return Look(
        subject_id=comment.id,
        title=str(_("Your comment: %(title)s", title=comment.topic.title)),
        is_easy=comment.item.mode == Mode.EASY,
        sent_on=comment.sent_on,
        line=str(_("A comment on a topic.")),
        said=[Said(comment.topic.title, comment.item)],
    )


def _take_back(area: Area, comment_id: int) -> None:
    comment = comment_by_id(area, comment_id)
    if comment is not None:
        device.forget(area, comment.topic.slug)
        take_back(comment=comment)


KIND = ActKind(
    kind=RECEIPT_KIND,
    look=_look,
    go_on=lambda _area, _comment_id: None,
    take_back=_take_back,
    subject_of=comment_with_item,
)


def happenings(area: Area, item_ids: Collection[int]) -> dict[int, list[Happening]]:
    """What became of these words on their topics: the decision with its reason, and the answer."""
    found: dict[int, list[Happening]] = {}
    for comment in comments_of_items(area, item_ids):
        assert comment.item_id is not None  # noqa: S101 found by it
        found[comment.item_id] = list(_steps(area, comment))
    return found


def _steps(area: Area, comment: TopicComment) -> Iterator[Happening]:
    decision = comment.decision
    if decision is not None and decision.standing == Standing.STANDS:
        yield _decided(area, comment, decision)
    if comment.topic.state in (TopicState.ANSWERED, TopicState.ARCHIVED) and comment.topic.answer:
        words = _("The partnership has answered this topic.")
        yield Happening(f"answered {comment.topic_id}", words, words, "1F4AC", _page(comment))


def _decided(area: Area, comment: TopicComment, decision: Decision) -> Happening:
    message = messages()[decision.code]
    due = clock.working_days_after(clock.local(decision.at).date(), area.settings.second_days)
    values = {
        "days": area.settings.reading_days,
        "date": long_date(due),
        "reason": _("a moderator looked at it again"),
    }
    sentences = [filled(message.words, **values), *_note(decision), filled(message.can_do, **values)]
    easy = [message.easy, *_note(decision)]
    return Happening(
        f"decided {decision.id} {comment.state}",
        " ".join(sentences),
        " ".join(easy),
        PICTURES[Act(decision.act)],
        _page(comment) if comment.state == CommentState.PUBLISHED else None,
    )


def _note(decision: Decision) -> list[str]:
    return [str(_("The moderator wrote: “%(note)s”", note=decision.note))] if decision.note else []


def _page(comment: TopicComment) -> str:
    return url_for("topics.show", slug=comment.topic.slug)
