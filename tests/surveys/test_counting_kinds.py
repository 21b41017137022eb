"""Numbers are counted in bands, rankings by place; paper follows the same rules as the screen."""

from collections.abc import Iterator

import flask
import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.vocabulary import Channel, Mode
from portal.surveys import actions, draft_actions
from portal.surveys.drafting import Condition, Content, Put, When, blank
from portal.surveys.models import Wave
from portal.surveys.queries import questionnaire_for
from portal.surveys.question_types import Given
from portal.surveys.responses import keying_actions
from portal.surveys.responses.models import Response
from portal.surveys.results.tables import answer_tables
from tests.planting import CLOSES, OPENS, area_called, open_wave_of, submitted

OWN = [{"code": code, "words": {"standard": code.title()}} for code in ("warm", "clubs", "coats", "food")]


@pytest.fixture
def wave(app: flask.Flask) -> Iterator[Wave]:
    """A survey with a number, a question that hangs on it, and a ranking; open now."""
    at, area = clock.now(), area_called("liverpool")
    with transaction():
        made = blank("Winter", "parents", [Mode.STANDARD])
        made.texts["purpose"] = {Mode.STANDARD: "To make winter better."}
        version = actions.make_survey(area=area, draft=made, by=None, at=at).versions[0]
        kinds = (("q.days", "number", None), ("q.like", "agree5", None), ("q.order", "ranking", OWN))
        for key, kind, own in kinds:
            content = Content(key, {Mode.STANDARD: Put(kind, "How is it?")}, own_answers=own)
            question = draft_actions.add_question(version=version, content=content, by=1, at=at)
            if key == "q.like":
                when = When("all", [Condition("at-least", "q.days", number="5")])
                draft_actions.set_when(area=area, question=question, when=when, seen=1, by=1, at=at)
        actions.publish_version(version=version, by=1, at=at)
        actions.open_wave(
            version=version, slug="w", title="W", opens_at=at + OPENS, closes_at=at + CLOSES, by=1, at=at
        )
    yield open_wave_of("liverpool", "winter")


def counts(key: str) -> dict[str, int]:
    """How many people stand in each row of a question's table; rows without any are left out."""
    wave = open_wave_of("liverpool", "winter")
    asked = [question for question in wave.version.questions if question.key == key]
    tables = answer_tables(area_called("liverpool"), [wave], asked)
    return {
        one.code: table.count(one)._count
        for table in tables
        for one in table.options
        if table.count(one)._count
    }


def test_numbers_are_counted_in_bands(wave: Wave) -> None:
    with transaction():
        for number in ("3", "4", "12", "9999"):
            submitted({"q.days": number}, "liverpool", "winter")
    assert counts("q.days") == {"n-3-5": 2, "n-11-20": 1, "n-51": 1}


def test_paper_that_answers_what_a_screen_would_not_ask_is_kept_and_not_counted(wave: Wave) -> None:
    area, at = area_called("liverpool"), clock.now()
    with transaction():
        wave = open_wave_of("liverpool", "winter")
        sheet = questionnaire_for(wave)
        for days in ("4", "5"):
            response = keying_actions.begin_keyed(
                area=area, wave=wave, mode=Mode.STANDARD, channel=Channel.PAPER, place_id=None, at=at
            )
            typed = {"q.days": (days,), "q.like": ("agree-lot",), "q.order": ("clubs#1", "warm#2")}
            for key, codes in typed.items():
                ask = sheet.ask(Mode.STANDARD, key)
                assert ask is not None
                keying_actions.key_answer(area=area, response=response, ask=ask, given=Given(codes), at=at)
        db.session.flush()
        keyed = select(Response.id).where(Response.wave_id == wave.id)
        keying_actions.count_keyed(records=keyed, at=at)
    assert counts("q.days") == {"n-3-5": 2}
    assert counts("q.like") == {"agree-lot": 1}
    assert counts("q.order") == {"clubs.first": 2, "clubs.first-three": 2, "warm.first-three": 2}
