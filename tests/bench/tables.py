"""The theme table over a million answers, and the page of results above it."""

import random

import flask
from flask.testing import FlaskClient
from sqlalchemy import insert, text

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, random_id, transaction
from portal.core.disclosure import new_record_key
from portal.core.vocabulary import Audience, Channel, Mode
from portal.surveys.models import Question, Wave
from portal.surveys.question_types import type_of
from portal.surveys.questionnaire import scale_for
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.results.queries import question_table, questions_asked
from tests.bench.ground import Report, planted, seconds
from tests.checked_client import CheckedClient
from tests.planting import area_called, open_wave_of
from tests.signing_in import sign_in

ANSWERS = 1_000_000
QUESTIONS = 20


def bench_tables(report: Report) -> None:
    """A wave with a million answers, planted straight into the tables."""
    with planted() as deployment, deployment.app.app_context():
        area, wave = area_called("liverpool"), open_wave_of("liverpool", "parents-and-carers")
        asked = [one for one in questions_asked([wave]) if _is_chosen(one)][:QUESTIONS]
        _plant_answers(area, wave, asked)
        as_the_night_leaves_it()
        theme = [one.id for one in asked if not one.key.startswith("about.")][:4]
        table = seconds(lambda: question_table([wave.id], theme), 1)
        report.line("a theme's table over a million answers", table * 1000, 100, "ms")
        _results_page(report, deployment.app, wave.id)


def as_the_night_leaves_it() -> None:
    """What each database does by itself after so many rows: figures for the planner, pages known as whole.

    PostgreSQL reads an index alone only where a vacuum has been; its own comes within minutes.
    """
    word = "VACUUM (ANALYZE)" if db.engine.dialect.name == "postgresql" else "ANALYZE"
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(word))


def _is_chosen(question: Question) -> bool:
    """Whether one answer is chosen from a list in standard words."""
    wording = question.wording(Mode.STANDARD)
    return wording is not None and type_of(wording.kind).takes == "one"


def _results_page(report: Report, app: flask.Flask, wave_id: int) -> None:
    """The page of a wave as an officer opens it, with every question and who answered."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    plain, path = client, f"/liverpool/staff/results/{wave_id}/"
    # without what the tests check of each page
    page = seconds(lambda: FlaskClient.open(plain, path), 1)
    report.line(f"a results page of {QUESTIONS} questions over a million answers", page * 1000, 500, "ms")


def _plant_answers(area: Area, wave: Wave, asked: list[Question]) -> None:
    chance = random.Random(1)
    kinds = {one.id: wording.kind for one in asked if (wording := one.wording(Mode.STANDARD))}
    scales = {one.id: scale_for(kinds[one.id], one.answers_from, area) for one in asked}
    codes = {number: [option.code for option in scale.options] for number, scale in scales.items() if scale}
    people = ANSWERS // len(asked)
    shared = {
        "area_id": area.id,
        "wave_id": wave.id,
        "mode": Mode.STANDARD,
        "audience": Audience.PARENT_CARER,
        "state": ResponseState.SUBMITTED,
    }
    with transaction():
        for _ in range(0, people, 5000):
            responses = [{"id": random_id(), "record_key": new_record_key()} for _ in range(5000)]
            more = {"version_id": wave.version_id, "language": "en", "channel": Channel.WEB, "reached": 1}
            more |= {"begun_on": clock.today(), "submitted_on": clock.today()}
            db.session.execute(insert(Response), [{**one, **shared, **more} for one in responses])
            plain = {name: value for name, value in shared.items() if name != "area_id"}
            rows = [
                {
                    **plain,
                    "id": random_id(),
                    "response_id": one["id"],
                    "record_key": one["record_key"],
                    "question_id": question.id,
                    "kind": kinds[question.id],
                    "code": chance.choice(codes[question.id]),
                }
                for one in responses
                for question in asked
            ]
            db.session.execute(insert(Answer), rows)
