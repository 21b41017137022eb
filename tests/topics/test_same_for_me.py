""" "Same for me": once from a browser, no number before the release, and never a small one."""

from datetime import timedelta

import flask

from portal.core import clock
from portal.core.db import db, transaction
from portal.releases import actions as releases
from portal.releases.kinds import all_kinds
from portal.releases.preparing import prepare_now
from portal.releases.queries import release_of
from portal.topics.asking_models import SameForMe
from portal.topics.models import Act, Topic
from portal.topics.releasing import TOPIC_KIND
from portal.topics.same_actions import say_same
from portal.topics.same_queries import KIND
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.topics.talking import HERE, comment, comment_now, decided, topic

TOPIC = "/liverpool/topics/short-breaks-what-would-help/"
RELEASE = "/liverpool/results/topic-short-breaks-what-would-help/same-for-me/"
PRESSED = "You said: same for me"


def shown(words: str, topic_id: int) -> int:
    number = comment(words, topic_id)
    decided(number, Act.PUBLISH)
    return number


def press(client: CheckedClient, number: int, **more: str) -> None:
    assert client.send(f"{TOPIC}same/{number}/", at=TOPIC, **more).status_code == 303


def pressed_in_all() -> int:
    return db.session.scalar(db.select(db.func.count(SameForMe.id))) or 0


def many_press(number: int, browsers: int) -> None:
    with transaction():
        for turn in range(browsers):
            found = comment_now(number)
            say_same(area=area_called(HERE), comment=found, browser=f"browser {turn}", at=clock.now())


def released(topic_id: int) -> None:
    release_id = prepare_now(area_called(HERE).id, KIND, topic_id, by=1, report=lambda *_said: None)
    with transaction():
        made = release_of(area_called(HERE), release_id)
        assert made is not None
        releases.say_in_words(
            release=made, summary="Thank you.", version=made.version, by=1, at=clock.now()
        )
        releases.publish(release=made, version=made.version, by=1, at=clock.now())


def test_a_browser_says_it_once_and_can_take_it_back(app: flask.Flask, client: CheckedClient) -> None:
    about = topic()
    number = shown("Two days a week.", about)
    for _turn in range(2):
        press(client, number)
    assert pressed_in_all() == 1 and PRESSED in client.get(TOPIC).text
    other = CheckedClient(app)
    assert PRESSED not in other.get(TOPIC).text
    press(other, number)
    assert pressed_in_all() == 2
    press(client, number, back="1")
    assert pressed_in_all() == 1 and PRESSED not in client.get(f"{TOPIC}?easy=yes").text
    keys = set(db.session.scalars(db.select(SameForMe.record_key)))
    press(other, shown("More swimming.", about))
    assert set(db.session.scalars(db.select(SameForMe.record_key))) == keys, "one person, one key a topic"


def test_what_is_not_on_the_page_cannot_be_pressed(client: CheckedClient) -> None:
    number = comment("It waits.", topic())
    assert client.send(f"{TOPIC}same/{number}/", at="/liverpool/receipt/").status_code == 404


def test_no_number_shows_before_the_release_and_no_small_one_after_it(client: CheckedClient) -> None:
    about = topic()
    many, few = shown("Two days a week.", about), shown("More swimming.", about)
    many_press(many, 40)
    many_press(few, 2)
    assert "people" not in client.get(TOPIC).text.partition("What can still change")[0]
    assert "Same for me: about" not in client.get(TOPIC).text
    (subject,) = TOPIC_KIND.subjects(area_called(HERE), clock.now())
    assert subject.ready_at > clock.now() and client.get(RELEASE).status_code == 404
    with clock.at(clock.now() + timedelta(days=40)):
        released(about)
        page = client.get(TOPIC).text
        assert page.count("Same for me: about") == 1
        figures = client.get(RELEASE).text
        assert f"Comment {many}" in figures and "Two days a week." not in figures
        assert client.get(f"{RELEASE}?easy=yes").status_code == 200
        file = client.get(f"/api/v1{RELEASE.replace('/results', '/releases')}")
        assert file.status_code == 200, file.status
    cells = {cell["code"]: cell for cell in file.get_json()["tables"][0]["cells"]}
    assert cells[str(few)]["shown"] == "star" and cells[str(many)]["people"] % 5 == 0
    # opened again, the figures stay what they are
    press(client, many)
    assert pressed_in_all() == 42
    assert db.session.get_one(Topic, about).takes_comments(clock.now())
    assert KIND in all_kinds()
