"""One form of a batch for staff: keying it, keying it again, settling what differs, taking it out."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.paper import queries, sheet_actions, typed
from portal.paper.forms import WhyForm
from portal.paper.keyable import EMPTY, Entry
from portal.paper.models import Batch, BatchState, Sheet, SheetState
from portal.paper.permissions import can_key_paper
from portal.paper.registry import kind_of
from portal.paper.sheet_actions import OVERTAKEN, Desk
from portal.paper.staff_views import batch_or_404, to_batch

blueprint = flask.Blueprint(
    "staff_sheets", __name__, url_prefix="/<area:area>/staff/paper/<int:paper_id>/forms"
)
Page = str | Response | tuple[str, int]


@blueprint.post("/")
@needs(can_key_paper)
def next_one(area: Area, paper_id: int) -> Page:
    """The next form of the pile."""
    return _to_next(batch_or_404(area, paper_id))


@blueprint.route("/<int:sheet_id>/", methods=["GET", "POST"])
@needs(can_key_paper)
def key(area: Area, paper_id: int, sheet_id: int) -> Page:
    """Key one form, part-filled or whole."""
    batch, sheet = _sheet(area, paper_id, sheet_id)
    desk = _desk(area, batch)
    if flask.request.method != "POST":
        if batch.state != BatchState.KEYING:
            return to_batch(paper_id)
        return _key_page(batch, sheet, desk, desk.kind.entries(area, sheet.record_id))
    sent, form = flask.request.form, WhyForm()
    done = "part" not in sent
    given: dict[str, Entry] = {}
    try:
        given = typed.entries(desk.form, sent)
        sheet_actions.save_sheet(
            sheet=sheet, desk=desk, typed=given, seen_version=_seen(), done=done, why=form.reason
        )
    except RuleBroken as broken:
        return _key_page(batch, sheet, desk, given, broken), broken.status
    _pass_worries_on(sheet, desk)
    return _to_next(batch) if "next" in sent else to_batch(paper_id)


@blueprint.route("/<int:sheet_id>/check/", methods=["GET", "POST"])
@needs(can_key_paper)
def check(area: Area, paper_id: int, sheet_id: int) -> Page:
    """Key a form of the sample again, without seeing what the first person chose."""
    batch, sheet = _sheet(area, paper_id, sheet_id)
    desk, sent = _desk(area, batch), flask.request.form
    if flask.request.method != "POST":
        if batch.state != BatchState.CHECKING or sheet.state != SheetState.KEYED:
            return to_batch(paper_id)
        sheet_actions.refuse_first_keyer(sheet, desk.by)
        kept = {name: tuple(codes) for name, codes in (sheet.second or {}).items()}
        return _check_page(batch, sheet, desk, kept)
    codes, done = typed.second_codes(desk.form, sent), "part" not in sent
    try:
        sheet_actions.save_second(sheet=sheet, desk=desk, typed=codes, seen_version=_seen(), done=done)
    except RuleBroken as broken:
        return _check_page(batch, sheet, desk, codes, broken), broken.status
    _pass_worries_on(sheet, desk)
    following = queries.next_to_check(batch, desk.by) if "next" in sent else None
    return _to("check", paper_id, following) if following else to_batch(paper_id)


@blueprint.route("/<int:sheet_id>/settle/", methods=["GET", "POST"])
@needs(can_key_paper)
def settle(area: Area, paper_id: int, sheet_id: int) -> Page:
    """What the two keyers see differently, side by side, and what is right."""
    batch, sheet = _sheet(area, paper_id, sheet_id)
    desk = _desk(area, batch)
    if sheet.state != SheetState.DIFFERS or batch.state != BatchState.CHECKING:
        return to_batch(paper_id)
    found = sheet_actions.differences(sheet, desk)
    broken = None
    if flask.request.method == "POST":
        try:
            right = typed.settled(found, flask.request.form)
            sheet_actions.settle(sheet=sheet, desk=desk, right=right, seen_version=_seen())
            _pass_worries_on(sheet, desk)
            flask.flash(_("Form %(number)s is settled.", number=sheet.number), "done")
            return to_batch(paper_id)
        except RuleBroken as refused:
            broken = refused
    page = flask.render_template(
        "paper/staff/settle.html", batch=batch, sheet=sheet, found=found, broken=broken
    )
    return (page, broken.status) if broken else page


@blueprint.route("/<int:sheet_id>/take-out/", methods=["GET", "POST"])
@needs(can_key_paper)
def take_out(area: Area, paper_id: int, sheet_id: int) -> Page:
    """A form that was keyed twice goes, with a reason."""
    batch, sheet = _sheet(area, paper_id, sheet_id)
    form = WhyForm()
    if form.validate_on_submit():
        try:
            sheet_actions.take_out(sheet=sheet, desk=_desk(area, batch), why=form.reason)
            return to_batch(paper_id)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("paper/staff/take_out.html", batch=batch, sheet=sheet, form=form)
    return (page, 422) if form.is_submitted() else page


def _pass_worries_on(sheet: Sheet, desk: Desk) -> None:
    """Words with a tick at "I am worried about this" go before the safeguarding lead."""
    questions = typed.worries(desk.form, flask.request.form)
    desk.kind.worry(area=desk.area, record_id=sheet.record_id, questions=questions, by=desk.by, at=desk.at)
    if questions:
        flask.flash(_("Thank you. The safeguarding lead has the words. They are locked."), "done")


def _key_page(
    batch: Batch, sheet: Sheet, desk: Desk, given: dict[str, Entry], broken: RuleBroken | None = None
) -> str:
    """The keying page; `given` is what was typed, else what is kept."""
    kept = desk.kind.entries(desk.area, sheet.record_id)
    overtaken = broken is not None and broken.message == OVERTAKEN
    if overtaken:
        sheet = queries.sheet_in(batch, sheet.id) or sheet
    theirs = [
        (field, kept.get(field.key, EMPTY))
        for field in desk.form.fields
        if overtaken and given.get(field.key, EMPTY) != kept.get(field.key, EMPTY)
    ]
    return flask.render_template(
        "paper/staff/key.html",
        batch=batch,
        sheet=sheet,
        paper=desk.form,
        given=given,
        kept=kept,
        theirs=theirs,
        broken=broken,
        corrects=sheet.state != SheetState.STARTED,
        why=flask.request.form.get("why", ""),
    )


def _check_page(
    batch: Batch,
    sheet: Sheet,
    desk: Desk,
    second: dict[str, tuple[str, ...]],
    broken: RuleBroken | None = None,
) -> str:
    return flask.render_template(
        "paper/staff/check.html",
        batch=batch,
        sheet=sheet,
        paper=desk.form,
        second=second,
        kept=desk.kind.entries(desk.area, sheet.record_id),
        broken=broken,
    )


def _desk(area: Area, batch: Batch) -> Desk:
    kind = kind_of(batch.purpose)
    paper = kind.form(area, batch.subject_id, batch.variant)
    return Desk(area=area, kind=kind, form=paper, by=person().id, at=clock.now())


def _sheet(area: Area, paper_id: int, sheet_id: int) -> tuple[Batch, Sheet]:
    batch = batch_or_404(area, paper_id)
    return batch, queries.sheet_in(batch, sheet_id) or flask.abort(404)


def _seen() -> int:
    text = flask.request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _to_next(batch: Batch) -> Response:
    """Go on with the next form; when there is none, say so at the page of the batch."""
    try:
        sheet = sheet_actions.next_sheet(batch=batch, desk=_desk(flask.g.area, batch))
    except RuleBroken as broken:
        flask.flash(broken.message)
        return to_batch(batch.id)
    return _to("key", batch.id, sheet.id)


def _to(view: str, paper_id: int, sheet_id: int) -> Response:
    address = flask.url_for(f"staff_sheets.{view}", paper_id=paper_id, sheet_id=sheet_id)
    return flask.redirect(address, 303)
