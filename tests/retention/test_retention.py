"""What is past its days goes, and nothing else; a dry run only counts; it is written down."""

from dataclasses import replace
from datetime import datetime, timedelta

import flask

from portal.areas.actions import change_settings
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.feedback.models import FeedbackItem
from portal.feedback.queries import visible_item
from portal.retention.actions import carry_out_retention
from portal.safeguarding.lead_actions import move
from portal.safeguarding.models import Alert, AlertState
from portal.surveys.responses.models import Answer, Response
from tests.planting import answer, area_called, begun, submitted

YEARS = timedelta(days=365 * 7)


def plant() -> None:
    """One sent response with words and one only begun."""
    with transaction():
        submitted({"about.plan": "ehcp", "open.best": "The club on Saturday."})
    with transaction():
        answer(begun(), "about.plan", "isp")


def counts(at: datetime, *, dry_run: bool) -> dict[str, int]:
    """What goes in Liverpool by kind."""
    gone = carry_out_retention(at=at, dry_run=dry_run)
    return {one.kind: one.count for one in gone if one.area == "liverpool" and one.count}


def test_a_dry_run_counts_and_deletes_nothing(app: flask.Flask) -> None:
    plant()
    later = clock.now() + YEARS
    assert counts(later, dry_run=True) == {"responses": 1, "feedback": 1, "unfinished answers": 1}
    assert db.session.query(Response).count() == 2
    assert db.session.query(AuditEntry).filter_by(act="carried out retention").count() == 0


def test_unfinished_answers_go_after_their_days_and_sent_ones_stay(app: flask.Flask) -> None:
    plant()
    assert counts(clock.now() + timedelta(days=31), dry_run=False) == {"unfinished answers": 1}
    assert db.session.query(Response).count() == 1
    assert counts(clock.now() + timedelta(days=31), dry_run=False) == {}


def test_everything_past_its_time_goes_and_it_is_written_down(app: flask.Flask) -> None:
    plant()
    counts(clock.now() + YEARS, dry_run=False)
    for model in (Response, Answer, FeedbackItem):
        assert db.session.query(model).count() == 0
    rows = db.session.query(AuditEntry).filter_by(act="carried out retention").all()
    assert {row.subject_kind for row in rows} >= {"responses", "unfinished answers"}


def test_an_alert_that_nobody_has_decided_never_goes(app: flask.Flask) -> None:
    with transaction():
        submitted({"open.change": "I am scared to go home, he hits me."})
    counts(clock.now() + YEARS, dry_run=False)
    assert db.session.query(Alert).count() == 1


def test_a_real_worry_stays_locked_although_its_alert_is_past_its_time(app: flask.Flask) -> None:
    with transaction():
        submitted({"open.change": "I am scared to go home, he hits me."})
        settings = replace(
            area_called("liverpool").settings, retention_days={"alerts": 30, "feedback": 365}
        )
        change_settings(area=area_called("liverpool"), settings=settings, by=1, at=clock.now())
        alert = db.session.query(Alert).one()
        move(alert=alert, to=AlertState.CLOSED, note="It is real.", by=1, at=clock.now())
    assert counts(clock.now() + timedelta(days=60), dry_run=False) == {}
    item = db.session.query(FeedbackItem).one()
    assert visible_item(area_called("liverpool"), item.id) is None
    assert counts(clock.now() + timedelta(days=400), dry_run=False)["alerts"] == 1
    assert db.session.query(FeedbackItem).count() == 0


def test_the_command_says_what_would_go(app: flask.Flask) -> None:
    plant()
    result = app.test_cli_runner().invoke(args=["retention", "run", "--dry-run"])
    assert result.exit_code == 0
    assert "liverpool: responses from before" in result.output
