"""The worker's part: make the file of an export from one moment of the database, then keep its row."""

import hashlib
import json
from datetime import datetime
from typing import Any

import flask

from portal.areas.models import Area
from portal.areas.queries import area_by_id
from portal.core import clock
from portal.core.db import reading, transaction
from portal.core.deployment import exports_folder
from portal.core.errors import RuleBroken
from portal.core.worker import running
from portal.core.worker.actions import start_job
from portal.core.worker.models import Job
from portal.core.worker.running import Running
from portal.exports import actions
from portal.exports.models import FileFormat
from portal.exports.scope import Scope
from portal.strategies.queries import strategy_by_slug
from portal.surveys.results.queries import rounds_of

JOB = "export"


def ask_for(*, area: Area, wanted: dict[str, Any], title: str, by: int) -> Job:
    """Start the job, or find the one for the same file by the same person that is under way.

    `wanted` are plain values: rounds and strategy by their slugs, purpose, format.
    """
    same = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return start_job(
        kind=JOB,
        title=title[:200],
        once_key=f"export {area.id} {by} {same}",
        area=area.id,
        by=by,
        at=clock.now(),
        details=wanted,
    )


def make(job: Running) -> str:
    """What a job does; returns the id of the export. A file that is not kept in the end is removed."""
    if job.area_id is None or job.made_by is None:
        raise RuleBroken("There is nothing to export yet.")
    file_format, folder = FileFormat(job.details["format"]), exports_folder()
    with reading(snapshot=True):
        scope = _scope(area_by_id(job.area_id), job.details, clock.now())
        made = actions.make_file(scope=scope, file_format=file_format, folder=folder, report=job.report)
    try:
        # the last word of somebody who has cancelled it meanwhile
        job.report(made.rows, made.rows, "Keeping the file.")
        with transaction():
            scope = _scope(area_by_id(job.area_id), job.details, scope.at)
            export = actions.record_export(scope=scope, file_format=file_format, made=made, by=job.made_by)
            return str(export.id)
    except BaseException:
        actions.forget_file(made=made, folder=folder)
        raise


def _scope(area: Area, wanted: dict[str, Any], at: datetime) -> Scope:
    strategy = strategy_by_slug(area, wanted["strategy"])
    rounds = [one for one in rounds_of(area, at) if one.slug in wanted["rounds"]]
    if strategy is None or not rounds:
        raise RuleBroken("There is nothing to export yet.")
    return Scope(
        area=area,
        strategy=strategy,
        rounds=rounds,
        purpose=wanted["purpose"],
        at=at,
        demonstration=bool(flask.current_app.config["PORTAL"].demonstration),
    )


def init_app() -> None:
    """Hand the worker what a job of this kind does."""
    running.register(JOB, make)
