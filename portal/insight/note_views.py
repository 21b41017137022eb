"""A note from the sorting desk to the sender of some words, who reads it with their code."""

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.words import WordsReport, check_words
from portal.insight import list_views, queries
from portal.insight.desk_views import Answer, back_to, page_of_item
from portal.insight.forms import NoteForm
from portal.insight.permissions import can_write_to_senders
from portal.receipts.note_actions import clean_note, leave_note
from portal.receipts.reach import has_receipt

blueprint = list_views.blueprint


@blueprint.post("/<int:item_id>/note/")
@needs(can_write_to_senders)
def note(area: Area, item_id: int) -> Answer:
    """Leave a note; hard words are pointed out once, and may stay when the officer says so."""
    item = queries.item_to_change(area, item_id)
    form = NoteForm(formdata=flask.request.form)
    report: WordsReport | None = None
    try:
        words = clean_note(form.words.data or "")
        if not has_receipt(item):
            raise RuleBroken(str(_("The sender has no code, so a note cannot reach them.")))
        report = check_words(words, easy=item.mode == "easy")
        if report.easy_enough or "anyway" in flask.request.form:
            leave_note(item=item, words=words, by=person().id, at=clock.now())
            flask.flash(_("Your note is on the sender's page."), "done")
            return back_to(item_id)
    except RuleBroken as broken:
        if broken.status != 422:
            raise
        form.show(broken)
    return page_of_item(area, item, note_form=form, report=report), 422
