"""Words that stand in one text each, where most people may not read: refused, held, locked, taken back."""

from dataclasses import dataclass, field

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, random_id, transaction
from portal.core.vocabulary import Audience
from portal.feedback.models import FeedbackItem
from portal.local_offer.comments.actions import keep_back
from portal.local_offer.comments.models import Reason
from portal.safeguarding.actions import Sender, ask_for_call, screen_words
from portal.safeguarding.cover_actions import hand_over
from portal.safeguarding.lead_actions import move
from portal.safeguarding.models import AlertState
from portal.surveys.responses.actions import take_back
from portal.surveys.responses.queries import items_of
from portal.topics import appeal_actions, asking_actions, comment_actions, desk_actions
from portal.topics.asking_models import IdeaState
from portal.topics.desk_actions import Choice
from portal.topics.models import Act, Space, TopicComment
from tests.house import marked_later
from tests.house.planted import HERE, Planted
from tests.house.planted_topics import talk
from tests.local_offer.listing import a_comment
from tests.planting import answer, area_called, begun, submitted
from tests.signing_in import plant
from tests.topics.talking import MAKER, topic

FORUM = frozenset({Role.FORUM_MODERATOR})
YOUTH = frozenset({Role.FORUM_MODERATOR, Role.YOUTH_MODERATOR})
COUNCIL = frozenset({Role.OFFICER})
LEAD = frozenset({Role.SAFEGUARDING_LEAD})
# a comment on the Local Offer is feedback to the partnership, published or not
PARTNERSHIP = frozenset({Role.OFFICER, Role.ANALYST})
NOBODY: frozenset[Role] = frozenset()
WORRYING = "My uncle hits me. {}"


@dataclass(frozen=True)
class Marked:
    """A word, who may read it here, and the ids by which somebody could guess an address of its text."""

    word: str
    who: frozenset[Role]
    ids: dict[str, int] = field(default_factory=dict)


def plant_marked(planted: Planted) -> list[Marked]:
    """Plant every one; call it outside of a transaction."""
    forum = int(planted.of[HERE]["topic_id"])
    youth, council = topic("Where we swim", space=Space.YOUTH), topic("A plan", space=Space.COUNCIL)
    lead = plant(Role.SAFEGUARDING_LEAD).id
    who = {"Vicuna": PARTNERSHIP, "Guanaco": NOBODY}
    from_files = [
        Marked(word, who.get(word, LEAD), ids) for word, ids in marked_later.of_earlier_files().items()
    ]
    with transaction():
        return [
            *from_files,
            *_moderated(forum, youth, council),
            *_asked(forum),
            *_locked(forum),
            *_of_the_lead(lead),
            *_elsewhere(forum),
            *_later(forum),
        ]


def _later(forum: int) -> list[Marked]:
    at = clock.now()
    found = marked_later.on_a_promise(at) | marked_later.of_a_table(at)
    found |= marked_later.of_an_appeal(forum, at)
    who = {"Quoll": PARTNERSHIP, "Bongo": PARTNERSHIP, "Muntjac": NOBODY}
    return [Marked(word, who.get(word, LEAD), ids) for word, ids in found.items()]


def _moderated(forum: int, youth: int, council: int) -> list[Marked]:
    held = _said("Quagga. Please wait.", forum)
    _decide(held, Act.HOLD, "need-second-reader")
    hidden = _said("Okapi. It was here.", forum)
    _decide(hidden, Act.PUBLISH)
    _decide(hidden, Act.HIDE, "hidden-later", "It points to a family.")
    cut = _said("Narwhal told us to wait.", forum)
    desk_actions.take_out(comment=cut, typed="Narwhal", reason="worker", by=MAKER, at=clock.now())
    _decide(cut, Act.PUBLISH)
    noted = _said("No, no.", forum)
    _decide(noted, Act.REFUSE, "insult", "Ocelot wrote this.")
    return [
        _marked("Ocelot", FORUM, noted),
        _marked("Tapir", FORUM, talk(HERE, forum, "Tapir. No.", clock.now(), code="advert")),
        _marked("Quagga", FORUM, held),
        _marked("Okapi", FORUM, hidden),
        _marked("Narwhal", FORUM, cut),
        _marked("Serval", FORUM, _said("Serval. It waits.", forum)),
        _marked("Kakapo", YOUTH, talk(HERE, youth, "Kakapo. No.", clock.now(), code="advert")),
        _marked("Dugong", COUNCIL, talk(HERE, council, "Dugong. No.", clock.now(), code="advert")),
    ]


