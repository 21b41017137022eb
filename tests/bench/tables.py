"""The theme table over a million answers, and the themed CSV of 100,000 comments against a bare dump."""

import csv
import random
import resource
import time
from pathlib import Path

from sqlalchemy import insert, select, text

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, random_id, transaction
from portal.core.disclosure import new_record_key
from portal.core.vocabulary import Audience, Channel, Mode
from portal.exports.actions import make_file
from portal.exports.models import FileFormat
from portal.exports.scope import Scope
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.strategies.queries import strategy_in_force, themes
from portal.surveys.models import Question, Wave
from portal.surveys.responses.actions import SOURCE_KIND
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.results.queries import question_table, questions_asked, rounds_of
from tests.bench.ground import Report, planted, seconds
from tests.planting import area_called, open_wave_of

ANSWERS = 1_000_000
COMMENTS = 100_000
CODES = ("agree-lot", "agree-little", "in-between", "disagree-little", "disagree-lot")


def bench_tables(report: Report) -> None:
    """A wave with a million answers and 100,000 cleared comments, planted straight into the tables."""
    with planted() as deployment, deployment.app.app_context():
        area, wave = area_called("liverpool"), open_wave_of("liverpool", "parents-and-carers")
        asked = [q for q in questions_asked([wave]) if not q.key.startswith(("about.", "open."))]
        _plant_answers(area.id, wave, asked)
        _plant_comments(area.id, wave, next(q for q in questions_asked([wave]) if q.key == "open.best"))
        with db.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
        table = seconds(lambda: question_table([wave.id], [q.id for q in asked[:4]]), 1)
        report.line("a theme's table over a million answers", table * 1000, 100, "ms")
        _export(report, area, deployment.folder)


def _plant_answers(area_id: int, wave: Wave, asked: list[Question]) -> None:
    chance = random.Random(1)
    people = ANSWERS // len(asked)
    shared = {
        "area_id": area_id,
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
                    "kind": "agree5",
                    "code": chance.choice(CODES),
                }
                for one in responses
                for question in asked
            ]
            db.session.execute(insert(Answer), rows)


def _plant_comments(area_id: int, wave: Wave, question: Question) -> None:
    chance = random.Random(2)
    theme_ids = [theme.id for theme in themes()]
    with transaction():
        for _ in range(0, COMMENTS, 5000):
            items = [
                {
                    "id": random_id(),
                    "area_id": area_id,
                    "words": "We waited a long time and nobody told us why. " * 3,
                    "personal_details": [],
                    "source_kind": SOURCE_KIND,
                    "source_id": question.id,
                    "occasion_id": wave.id,
                    "audience": Audience.PARENT_CARER,
                    "mode": Mode.STANDARD,
                    "language": "en",
                    "channel": Channel.WEB,
                    "received_on": clock.today(),
                    "state": ItemState.CLEARED,
                    "record_key": new_record_key(),
                    "cleared_by": 1,
                    "cleared_at": clock.now(),
                }
                for _ in range(5000)
            ]
            db.session.execute(insert(FeedbackItem), items)
            tags = [
                {"item_id": item["id"], "theme_id": chance.choice(theme_ids), "put_how": "person"}
                for item in items
            ]
            db.session.execute(insert(Tag), [{**tag, "put_at": clock.now()} for tag in tags])


def _export(report: Report, area: Area, folder: Path) -> None:
    strategy = strategy_in_force(area, clock.today())
    assert strategy is not None
    scope = Scope(
        area=area,
        strategy=strategy,
        rounds=rounds_of(area, clock.now()),
        purpose="the bench",
        at=clock.now(),
        demonstration=True,
    )
    start = time.perf_counter()
    _bare_dump(folder / "bare.csv")
    floor = time.perf_counter() - start
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    make_file(scope=scope, file_format=FileFormat.CSV, folder=folder)
    took = time.perf_counter() - start
    grew = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    report.note(f"themed export of {COMMENTS:,} comments in {took:.1f} s, a bare dump in {floor:.1f} s")
    report.line("themed export against a bare dump", took / floor, 3, "times")
    report.line("memory it took beside what was there", grew, 60, "MB")


def _bare_dump(path: Path) -> None:
    """The same rows with their tags, as plainly as SQLAlchemy gives them."""
    rows = (
        select(
            FeedbackItem.words, FeedbackItem.audience, FeedbackItem.mode, FeedbackItem.channel, Tag.theme_id
        )
        .join(Tag, Tag.item_id == FeedbackItem.id)
        .order_by(FeedbackItem.id)
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(db.session.execute(rows.execution_options(yield_per=1000)))
