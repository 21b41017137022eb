"""The jobs page of an area: long work such as exports, how far it is, and how it ended."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.permissions import can_see_machinery
from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs
from portal.core.paging import page_number
from portal.core.worker import actions, queries

blueprint = flask.Blueprint("staff_jobs", __name__, url_prefix="/<area:area>/staff/jobs")


@blueprint.get("/")
@needs(can_see_machinery)
def index(area: Area) -> str:
    """Every job, the newest first."""
    page = queries.page_of_area(area.id, page_number(flask.request.args.get("page")))
    return flask.render_template(
        "accounts/jobs/index.html",
        page=page,
        names=names_of({job.made_by for job in page.rows if job.made_by}),
    )


@blueprint.get("/<int:job_id>/")
@needs(can_see_machinery)
def show(area: Area, job_id: int) -> str:
    """One job. It renews itself only when asked to (WCAG 2.2.1: a person can stop it)."""
    job = queries.job_of(area.id, job_id) or flask.abort(404)
    return flask.render_template(
        "accounts/jobs/show.html",
        job=job,
        names=names_of([job.made_by] if job.made_by else []),
        follow="follow" in flask.request.args and job.is_open,
    )


@blueprint.post("/<int:job_id>/cancel/")
@needs(can_see_machinery)
def cancel(area: Area, job_id: int) -> Response:
    """Stop a job."""
    job = queries.job_of(area.id, job_id) or flask.abort(404)
    actions.cancel_job(job=job, at=clock.now())
    flask.flash(_("The job is cancelled."), "done")
    return flask.redirect(flask.url_for("staff_jobs.show", job_id=job.id), 303)
