"""The register of gaps for staff: the list, one gap with its evidence, the frozen months."""

import csv
import io

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.addresses import LARGEST_ID
from portal.core.errors import RuleBroken
from portal.core.spreadsheet import disarmed
from portal.local_offer.comments.queries import comment_in
from portal.local_offer.gaps import actions, queries
from portal.local_offer.gaps.details import Details, Said, Searches
from portal.local_offer.gaps.forms import STATES, GapForm, NoteForm
from portal.local_offer.gaps.models import Gap
from portal.local_offer.log import queries as log
from portal.local_offer.log.permissions import can_map_searches, can_read_searches
from portal.local_offer.log.reports import year_to
from portal.strategies.queries import themes

blueprint = flask.Blueprint("staff_gaps", __name__, url_prefix="/<area:area>/staff/local-offer/gaps")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_read_searches)
def index(area: Area) -> Page:
    """Every gap, the open ones first, and the frozen months."""
    return flask.render_template(
        "gaps/staff/index.html",
        gaps=queries.gaps_of(area),
        states=STATES,
        snapshots=queries.snapshots_of(area),
        today=clock.today(),
        may_keep=can_map_searches(person(), area),
    )


@blueprint.route("/add/", methods=["GET", "POST"])
@needs(can_map_searches)
def add(area: Area) -> Page:
    """Open a gap, by hand, from a cluster of searches (?cluster=) or from a comment (?comment=)."""
    searches, said, form = _searches(area), _said(area), _form()
    if form.validate_on_submit():
        try:
            by, at, details = person().id, clock.now(), form.details()
            gap = actions.open_gap(area=area, details=details, searches=searches, said=said, by=by, at=at)
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("The gap is in the register."), "done")
            return flask.redirect(flask.url_for("staff_gaps.edit", gap_id=gap.id), 303)
    if not form.is_submitted() and searches:
        form.title.data, form.theme.data = searches.words, searches.theme
    page = flask.render_template("gaps/staff/edit.html", form=form, gap=None, searches=searches, said=said)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:gap_id>/", methods=["GET", "POST"])
@needs(can_map_searches)
def edit(area: Area, gap_id: int) -> Page:
    """Change a gap; its evidence stands beside it."""
    gap, form = _gap(area, gap_id), _form()
    if not form.is_submitted():
        form.start(gap)
        return flask.render_template("gaps/staff/edit.html", form=form, gap=gap, note=NoteForm())
    if form.validate():
        try:
            _change(gap, form.details(), form.seen_version())
            return flask.redirect(flask.url_for("staff_gaps.index"), 303)
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template("gaps/staff/edit.html", form=form, gap=gap, note=NoteForm()), 422


@blueprint.post("/<int:gap_id>/evidence/")
@needs(can_map_searches)
def evidence(area: Area, gap_id: int) -> Page:
    """A note that speaks for a gap."""
    gap, note = _gap(area, gap_id), NoteForm()
    if not note.validate():
        form = _form()
        form.start(gap)
        return flask.render_template("gaps/staff/edit.html", form=form, gap=gap, note=note), 422
    actions.add_note(gap=gap, words=note.words.data.strip(), comment=None, by=person().id, at=clock.now())
    return flask.redirect(flask.url_for("staff_gaps.edit", gap_id=gap.id), 303)


@blueprint.get("/months/<int:snapshot_id>/")
@needs(can_read_searches)
def month(area: Area, snapshot_id: int) -> Response:
    """The register as it stood at the end of a month, as a file."""
    frozen = queries.snapshot_in(area, snapshot_id) or flask.abort(404)
    out = io.StringIO()
    if frozen.rows:
        writer = csv.DictWriter(out, fieldnames=list(frozen.rows[0]))
        writer.writeheader()
        writer.writerows({name: disarmed(str(value)) for name, value in row.items()} for row in frozen.rows)
    name = f"gaps-{area.slug}-{frozen.month:%Y-%m}.csv"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response("\ufeff" + out.getvalue(), mimetype="text/csv", headers=headers)


def _change(gap: Gap, details: Details, seen_version: int) -> None:
    actions.change_gap(gap=gap, details=details, seen_version=seen_version, by=person().id, at=clock.now())
    flask.flash(_("“%(name)s” is saved.", name=gap.title), "done")


def _form() -> GapForm:
    form = GapForm()
    form.theme.choices = [
        SelectChoice("", _("None yet")),
        *(SelectChoice(theme.slug, theme.label) for theme in themes()),
    ]
    form.owner_role.choices = [
        SelectChoice("", _("Nobody yet")),
        *(SelectChoice(role.value, role.value) for role in Role),
    ]
    return form


def _gap(area: Area, gap_id: int) -> Gap:
    return queries.gap_in(area, gap_id) or flask.abort(404)


def _number(name: str) -> int:
    """The number that the address gives under a name, 0 for none."""
    typed = flask.request.args.get(name, "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 20 else 0
    return number if number <= LARGEST_ID else 0


def _said(area: Area) -> Said | None:
    """The comment that the address names; one that is locked or taken back is none."""
    number = _number("comment")
    comment = comment_in(area, number) if number else None
    return Said(comment.id, comment.sent_on) if comment else None


def _searches(area: Area) -> Searches | None:
    """The cluster that the address names, with its figures."""
    number = _number("cluster")
    row = log.one_row(area, number, year_to(clock.today())) if number else None
    if row is None:
        return None
    return Searches(row.id, row.label, row.theme, row.searches, row.nothing, row.clicks)
