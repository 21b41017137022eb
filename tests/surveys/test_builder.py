"""The builder: from a blank page to a published version, without JavaScript."""

import re
from typing import Any

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.surveys.actions import publish_version
from portal.surveys.models import Wording
from tests.checked_client import CheckedClient
from tests.signing_in import sign_in
from tests.surveys.building import (
    MODES,
    STAFF,
    add,
    ids,
    new_survey,
    question,
    save,
    seen_on,
    survey_called,
    write_texts,
)
from tests.surveys.journey import begin, go, page_of

SLUG = "how-is-winter"
START = f"/liverpool/surveys/{SLUG}/"


@pytest.fixture
def editor(client: CheckedClient) -> CheckedClient:
    """An editor, signed in."""
    sign_in(client, Role.EDITOR)
    return client


def built(editor: CheckedClient) -> str:
    """A draft with a branch and each kind that is typed."""
    at = new_survey(editor)
    assert write_texts(editor, at) == 303
    add(editor, at, "school.like", "I like school in winter.", "agree5", "face3")
    add(editor, at, "school.days", "How many days were you off?", "number")
    add(editor, at, "school.why", "Why were you off?", "short")
    answers = "Warm rooms\nMore clubs\nHelp with coats"
    own = {f"answers_{mode}": answers for mode in MODES}
    add(editor, at, "winter.order", "What matters most to you?", "ranking", **own)
    add(editor, at, "winter.best", "Which one is best?", "choice", **own)
    add(editor, at, "open.winter", "What would you change?", "free")
    return at


def hang(editor: CheckedClient, at: str, key: str, **fields: str) -> int:
    """Say when a question is asked."""
    return save(editor, f"{at}questions/{ids(SLUG)[key]}/when/", **fields).status_code


def publish(editor: CheckedClient, at: str, **fields: Any) -> None:
    """Publish the draft and open a round."""
    published = editor.send(f"{at}publish/", **fields)
    assert published.status_code == 303, published.text


def open_round(editor: CheckedClient, at: str, title: str = "Winter") -> int:
    """Open a round for this month."""
    today = clock.today()
    days = {"opens_on": f"{today}", "closes_on": f"{today.replace(year=today.year + 1)}"}
    return editor.send(f"{at}rounds/open/", title=title, slug="winter", **days).status_code


def test_a_survey_is_built_published_opened_and_answered(editor: CheckedClient) -> None:
    at = built(editor)
    rule = {"join": "all", "answer-1": "school.days=", "test-1": "at-least", "number-1": "1"}
    assert hang(editor, at, "school.why", **rule) == 303
    assert "school.days is at least 1" in editor.get(at).text
    publish(editor, at)
    assert open_round(editor, at) == 303
    family = CheckedClient(editor.application)
    begin(family, START, "easy")
    go(family, "school.like", START, answer="good")
    assert go(family, "school.days", START, answer="0").location.endswith("/winter.order/")
    assert go(family, "school.days", START, answer="12").location.endswith("/school.why/")
    go(family, "school.why", START, words="I had a cold.")
    assert "Warm rooms" in page_of(family, "winter.order", START)
    go(family, "winter.order", START, answer=["warm-rooms#2", "more-clubs#1", ""])
    go(family, "winter.best", START, answer="more-clubs")
    go(family, "open.winter", START, words="More light.")
    check = family.get(f"{START}check/").text
    assert "1. More clubs, 2. Warm rooms" in check
    assert ">12<" in check
    assert family.send(f"{START}check/").status_code == 303


def test_a_published_version_cannot_be_changed(editor: CheckedClient, app: flask.Flask) -> None:
    at = built(editor)
    key = ids(SLUG)["school.like"]
    publish(editor, at)
    assert (
        editor.post(f"{at}questions/{key}/move/", data={"csrf_token": editor.token(at)}).status_code == 409
    )
    with pytest.raises(RuleBroken), transaction():
        wording = survey_called(SLUG).versions[0].questions[0].wordings[0]
        wording.words = "Other words"
        db.session.flush()
    with pytest.raises(RuleBroken), transaction():
        publish_version(version=survey_called(SLUG).versions[0], by=None, at=clock.now())


def test_the_next_version_keeps_what_was_asked_and_says_what_changed(editor: CheckedClient) -> None:
    at = built(editor)
    publish(editor, at)
    assert editor.send(f"{at}next/", at=at).status_code == 303
    changed = ids(SLUG)["winter.best"]
    edited = question("winter.best", "Which one would you like best?", "choice", options="move")
    assert save(editor, f"{at}questions/{changed}/", **edited).status_code == 303
    assert editor.send(f"{at}questions/{ids(SLUG)['open.winter']}/remove/").status_code == 303
    page = editor.get(f"{at}publish/").text
    assert 'value="school.like" checked' in page
    assert "winter.best" not in re.findall(r'name="comparable"[^>]*value="([^"]+)"', page)
    assert editor.send(f"{at}publish/").status_code == 422
    publish(editor, at, note="Other answers to the last question.", comparable=["school.like"])
    first, second = survey_called(SLUG).versions
    assert (second.number, second.comparable) == (2, ["school.like"])
    assert {"open.winter"} == {q.key for q in first.questions} - {q.key for q in second.questions}


