"""Themed files of 200,000 tagged comments, half of them cleared: CSV beside a bare dump, and a workbook."""

import csv
import random
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy import insert, select

from config import Settings
from portal import create_app
from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, random_id, transaction
from portal.core.disclosure import new_record_key
from portal.core.vocabulary import Audience, Channel, Mode
from portal.exports.actions import make_file
from portal.exports.models import FileFormat
from portal.exports.scope import Scope
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.strategies.queries import priorities_of, strategy_in_force, themes
from portal.surveys.models import Question, Wave
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.results.queries import questions_asked, rounds_of
from tests.bench.ground import Report, planted
from tests.bench.tables import as_the_night_leaves_it
from tests.deployment import Deployment
from tests.planting import area_called, open_wave_of

COMMENTS = 200_000
CLEARED = COMMENTS // 2
BATCH = 5000
EACH_UNDER_A_PRIORITY = 4


def bench_exporting(report: Report) -> None:
    """Every comment has a theme, each fourth a priority too; planted straight into the tables."""
    with planted() as deployment, deployment.app.app_context():
        area, wave = area_called("liverpool"), open_wave_of("liverpool", "parents-and-carers")
        question = next(one for one in questions_asked([wave]) if one.key == "open.best")
        _plant(area, wave, question)
        as_the_night_leaves_it()
        start = time.perf_counter()
        _bare_dump(deployment.folder / "bare.csv")
        floor = time.perf_counter() - start
        took, most = _made_alone(deployment, FileFormat.CSV)
        report.note(f"themed CSV of {CLEARED:,} comments in {took:.1f} s, a bare dump in {floor:.1f} s")
        report.line("themed CSV against a bare dump", took / floor, 3, "times")
        report.line("memory of the process at its most", most, 200, "MB")
        took, most = _made_alone(deployment, FileFormat.XLSX)
        report.line(f"workbook of {CLEARED:,} comments", took, 40, "s")
        report.line("memory of the process at its most", most, 200, "MB")


def _made_alone(deployment: Deployment, file_format: FileFormat) -> tuple[float, float]:
    """Seconds that making a file takes, and the most MB that its process held.

    In a process of its own, as the worker makes it: this one still holds what it planted.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_made, deployment.settings, file_format, deployment.folder).result()


def _made(settings: Settings, file_format: FileFormat, folder: Path) -> tuple[float, float]:
    with create_app(settings).app_context():
        scope = _scope(area_called("liverpool"))
        start = time.perf_counter()
        make_file(scope=scope, file_format=file_format, folder=folder)
        took = time.perf_counter() - start
    status = Path("/proc/self/status").read_text()
    return took, int(status.split("VmHWM:")[1].split()[0]) / 1024


def _scope(area: Area) -> Scope:
    strategy = strategy_in_force(area, clock.today())
    assert strategy is not None
    rounds = rounds_of(area, clock.now())
    return Scope(area, strategy, rounds, "the bench", clock.now(), demonstration=True)


def _plant(area: Area, wave: Wave, question: Question) -> None:
    chance = random.Random(2)
    strategy = strategy_in_force(area, clock.today())
    assert strategy is not None
    theme_ids = [theme.id for theme in themes()]
    priority_ids = [one.id for one in priorities_of(strategy)]
    shared = {"area_id": area.id, "source_id": question.id, "occasion_id": wave.id}
    with transaction():
        for start in range(0, COMMENTS, BATCH):
            items = [_comment(cleared=start < CLEARED) | shared for _ in range(BATCH)]
            db.session.execute(insert(FeedbackItem), items)
            plain = {"put_how": "person", "put_at": clock.now()}
            ids = [item["id"] for item in items]
            tags = [{"item_id": one, "theme_id": chance.choice(theme_ids)} | plain for one in ids]
            db.session.execute(insert(Tag), tags)
            under = [
                {"item_id": one, "priority_id": chance.choice(priority_ids)} | plain
                for one in ids[::EACH_UNDER_A_PRIORITY]
            ]
            db.session.execute(insert(Tag), under)


def _comment(*, cleared: bool) -> dict[str, object]:
    return {
        "id": random_id(),
        "words": "We waited a long time and nobody told us why. " * 3,
        "personal_details": [],
        "source_kind": SOURCE_KIND,
        "audience": Audience.PARENT_CARER,
        "mode": Mode.STANDARD,
        "language": "en",
        "channel": Channel.WEB,
        "received_on": clock.today(),
        "state": ItemState.CLEARED if cleared else ItemState.READ,
        "record_key": new_record_key(),
        "cleared_by": 1 if cleared else None,
        "cleared_at": clock.now() if cleared else None,
    }


def _bare_dump(path: Path) -> None:
    """The same rows with their tags, as plainly as SQLAlchemy gives them."""
    rows = (
        select(
            FeedbackItem.words, FeedbackItem.audience, FeedbackItem.mode, FeedbackItem.channel, Tag.theme_id
        )
        .join(Tag, Tag.item_id == FeedbackItem.id)
        .where(FeedbackItem.state == ItemState.CLEARED)
        .order_by(FeedbackItem.id)
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(db.session.execute(rows.execution_options(yield_per=1000)))
