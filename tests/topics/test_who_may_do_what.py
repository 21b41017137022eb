"""Every role tries every act on a comment in every state, by request: before, while and after it is open.

What may happen is written down here anew and not asked of the code; all else must change nothing.
"""

from datetime import timedelta
from urllib.parse import urljoin

import flask
import pytest
from flask.testing import FlaskClient

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.topics.comment_actions import take_back
from portal.topics.models import Act, CommentState, Space, Topic, TopicComment, TopicState
from tests.checked_client import CheckedClient
from tests.signing_in import sign_in
from tests.topics.talking import HERE, comment, comment_now, decided, topic

DESK = f"/{HERE}/staff/moderation/"
S = CommentState
# the act: what is sent, and where it leads from which state; None: it stays in its state but changes
Choice = tuple[str, dict[str, str], dict[CommentState, CommentState]]
OPEN_CASES = (S.WAITING, S.HELD)
ACTS: dict[str, Choice] = {
    "publish": ("decide/", {"act": "publish"}, dict.fromkeys(OPEN_CASES, S.PUBLISHED)),
    "hold": ("decide/", {"act": "hold", "code": "need-second-reader"}, {S.WAITING: S.HELD}),
    "refuse": ("decide/", {"act": "refuse", "code": "insult"}, dict.fromkeys(OPEN_CASES, S.REFUSED)),
    "move": ("decide/", {"act": "move", "code": "off-topic"}, dict.fromkeys(OPEN_CASES, S.PRIVATE)),
    "hide": (
        "decide/",
        {"act": "hide", "code": "hidden-later", "note": "It points."},
        {S.PUBLISHED: S.HIDDEN},
    ),
    "restore": ("decide/", {"act": "restore"}, {S.HIDDEN: S.PUBLISHED}),
    "confirm": ("confirm/", {}, {S.PROPOSED: S.PUBLISHED}),
    "return": ("confirm/", {"return": "1"}, {S.PROPOSED: S.WAITING}),
}
HANDS = ("claim/", "let-go/", "take-out/")
CLAIMED = {S.WAITING, S.HELD, S.PROPOSED}
TAKES_OUT = {S.WAITING, S.HELD, S.PROPOSED, S.HIDDEN, S.REFUSED}
# how a moderator brings a comment into each state
WAYS: dict[CommentState, tuple[tuple[Act, str], ...]] = {
    S.WAITING: (),
    S.PROPOSED: ((Act.PUBLISH, ""),),
    S.HELD: ((Act.HOLD, "need-translation"),),
    S.PUBLISHED: ((Act.PUBLISH, ""),),
    S.REFUSED: ((Act.REFUSE, "advert"),),
    S.PRIVATE: ((Act.MOVE, "off-topic"),),
    S.HIDDEN: ((Act.PUBLISH, ""), (Act.HIDE, "hidden-later")),
    S.WITHDRAWN: (),
}
MODERATES = {
    Role.FORUM_MODERATOR: {Space.FORUM, Space.YOUTH},
    Role.YOUTH_MODERATOR: {Space.YOUTH},
    Role.OFFICER: {Space.COUNCIL},
}
PHASES = {
    "before": (TopicState.OPEN, 5, 30),
    "during": (TopicState.OPEN, -5, 30),
    "after": (TopicState.OPEN, -30, -5),
    "closed": (TopicState.CLOSED, -5, 30),
    "put away": (TopicState.ARCHIVED, -30, -5),
}


def in_state(state: CommentState, topic_id: int) -> int:
    """A comment that somebody else brought into this state."""
    number = comment("Mrs Lark said: wait.", topic_id)
    for act, code in WAYS[state]:
        decided(
            number,
            act,
            code,
            note="It points." if code == "hidden-later" else "",
            proposes=state == S.PROPOSED,
        )
    if state == S.WITHDRAWN:
        with transaction():
            take_back(comment=comment_now(number))
    assert comment_now(number).state == state
    return number


