"""The area's list of worrying words: read it, try a sentence, put a phrase in, take phrases out."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.safeguarding import cover_views, word_lists
from portal.safeguarding.forms import PhraseForm, TryForm
from portal.safeguarding.highlighting import parts_of
from portal.safeguarding.permissions import can_act_on_alerts
from portal.safeguarding.word_edits import Part, phrases_of
from portal.safeguarding.word_list_file import Kind

blueprint = cover_views.blueprint
Answer = str | Response | tuple[str, int]


@blueprint.get("/words/")
@needs(can_act_on_alerts)
def words(area: Area) -> str:
    """The kinds of worry, and a box to try a sentence."""
    return _index(area, TryForm(formdata=None))


@blueprint.post("/words/try/")
@needs(can_act_on_alerts)
def try_words(area: Area) -> Answer:
    """What the list finds in a sentence; nothing of it is kept, and it stands in no address."""
    form = TryForm(formdata=flask.request.form)
    return _index(area, form) if form.validate() else (_index(area, form), 422)


def _index(area: Area, form: TryForm) -> str:
    listed, tried = word_lists.word_list_of(area), form.sentence.data or ""
    return flask.render_template(
        "safeguarding/staff/words.html",
        kinds=listed.kinds,
        counts={kind.key: sum(len(found) for found in phrases_of(kind).values()) for kind in listed.kinds},
        form=form,
        found=listed.screen(tried) if tried and not form.errors else None,
        parts=parts_of(tried, listed),
    )


@blueprint.get("/words/<slug:worry>/")
@needs(can_act_on_alerts)
def kind_words(area: Area, worry: str) -> str:
    """One kind of worry: its phrases by level, its look-alikes and misspellings."""
    return _kind_page(area, worry, PhraseForm(formdata=None))


@blueprint.post("/words/<slug:worry>/")
@needs(can_act_on_alerts)
def add_words(area: Area, worry: str) -> Answer:
    """One more phrase."""
    form = PhraseForm(formdata=flask.request.form)
    if form.validate():
        try:
            word_lists.add_phrase(
                area=area,
                kind=_kind(area, worry).key,
                part=Part(form.part.data),
                phrase=form.phrase.data or "",
                means=form.means.data or "",
                seen=flask.request.form.get("seen", ""),
                by=person().id,
                at=clock.now(),
            )
            flask.flash(_("It is in the list."), "done")
            return flask.redirect(flask.url_for(".kind_words", worry=worry), 303)
        except RuleBroken as broken:
            form.show(broken)
    return _kind_page(area, worry, form), 422


@blueprint.post("/words/<slug:worry>/take-out/")
@needs(can_act_on_alerts)
def take_words_out(area: Area, worry: str) -> Answer:
    """The ticked phrases go."""
    found = _kind(area, worry)
    gone = {part: set(flask.request.form.getlist(part.value)) for part in Part}
    try:
        word_lists.take_phrases_out(
            area=area,
            kind=found.key,
            gone=gone,
            seen=flask.request.form.get("seen", ""),
            by=person().id,
            at=clock.now(),
        )
        flask.flash(_("They are out of the list. Alerts they raised before stay."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    return flask.redirect(flask.url_for(".kind_words", worry=worry), 303)


def _kind(area: Area, key: str) -> Kind:
    kinds = word_lists.word_list_of(area).kinds
    return next((one for one in kinds if one.key == key), None) or flask.abort(404)


def _kind_page(area: Area, key: str, form: PhraseForm) -> str:
    kind = _kind(area, key)
    return flask.render_template(
        "safeguarding/staff/kind_words.html",
        kind=kind,
        phrases=phrases_of(kind),
        form=form,
        seen=word_lists.mark_of(area),
    )
