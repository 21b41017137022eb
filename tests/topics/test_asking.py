"""Appeals, reports, ideas, spam refused in one go, the daily e-mail and the house rules."""

from datetime import timedelta

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox.models import OutboxMessage
from portal.topics import asking_actions, asking_queries, digest
from portal.topics.asking_models import Appeal, AppealState, CommentReport, IdeaState, ReportKind, TopicIdea
from portal.topics.models import Act, CommentState, Space, TopicComment
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import plant, sign_in, sign_out
from tests.topics.talking import comment, comment_now, decided, topic

TOPIC = "/liverpool/topics/short-breaks-what-would-help/"
DESK = "/liverpool/staff/moderation/"
WORDS = "They never answer the phone."


def sent(client: CheckedClient, words: str = WORDS) -> int:
    client.send(TOPIC, words=words, audience="parent-carer", head_count="")
    return int(max(db.session.scalars(db.select(TopicComment.id))))


def refused(client: CheckedClient, by: int) -> tuple[int, str]:
    topic()
    number = sent(client)
    decided(number, Act.REFUSE, "insult", by=by)
    return number, f"/liverpool/topics/appeals/{comment_now(number).decisions[-1].id}/"


def test_an_appeal_goes_to_somebody_else_who_answers_in_writing(
    app: flask.Flask, client: CheckedClient
) -> None:
    first, staff = plant(Role.FORUM_MODERATOR), CheckedClient(app)
    number, path = refused(client, first.id)
    assert "You can ask us to look again until" in client.get("/liverpool/receipt/").text
    assert client.send(path, words="It is what happened.").status_code == 303
    assert "A different person will decide" in client.get("/liverpool/receipt/").text
    client.send(path, at="/liverpool/receipt/", words="Again!")
    assert db.session.scalar(db.select(db.func.count(Appeal.id))) == 1
    (appeal_id,) = db.session.scalars(db.select(Appeal.id))
    sign_in(staff, Role.FORUM_MODERATOR)
    page = f"{DESK}appeals/{appeal_id}/"
    assert "It is what happened." in staff.get(page).text
    own = staff.send(page, state="upheld", answer="Yes.", outside="", outside_name="")
    assert own.status_code == 303 and comment_now(number).state == CommentState.REFUSED
    sign_out(staff)
    sign_in(staff, Role.FORUM_MODERATOR, email="second@example.org")
    assert staff.send(page, state="upheld", answer="", outside="", outside_name="").status_code == 422
    answer = "You say what happened. That is fine here."
    assert staff.send(page, state="upheld", answer=answer, outside="", outside_name="").status_code == 303
    assert WORDS in client.get(TOPIC).text
    receipt = client.get("/liverpool/receipt/").text
    assert "You were right to ask" in receipt and answer in receipt


def test_where_nobody_else_acts_a_named_outside_second_may(app: flask.Flask, client: CheckedClient) -> None:
    only, staff = plant(Role.FORUM_MODERATOR), CheckedClient(app)
    _number, path = refused(client, only.id)
    client.send(path, words="")
    (appeal,) = db.session.scalars(db.select(Appeal))
    page, where = f"{DESK}appeals/{appeal.id}/", area_called("liverpool").advice_service
    fields = {"state": "not-upheld", "answer": "It hurts.", "outside": where, "outside_name": "Kit Lane"}
    sign_in(staff, Role.FORUM_MODERATOR)
    early = staff.send(page, **fields)
    assert early.status_code == 422 and "some more days" in early.text
    with clock.at(clock.now() + timedelta(days=9)):
        sign_in(staff, Role.FORUM_MODERATOR)
        assert staff.send(page, **fields).status_code == 303
    db.session.expire_all()
    assert (appeal.state, appeal.outside, appeal.outside_name) == (
        AppealState.NOT_UPHELD,
        where,
        "Kit Lane",
    )
    assert "decided the same" in client.get("/liverpool/receipt/").text


def test_an_appeal_is_the_author_s_and_in_time(app: flask.Flask, client: CheckedClient) -> None:
    _number, path = refused(client, 1)
    assert CheckedClient(app).get(path).status_code == 404
    with clock.at(clock.now() + timedelta(days=21)):
        client.send(path, words="Late")
        assert "The time to ask again is over." in client.get("/liverpool/receipt/").text
    assert not list(db.session.scalars(db.select(Appeal)))


