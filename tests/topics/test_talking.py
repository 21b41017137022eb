"""A family says something on a topic, the forum decides, and each sees what they may."""

from datetime import timedelta

import flask
import pytest
from werkzeug.test import TestResponse

from portal.core import clock
from portal.core.db import db
from portal.safeguarding.models import Alert
from portal.topics.models import Act, CommentState, HeadCount, Space, TopicComment, TopicState
from tests.checked_client import CheckedClient
from tests.signing_in import sign_in, sign_out
from tests.topics.talking import comment, comment_now, decided, item_now, topic

TOPIC = "/liverpool/topics/short-breaks-what-would-help/"
DESK = "/liverpool/staff/moderation/"
WORDS = "Two days a week would keep us going."


def send(client: CheckedClient, words: str = WORDS, **more: str) -> TestResponse:
    fields = {"audience": "parent-carer", "head_count": "", "words": words, **more}
    return client.send(TOPIC, **fields)


def test_a_comment_is_read_before_it_shows_and_its_receipt_tells_what_became_of_it(
    app: flask.Flask, client: CheckedClient
) -> None:
    topic()
    assert send(client).status_code == 303
    thanks = client.get(f"{TOPIC}done/").text
    assert "Do you want someone to call you?" in thanks
    assert WORDS not in client.get(TOPIC).text
    receipt = client.get("/liverpool/receipt/").text
    assert WORDS in receipt and "We have not read it yet" in receipt
    (number,) = db.session.scalars(db.select(TopicComment.id))
    staff = CheckedClient(app)
    sign_in(staff, "forum moderator")
    assert WORDS in staff.get(DESK).text
    assert staff.send(f"{DESK}next/", at=DESK).location.endswith(f"/moderation/{number}/")
    page = f"{DESK}{number}/"
    turn = str(comment_now(number).turn)
    assert staff.send(f"{page}decide/", at=page, turn=turn, act="publish").status_code == 303
    shown = client.get(TOPIC).text
    assert WORDS in shown and "A parent" in shown
    assert "Your comment is now on the page" in client.get("/liverpool/receipt/").text
    assert "1 comment" in client.get("/liverpool/topics/").text


def test_a_refusal_carries_its_message_and_its_words_stay_away_from_the_council(
    client: CheckedClient,
) -> None:
    topic()
    send(client, "Mrs Lark should be sacked marzipan")
    (number,) = db.session.scalars(db.select(TopicComment.id))
    decided(number, Act.REFUSE, "names-staff", note="Thank you for telling us.")
    receipt = client.get("/liverpool/receipt/").text
    assert "names or points to a worker" in receipt and "Thank you for telling us." in receipt
    assert "marzipan" not in client.get(TOPIC).text
    sign_in(client, "officer")
    topic_id = comment_now(number).topic_id
    for path in ("feedback/", "topics/", f"topics/{topic_id}/", "moderation/"):
        page = client.get(f"/liverpool/staff/{path}")
        assert page.status_code == 200 and "marzipan" not in page.text
    assert client.get(f"{DESK}{number}/").status_code == 404
    assert "It names or points to someone" in client.get(f"/liverpool/staff/topics/{topic_id}/").text


def test_off_topic_words_go_to_the_private_feedback_and_count_there(client: CheckedClient) -> None:
    number = comment("The bus is always late.", topic())
    decided(number, Act.MOVE, "off-topic")
    assert comment_now(number).state == CommentState.PRIVATE
    sign_in(client, "officer")
    assert "The bus is always late." in client.get("/liverpool/staff/feedback/").text


def test_words_are_taken_out_seen_and_then_shown(client: CheckedClient) -> None:
    number = comment("Mrs Lark told us. Ring 07700 900123.", topic())
    sign_in(client, "forum moderator")
    page = f"{DESK}{number}/"

    def turn() -> str:
        return str(comment_now(number).turn)

    refused = client.send(f"{page}decide/", at=page, turn=turn(), act="publish")
    assert refused.status_code == 422 and "Take out the marked details first." in refused.text
    client.send(f"{page}take-out-details/", at=page, turn=turn())
    client.send(f"{page}take-out/", at=page, turn=turn(), words="Mrs Lark", reason="worker")
    assert "As families will see it" in client.get(page).text
    client.send(f"{page}decide/", at=page, turn=turn(), act="publish")
    shown = client.get(TOPIC).text
    assert "a worker" in shown and "Lark" not in shown and "07700" not in shown
    assert comment_now(number).decisions[-1].code == "names-removed"