def _asked(forum: int) -> list[Marked]:
    area, at = area_called(HERE), clock.now()
    refused = talk(HERE, forum, "No.", at, code="insult")
    appeal = appeal_actions.ask(area=area, comment=refused, words="Caracal.", language="en", at=at)
    idea = asking_actions.suggest(
        area=area, idea=asking_actions.Idea("Fossa.", Space.FORUM, Audience.PARENT_CARER), at=at
    )
    declined = asking_actions.suggest(
        area=area, idea=asking_actions.Idea("Gerenuk.", Space.FORUM, Audience.PARENT_CARER), at=at
    )
    asking_actions.decide_idea(
        idea=declined,
        choice=asking_actions.IdeaChoice(IdeaState.DECLINED, code="already"),
        by=MAKER,
        at=at,
    )
    return [
        Marked("Caracal", FORUM, {"appeal_id": appeal.id, "item_id": appeal.item_id or 0}),
        Marked("Fossa", FORUM, {"idea_id": idea.id, "item_id": idea.item_id or 0}),
        Marked("Gerenuk", FORUM, {"idea_id": declined.id, "item_id": declined.item_id or 0}),
    ]


def _locked(forum: int) -> list[Marked]:
    response = submitted({"open.best": WORRYING.format("Axolotl.")}, HERE, "young-people")
    (item,) = items_of(response).values()
    offer = a_comment(HERE, WORRYING.format("Binturong."))
    idea = asking_actions.Idea(WORRYING.format("Jerboa."), Space.FORUM, Audience.PARENT_CARER)
    worrying = asking_actions.suggest(area=area_called(HERE), idea=idea, at=clock.now())
    return [
        _marked("Aardwolf", LEAD, _said(WORRYING.format("Aardwolf."), forum)),
        Marked("Axolotl", LEAD, {"item_id": item.id}),
        Marked("Binturong", LEAD, {"item_id": offer.item_id or 0, "said_id": offer.id}),
        Marked("Jerboa", LEAD, {"item_id": worrying.item_id or 0, "idea_id": worrying.id}),
    ]


def _of_the_lead(lead: int) -> list[Marked]:
    """What a lead writes, and whom to call: neither stands with the words that it is about."""
    area, at = area_called(HERE), clock.now()
    wish = ask_for_call(area=area, sender=Sender("a marked one", 1), contact="Pangolin 07700", at=at)
    hand_over(area=area, to=lead, note="Markhor.", by=lead, at=at)
    alert = screen_words(
        area=area,
        words="My uncle hits me.",
        subject_id=random_id(),
        sender=Sender("a marked one", 2),
        at=at,
    )
    assert alert is not None
    move(alert=alert, to=AlertState.ACTING, note="Nilgai.", by=lead, at=at)
    return [
        Marked("Pangolin", LEAD, {"call_id": wish.id}),
        Marked("Markhor", LEAD),
        Marked("Nilgai", LEAD, {"alert_id": alert.id}),
    ]


def _elsewhere(forum: int) -> list[Marked]:
    gone = _said("Cassowary. I take it back.", forum)
    published = _said("Wombat. I take it back.", forum)
    _decide(published, Act.PUBLISH)
    for comment in (gone, published):
        comment_actions.take_back(comment=comment)
    taken = submitted({"open.best": "Numbat."}, HERE, "young-people")
    (number,) = (item.id for item in items_of(taken).values())
    take_back(response=taken)
    half = answer(begun(HERE), "open.change", words="Potoroo.").response
    unsent = db.session.scalars(
        db.select(FeedbackItem.id).where(FeedbackItem.record_key == half.record_key)
    ).one()
    kept_back = a_comment(HERE, "Bilby.")
    keep_back(comment=kept_back, reason=Reason.ONE_PERSON, by=MAKER, at=clock.now())
    return [
        Marked("Cassowary", NOBODY, {"comment_id": gone.id, "shown_id": gone.id}),
        Marked("Wombat", NOBODY, {"comment_id": published.id, "shown_id": published.id}),
        Marked("Numbat", NOBODY, {"item_id": number}),
        Marked("Potoroo", NOBODY, {"item_id": unsent}),
        Marked("Bilby", PARTNERSHIP, {"item_id": kept_back.item_id or 0, "said_id": kept_back.id}),
    ]


def _said(words: str, topic_id: int) -> TopicComment:
    return talk(HERE, topic_id, words, clock.now())


def _decide(comment: TopicComment, act: Act, code: str = "", note: str = "") -> None:
    choice = Choice(act, code, note)
    desk_actions.decide(comment=comment, choice=choice, proposes=False, by=MAKER, at=clock.now())


def _marked(word: str, who: frozenset[Role], comment: TopicComment) -> Marked:
    ids = {"comment_id": comment.id, "refused_id": comment.id, "shown_id": comment.id}
    ids |= {"item_id": comment.item_id or 0}
    if comment.decisions:
        ids["decision_id"] = comment.decisions[-1].id
    return Marked(word, who, ids)