def test_three_reports_stand_on_top_and_hide_nothing_and_are_settled(
    app: flask.Flask, client: CheckedClient
) -> None:
    number = comment(WORDS, topic())
    decided(number, Act.PUBLISH)
    path = f"{TOPIC}report/{number}/"
    assert client.send(path).status_code == 422
    for _turn in range(2):
        client.send(path, kind="unkind")
    assert db.session.scalar(db.select(db.func.count(CommentReport.id))) == 1, "once from a device"
    with transaction():
        for _turn in range(2):
            asking_actions.report(comment=comment_now(number), kind=ReportKind.NAMES, at=clock.now())
    assert WORDS in client.get(TOPIC).text
    staff = CheckedClient(app)
    sign_in(staff, "forum moderator")
    desk = staff.get(DESK).text
    assert "3 reports" in desk and "over-due" in desk
    page = f"{DESK}{number}/"
    staff.send(f"{page}keep/", at=page, turn=str(comment_now(number).turn))
    assert "report" not in staff.get(DESK).text.partition("Queues")[2].lower()
    hide = {"act": "hide", "code": "hidden-later", "note": "It points to a family."}
    staff.send(f"{page}decide/", at=page, turn=str(comment_now(number).turn), **hide)
    assert WORDS not in client.get(TOPIC).text
    assert client.get(path).status_code == 404
    staff.send(f"{page}decide/", at=page, turn=str(comment_now(number).turn), act="restore")
    assert WORDS in client.get(TOPIC).text


def test_adverts_are_refused_in_one_go_and_that_is_undone(client: CheckedClient) -> None:
    about = topic()
    numbers = [comment(f"Buy hats {turn}", about) for turn in range(3)]
    person = sign_in(client, "forum moderator")
    assert person.id
    ticked = [str(number) for number in numbers[:2]]
    token = client.token(DESK)
    told = client.post(f"{DESK}spam/", data={"csrf_token": token, "comment": ticked})
    assert [comment_now(number).state for number in numbers] == ["refused", "refused", "waiting"]
    page = client.get(told.location).text
    assert "Undo it" in page
    batch = told.location.rpartition("=")[2]
    client.send(f"{DESK}spam/undo/", at=told.location, batch=batch)
    assert {comment_now(number).state for number in numbers} == {"waiting"}


def test_an_idea_is_private_and_its_family_sees_what_became_of_it(
    app: flask.Flask, client: CheckedClient
) -> None:
    about = topic()
    page = client.send("/liverpool/topics/suggest/", words="Buses.", space="forum", audience="parent-carer")
    assert page.status_code == 303
    assert "Thank you. We have your idea." in client.get("/liverpool/topics/suggest/done/").text
    assert client.get("/liverpool/topics/suggest/call-back/").status_code == 200
    staff = CheckedClient(app)
    sign_in(staff, "officer")
    (idea,) = db.session.scalars(db.select(TopicIdea))
    assert staff.get(f"{DESK}ideas/{idea.id}/").status_code == 404
    sign_out(staff)
    sign_in(staff, "forum moderator")
    path = f"{DESK}ideas/{idea.id}/"
    assert "Buses." in staff.get(path).text
    assert staff.send(path, state="joined", topic="", code="", note="").status_code == 422
    staff.send(path, state="joined", topic=str(about), code="", note="Thank you.")
    db.session.expire_all()
    assert idea.state == IdeaState.JOINED
    assert "Your idea went into the topic" in client.get("/liverpool/receipt/").text
    assert staff.get(path).status_code == 404


def test_the_daily_email_says_numbers_and_no_words(client: CheckedClient) -> None:
    comment(WORDS, topic())
    person = sign_in(client, "forum moderator")
    client.send(f"{DESK}digest/", at=DESK, wanted="yes")
    morning = clock.local_midnight(clock.today()) + timedelta(days=1, hours=8)
    for _turn in range(2):
        with clock.at(morning):
            digest.do_round(morning)
    mails = list(db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.kind == digest.KIND)))
    assert len(mails) == 1 and mails[0].for_staff
    assert digest.lines_of(area_called("liverpool"), [Space.FORUM])[0].startswith("1 comment, since")
    client.send(f"{DESK}digest/", at=DESK, wanted="no")
    assert person.id and not asking_queries.digest_wishes()


@pytest.mark.parametrize("easy", ["no", "yes"])
def test_the_house_rules_are_public_and_few_comments_give_no_figures(
    client: CheckedClient, easy: str
) -> None:
    page = client.get(f"/liverpool/moderation/?easy={easy}")
    assert page.status_code == 200
    if easy == "no":
        assert "Not enough answers to show" in page.text and "Stay on the topic" in page.text
