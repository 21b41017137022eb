"""Made-up topics in several states and what people say and ask on them, through the actions."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from portal.accounts.queries import people_who_may
from portal.areas.models import Area
from portal.areas.outside import Outside
from portal.core import clock
from portal.core.checked_yaml import load_shipped
from portal.core.permissions import Permission
from portal.core.vocabulary import Audience, Mode
from portal.demo.sorting import officer_of
from portal.strategies.queries import theme_by_slug
from portal.topics import actions, appeal_actions, asking_actions, comment_actions, desk_actions
from portal.topics.asking_models import AppealState, IdeaState, ReportKind
from portal.topics.desk_actions import Choice
from portal.topics.desk_queries import comments_in
from portal.topics.details import Details
from portal.topics.models import Act, CommentState, HeadCount, Space, Topic, TopicComment, TopicState
from portal.topics.queries import topics_of
from portal.topics.same_actions import say_same

FILE = Path(__file__).parent / "data" / "talk.yaml"
SEED = 2026
NOTE = "It points to a family (made up)."
NAMED = "Mrs Example told us so."
NUMBER = "Ring me: 07700 900123."
# what becomes of the comments of a topic, one after the other (twelve hold every state);
# what is left waits while the topic is open
FATES = (
    "publish", "refuse", "publish", "wait", "named", "hold", "move", "publish", "hide", "refuse",
    "propose", "withdraw", "publish", "wait", "publish", "number", "publish", "group", "publish", "publish",
)  # fmt: skip
CODES = {"refuse": "insult", "move": "off-topic", "hold": "need-second-reader", "hide": "hidden-later"}
READERS = (32, 17, 4)


def plant_talk(area: Area, comments: int, at: datetime) -> None:
    """Six topics and so many comments over those that are not drafts; nothing where there are topics."""
    if topics_of(area):
        return
    shipped: dict[str, Any] = load_shipped(FILE)
    chance = Random(f"{SEED} {area.slug} talk")
    talked = [one for one in shipped["topics"] if one["begin"]]
    for typed in shipped["topics"]:
        topic = _topic(area, typed, at)
        if typed in talked:
            _talk(area, topic, typed, comments // len(talked), chance, at)
            _end(topic, typed, at)
    _appeals(area, topics_of(area), at)
    for idea in shipped["ideas"]:
        _idea(area, idea, at)


def _by(area: Area, space: Space) -> int:
    """The made-up adult who moderates a space."""
    if space == Space.COUNCIL:
        return officer_of(area)
    return people_who_may(Permission.MODERATE_TOPICS, area)[0].id


def _youth(area: Area) -> int:
    """The made-up youth moderator, who only proposes."""
    adult = _by(area, Space.FORUM)
    return next(one.id for one in people_who_may(Permission.MODERATE_YOUTH_TOPICS, area) if one.id != adult)


def _topic(area: Area, typed: dict[str, Any], at: datetime) -> Topic:
    today, space = clock.local(at).date(), Space(typed["space"])
    details = Details(
        space=space,
        title=typed["title"],
        summary=typed["summary"],
        easy_summary="\n".join(typed["easy"]),
        can_change=typed["can_change"],
        opens_on=today + timedelta(days=typed["opens"]),
        closes_on=today + timedelta(days=typed["closes"]),
        changes_by=today + timedelta(days=typed["closes"] + 30),
        picture=typed["picture"],
        papers=(("The plan (made up)", "https://example.org/plan"),),
        themes=tuple(theme for slug in typed["themes"] if (theme := theme_by_slug(slug))),
    )
    begins = min(at, at + timedelta(days=typed["opens"] - 5))
    topic = actions.make_topic(area=area, details=details, by=_by(area, space), at=begins)
    if typed["state"] != TopicState.DRAFT:
        actions.move_topic(topic=topic, to=TopicState.OPEN, by=_by(area, space), at=begins)
    return topic


def _talk(
    area: Area, topic: Topic, typed: dict[str, Any], number: int, chance: Random, at: datetime
) -> None:
    """What people say, each in the days on which the topic is open, and what readers say beside it."""
    pairs = [f"{begin} {end}" for end in typed["end"] for begin in typed["begin"]]
    last = min(at, topic.closes_at - timedelta(hours=1))
    first = topic.opens_at + timedelta(hours=9)
    shown: list[TopicComment] = []
    for turn in range(number):
        fate, then = FATES[turn % len(FATES)], first + (last - first) * (turn / number)
        comment = _say(area, topic, pairs[turn % len(pairs)], fate, chance, then)
        _decide(area, topic, comment, fate, min(then + timedelta(days=2), at))
        if comment.state == "published":
            shown.append(comment)
    for comment, readers in zip(shown, READERS, strict=False):
        for reader in range(min(readers, number)):
            say_same(area=area, comment=comment, browser=f"made up {reader}", at=last)
    if topic.stage(at) == TopicState.OPEN and shown:
        for kind in (ReportKind.UNKIND, ReportKind.NAMES, ReportKind.UNKIND):
            asking_actions.report(comment=shown[-1], kind=kind, at=at)


def _say(area: Area, topic: Topic, words: str, fate: str, chance: Random, at: datetime) -> TopicComment:
    more = {"named": f" {NAMED}", "number": f" {NUMBER}"}.get(fate, "")
    young = Audience.YOUNG_PERSON if topic.space == Space.YOUTH else Audience.PARENT_CARER
    sent = comment_actions.Sent(
        words=words + more,
        audience=chance.choice([young, young, young, Audience.PRACTITIONER]),
        head_count=HeadCount.SOME if fate == "group" else None,
        mode=chance.choice([Mode.STANDARD, Mode.STANDARD, Mode.EASY]),
    )
    return comment_actions.send_comment(area=area, topic=topic, sent=sent, at=at)


def _decide(area: Area, topic: Topic, comment: TopicComment, fate: str, at: datetime) -> None:
    space = Space(topic.space)
    by = _by(area, space)
    if topic.stage(clock.now()) != TopicState.OPEN and fate in ("hold", "propose"):
        # nothing still waits months after a topic has closed
        fate = "publish"
    if fate == "withdraw":
        comment_actions.take_back(comment=comment)
    elif fate == "propose":
        young = space == Space.YOUTH and topic.stage(at) == TopicState.OPEN
        _choose(comment, Act.PUBLISH, _youth(area) if young else by, at, proposes=young)
    elif fate == "named":
        desk_actions.take_out(comment=comment, typed="Mrs Example", reason="worker", by=by, at=at)
        _choose(comment, Act.PUBLISH, by, at)
    elif fate in ("publish", "group", "hide"):
        _choose(comment, Act.PUBLISH, by, at)
        if fate == "hide":
            _choose(comment, Act.HIDE, by, at)
    elif fate in CODES:
        _choose(comment, Act(fate), by, at)
    elif topic.closes_at < clock.now():
        if fate == "number":
            desk_actions.take_out_details(comment=comment, start=None, by=by, at=at)
        _choose(comment, Act.PUBLISH, by, at)


def _choose(comment: TopicComment, act: Act, by: int, at: datetime, *, proposes: bool = False) -> None:
    choice = Choice(act, CODES.get(act.value, ""), NOTE if act == Act.HIDE else "")
    desk_actions.decide(comment=comment, choice=choice, proposes=proposes, by=by, at=at)


def _end(topic: Topic, typed: dict[str, Any], at: datetime) -> None:
    """What became of a topic that is over."""
    then = min(at, topic.closes_at + timedelta(days=14))
    if typed["state"] == TopicState.ANSWERED:
        by = topic.made_by or 0
        actions.answer_topic(topic=topic, answer=typed["answer"], by=by, at=then)
    elif typed["state"] == TopicState.ARCHIVED:
        actions.move_topic(topic=topic, to=TopicState.ARCHIVED, by=topic.made_by or 0, at=then)


def _appeals(area: Area, topics: list[Topic], at: datetime) -> None:
    """On the open topic of the forum: one that a named outside second decided, and one that waits."""
    spoken = next(one for one in topics if one.space == Space.FORUM and one.stage(at) == TopicState.OPEN)
    asks = (("It is what happened to us.", 15), ("I did not mean it unkindly.", 1))
    refused = comments_in(area, [Space.FORUM], [CommentState.REFUSED], 1).rows
    own = [one for one in refused if one.topic_id == spoken.id]
    for comment, (words, days) in zip(own, asks, strict=False):
        asked = at - timedelta(days=days)
        appeal = appeal_actions.ask(area=area, comment=comment, words=words, language="en", at=asked)
        if days > 1:
            outside = Outside(area.advice_service, "Kit Lane (made up)")
            answer = "Your words are about what happened, and not about a person."
            verdict = appeal_actions.Verdict(AppealState.UPHELD, answer, outside)
            by = comment.decisions[-1].by
            appeal_actions.decide_appeal(area=area, appeal=appeal, verdict=verdict, by=by, at=at)


def _idea(area: Area, typed: dict[str, Any], at: datetime) -> None:
    space, then = Space(typed["space"]), at - timedelta(days=3)
    idea = asking_actions.Idea(typed["words"], space, Audience.PARENT_CARER)
    kept = asking_actions.suggest(area=area, idea=idea, at=then)
    if typed["state"] != IdeaState.WAITING:
        choice = asking_actions.IdeaChoice(IdeaState.DECLINED, code=typed["state"])
        asking_actions.decide_idea(idea=kept, choice=choice, by=_by(area, space), at=at)
