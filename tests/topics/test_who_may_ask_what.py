"""Every role tries each act on what families and readers ask: appeals, ideas, reports, adverts, glass.

What may happen is written down here anew and not asked of the code; all else must change nothing.
"""

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Audience
from portal.topics import appeal_actions, asking_actions
from portal.topics.asking_models import (
    Appeal,
    AppealState,
    BrokenGlass,
    CommentReport,
    IdeaState,
    ReportKind,
    TopicIdea,
)
from portal.topics.models import Act, CommentState, Space, Topic, TopicState
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.topics.talking import HERE, comment, comment_now, decided, topic
from tests.topics.test_who_may_do_what import in_phase, in_state

DESK = f"/{HERE}/staff/moderation/"
TOPICS = f"/{HERE}/staff/topics/"
ADULTS = {Role.FORUM_MODERATOR: {Space.FORUM, Space.YOUTH}, Role.OFFICER: {Space.COUNCIL}}
MODERATES = {**ADULTS, Role.YOUTH_MODERATOR: {Space.YOUTH}}
ROLES = ["stranger", "far", *(role.value for role in Role)]
GONE = {CommentState.REFUSED, CommentState.HIDDEN}


class Asked:
    """One of each thing that is asked in a space, and somebody who acts on it."""

    def __init__(self, app: flask.Flask, role: str, space: Space) -> None:
        area, at = area_called(HERE), clock.now()
        self.role, self.space, self.topic_id = role, space, topic(f"Topic {space}", space=space)
        refused, self.shown = (comment(words, self.topic_id) for words in ("No. Zebu.", "Yes."))
        self.advert = comment("Buy hats.", self.topic_id)
        decided(refused, Act.REFUSE, "insult")
        decided(self.shown, Act.PUBLISH)
        with transaction():
            found = appeal_actions.ask(
                area=area, comment=comment_now(refused), words="Zebu again.", language="en", at=at
            )
            idea = asking_actions.Idea("Zebu buses.", space, Audience.PARENT_CARER)
            self.idea = asking_actions.suggest(area=area, idea=idea, at=at).id
            asking_actions.report(comment=comment_now(self.shown), kind=ReportKind.NAMES, at=at)
            self.appeal = found.id
        self.client = CheckedClient(app)
        if role == "far":
            sign_in(self.client, Role.FORUM_MODERATOR, "wirral")
        elif role != "stranger":
            sign_in(self.client, role)
        self.token = self.client.token("/account/sign-in/")

    def among(self, who: dict[Role, set[Space]]) -> bool:
        """Whether this person is one of those in this space."""
        return self.role in set(Role) and self.space in who.get(Role(self.role), set())

    def send(self, path: str, **fields: str) -> int:
        """Send a form; the status."""
        return self.client.post(path, data={"csrf_token": self.token, **fields}).status_code


@pytest.mark.parametrize("space", list(Space))
@pytest.mark.parametrize("role", ROLES)
def test_each_thing_asked_is_read_and_decided_by_its_moderators_alone(
    app: flask.Flask, role: str, space: Space
) -> None:
    asked = Asked(app, role, space)
    adult, moderates = asked.among(ADULTS), asked.among(MODERATES)
    appeal, idea = f"{DESK}appeals/{asked.appeal}/", f"{DESK}ideas/{asked.idea}/"
    for path, may in ((appeal, adult), (idea, moderates)):
        page = asked.client.get(path)
        assert (page.status_code == 200, "Zebu" in page.text) == (may, may), path
    asked.send(idea, state="declined", topic="", code="already", note="")
    asked.send(f"{DESK}{asked.shown}/keep/", turn=str(comment_now(asked.shown).turn))
    asked.send(f"{DESK}spam/", comment=str(asked.advert))
    refused = comment_now(asked.advert).state
    batch = str(comment_now(asked.advert).decisions[-1].batch) if refused == CommentState.REFUSED else "1"
    asked.send(appeal, state="not-upheld", answer="It hurts.", outside="", outside_name="")
    db.session.expire_all()
    assert (db.session.get_one(TopicIdea, asked.idea).state == IdeaState.DECLINED) == moderates
    (report,) = db.session.scalars(db.select(CommentReport))
    assert (report.settled_at is not None) == moderates
    assert (refused == CommentState.REFUSED) == adult
    assert (db.session.get_one(Appeal, asked.appeal).state == AppealState.NOT_UPHELD) == adult
    asked.send(f"{DESK}spam/undo/", batch=batch)
    assert comment_now(asked.advert).state == CommentState.WAITING


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {*ADULTS, Role.YOUTH_MODERATOR}])
def test_nobody_else_undoes_a_refusal_of_many(app: flask.Flask, role: str) -> None:
    asked = Asked(app, role, Space.FORUM)
    decided(asked.advert, Act.REFUSE, "advert")
    with transaction():
        comment_now(asked.advert).decisions[-1].batch = 77
    asked.send(f"{DESK}spam/undo/", batch="77")
    assert comment_now(asked.advert).state == CommentState.REFUSED


@pytest.mark.parametrize("role", ROLES)
def test_the_glass_before_each_state_is_broken_by_an_admin_alone(app: flask.Flask, role: str) -> None:
    asked = Asked(app, role, Space.FORUM)
    for state in CommentState:
        number = in_state(state, asked.topic_id)
        status = asked.send(f"{TOPICS}not-shown/{number}/", reason="The court asks for it.")
        broken = db.session.scalars(db.select(BrokenGlass).where(BrokenGlass.comment_id == number)).all()
        may = role == Role.AREA_ADMIN and state in GONE
        assert (len(broken) == 1, status == 303) == (may, may), (role, state, status)


@pytest.mark.parametrize("phase", ["before", "during", "after", "closed", "put away"])
def test_a_reader_reports_what_is_on_a_page_and_nothing_else(app: flask.Flask, phase: str) -> None:
    about = topic()
    client = CheckedClient(app)
    token = client.token("/account/sign-in/")
    for state in CommentState:
        number = in_state(state, about)
        in_phase(about, phase)
        path = f"/{HERE}/topics/short-breaks-what-would-help/report/{number}/"
        status = client.post(path, data={"csrf_token": token, "kind": "names"}).status_code
        assert status == (303 if state == CommentState.PUBLISHED else 404), (phase, state)
        in_phase(about, "during")


STEPS = {
    TopicState.DRAFT: {TopicState.OPEN},
    TopicState.OPEN: {TopicState.CLOSED},
    TopicState.CLOSED: {TopicState.OPEN, TopicState.ARCHIVED},
    TopicState.ANSWERED: {TopicState.ARCHIVED},
    TopicState.ARCHIVED: {TopicState.CLOSED},
}


@pytest.mark.parametrize("role", ROLES)
def test_a_topic_is_moved_by_its_own_moderators_alone(app: flask.Flask, role: str) -> None:
    asked = Asked(app, role, Space.FORUM)
    for state, leads in STEPS.items():
        for to in TopicState:
            with transaction():
                db.session.get_one(Topic, asked.topic_id).state = state
            asked.send(f"{TOPICS}{asked.topic_id}/stage/", stage=to.value)
            db.session.expire_all()
            may = role == Role.FORUM_MODERATOR and to in leads
            now = db.session.get_one(Topic, asked.topic_id).state
            assert now == (to if may else state), (role, state, to)