def test_a_redaction_that_leaves_nothing_is_refused(client: CheckedClient) -> None:
    number = comment("Mrs Lark", topic())
    sign_in(client, "forum moderator")
    page = f"{DESK}{number}/"
    client.send(f"{page}take-out/", at=page, turn="1", words="Mrs Lark", reason="worker")
    refused = client.send(f"{page}decide/", at=page, turn="2", act="publish")
    assert refused.status_code == 422 and "Nothing would be left to show." in refused.text


def test_a_comment_with_an_open_alert_is_not_on_the_desk(client: CheckedClient) -> None:
    number = comment("My uncle hits me.", topic())
    sign_in(client, "forum moderator")
    assert "uncle" not in client.get(DESK).text
    assert client.get(f"{DESK}{number}/").status_code == 404
    assert db.session.scalar(db.select(Alert.subject_id)) == item_now(number).id


def test_a_second_opinion_is_somebody_else_s(client: CheckedClient) -> None:
    number = comment("Hm.", topic())
    person = sign_in(client, "forum moderator")
    decided(number, Act.HOLD, "need-second-reader", by=person.id)
    page = f"{DESK}{number}/"
    told = client.send(f"{page}decide/", at=page, turn="2", act="publish")
    assert told.status_code == 303
    assert "You asked for a second opinion" in client.get(page).text
    assert comment_now(number).state == CommentState.HELD


def test_a_youth_moderator_proposes_and_an_adult_confirms_or_returns(client: CheckedClient) -> None:
    number = comment("More swimming.", topic(space=Space.YOUTH))
    page = f"{DESK}{number}/"
    sign_in(client, "youth moderator")
    client.send(f"{page}decide/", at=page, turn="1", act="publish")
    assert comment_now(number).state == CommentState.PROPOSED
    assert client.send(f"{page}confirm/", at=page, turn="2").status_code == 403
    assert "More swimming." not in client.get(TOPIC).text
    sign_out(client)
    sign_in(client, "forum moderator")
    client.send(f"{page}confirm/", at=page, turn="2", **{"return": "1"})
    assert comment_now(number).state == CommentState.WAITING
    decided(number, Act.PUBLISH, proposes=True)
    client.send(f"{page}confirm/", at=page, turn=str(comment_now(number).turn))
    assert "More swimming." in client.get(TOPIC).text


def test_where_no_adult_confirms_somebody_from_outside_does_and_is_named(client: CheckedClient) -> None:
    number = comment("More swimming.", topic(space=Space.YOUTH))
    page = f"{DESK}{number}/"
    sign_in(client, "youth moderator")
    client.send(f"{page}decide/", at=page, turn="1", act="publish")
    outside = {"turn": "2", "outside": "Liverpool SENDIASS", "outside_name": "Kit Lane"}
    client.send(f"{page}confirm/", at=page, **outside)
    assert "some more days" in client.get(page).text
    with clock.at(clock.now() + timedelta(days=14)):
        sign_in(client, "youth moderator")
        assert "Nobody else here can decide" in client.get(page).text
        client.send(f"{page}confirm/", at=page, **outside)
        assert "More swimming." in client.get(TOPIC).text
    decision = comment_now(number).decision
    assert decision is not None and decision.outside_name == "Kit Lane"