def in_phase(topic_id: int, phase: str) -> None:
    """Put a topic before, into or behind its open time."""
    state, opens, closes = PHASES[phase]
    with transaction():
        about = db.session.get_one(Topic, topic_id)
        about.state = state
        about.opens_at, about.closes_at = (clock.now() + timedelta(days=days) for days in (opens, closes))


def kept(number: int) -> tuple[object, ...]:
    """All that an act on the desk could change of a comment."""
    found = comment_now(number)
    decisions = [(one.act, one.code, one.standing, one.second_by) for one in found.decisions]
    out = len(found.item.redactions) if found.item else None
    return found.state, found.turn, found.claimed_by, decisions, out


class Trying:
    """One signed-in person who tries each act on comments of one topic."""

    def __init__(self, app: flask.Flask, role: str, space: Space, phase: str) -> None:
        self.client = CheckedClient(app)
        self.topic_id = topic(f"Topic {space}", space=space)
        self.role, self.may = (
            role,
            space in MODERATES.get(Role(role), set()) if role in set(Role) else False,
        )
        self.proposes, self.phase = role == Role.YOUTH_MODERATOR, phase
        if role == "far":
            sign_in(self.client, Role.FORUM_MODERATOR, "wirral")
        elif role != "stranger":
            sign_in(self.client, role)
        self.token = self.client.token("/account/sign-in/")
        self.numbers = {state: in_state(state, self.topic_id) for state in S}
        in_phase(self.topic_id, phase)

    def anew(self, state: CommentState) -> None:
        """Another comment in this state, sent while the topic was open."""
        in_phase(self.topic_id, "during")
        self.numbers[state] = in_state(state, self.topic_id)
        in_phase(self.topic_id, self.phase)

    def expected(self, name: str, state: CommentState) -> CommentState:
        """Where an act leads from a state for this person."""
        leads = ACTS[name][2].get(state, state)
        if not self.may or leads == state:
            return state
        if not self.proposes:
            return leads
        return state if name in {"confirm", "return"} else S.PROPOSED

    def do(self, path: str, number: int, **fields: str) -> int:
        """Send one act with the number that its page would carry; returns the status."""
        data = {"csrf_token": self.token, "turn": str(comment_now(number).turn), **fields}
        return self.client.post(f"{DESK}{number}/{path}", data=data).status_code

    def try_all(self, state: CommentState) -> None:
        """Try every act on the comment in one state; anew wherever it changed."""
        if not self.may:
            self._try_in_vain(state)
            return
        for name, (path, fields, _leads) in ACTS.items():
            number, before = self.numbers[state], kept(self.numbers[state])
            status = self.do(path, number, **fields)
            wanted = self.expected(name, state)
            assert comment_now(number).state == wanted, (self.role, state, name, status)
            if wanted == state:
                assert kept(number) == before, (self.role, state, name)
            else:
                self.anew(state)
        self._try_hands(state)
        self._try_spam(state)

    def _try_in_vain(self, state: CommentState) -> None:
        """Send every act with the right number, and look once that none of them changed a thing."""
        number, before = self.numbers[state], kept(self.numbers[state])
        own = {"csrf_token": self.token, "turn": str(before[1])}
        hands = [(path, {"words": "Mrs Lark", "reason": "worker"}) for path in HANDS]
        many = ("../spam/", {"comment": str(number)})
        for path, fields in [*((path, fields) for path, fields, _leads in ACTS.values()), *hands, many]:
            # hundreds of the same answer: the page that says no is read elsewhere
            with self.client.application.app_context():
                address = urljoin(f"{DESK}{number}/", path)
                FlaskClient.open(self.client, address, method="POST", data=own | fields)
        db.session.rollback()
        assert kept(number) == before, (self.role, state)

    def _try_hands(self, state: CommentState) -> None:
        """Take it to read, let go of it, take words out of it."""
        number, before = self.numbers[state], kept(self.numbers[state])
        self.do("claim/", number)
        assert (kept(number) != before) == (self.may and state in CLAIMED), (self.role, state)
        self.do("let-go/", number)
        assert kept(number) == before, (self.role, state)
        self.do("take-out/", number, words="Mrs Lark", reason="worker")
        assert (kept(number) != before) == (self.may and state in TAKES_OUT), (self.role, state)

    def _try_spam(self, state: CommentState) -> None:
        """Refuse it with others in one go, which is undone."""
        self.client.post(
            f"{DESK}spam/", data={"csrf_token": self.token, "comment": str(self.numbers[state])}
        )
        refuses = self.may and not self.proposes and state in OPEN_CASES
        found = comment_now(self.numbers[state])
        assert found.state == (S.REFUSED if refuses else state), (self.role, state)
        batch = str(found.decisions[-1].batch) if refuses else "1"
        self.client.post(f"{DESK}spam/undo/", data={"csrf_token": self.token, "batch": batch})
        assert comment_now(self.numbers[state]).state == (S.WAITING if refuses else state)


