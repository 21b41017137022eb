"""What the pages of files beside themed ones share: asking for one, waiting, what it holds, fetching."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import flask
from sqlalchemy import Select
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import person
from portal.core.deployment import exports_folder
from portal.core.paging import page_number, page_of
from portal.core.vocabulary import Mode
from portal.core.worker import actions as jobs
from portal.core.worker.models import Job
from portal.core.worker.queries import job_of_kind, open_jobs
from portal.exports.models import Export
from portal.exports.queries import may_still_leave
from portal.exports.records import queries
from portal.exports.records.forms import FileForm, RecordsForm
from portal.exports.records.making import Kind, ask_for

Answer = str | Response | tuple[str, int]
SIZE = 20


@dataclass(frozen=True)
class Desk:
    """One kind of file: its blueprint, what its addresses call a job and a file, its words.

    `about`: the part of the page that says what stands in such a file. `one` names one of a survey (or of
    what else `chosen`, a field of the form, lets people choose). `back`: the page it belongs to.
    """

    kind: Kind[Any]
    blueprint: str
    job: str
    file: str
    heading: str
    one: Callable[[str], str]
    about: str
    exports: Callable[[Area], Select[Export]]
    form: Callable[[Area], FileForm]
    chosen: str = "survey"
    back: tuple[str, str] | None = None

    def url(self, page: str, number: int | None = None) -> str:
        """The address of one of its pages: of a job, of a file, or of the list."""
        named = {"making": self.job, "cancel": self.job, "show": self.file, "download": self.file}
        address: dict[str, Any] = {named[page]: number} if page in named else {}
        return flask.url_for(f"{self.blueprint}.{page}", **address)


def form_of_surveys(formats: Collection[str], area: Area) -> RecordsForm:
    """The form, with the surveys that have an ended round."""
    form, found = RecordsForm(), queries.surveys_with_records(area, clock.now())
    surveys = [(one.slug, str(one.versions[-1].text("title", Mode.STANDARD))) for one in found]
    form.offer(surveys, formats)
    return form


def index_page(desk: Desk, area: Area, form: FileForm | None = None) -> str:
    """The form, and the files made so far."""
    page = page_of(desk.exports(area), page_number(flask.request.args.get("page")), size=SIZE)
    return flask.render_template(
        "exports/records/index.html",
        desk=desk,
        form=form or desk.form(area),
        page=page,
        jobs=open_jobs(area.id, desk.kind.job),
        names=names_of({one.made_by for one in page.rows}),
        address=lambda number: flask.url_for(".index", page=number),
    )


def ask(desk: Desk, area: Area) -> Answer:
    """Let the worker make the file; asked for twice, it is made once."""
    form = desk.form(area)
    if not form.validate():
        return index_page(desk, area, form), 422
    wanted = {name: getattr(form, name).data for name in (desk.chosen, "purpose", "format")}
    title = dict(form[desk.chosen].choices or [])[wanted[desk.chosen]]
    job = ask_for(area=area, wanted=wanted, title=title, by=person().id, job=desk.kind.job)
    return flask.redirect(desk.url("making", job.id), 303)


def making_page(desk: Desk, area: Area, number: int) -> Answer:
    """How far the file is; once it is made, its page."""
    job = _job(desk, area, number)
    if job.result:
        return flask.redirect(desk.url("show", int(job.result)), 303)
    follow = "follow" in flask.request.args and job.is_open
    return flask.render_template("exports/records/making.html", desk=desk, job=job, follow=follow)


def stop(desk: Desk, area: Area, number: int) -> Response:
    """Stop making a file; nothing of it is kept."""
    jobs.cancel_job(job=_job(desk, area, number), at=clock.now())
    return flask.redirect(desk.url("making", number), 303)


def _job(desk: Desk, area: Area, number: int) -> Job:
    return job_of_kind(area.id, desk.kind.job, number) or flask.abort(404)


def file_page(desk: Desk, area: Area, export: Export) -> str:
    """What a file holds, and the way to fetch it."""
    return flask.render_template(
        "exports/records/show.html",
        desk=desk,
        export=export,
        name=names_of({export.made_by}).get(export.made_by, ""),
        is_there=(exports_folder() / export.stored_as).is_file(),
        may_leave=may_still_leave(area, export),
        days=area.settings.retention_days["export files"],
    )


def file_itself(desk: Desk, area: Area, export: Export) -> Response:
    """The file, unless it is gone or holds what may not leave any more."""
    path = exports_folder() / export.stored_as
    if not may_still_leave(area, export) or not path.is_file():
        return flask.redirect(desk.url("show", export.id), 303)
    answered = flask.send_file(path, as_attachment=True, download_name=export.file_name)
    answered.headers["Cache-Control"] = "no-store"
    return answered
