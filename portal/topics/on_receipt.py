"""What a receipt shows of a topic comment: what was decided and why, in the coded words of the message."""

from collections.abc import Collection, Iterator

from flask import url_for
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import clock
from portal.core.filters import long_date
from portal.feedback.models import FeedbackItem
from portal.receipts.actions import forget_words
from portal.receipts.registry import ActKind, Happening, Look, Said
from portal.topics import device
from portal.topics.appeal_actions import last_day, may_appeal
from portal.topics.asking_actions import IDEA_KIND, take_idea_back
from portal.topics.asking_models import Appeal, AppealState, IdeaState, TopicIdea
from portal.topics.asking_queries import (
    appeals_on,
    comment_with_appeal,
    idea_with_item,
    ideas_by_id,
    ideas_of_items,
)
from portal.topics.comment_actions import RECEIPT_KIND, take_back
from portal.topics.messages import appeal_words, filled, messages
from portal.topics.models import Act, CommentState, Decision, Standing, TopicComment, TopicState
from portal.topics.naming import idea_reason
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
    appeals = appeals_on(comment_ids)
    comments = comments_by_id(area, comment_ids)
    return [_look_of(one, one.item, appeals.get(one.id, [])) for one in comments if one.item is not None]


def _look_of(comment: TopicComment, item: FeedbackItem, appeals: list[Appeal]) -> Look:
    look = Look.of_words(
        comment.id,
        item,
        comment.sent_on,
        title=_("Your comment: %(title)s", title=comment.topic.title),
        line=_("A comment on a topic."),
        asked=comment.topic.title,
    )
    look.said.extend(Said(_("Why we should look again"), one.item) for one in appeals if one.item)
    return look


def _take_back(area: Area, comment_id: int) -> None:
    comment = comment_by_id(area, comment_id)
    if comment is not None:
        device.forget(area, comment.topic.slug)
        for one in appeals_on([comment.id]).get(comment.id, []):
            if one.item is not None:
                forget_words(item=one.item)
        take_back(comment=comment)


KIND = ActKind(
    kind=RECEIPT_KIND,
    look=_look,
    go_on=lambda _area, _comment_id: None,
    take_back=_take_back,
    subject_of=lambda item_id: comment_with_item(item_id) or comment_with_appeal(item_id),
)


def _look_at_ideas(area: Area, idea_ids: Collection[int]) -> list[Look]:
    return [_look_at(idea, idea.item) for idea in ideas_by_id(area, idea_ids) if idea.item is not None]


def _look_at(idea: TopicIdea, item: FeedbackItem) -> Look:
    return Look.of_words(
        idea.id,
        item,
        idea.sent_on,
        title=_("Your idea for a topic"),
        line=_("An idea for a topic."),
        asked=_("What should we talk about?"),
    )


def _take_idea_back(area: Area, idea_id: int) -> None:
    for idea in ideas_by_id(area, [idea_id]):
        take_idea_back(idea=idea)


IDEA = ActKind(
    kind=IDEA_KIND,
    look=_look_at_ideas,
    go_on=lambda _area, _idea_id: None,
    take_back=_take_idea_back,
    subject_of=idea_with_item,
)


def happenings(area: Area, item_ids: Collection[int]) -> dict[int, list[Happening]]:
    """What became of these words on their topics: the decision with its reason, and the answer."""
    found: dict[int, list[Happening]] = {}
    comments = comments_of_items(area, item_ids)
    appeals = appeals_on([one.id for one in comments])
    for comment in comments:
        if comment.item_id is not None:
            found[comment.item_id] = list(_steps(area, comment, appeals.get(comment.id, [])))
    for idea in ideas_of_items(area, item_ids):
        if idea.item_id is not None:
            found[idea.item_id] = list(_became(idea))
    return found


def _became(idea: TopicIdea) -> Iterator[Happening]:
    key, note = (
        f"idea {idea.state}",
        [str(_("The moderator wrote: “%(note)s”", note=idea.note))] if idea.note else [],
    )
    if idea.state == IdeaState.DECLINED:
        words = str(_("Your idea became no topic. Why: %(why)s.", why=idea_reason(idea.code or "other")))
        yield Happening(key, " ".join([words, *note]), " ".join([words, *note]), "2796")
    elif idea.topic is not None:
        words = str(_("Your idea went into the topic “%(title)s”.", title=idea.topic.title))
        url = url_for("topics.show", slug=idea.topic.slug) if idea.topic.is_public else None
        yield Happening(key, " ".join([words, *note]), " ".join([words, *note]), "2705", url)


def _steps(area: Area, comment: TopicComment, appeals: list[Appeal]) -> Iterator[Happening]:
    decision = comment.decision
    if decision is not None and decision.standing == Standing.STANDS:
        yield _decided(area, comment, decision)
        if decision.id not in {one.decision_id for one in appeals} and may_appeal(comment, decision):
            yield from _may_ask(area, decision)
    for appeal in appeals:
        yield _appealed(area, appeal)
    if comment.topic.state in (TopicState.ANSWERED, TopicState.ARCHIVED) and comment.topic.answer:
        words = _("The partnership has answered this topic.")
        yield Happening(f"answered {comment.topic_id}", words, words, "1F4AC", _page(comment))


def _may_ask(area: Area, decision: Decision) -> Iterator[Happening]:
    until = last_day(area, decision)
    if clock.today() <= until:
        words = str(_("You can ask us to look again until %(day)s.", day=long_date(until)))
        yield Happening(
            f"may ask {decision.id}",
            words,
            words,
            "2753",
            url_for("topics.appeal", decision_id=decision.id),
        )


def _appealed(area: Area, appeal: Appeal) -> Happening:
    name = "received" if appeal.state == AppealState.WAITING else str(appeal.state)
    words, easy = appeal_words(name)
    due = area.settings.working_days_after(appeal.asked_on, area.settings.reading_days)
    values = {"date": long_date(due), "why": appeal.answer or "", "body": area.partnership}
    answer = [appeal.answer] if appeal.answer and "{why}" not in words else []
    answer_easy = [appeal.answer] if appeal.answer else []
    return Happening(
        f"appeal {appeal.id} {appeal.state}",
        " ".join([filled(words, **values), *answer]),
        " ".join([easy, *answer_easy]),
        "1F464",
    )


def _decided(area: Area, comment: TopicComment, decision: Decision) -> Happening:
    message = messages()[decision.code]
    due = area.settings.working_days_after(clock.local(decision.at).date(), area.settings.second_days)
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


def _note(decision: Decision | TopicIdea) -> list[str]:
    return [str(_("The moderator wrote: “%(note)s”", note=decision.note))] if decision.note else []


def _page(comment: TopicComment) -> str:
    return url_for("topics.show", slug=comment.topic.slug)