OTHERS = ["stranger", "far", *(role.value for role in Role if role not in MODERATES)]
OWN = [(role, space) for role, spaces in MODERATES.items() for space in sorted(spaces)]
NOT_THEIRS = [
    *((role, Space.FORUM) for role in OTHERS),
    *((role, space) for role in MODERATES for space in Space if (role, space) not in OWN),
]
OPEN_TIMES = ("before", "during", "after")


@pytest.mark.parametrize(("role", "space"), NOT_THEIRS)
def test_whose_space_it_is_not_changes_nothing_and_reads_nothing(
    app: flask.Flask, role: str, space: Space
) -> None:
    trying = Trying(app, role, space, "during")
    for phase in OPEN_TIMES:
        in_phase(trying.topic_id, phase)
        for state in S:
            trying.try_all(state)
            answer = trying.client.get(f"{DESK}{trying.numbers[state]}/")
            assert answer.status_code in {302, 403, 404} and "Lark" not in answer.text


@pytest.mark.parametrize("phase", OPEN_TIMES)
@pytest.mark.parametrize(("role", "space"), OWN)
def test_a_moderator_does_what_follows_in_their_own_spaces(
    app: flask.Flask, role: Role, space: Space, phase: str
) -> None:
    trying = Trying(app, role, space, phase)
    for state in S:
        trying.try_all(state)
        status = trying.client.get(f"{DESK}{trying.numbers[state]}/").status_code
        assert status == (200 if state != S.WITHDRAWN else 404), (role, space, state)


@pytest.mark.parametrize("phase", ["closed", "put away"])
def test_what_was_sent_is_decided_after_a_topic_is_closed_or_put_away(app: flask.Flask, phase: str) -> None:
    trying = Trying(app, Role.FORUM_MODERATOR, Space.FORUM, phase)
    for state in (S.WAITING, S.PUBLISHED, S.HIDDEN):
        trying.try_all(state)


@pytest.mark.parametrize("phase", list(PHASES))
def test_families_and_staff_alike_speak_only_while_it_is_open(app: flask.Flask, phase: str) -> None:
    number = topic()
    shown = in_state(S.PUBLISHED, number)
    in_phase(number, phase)
    path = f"/{HERE}/topics/short-breaks-what-would-help/"
    for role in ("stranger", "far", *(role.value for role in Role)):
        client = CheckedClient(app)
        if role != "stranger":
            sign_in(client, *((Role.FORUM_MODERATOR, "wirral") if role == "far" else (role,)))
        token, before = client.token("/account/sign-in/"), sent_in_all()
        data = {"csrf_token": token, "words": f"I am {role}.", "audience": "parent-carer", "head_count": ""}
        assert client.post(path, data=data).status_code == (303 if phase == "during" else 422), (
            role,
            phase,
        )
        assert sent_in_all() - before == (phase == "during")
        assert client.get(path).status_code == 200
        assert client.post(f"{path}same/{shown}/", data={"csrf_token": token}).status_code == 303
        assert ("You said: same for me" in client.get(path).text) == (phase == "during"), (role, phase)


def sent_in_all() -> int:
    """How many comments there are."""
    return db.session.scalar(db.select(db.func.count(TopicComment.id))) or 0
