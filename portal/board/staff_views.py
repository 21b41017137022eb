"""The board for staff: every promise, writing one, its updates, and what it answers."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.board import actions, answering, queries
from portal.board.forms import EntryForm, NewEntryForm, UpdateForm
from portal.board.models import Entry
from portal.board.permissions import (
    can_see_board_work,
    can_see_quotes,
    can_sign_for_forum,
    can_write_board,
)
from portal.board.quotes import quotes_beside, quotes_waiting, readable
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.core.permissions import Permission
from portal.core.words import check_words
from portal.strategies.queries import (
    commitments_of,
    priorities_of_area,
    strategy_in_force,
    themes,
)

blueprint = flask.Blueprint("staff_board", __name__, url_prefix="/<area:area>/staff/board")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_see_board_work)
def index(area: Area) -> str:
    """Every promise, drafts too, and what waits: late ones, unsigned ones, ones without evidence."""
    today = clock.today()
    return flask.render_template(
        "board/staff/index.html",
        page=queries.page_of_entries(area, page_number(flask.request.args.get("page"))),
        late=queries.late_entries(area, today),
        unsigned=queries.entries_unsigned(area),
        bare=answering.entries_without_evidence(area),
        may_write=can_write_board(person(), area),
        may_quote=can_see_quotes(person(), area),
        quotes_waiting=len(quotes_waiting(area)),
        today=today,
    )


@blueprint.route("/add/", methods=["GET", "POST"])
@needs(can_write_board)
def add(area: Area) -> Page:
    """Write a new promise; it stays a draft until it is published."""
    form = NewEntryForm()
    _offer(area, form)
    if form.validate_on_submit():
        try:
            entry = actions.add_entry(
                area=area, details=form.details(), due_on=form.due_on.data, by=person().id, at=clock.now()
            )
        except RuleBroken as broken:
            form.show(broken)
        else:
            flask.flash(_("It is kept as a draft. Look at it, then publish it."), "done")
            return to_entry(entry.id)
    page = flask.render_template("board/staff/edit.html", form=form, entry=None)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:entry_id>/")
@needs(can_see_board_work)
def show(area: Area, entry_id: int) -> str:
    """One promise as it stands: its words, updates and evidence, and what can be done next."""
    entry = entry_or_404(area, entry_id)
    return flask.render_template(
        "board/staff/show.html",
        entry=entry,
        evidence=answering.evidence_of(entry),
        quotes=(beside := quotes_beside(entry)),
        readable=readable(area, beside),
        may_write=can_write_board(person(), area),
        may_sign=can_sign_for_forum(person(), area),
        may_read=person().may(Permission.READ_FEEDBACK, area),
        easy_report=check_words(f"{entry.easy_said} {entry.easy_done}", easy=True),
        plain_report=check_words(f"{entry.said} {entry.done}", easy=False),
        today=clock.today(),
    )


@blueprint.route("/<int:entry_id>/edit/", methods=["GET", "POST"])
@needs(can_write_board)
def edit(area: Area, entry_id: int) -> Page:
    """Change the words and links of a promise."""
    entry, form = entry_or_404(area, entry_id), EntryForm()
    _offer(area, form)
    if not form.is_submitted():
        form.start(entry)
        return flask.render_template("board/staff/edit.html", form=form, entry=entry)
    if form.validate():
        try:
            _change(area, entry, form)
            flask.flash(_("It is saved."), "done")
            return to_entry(entry.id)
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template("board/staff/edit.html", form=form, entry=entry), 422


def _change(area: Area, entry: Entry, form: EntryForm) -> None:
    actions.change_entry(
        entry=entry,
        area=area,
        details=form.details(),
        seen_version=form.seen_version(),
        by=person().id,
        at=clock.now(),
    )


@blueprint.route("/<int:entry_id>/update/", methods=["GET", "POST"])
@needs(can_write_board)
def update(area: Area, entry_id: int) -> Page:
    """Write down how it stands now."""
    entry, form = entry_or_404(area, entry_id), UpdateForm()
    form.name_states()
    if not form.is_submitted():
        form.start(entry)
        return flask.render_template("board/staff/update.html", form=form, entry=entry, today=clock.today())
    if form.validate():
        try:
            actions.update_entry(
                entry=entry,
                change=form.change(),
                seen_version=form.seen_version(),
                by=person().id,
                at=clock.now(),
            )
            flask.flash(_("The update is on the board."), "done")
            return to_entry(entry.id)
        except RuleBroken as broken:
            form.show(broken)
    return flask.render_template(
        "board/staff/update.html", form=form, entry=entry, today=clock.today()
    ), 422


@blueprint.post("/<int:entry_id>/publish/")
@needs(can_write_board)
def publish(area: Area, entry_id: int) -> Page:
    """Let everyone read it."""
    entry = entry_or_404(area, entry_id)
    seen = flask.request.form.get("version", "")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 18 else 0
    actions.publish_entry(entry=entry, seen_version=version, by=person().id, at=clock.now())
    flask.flash(_("Everyone can read it now."), "done")
    return to_entry(entry.id)


def entry_or_404(area: Area, entry_id: int) -> Entry:
    """A promise of this area; 404 for another's."""
    return queries.entry_in(area, entry_id) or flask.abort(404)


def to_entry(entry_id: int) -> Response:
    """Back to the promise."""
    return flask.redirect(flask.url_for("staff_board.show", entry_id=entry_id), 303)


def _offer(area: Area, form: EntryForm) -> None:
    strategy = strategy_in_force(area, clock.today())
    priorities = priorities_of_area(area)
    commitments = commitments_of(strategy, None) if strategy else []
    for priority in priorities:
        if strategy and priority.strategy_id == strategy.id:
            commitments += commitments_of(strategy, priority)
    form.offer(themes(), priorities, commitments)
