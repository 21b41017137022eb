"""A draft is tried out on the real pages: kept apart, never counted, wiped at publication."""

import flask
import pytest
from sqlalchemy import select

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db
from portal.feedback.models import FeedbackItem
from portal.receipts.models import ReceiptAct
from portal.surveys.models import Wave
from portal.surveys.queries import begun_waves, newest_waves, open_waves, waves_still_to_close
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.results.queries import rounds_of
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.surveys.building import ids, survey_called
from tests.surveys.journey import go
from tests.surveys.test_builder import SLUG, START, built, open_round, publish


@pytest.fixture
def editor(client: CheckedClient) -> CheckedClient:
    """An editor, signed in."""
    sign_in(client, Role.EDITOR)
    return client


def tried(editor: CheckedClient, at: str, *, whole: bool = True) -> None:
    """Answer the draft in Easy Read as staff do."""
    begun = editor.send(f"{at}try/", mode="easy", language="en")
    assert begun.location.endswith("/questions/school.like/")
    assert "A trial for staff" in editor.get(begun.location).text
    go(editor, "school.like", START, answer="good")
    go(editor, "open.winter", START, words="More light.")
    if whole:
        assert editor.send(f"{START}check/").status_code == 303


def of_trials(column: object) -> list[int]:
    """The ids of rows that hang on the responses of trials."""
    db.session.rollback()
    rows = select(column).join(Response, Response.id == Answer.response_id).join(Response.wave)  # type: ignore[call-overload]
    return list(db.session.scalars(rows.where(Wave.is_trial)))


def test_a_trial_runs_through_the_real_pages_and_counts_nowhere(editor: CheckedClient) -> None:
    at = built(editor)
    tried(editor, at)
    tried(editor, at, whole=False)
    now, area = clock.now(), area_called("liverpool")
    states = set(db.session.scalars(select(Response.state).join(Response.wave).where(Wave.is_trial)))
    assert states == {ResponseState.TEST, ResponseState.BEGUN}
    everywhere = [
        *open_waves(area, now),
        *begun_waves(area, now),
        *newest_waves(area),
        *waves_still_to_close(area, now),
        *(wave for one in rounds_of(area, now) for wave in one.waves),
    ]
    assert not [wave for wave in everywhere if wave.is_trial or wave.survey.slug == SLUG]
    assert survey_called(SLUG).waves == []
    words = db.session.scalars(select(FeedbackItem).where(FeedbackItem.words == "More light."))
    assert {item.state for item in words} == {"unsent"}
    assert "tried out 2 times" in editor.get(f"{at}try/").text
    assert CheckedClient(editor.application).get(START).status_code == 404


def test_test_answers_go_at_publication_and_the_device_is_told(editor: CheckedClient) -> None:
    at = built(editor)
    tried(editor, at)
    tried(editor, at, whole=False)
    publish(editor, at)
    assert of_trials(Answer.id) == []
    assert db.session.scalars(select(Wave).where(Wave.is_trial)).all() == []
    assert db.session.scalars(select(FeedbackItem).where(FeedbackItem.words == "More light.")).all() == []
    assert db.session.scalars(select(ReceiptAct)).all() == []
    late = editor.get(f"{START}check/")
    assert (late.status_code, late.location) == (303, "/liverpool/surveys/")
    assert open_round(editor, at) == 303
    assert editor.get(f"{START}check/").location.endswith(START)
    assert editor.send(f"{at}next/", at=at).status_code == 303
    assert editor.get(f"{at}try/").status_code == 200


def test_a_question_that_was_tried_can_be_removed(editor: CheckedClient, app: flask.Flask) -> None:
    at = built(editor)
    tried(editor, at)
    assert editor.send(f"{at}questions/{ids(SLUG)['school.like']}/remove/").status_code == 303
    assert of_trials(Answer.id) == []
    tried_again = editor.send(f"{at}try/", mode="easy", language="en")
    assert tried_again.status_code == 303
    left = editor.send(f"{START}another/", at=f"{START}questions/school.days/")
    assert left.location.endswith("/try/")
    assert editor.send(f"{at}try/wipe/", at=f"{at}try/").status_code == 303
    assert "tried out 0 times" in editor.get(f"{at}try/").text


def test_a_way_without_questions_cannot_be_tried(editor: CheckedClient) -> None:
    at = built(editor)
    for number in ids(SLUG).values():
        assert editor.send(f"{at}questions/{number}/remove/").status_code == 303
    assert editor.send(f"{at}try/", mode="easy", language="en").status_code == 422