def test_two_who_change_one_question_meet_and_nothing_typed_is_lost(editor: CheckedClient) -> None:
    at = built(editor)
    path = f"{at}questions/{ids(SLUG)['school.like']}/"
    seen = seen_on(editor.get(path).text)
    theirs = question("school.like", "Their words.", "agree5", "face3")
    assert save(editor, path, **theirs).status_code == 303
    late = editor.send(path, **question("school.like", "My words.", "agree5", "face3", seen=seen))
    assert late.status_code == 422
    assert "My words." in late.text
    assert "Their words." in late.text
    mine = question("school.like", "My words.", "agree5", "face3", seen=seen_on(late.text))
    assert editor.send(path, **mine).status_code == 303


def test_a_rule_never_asks_forward_or_about_nothing(editor: CheckedClient) -> None:
    at = built(editor)
    for answer in ("open.winter=", "no.such=", "school.like=no-such-answer"):
        assert hang(editor, at, "school.days", **{"join": "all", "answer-1": answer, "test-1": "is"}) == 422
    rule = {"join": "all", "answer-1": "school.like=agree-lot", "test-1": "is"}
    assert hang(editor, at, "school.days", **rule) == 303
    number = ids(SLUG)["school.days"]
    editor.send(f"{at}questions/{number}/move/", at=at, to="up")
    assert list(ids(SLUG))[:2] == ["school.like", "school.days"]
    assert editor.send(f"{at}questions/{ids(SLUG)['school.like']}/remove/").status_code == 422
    editor.send(f"{at}questions/{number}/move/", at=at, to="down")
    assert list(ids(SLUG))[1:3] == ["school.why", "school.days"]


def test_a_moderators_draft_is_published_by_an_officer(client: CheckedClient) -> None:
    sign_in(client, Role.FORUM_MODERATOR)
    at = built(client)
    assert "Publish version" not in client.get(at).text
    assert client.get(f"{at}publish/").status_code == 403
    officer = CheckedClient(client.application)
    sign_in(officer, Role.OFFICER)
    publish(officer, at)


def test_what_is_missing_is_said_and_what_is_needed_stops(editor: CheckedClient) -> None:
    at = new_survey(editor)
    page = editor.get(at).text
    assert "No purpose: Easy Read" in page
    assert "No question: Easy Read" in page
    assert editor.send(f"{at}publish/").status_code == 422
    typed = question("school.like", "Multi-agency provision is satisfactory.")
    assert (
        editor.send(f"{at}questions/add/", **{**typed, "picture": "", "kind_young": ""}).status_code == 303
    )
    page = editor.get(at).text
    assert "No picture for Easy Read" in page
    assert "Hard to read: Easy Read" in page
    assert "Not asked: Words for young people" in page


@pytest.mark.parametrize("begins", ["template/after-review", "template/practitioners"])
def test_a_template_becomes_a_draft_and_a_draft_is_copied(editor: CheckedClient, begins: str) -> None:
    at = new_survey(editor, "Our own title", begins=begins)
    assert editor.get(at).status_code == 200
    survey = survey_called("our-own-title")
    copy = new_survey(editor, "Our own title", begins=f"copy/{survey.id}")
    assert copy != at
    assert {q.key for q in survey_called("our-own-title-2").versions[0].questions} == {
        q.key for q in survey.versions[0].questions
    }


def test_every_question_is_previewed_in_every_mode(editor: CheckedClient) -> None:
    at = built(editor)
    for mode in Mode:
        for place in range(1, 7):
            page = editor.get(f"{at}preview/1/{mode}/?place={place}")
            assert page.status_code == 200
            assert "Nothing you choose is kept" in page.text
    assert editor.get(f"{at}preview/2/easy/").status_code == 404
    assert db.session.query(Wording).count() > 0


def test_two_rounds_of_a_survey_never_overlap_and_one_is_closed_by_hand(editor: CheckedClient) -> None:
    at = built(editor)
    publish(editor, at)
    assert open_round(editor, at) == 303
    assert open_round(editor, at, "Again") == 422
    wave = survey_called(SLUG).waves[0]
    assert editor.send(f"{at}rounds/{wave.id}/close/", at=at).status_code == 303
    assert "This survey closed on" in CheckedClient(editor.application).get(START).text
    assert STAFF in at
