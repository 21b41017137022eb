"""Staff prepare a release, look at it, say it in words, choose quotes, and publish it."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import reading
from portal.core.disclosure import rule_sentence
from portal.core.errors import RuleBroken
from portal.core.worker import actions as jobs
from portal.core.worker.queries import job_of_kind, open_jobs
from portal.releases import actions, looking, queries
from portal.releases.forms import SummaryForm, VersionForm
from portal.releases.kinds import Kind, all_kinds
from portal.releases.models import Release, ReleaseQuote
from portal.releases.permissions import can_prepare_releases, can_publish_releases
from portal.releases.preparing import JOB, Snapshot, ask_for, snapshot
from portal.releases.quoting import quotes_now
from portal.releases.reading import questions_of

blueprint = flask.Blueprint("staff_releases", __name__, url_prefix="/<area:area>/staff/releases")
Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_prepare_releases)
def index(area: Area) -> str:
    """What can be released, and what was."""
    at = clock.now()
    rows = [(kind, subject) for kind in all_kinds().values() for subject in kind.subjects(area, at)]
    return flask.render_template(
        "releases/staff/index.html",
        rows=rows,
        releases={(one.kind, one.subject_id): one for one in queries.releases_of(area)},
        jobs=open_jobs(area.id, JOB),
    )


@blueprint.post("/prepare/<slug:kind>/<int:subject_id>/")
@needs(can_prepare_releases)
def prepare(area: Area, kind: str, subject_id: int) -> Response:
    """Start counting, or go to the count that is under way."""
    known = all_kinds().get(kind) or flask.abort(404)
    subject = known.subject(area, subject_id) or flask.abort(404)
    release = queries.release_of_subject(area, kind, subject_id)
    if release is not None:
        actions.refuse_if_published(release)
    job = ask_for(area=area, kind=known, subject=subject, by=person().id)
    return flask.redirect(flask.url_for(".preparing", preparing_id=job.id), 303)


@blueprint.get("/preparing/<int:preparing_id>/")
@needs(can_prepare_releases)
def preparing(area: Area, preparing_id: int) -> Answer:
    """How far the counting is; once it is done, the release itself."""
    job = job_of_kind(area.id, JOB, preparing_id) or flask.abort(404)
    if job.result:
        return flask.redirect(flask.url_for(".show", release_id=int(job.result)), 303)
    follow = "follow" in flask.request.args and job.is_open
    return flask.render_template("releases/staff/preparing.html", job=job, follow=follow)


@blueprint.post("/preparing/<int:preparing_id>/cancel/")
@needs(can_prepare_releases)
def cancel(area: Area, preparing_id: int) -> Response:
    """Stop counting; nothing is kept."""
    job = job_of_kind(area.id, JOB, preparing_id) or flask.abort(404)
    jobs.cancel_job(job=job, at=clock.now())
    return flask.redirect(flask.url_for(".preparing", preparing_id=job.id), 303)


@blueprint.get("/<int:release_id>/")
@needs(can_prepare_releases)
def show(area: Area, release_id: int) -> str:
    """A prepared release: exact figures beside public ones, words, quotes; a published one as it stands."""
    release = _release(area, release_id)
    return _page(area, release, _form(release))


@blueprint.post("/<int:release_id>/words/")
@needs(can_prepare_releases)
def words(area: Area, release_id: int) -> Answer:
    """Keep staff's own sentences."""
    release, form = _release(area, release_id), SummaryForm()
    if not form.validate():
        return _page(area, release, form), 422
    actions.say_in_words(
        release=release,
        summary=form.summary.data,
        version=form.seen_version(),
        by=person().id,
        at=clock.now(),
    )
    flask.flash(_("Your words are kept."), "done")
    return _to(release)


@blueprint.post("/<int:release_id>/quotes/<int:item_id>/choose/")
@needs(can_prepare_releases)
def choose(area: Area, release_id: int, item_id: int) -> Response:
    """Choose words that may be quoted; a second person says yes."""
    release = _release(area, release_id)
    if not _kind(release).quotes(area, release.subject_id, [item_id]):
        raise RuleBroken("These words may not be quoted now.")
    actions.choose_quote(
        release=release, item_id=item_id, version=_version(), by=person().id, at=clock.now()
    )
    return _to(release)


@blueprint.post("/<int:release_id>/quotes/<int:quote_id>/approve/")
@needs(can_prepare_releases)
def approve(area: Area, release_id: int, quote_id: int) -> Response:
    """The second person's yes."""
    release = _release(area, release_id)
    quote = _quote(release, quote_id)
    actions.approve_quote(release=release, quote=quote, version=_version(), by=person().id, at=clock.now())
    return _to(release)


@blueprint.post("/<int:release_id>/quotes/<int:quote_id>/drop/")
@needs(can_prepare_releases)
def drop(area: Area, release_id: int, quote_id: int) -> Response:
    """Take a quote out."""
    release = _release(area, release_id)
    quote = _quote(release, quote_id)
    actions.drop_quote(release=release, quote=quote, version=_version(), by=person().id, at=clock.now())
    return _to(release)


@blueprint.post("/<int:release_id>/publish/")
@needs(can_publish_releases)
def publish(area: Area, release_id: int) -> Answer:
    """Count once more while nothing is locked, then publish for good if it is still the same."""
    with reading(snapshot=True):
        release = _release(area, release_id)
        if not release.is_published:
            _kind(release).refuse_early(area, release.subject_id)
        if not release.is_published and not _now(area, release).is_still(release):
            raise RuleBroken("Answers have changed since this was counted. Prepare it again.")
    release = _release(area, release_id)
    try:
        actions.publish(release=release, version=_version(), by=person().id, at=clock.now())
    except RuleBroken as broken:
        if broken.field is None:
            raise
        form = _form(release)
        form.show(broken)
        return _page(area, release, form), 422
    flask.flash(_("It is published. Everyone can see it now."), "done")
    return _to(release)


def _form(release: Release) -> SummaryForm:
    return SummaryForm(formdata=None, summary=release.summary, version=str(release.version))


def _page(area: Area, release: Release, form: SummaryForm) -> str:
    now = None if release.is_published else _now(area, release)
    same = now is not None and now.is_still(release)
    offered = [] if release.is_published else _kind(release).quotes(area, release.subject_id, None)
    ids = [one.item_id for one in release.quotes]
    return flask.render_template(
        "releases/staff/show.html",
        release=release,
        form=form,
        same=same,
        sections=looking.sections(release, now, person()) if now and same else [],
        rule=rule_sentence(protection_of(area), _),
        offered=[one for one in offered if one.item_id not in ids],
        chosen=quotes_now(area, release, ids),
        questions=questions_of(release) if release.is_published else [],
        may_publish=can_publish_releases(person(), area),
        me=person().id,
    )


def _now(area: Area, release: Release) -> Snapshot:
    return snapshot(area, _kind(release), release.subject_id, lambda _done, _total, _words: None)


def _kind(release: Release) -> Kind:
    return all_kinds()[release.kind]


def _release(area: Area, release_id: int) -> Release:
    return queries.release_of(area, release_id) or flask.abort(404)


def _quote(release: Release, quote_id: int) -> ReleaseQuote:
    return next((one for one in release.quotes if one.id == quote_id), None) or flask.abort(404)


def _version() -> int:
    return VersionForm().seen_version()


def _to(release: Release) -> Response:
    return flask.redirect(flask.url_for(".show", release_id=release.id), 303)
