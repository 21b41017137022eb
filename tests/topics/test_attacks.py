"""An attacker's round: odd ids, replays, forged versions, late undoing, and pictures that are words."""

from datetime import datetime, timedelta

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.text import means_something, says_something
from portal.topics import appeal_actions, desk_actions, spam_actions
from portal.topics.asking_models import Appeal, AppealState
from portal.topics.figures import people_decided, quarter_before
from portal.topics.models import Act, CommentState, Decision, Space, TopicComment
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.topics.talking import HERE, MAKER, comment, comment_now, decided, topic
from tests.topics.test_who_may_do_what import WAYS, in_phase

DESK = f"/{HERE}/staff/moderation/"
TOPIC = f"/{HERE}/topics/short-breaks-what-would-help/"
ODD = ["9" * 19, "9" * 20, "9" * 5000, "-1", "1.5", "٣", "0x1", "", "\x00", "1 OR 1=1"]


@pytest.mark.parametrize(("words", "shown"), [("❤️", True), ("👍🏽", True), ("🇵🇱", True), ("...", False)])
def test_a_comment_of_a_picture_alone_can_be_shown(client: CheckedClient, words: str, shown: bool) -> None:
    number = comment(words, topic())
    sign_in(client, Role.FORUM_MODERATOR)
    page = f"{DESK}{number}/"
    answer = client.send(f"{page}decide/", at=page, turn="1", act="publish")
    assert answer.status_code == (303 if shown else 422)
    assert (words in client.get(TOPIC).text) == shown


@pytest.mark.parametrize(
    "unseen", ["\u3164", "\u115f\u1160", "\uffa0 \u2800", "\u200b\u2060\u00ad", "\ufe0f"]
)
def test_what_nobody_can_see_is_no_comment(client: CheckedClient, unseen: str) -> None:
    assert not says_something(unseen) and not means_something(unseen)
    topic()
    page = client.send(TOPIC, words=unseen, audience="parent-carer", head_count="")
    assert page.status_code == 422 and "Write a few words." in page.text


def test_odd_ids_and_versions_change_nothing_and_break_nothing(client: CheckedClient) -> None:
    about = topic()
    number = comment("Two days a week.", about)
    sign_in(client, Role.FORUM_MODERATOR)
    token, before = client.token(DESK), comment_now(number).turn
    for odd in ODD:
        for path, fields in (
            ("spam/", {"comment": odd}),
            ("spam/undo/", {"batch": odd}),
            (f"{number}/decide/", {"turn": odd, "act": "publish"}),
            (f"{number}/decide/", {"turn": str(before), "act": odd}),
            (f"{number}/take-out-details/", {"turn": str(before), "start": odd}),
            (f"{number}/claim/", {"turn": odd}),
        ):
            status = client.post(f"{DESK}{path}", data={"csrf_token": token, **fields}).status_code
            assert status in {303, 422}, (path, fields, status)
        assert comment_now(number).state == CommentState.WAITING
    for address in ("9" * 19, "9" * 30, "0", "-1", "1.5", "%00", "..%2f"):
        for path in (f"{DESK}{address}/", f"{DESK}ideas/{address}/", f"{DESK}appeals/{address}/"):
            assert client.get(path).status_code == 404, path
    for method in ("get", "put", "delete"):
        assert getattr(client, method)(f"{DESK}{number}/decide/").status_code == 405
    huge = {
        "csrf_token": token,
        "turn": str(before),
        "act": "refuse",
        "code": "insult",
        "note": "a" * 3_000_000,
    }
    assert client.post(f"{DESK}{number}/decide/", data=huge).status_code == 413
    assert comment_now(number).decisions == []


def test_a_form_sent_again_is_told_and_saves_nothing(client: CheckedClient) -> None:
    number = comment("Two days a week.", topic())
    sign_in(client, Role.FORUM_MODERATOR)
    page, token = f"{DESK}{number}/", client.token(DESK)
    form = {"csrf_token": token, "turn": "1", "act": "publish"}
    for _turn in range(3):
        assert client.post(f"{page}decide/", data=form).status_code == 303
    assert "Someone else has dealt with this comment." in client.get(page).text
    assert [one.act for one in comment_now(number).decisions] == [Act.PUBLISH]


