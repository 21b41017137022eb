"""Make an export by POST, read what it holds, fetch it by GET."""

from pathlib import Path

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import reading
from portal.core.filters import long_date
from portal.core.paging import page_number, page_of
from portal.exports import actions, queries
from portal.exports.forms import ExportForm
from portal.exports.models import Export, FileFormat
from portal.exports.permissions import can_export_feedback
from portal.exports.scope import Scope
from portal.strategies.queries import strategies_of, strategy_by_slug
from portal.surveys.results.queries import rounds_of
from portal.surveys.results.rounds import Round

blueprint = flask.Blueprint("staff_exports", __name__, url_prefix="/<area:area>/staff/exports")
Answer = str | Response | tuple[str, int]
SIZE = 20


@blueprint.get("/")
@needs(can_export_feedback)
def index(area: Area) -> str:
    """The form, and the files made so far."""
    return _page(area, _form(area, rounds_of(area, clock.now())))


@blueprint.post("/")
@needs(can_export_feedback)
def make(area: Area) -> Answer:
    """Make the file while nothing is locked, then keep its row and audit."""
    with reading(snapshot=True):
        at = clock.now()
        rounds = rounds_of(area, at)
        form = _form(area, rounds)
        if not form.validate():
            return _page(area, form), 422
        scope = _scope(area, form, rounds)
        file_format = FileFormat(form.format.data)
        made = actions.make_file(scope=scope, file_format=file_format, folder=folder())
    try:
        export = actions.record_export(scope=scope, file_format=file_format, made=made, by=person().id)
    except Exception:
        actions.forget_file(made=made, folder=folder())
        raise
    return flask.redirect(flask.url_for(".show", export_id=export.id), 303)


@blueprint.get("/<int:export_id>/")
@needs(can_export_feedback)
def show(area: Area, export_id: int) -> str:
    """What a file holds, what was left out, and the way to fetch it."""
    export = queries.export_of(area, export_id) or flask.abort(404)
    return flask.render_template(
        "exports/staff/show.html",
        export=export,
        name=names_of({export.made_by}).get(export.made_by, ""),
        is_there=(folder() / export.stored_as).is_file(),
    )


@blueprint.get("/<int:export_id>/file/")
@needs(can_export_feedback)
def download(area: Area, export_id: int) -> Answer:
    """The file itself; a file that is gone gets a page that says so."""
    export = queries.export_of(area, export_id) or flask.abort(404)
    path = folder() / export.stored_as
    if not path.is_file():
        return flask.render_template("exports/staff/gone.html", export=export), 404
    return flask.send_file(path, as_attachment=True, download_name=export.file_name, max_age=0)


def folder() -> Path:
    """Where the files of this deployment lie."""
    return Path(flask.current_app.config["PORTAL"].exports_folder)


def _form(area: Area, rounds: list[Round]) -> ExportForm:
    form = ExportForm()
    form.offer(
        [(one.slug, _round_words(one)) for one in rounds],
        [(one.slug, f"{one.title} ({one.starts}–{one.ends})") for one in strategies_of(area)],
    )
    return form


def _round_words(one: Round) -> str:
    if one.is_finished(clock.now()):
        return one.title
    day = long_date(one.closes_at)
    return str(_("%(title)s: open until %(day)s, so words only", title=one.title, day=day))


def _scope(area: Area, form: ExportForm, rounds: list[Round]) -> Scope:
    return Scope(
        area=area,
        strategy=strategy_by_slug(area, form.strategy.data) or flask.abort(404),
        rounds=[one for one in rounds if one.slug in form.rounds.data],
        purpose=form.purpose.data,
        at=clock.now(),
        demonstration=flask.current_app.config["PORTAL"].demonstration,
    )


def _page(area: Area, form: ExportForm) -> str:
    page = page_of(queries.exports_of(area), page_number(flask.request.args.get("page")), size=SIZE)
    exports: list[Export] = page.rows
    return flask.render_template(
        "exports/staff/index.html",
        form=form,
        page=page,
        names=names_of({one.made_by for one in exports}),
        address=lambda number: flask.url_for(".index", page=number),
    )
