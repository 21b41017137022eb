"""The worker's part: count a subject at one moment, and keep the figures as everyone may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.areas.queries import area_by_id
from portal.core import clock
from portal.core.db import reading, transaction
from portal.core.disclosure import rule_in_full
from portal.core.errors import RuleBroken
from portal.core.worker import running
from portal.core.worker.actions import start_job
from portal.core.worker.models import Job
from portal.core.worker.running import Running
from portal.releases import actions, figures
from portal.releases.figures import CountedTable
from portal.releases.kinds import Kind, Report, Subject, all_kinds
from portal.releases.models import Release

JOB = "release"


@dataclass(frozen=True)
class Snapshot:
    """What was counted at one moment, and the content of the file it makes."""

    subject: Subject
    tables: Sequence[CountedTable]
    content: dict[str, Any]

    def is_still(self, release: Release) -> bool:
        """Whether the release holds these figures under this protection: nothing came, nothing went."""
        kept = figures.read(release.file).content
        return all(kept[name] == self.content[name] for name in ("tables", "protection"))


def snapshot(area: Area, kind: Kind, subject_id: int, report: Report) -> Snapshot:
    """Count one subject; the caller holds a `reading(snapshot=True)`, so that it is one moment."""
    subject = kind.subject(area, subject_id)
    if subject is None:
        raise RuleBroken("There is nothing here to release.")
    actions.refuse_if_not_ready(subject, clock.now())
    tables = kind.count(area, subject_id, report)
    return Snapshot(subject, tables, _content(area, kind, subject, tables))


def _content(area: Area, kind: Kind, subject: Subject, tables: Sequence[CountedTable]) -> dict[str, Any]:
    protect = protector_of(area)
    return {
        "shape": figures.SHAPE,
        "made_up": bool(flask.current_app.config["PORTAL"].demonstration),
        "area": {"slug": area.slug, "name": area.name, "partnership": area.partnership},
        "kind": kind.name,
        "thing": subject.thing,
        "occasion": subject.occasion,
        "title": subject.title,
        "round": subject.round_title,
        "opened_on": clock.local(subject.opens_at).date().isoformat(),
        "closed_on": clock.local(subject.closes_at).date().isoformat(),
        "counted_on": clock.today().isoformat(),
        "protection": figures.protection(protect.settings),
        "rule": rule_in_full(protect.settings, _),
        "tables": figures.protected(tables, protect),
    }


def ask_for(*, area: Area, kind: Kind, subject: Subject, by: int) -> Job:
    """Start the job, or find the one that is under way; refuses a round that has not ended."""
    at = clock.now()
    actions.refuse_if_not_ready(subject, at)
    kind.refuse_early(area, subject.id)
    return start_job(
        kind=JOB,
        title=f"{subject.title} ({subject.round_title})"[:200],
        once_key=f"release {area.id} {kind.name} {subject.id}",
        area=area.id,
        by=by,
        at=at,
        details={"kind": kind.name, "subject": subject.id},
    )


def prepare(job: Running) -> str:
    """What a job does; returns the id of the release."""
    if job.area_id is None or job.made_by is None:
        raise RuleBroken("There is nothing here to release.")
    kind, subject_id = job.details["kind"], job.details["subject"]
    return str(prepare_now(job.area_id, kind, subject_id, by=job.made_by, report=job.report))


def prepare_now(area_id: int, kind: str, subject_id: int, *, by: int, report: Report) -> int:
    """Count outside any write, then keep it in one short one; returns the id of the release."""
    with reading(snapshot=True):
        at, area = clock.now(), area_by_id(area_id)
        found = snapshot(area, all_kinds()[kind], subject_id, report)
        all_kinds()[kind].refuse_early(area, subject_id)
        counted = actions.Counted(kind, found.subject, figures.written(found.content), at)
    with transaction():
        return actions.keep_prepared(area=area_by_id(area_id), counted=counted, by=by).id


def init_app() -> None:
    """Hand the worker what a job of this kind does."""
    running.register(JOB, prepare)
