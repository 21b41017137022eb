"""Trends of a theme over 16 quarters: a million answers, 200,000 of them words that were sorted."""

import random
from datetime import date, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import insert, text

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db, random_id, transaction
from portal.core.disclosure import new_record_key
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.models import FeedbackItem, ItemState, Stance, Tag
from portal.insight.periods import Period, Span, periods
from portal.insight.trend_queries import told_by_whom, told_over_time
from portal.strategies.queries import theme_by_slug, themes
from portal.surveys.models import Wave
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.models import Answer, Response, ResponseState
from portal.surveys.results.queries import questions_asked
from tests.bench.ground import Report, planted, seconds
from tests.checked_client import CheckedClient
from tests.planting import area_called, open_wave_of
from tests.signing_in import sign_in

PEOPLE = 50_000
WORDS_EACH = 4
CHOSEN_EACH = 16
BATCH = 2_500
LOCALITIES = ("north", "south", "central", None)
PLANS = ("ehcp", "sen-support", "none")


def bench_trends(report: Report) -> None:
    """50,000 people over four years, each with 16 choices and 4 comments under one theme each."""
    with planted() as deployment, deployment.app.app_context():
        area, wave = area_called("liverpool"), open_wave_of("liverpool", "parents-and-carers")
        listed = periods(Span.QUARTERS, clock.today())
        _plant(area, wave, listed)
        _settle()
        theme = theme_by_slug("health")
        assert theme is not None
        took = seconds(lambda: told_over_time(area, listed, theme, {}), 1)
        report.line("a theme over 16 quarters: 1,000,000 answers, 200,000 tagged", took * 1000, 300, "ms")
        narrowed = seconds(lambda: told_over_time(area, listed, theme, {"locality": "north"}), 1)
        report.note(f"the same of one locality alone: {narrowed * 1000:.0f} ms")
        by_whom = seconds(lambda: told_by_whom(area, listed, theme), 1)
        report.note(f"the same by locality, plan and age: {by_whom * 1000:.0f} ms")
        client = CheckedClient(deployment.app)
        sign_in(client, "officer")
        path = "/liverpool/staff/trends/themes/health/"
        page = seconds(lambda: FlaskClient.open(client, path), 1)
        report.note(f"the whole page of a theme: {page * 1000:.0f} ms")


def _settle() -> None:
    """What each server does by itself some time after many rows came."""
    words = "VACUUM ANALYZE" if db.engine.dialect.name == "postgresql" else "ANALYZE"
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(words))


def _plant(area: Area, wave: Wave, listed: list[Period]) -> None:
    chance = random.Random(3)
    asked = [one.id for one in questions_asked([wave])]
    theme_ids = [theme.id for theme in themes()]
    for _ in range(0, PEOPLE, BATCH):
        people = [_person(area, wave, chance.choice(listed), chance) for _ in range(BATCH)]
        items, answers, tags = [], [], []
        for person in people:
            for place in range(CHOSEN_EACH):
                answers.append(_answer(person, asked[place], "scale", str(chance.randrange(5)), None))
            for place in range(WORDS_EACH):
                item = _item(person, asked[place], chance)
                items.append(item)
                answers.append(_answer(person, asked[CHOSEN_EACH + place], "free", "", item["id"]))
                tags.append({"item_id": item["id"], "theme_id": chance.choice(theme_ids)})
        with transaction():
            db.session.execute(insert(Response), people)
            db.session.execute(insert(FeedbackItem), items)
            db.session.execute(insert(Answer), answers)
            shared = {"put_how": "person", "put_at": clock.now()}
            db.session.execute(insert(Tag), [{**tag, **shared} for tag in tags])


def _person(area: Area, wave: Wave, period: Period, chance: random.Random) -> dict[str, Any]:
    day: date = period.first + timedelta(days=chance.randrange(80))
    return {
        "id": random_id(),
        "record_key": new_record_key(),
        "area_id": area.id,
        "wave_id": wave.id,
        "version_id": wave.version_id,
        "mode": Mode.STANDARD,
        "language": "en",
        "audience": chance.choice((Audience.PARENT_CARER, Audience.YOUNG_PERSON)),
        "channel": Channel.WEB,
        "locality": chance.choice(LOCALITIES),
        "plan": chance.choice(PLANS),
        "age_band": None,
        "state": ResponseState.SUBMITTED,
        "begun_on": day,
        "submitted_on": day,
        "reached": CHOSEN_EACH,
    }


def _answer(
    person: dict[str, Any], question: int, kind: str, code: str, item: int | None
) -> dict[str, Any]:
    beside = {name: person[name] for name in ("wave_id", "audience", "mode", "state", "record_key")}
    own = {"id": random_id(), "response_id": person["id"], "question_id": question}
    return {**own, **beside, "kind": kind, "code": code, "feedback_item_id": item}


def _item(person: dict[str, Any], question: int, chance: random.Random) -> dict[str, Any]:
    beside = {
        name: person[name] for name in ("area_id", "audience", "mode", "language", "channel", "record_key")
    }
    return {
        **beside,
        "id": random_id(),
        "words": "We waited a long time and nobody told us why. " * 3,
        "personal_details": [],
        "source_kind": SOURCE_KIND,
        "source_id": question,
        "occasion_id": person["wave_id"],
        "received_on": person["submitted_on"],
        "state": ItemState.CLEARED,
        "stance": chance.choice((*Stance, None)),
        "cleared_by": 1,
        "cleared_at": clock.now(),
    }
