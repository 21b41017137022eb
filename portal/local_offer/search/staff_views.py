"""Where officers teach the search: words that mean the same, and answers that stand first."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.local_offer.directory.queries import shown_services
from portal.local_offer.search import actions, queries
from portal.local_offer.search.finding import pin_terms
from portal.local_offer.search.forms import PinForm, WordsForm
from portal.local_offer.search.permissions import can_teach_search
from portal.local_offer.search.understanding import understand

blueprint = flask.Blueprint(
    "staff_search_words", __name__, url_prefix="/<area:area>/staff/local-offer/words"
)
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_teach_search)
def index(area: Area) -> Page:
    """The area's own words and its pinned answers."""
    return _page(area, _words_form(area), _pin_form(area))


@blueprint.post("/")
@needs(can_teach_search)
def teach(area: Area) -> Page:
    """Words that mean the same as others."""
    form = _words_form(area)
    if form.validate():
        try:
            actions.teach_words(
                area=area, key=form.group.data, words=form.listed(), by=person().id, at=clock.now()
            )
            return _done(_("The search knows these words in a moment."))
        except RuleBroken as broken:
            form.show(broken)
    return _page(area, form, _pin_form(area)), 422


@blueprint.post("/<int:word_group_id>/remove/")
@needs(can_teach_search)
def unteach(area: Area, word_group_id: int) -> Page:
    """The area's own words of a group go."""
    own = queries.own_group_in(area, word_group_id) or flask.abort(404)
    actions.unteach_words(area=area, own=own, by=person().id, at=clock.now())
    return _done(_("These words are as they came."))


@blueprint.post("/pins/")
@needs(can_teach_search)
def pin(area: Area) -> Page:
    """An answer that stands first."""
    form = _pin_form(area)
    if form.validate():
        words = form.search.data.strip()
        terms = pin_terms(understand(words, queries.vocabulary_of(area.id)))
        try:
            actions.pin_answer(
                area=area,
                words=words,
                terms=terms,
                service_id=form.service.data,
                by=person().id,
                at=clock.now(),
            )
            return _done(_("It stands first now."))
        except RuleBroken as broken:
            form.form_errors.append(broken.message)
    return _page(area, _words_form(area), form), 422


@blueprint.post("/pins/<int:pin_id>/remove/")
@needs(can_teach_search)
def unpin(area: Area, pin_id: int) -> Page:
    """It stands where the search puts it again."""
    found = queries.pinned_in(area, pin_id) or flask.abort(404)
    actions.unpin_answer(area=area, pin=found, by=person().id, at=clock.now())
    return _done(_("It stands where the search puts it."))


def _page(area: Area, words: WordsForm, pins: PinForm) -> str:
    return flask.render_template(
        "local_offer/staff/words.html",
        words=words,
        pins=pins,
        own=queries.own_groups(area),
        pinned=queries.pinned_answers(area),
    )


def _words_form(area: Area) -> WordsForm:
    form = WordsForm()
    groups = sorted((group.label, group.key) for group in queries.groups_of(area.id))
    form.group.choices = [
        SelectChoice("", _("Nothing yet: they are new")),
        *(SelectChoice(key, label) for label, key in groups),
    ]
    return form


def _pin_form(area: Area) -> PinForm:
    form = PinForm()
    form.service.choices = [SelectChoice(one.id, one.name) for one in shown_services(area)]
    return form


def _done(words: str) -> Response:
    flask.flash(words, "done")
    return flask.redirect(flask.url_for("staff_search_words.index"), 303)
