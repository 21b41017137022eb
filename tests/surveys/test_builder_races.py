"""Several people at one draft at the same moment: one version, one change, nothing in between."""

from collections.abc import Callable

import flask

from portal.core import clock
from portal.core.db import transaction
from portal.core.vocabulary import Mode
from portal.surveys import actions, draft_actions
from portal.surveys.drafting import Content, Put, blank
from portal.surveys.models import Survey, SurveyVersion
from portal.surveys.queries import survey_by_slug
from tests.accounts.test_races import at_once
from tests.planting import area_called

PEOPLE = 8


def content(words: str, key: str = "school.like") -> Content:
    """A question in one mode."""
    return Content(key, {Mode.STANDARD: Put("agree5", words)})


def survey() -> Survey:
    """The survey of these tests, as it stands now."""
    found = survey_by_slug(area_called("liverpool"), "winter")
    assert found is not None
    return found


def draft() -> SurveyVersion:
    """Its newest version."""
    return survey().versions[-1]


def planted() -> None:
    """A draft with a purpose and one question."""
    with transaction():
        made = blank("Winter", "parents", [Mode.STANDARD])
        made.texts["purpose"] = {Mode.STANDARD: "To make winter better."}
        actions.make_survey(area=area_called("liverpool"), draft=made, by=None, at=clock.now())
        draft_actions.add_question(version=draft(), content=content("I like it."), by=1, at=clock.now())


def test_a_version_published_eight_times_at_once_is_published_once(app: flask.Flask) -> None:
    planted()

    def publish() -> None:
        actions.publish_version(version=draft(), by=1, at=clock.now())

    outcomes = at_once(app, [publish] * PEOPLE)
    assert outcomes.count("done") == 1
    assert outcomes.count("This version is published already.") == PEOPLE - 1


def test_the_next_version_is_begun_once(app: flask.Flask) -> None:
    planted()
    with transaction():
        actions.publish_version(version=draft(), by=1, at=clock.now())

    def begin() -> None:
        actions.next_version(survey=survey(), by=1, at=clock.now())

    outcomes = at_once(app, [begin] * PEOPLE)
    assert outcomes.count("done") == 1
    assert [version.number for version in survey().versions] == [1, 2]


def test_of_eight_who_change_one_question_one_does_and_the_rest_are_told(app: flask.Flask) -> None:
    planted()

    def change(words: str) -> Callable[[], object]:
        def act() -> None:
            draft_actions.change_question(
                question=draft().questions[0], content=content(words), seen=1, by=1, at=clock.now()
            )

        return act

    outcomes = at_once(app, [change(f"Words {number}.") for number in range(PEOPLE)])
    assert outcomes.count("done") == 1
    assert outcomes.count(draft_actions.OVERTAKEN) == PEOPLE - 1
    assert draft().questions[0].edits == 2


def test_nothing_slips_into_a_version_that_is_being_published(app: flask.Flask) -> None:
    planted()

    def add(number: int) -> Callable[[], object]:
        def act() -> None:
            made = content("One more.", f"more.q{number}")
            draft_actions.add_question(version=draft(), content=made, by=1, at=clock.now())

        return act

    def publish() -> None:
        actions.publish_version(version=draft(), by=1, at=clock.now())

    outcomes = at_once(app, [*(add(number) for number in range(PEOPLE)), publish])
    told = "This version is published. Make the next version to change it."
    assert outcomes.count("done") + outcomes.count(told) == PEOPLE + 1
    assert len(draft().questions) == outcomes.count("done")
    assert draft().published_at
