"""Codes for staff: batches and how their codes stand, making and printing them, making them void."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.codes import actions, card_sheets, queries
from portal.codes.cards import as_csv, cards, short_address
from portal.codes.forms import BatchForm, WordsForm
from portal.codes.guessing import find_code
from portal.codes.models import CodeBatch, CodeState
from portal.codes.openings import Subject, all_openings
from portal.codes.permissions import can_make_codes
from portal.core import clock
from portal.core.access import Person, logged_read, needs, person
from portal.core.db import reading
from portal.core.errors import RuleBroken
from portal.core.filters import long_date

blueprint = flask.Blueprint("staff_codes", __name__, url_prefix="/<area:area>/staff/codes")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_make_codes)
def index(area: Area) -> Page:
    """Every batch with its codes by state."""
    batches = queries.batches_of(area)
    counts = queries.counts_by_state(batch.id for batch in batches)
    return flask.render_template("codes/staff/index.html", batches=batches, counts=counts, states=CodeState)


@blueprint.route("/make/", methods=["GET", "POST"])
@needs(can_make_codes)
def make(area: Area) -> Page:
    """Make a batch; the next page prints it."""
    subjects = {name: each.subjects(area, clock.now()) for name, each in all_openings().items()}
    form = BatchForm()
    form.offer(subjects)
    if form.validate_on_submit():
        purpose, subject_id = form.chosen()
        batch = actions.make_batch(
            area=area,
            purpose=purpose,
            subject_id=subject_id,
            opens=dict(form.opens.choices)[form.opens.data],
            title=form.title.data.strip(),
            count=form.count.data,
            test=form.test.data,
            by=person().id,
            at=clock.now(),
        )
        return flask.redirect(flask.url_for("staff_codes.show", batch_id=batch.id), 303)
    page = flask.render_template("codes/staff/make.html", form=form, any=any(subjects.values()))
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/<int:batch_id>/")
@needs(can_make_codes)
def show(area: Area, batch_id: int) -> Page:
    """One batch: how its codes stand, printing, and making codes void."""
    return _batch_page(area, _batch(area, batch_id), WordsForm(formdata=None))


def _log_sheet(*, what: str, by: Person, area: Area, batch_id: int) -> None:
    batch = _batch(area, batch_id)
    if actions.words_to_print(batch, at=clock.now()) is not None:
        actions.record_words_seen(batch=batch, how=what, by=by.id, at=clock.now())


@blueprint.get("/<int:batch_id>/sheet/")
@logged_read(can_make_codes, "sheet", _log_sheet)
def sheet(area: Area, batch_id: int) -> Page:
    """The cards of a batch, ten on a page of A4; opening it is recorded."""
    batch = _batch(area, batch_id)
    return flask.render_template(
        "codes/staff/sheet.html",
        batch=batch,
        cards=cards(_words(batch)),
        subject=_subject(area, batch),
        short_address=short_address(),
    )


@blueprint.post("/<int:batch_id>/download/")
@needs(can_make_codes)
def download(area: Area, batch_id: int) -> Page:
    """The cards as a file, for a printer's shop; recorded."""
    batch = _batch(area, batch_id)
    words = _words(batch)
    actions.record_words_seen(batch=batch, how="file", by=person().id, at=clock.now())
    answered = flask.Response(as_csv(cards(words)), mimetype="text/csv")
    answered.headers["Content-Disposition"] = f'attachment; filename="codes-{batch.id}.csv"'
    return answered


@blueprint.post("/<int:batch_id>/pdf/")
@needs(can_make_codes)
def pdf(area: Area, batch_id: int) -> Page:
    """The cards as sheets of A4 for a printer's shop; recorded."""
    if not card_sheets.can_make_pdf():
        flask.abort(404)
    with reading():
        batch = _batch(area, batch_id)
        made = card_sheets.as_pdf(cards(_words(batch)), title=batch.opens, lines=_foot(area, batch))
    actions.record_words_seen(batch=_batch(area, batch_id), how="file", by=person().id, at=clock.now())
    answered = flask.Response(made, mimetype="application/pdf")
    answered.headers["Content-Disposition"] = f'attachment; filename="codes-{batch_id}.pdf"'
    return answered


@blueprint.post("/<int:batch_id>/printed/")
@needs(can_make_codes)
def printed(area: Area, batch_id: int) -> Page:
    """The cards are printed: forget their words."""
    actions.mark_printed(batch=_batch(area, batch_id), by=person().id, at=clock.now())
    flask.flash(_("The cards are printed. We do not keep their words any more."), "done")
    return _to(batch_id)


@blueprint.route("/<int:batch_id>/void/", methods=["GET", "POST"])
@needs(can_make_codes)
def void(area: Area, batch_id: int) -> Page:
    """Every code of the batch that is left stops working, after asking once more."""
    batch = _batch(area, batch_id)
    if flask.request.method != "POST":
        return flask.render_template("codes/staff/void.html", batch=batch)
    count = actions.void_rest(batch=batch, by=person().id, at=clock.now())
    flask.flash(_("%(count)s codes do not work any more.", count=count), "done")
    return _to(batch_id)


@blueprint.post("/<int:batch_id>/void-one/")
@needs(can_make_codes)
def void_one(area: Area, batch_id: int) -> Page:
    """One lost card stops working."""
    batch, form = _batch(area, batch_id), WordsForm()
    if form.validate():
        try:
            _whose, words = find_code(form.code.data, address=flask.request.remote_addr)
            actions.void_code(batch=batch, words=words, by=person().id, at=clock.now())
            flask.flash(_("That code does not work any more."), "done")
            return _to(batch_id)
        except RuleBroken as broken:
            form.show(broken)
    return _batch_page(area, batch, form), 422


def _batch_page(area: Area, batch: CodeBatch, form: WordsForm) -> str:
    return flask.render_template(
        "codes/staff/show.html",
        batch=batch,
        subject=_subject(area, batch),
        counts=queries.counts_by_state([batch.id]).get(batch.id, {}),
        can_print=actions.words_to_print(batch, at=clock.now()) is not None,
        kept_until=batch.made_at + actions.KEPT_TO_PRINT,
        form=form,
        states=CodeState,
        can_make_pdf=card_sheets.can_make_pdf(),
    )


def _batch(area: Area, batch_id: int) -> CodeBatch:
    return queries.batch_in(area, batch_id) or flask.abort(404)


def _words(batch: CodeBatch) -> list[tuple[str, ...]]:
    words = actions.words_to_print(batch, at=clock.now())
    if words is None:
        raise RuleBroken(_("The words of these codes are forgotten. Make a new batch."))
    return words


def _foot(area: Area, batch: CodeBatch) -> list[str]:
    subject = _subject(area, batch)
    until = [_("Until %(date)s.", date=long_date(subject.closes_at))] if subject else []
    return [
        f"{_('Scan the square. Or go to')} {short_address()} {_('and type the words.')}",
        " ".join([_("It works once."), *until, _("It does not say who you are.")]),
    ]


def _subject(area: Area, batch: CodeBatch) -> Subject | None:
    opening = all_openings().get(batch.purpose)
    return opening.subject(area, batch.subject_id) if opening else None


def _to(batch_id: int) -> Response:
    return flask.redirect(flask.url_for("staff_codes.show", batch_id=batch_id), 303)
