"""Topics that the house tests plant: one of the forum with a comment that waits and one on its page."""

from datetime import datetime

from portal.core.vocabulary import Audience
from portal.topics import actions, comment_actions, desk_actions, queries
from portal.topics.desk_actions import Choice
from portal.topics.models import Act, TopicComment, TopicState
from tests.planting import area_called
from tests.topics.talking import MAKER, details

Address = dict[str, str | int]


def a_topic(slug: str, at: datetime) -> Address:
    """An open topic and its ids; its address ends with the name of its area."""
    area = area_called(slug)
    topic = actions.make_topic(area=area, details=details(f"Topic of {slug}"), by=MAKER, at=at)
    actions.move_topic(topic=topic, to=TopicState.OPEN, by=MAKER, at=at)
    shown = talk(slug, topic.id, "Two days a week would help.", at, publish=True)
    waits = talk(slug, topic.id, "More swimming, please.", at)
    return {"topic_id": topic.id, "comment_id": waits.id, "shown_id": shown.id}


def talk(slug: str, topic_id: int, words: str, at: datetime, *, publish: bool = False) -> TopicComment:
    """Somebody says something on a topic; `publish`: it is on the page."""
    area = area_called(slug)
    topic = queries.held_topic(topic_id)
    sent = comment_actions.Sent(words, Audience.PARENT_CARER)
    comment = comment_actions.send_comment(area=area, topic=topic, sent=sent, at=at)
    if publish:
        choice = Choice(Act.PUBLISH)
        desk_actions.decide(comment=comment, choice=choice, proposes=False, by=MAKER, at=at)
    return comment
