"""Topics that the house tests plant: one of the forum with a comment that waits and one on its page."""

from datetime import datetime, timedelta

from portal.core.db import db
from portal.core.vocabulary import Audience
from portal.receipts.models import ReceiptAct
from portal.topics import actions, appeal_actions, asking_actions, comment_actions, desk_actions, queries
from portal.topics.desk_actions import Choice
from portal.topics.glass_actions import break_glass
from portal.topics.models import Act, Space, TopicComment, TopicState
from tests.planting import area_called
from tests.topics.talking import MAKER, details

Address = dict[str, str | int]


def a_topic(slug: str, at: datetime, receipt: str, admin: int) -> Address:
    """An open topic and its ids, an appeal, and a decision that the holder of the receipt may appeal."""
    area = area_called(slug)
    topic = actions.make_topic(area=area, details=details(f"Topic of {slug}"), by=MAKER, at=at)
    actions.move_topic(topic=topic, to=TopicState.OPEN, by=MAKER, at=at)
    shown = talk(slug, topic.id, "Two days a week would help.", at, publish=True)
    waits = talk(slug, topic.id, "More swimming, please.", at)
    refused = [talk(slug, topic.id, f"Nothing here {turn}.", at, code="advert") for turn in range(2)]
    own, appealed = refused
    appeal = appeal_actions.ask(area=area, comment=appealed, words="It is no advert.", language="en", at=at)
    receipt_id = int(receipt.partition("/")[2])
    db.session.add(ReceiptAct(receipt_id=receipt_id, kind=comment_actions.RECEIPT_KIND, subject_id=own.id))
    idea = asking_actions.Idea("Talk about buses.", Space.FORUM, Audience.PARENT_CARER)
    glass = break_glass(area=area, comment=own, reason="The law.", by=admin, name="An admin", at=at)
    # the suite may run for longer than the hour
    glass.until = at + timedelta(days=1)
    return {
        "refused_id": own.id,
        "glass_id": glass.id,
        "topic_id": topic.id,
        "comment_id": waits.id,
        "shown_id": shown.id,
        "decision_id": own.decisions[-1].id,
        "appeal_id": appeal.id,
        "idea_id": asking_actions.suggest(area=area, idea=idea, at=at).id,
    }


def talk(
    slug: str, topic_id: int, words: str, at: datetime, *, publish: bool = False, code: str = ""
) -> TopicComment:
    """Somebody says something on a topic; `publish`: it is on the page; `code`: why it is not shown."""
    area = area_called(slug)
    topic = queries.held_topic(topic_id)
    sent = comment_actions.Sent(words, Audience.PARENT_CARER)
    comment = comment_actions.send_comment(area=area, topic=topic, sent=sent, at=at)
    if publish or code:
        choice = Choice(Act.REFUSE, code) if code else Choice(Act.PUBLISH)
        desk_actions.decide(comment=comment, choice=choice, proposes=False, by=MAKER, at=at)
    return comment