def test_taking_back_removes_it_from_the_page_and_keeps_the_figures(client: CheckedClient) -> None:
    topic()
    send(client)
    (number,) = db.session.scalars(db.select(TopicComment.id))
    decided(number, Act.PUBLISH)
    assert WORDS in client.get(TOPIC).text
    link = client.get("/liverpool/receipt/").text.split('href="/liverpool/receipt/take-back/')[1]
    path = f"/liverpool/receipt/take-back/{link.split('/')[0]}/"
    assert client.send(path).status_code == 303
    assert WORDS not in client.get(TOPIC).text
    withdrawn = comment_now(number)
    assert withdrawn.state == CommentState.WITHDRAWN and withdrawn.item_id is None
    assert withdrawn.decisions
    assert "You took these back" in client.get("/liverpool/receipt/").text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Write a few words."),
        ("a" * 2001, "2001 letters"),
        (" \n ", "Write a few words."),
        ("\u200b\u200d\u200e", "Write a few words."),
    ],
)
def test_what_cannot_be_sent_is_said_and_kept_in_the_box(
    client: CheckedClient, words: str, says: str
) -> None:
    topic()
    page = send(client, words)
    assert page.status_code == 422 and says in page.text


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script> <b>bold</b> a < b",
        "# Markdown **bold** [link](https://example.org)",
        "zero\u200bwidth and Ѕсrірt look-alikes",
        "x" * 2000,
        "مرحبا بكم",
    ],
)
def test_odd_words_are_kept_as_written_and_shown_as_words(client: CheckedClient, words: str) -> None:
    topic()
    assert send(client, words, head_count=HeadCount.SOME).status_code == 303
    (number,) = db.session.scalars(db.select(TopicComment.id))
    assert item_now(number).words == words
    decided(number, Act.PUBLISH)
    page = client.get(TOPIC).text
    assert "<script>alert" not in page and 'href="https://example.org"' not in page
    assert "A group of parents (6 to 10 people)" in page


def test_the_receipt_of_a_comment_that_was_removed_says_why(client: CheckedClient) -> None:
    topic()
    send(client)
    (number,) = db.session.scalars(db.select(TopicComment.id))
    decided(number, Act.PUBLISH)
    decided(number, Act.HIDE, "hidden-later", note="It points to a family.")
    assert WORDS not in client.get(TOPIC).text
    receipt = client.get("/liverpool/receipt/")
    assert receipt.status_code == 200
    # the words are still the author's, with the reason and the way to ask again
    for told in (WORDS, "It points to a family.", "You can ask us to look again until"):
        assert told in receipt.text


def test_a_topic_that_has_closed_gives_the_words_back(client: CheckedClient) -> None:
    number = topic()
    with clock.at(clock.now() + timedelta(days=40)):
        told = client.send(
            TOPIC, at="/liverpool/receipt/", words=WORDS, audience="parent-carer", head_count=""
        )
        assert told.status_code == 422 and WORDS in told.text and "This topic is not open now" in told.text
    assert number and not list(db.session.scalars(db.select(TopicComment.id)))


def test_the_same_words_again_and_again_and_a_flood_are_stopped(client: CheckedClient) -> None:
    topic()
    answers = [send(client).status_code for _turn in range(50)]
    assert answers == [303] * 3 + [429] * 47
    token = client.token(TOPIC)
    fields = {"csrf_token": token, "audience": "parent-carer", "head_count": ""}
    flood = [client.post(TOPIC, data={**fields, "words": f"Number {turn}"}) for turn in range(300)]
    assert [one.status_code for one in flood] == [303] * 57 + [429] * 243
    assert len(list(db.session.scalars(db.select(TopicComment.id)))) == 60


def test_an_answer_stands_on_the_page_and_on_the_receipt(app: flask.Flask, client: CheckedClient) -> None:
    topic()
    send(client)
    (number,) = db.session.scalars(db.select(TopicComment.id))
    decided(number, Act.PUBLISH)
    staff = CheckedClient(app)
    sign_in(staff, "forum moderator")
    page = f"/liverpool/staff/topics/{comment_now(number).topic_id}/"
    assert staff.send(f"{page}answer/", at=page, answer="").status_code == 422
    staff.send(f"{page}answer/", at=page, answer="We open two clubs in August.")
    assert "We open two clubs in August." in client.get(TOPIC).text
    assert "The partnership has answered this topic." in client.get("/liverpool/receipt/").text
    assert comment_now(number).topic.state == TopicState.ANSWERED