def refused_as_adverts(count: int, at: datetime) -> list[Decision]:
    """So many adverts, refused in one go at a moment."""
    about = topic()
    numbers = [comment(f"Buy hats {turn}.", about) for turn in range(count)]
    with transaction():
        found = [db.session.get_one(TopicComment, number) for number in numbers]
        spam_actions.refuse_as_spam(comments=found, batch=77, by=MAKER, at=at)
    return [one for number in numbers for one in comment_now(number).decisions]


def test_no_undoing_changes_figures_that_are_out(app: flask.Flask) -> None:
    sent = clock.now()
    decisions = refused_as_adverts(2, sent)
    out = sent + timedelta(days=125)
    area, quarter = area_called(HERE), quarter_before(clock.local(out).date())
    with clock.at(out):
        before = people_decided(area, quarter)[Act.REFUSE]
        with pytest.raises(RuleBroken, match="The figures of that time are out"), transaction():
            spam_actions.undo_batch(decisions=decisions, by=MAKER, at=out)
        assert people_decided(area, quarter)[Act.REFUSE] == before
    with transaction():
        assert spam_actions.undo_batch(decisions=decisions, by=MAKER, at=sent + timedelta(days=3)) == 2


def test_a_late_confirmation_counts_and_may_be_appealed_from_then_on(app: flask.Flask) -> None:
    number = comment("Swimming, Mrs Lark.", topic(space=Space.YOUTH))
    decided(number, Act.REFUSE, "insult", proposes=True)
    later = clock.now() + timedelta(days=40)
    with transaction():
        desk_actions.confirm(comment=comment_now(number), by=MAKER + 1, at=later)
    decision = comment_now(number).decisions[-1]
    assert decision.at == later
    assert appeal_actions.last_day(area_called(HERE), decision) > clock.local(later).date()


def asked(number: int) -> Appeal:
    """The author of a comment asks for another look."""
    with transaction():
        area, at = area_called(HERE), clock.now()
        return appeal_actions.ask(area=area, comment=comment_now(number), words="", language="en", at=at)


def test_what_its_author_appeals_is_not_undone_with_the_others(app: flask.Flask) -> None:
    decisions = refused_as_adverts(2, clock.now())
    asked(decisions[0].comment_id)
    with transaction():
        assert spam_actions.undo_batch(decisions=decisions, by=MAKER, at=clock.now()) == 1
    assert comment_now(decisions[0].comment_id).state == CommentState.REFUSED


def test_an_appeal_never_shows_what_was_hidden_since(client: CheckedClient) -> None:
    number = comment("Mrs Lark, two days.", topic())
    with transaction():
        desk_actions.take_out(
            comment=comment_now(number), typed="Mrs Lark", reason="worker", by=MAKER, at=clock.now()
        )
    decided(number, Act.PUBLISH)
    appeal = asked(number).id
    decided(number, Act.HIDE, "hidden-later", note="It points to a family.")
    sign_in(client, Role.FORUM_MODERATOR)
    path = f"{DESK}appeals/{appeal}/"
    fields = {"answer": "You are right.", "outside": "", "outside_name": ""}
    page = client.send(path, state=AppealState.UPHELD.value, **fields)
    # the form is still there, with what was typed
    assert "You are right.</textarea>" in page.text
    assert page.status_code == 422 and "hidden since, for another reason" in page.text
    assert comment_now(number).state == CommentState.HIDDEN
    assert client.send(path, state=AppealState.NOT_UPHELD.value, **fields).status_code == 303


@pytest.mark.parametrize("phase", ["during", "after", "put away"])
def test_an_author_takes_a_comment_back_in_every_state(app: flask.Flask, phase: str) -> None:
    about = topic()
    for state in [one for one in CommentState if one != CommentState.WITHDRAWN]:
        family = CheckedClient(app)
        in_phase(about, "during")
        family.send(TOPIC, words=f"It was {state}.", audience="parent-carer", head_count="")
        number = max(db.session.scalars(db.select(TopicComment.id)))
        for act, code in WAYS[state]:
            note = "It points." if code == "hidden-later" else ""
            decided(number, act, code, note=note, proposes=state == CommentState.PROPOSED)
        assert comment_now(number).state == state
        in_phase(about, phase)
        link = family.get(f"/{HERE}/receipt/").text.split("receipt/take-back/")[1].partition("/")[0]
        assert family.send(f"/{HERE}/receipt/take-back/{link}/").status_code == 303
        assert (comment_now(number).state, comment_now(number).item_id) == (CommentState.WITHDRAWN, None)
        assert "It was" not in family.get(TOPIC).text
