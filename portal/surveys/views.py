"""What families see of surveys: the list of open ones and the start page of one."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import show_page
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel, Mode
from portal.languages import choosing
from portal.places.arriving import place_of_device
from portal.receipts.actions import new_code
from portal.releases.queries import published_in
from portal.surveys import queries
from portal.surveys.forms import StartForm
from portal.surveys.models import Wave
from portal.surveys.responses import device
from portal.surveys.responses.actions import begin_response
from portal.surveys.scales import ENGLISH

blueprint = flask.Blueprint("surveys", __name__, url_prefix="/<area:area>/surveys")


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Surveys that are open now, those that close first on top."""
    waves = queries.open_waves(area, clock.now())
    results = published_in(area)
    return show_page("surveys/index.html", waves=waves, results=results, standard=Mode.STANDARD)


@blueprint.route("/<slug:slug>/", methods=["GET", "POST"])
@anyone
def start(area: Area, slug: str) -> str | Answered | tuple[str, int]:
    """Purpose, length, privacy, and the choice of a mode; sending it begins a response."""
    wave = queries.wave_to_show(area, slug, clock.now())
    if wave is None:
        flask.abort(404)
    if not wave.is_open(clock.now()):
        shown = {"wave": wave, "results": published_in(area, slug), "mode": Mode.STANDARD}
        return flask.render_template("surveys/not_open.html", **shown)
    sheet = queries.questionnaire_for(wave)
    spoken = [one for one in choosing.offered() if one.code in {ENGLISH, *sheet.languages}]
    names = [(one.code, one.own_name) for one in spoken] or [(ENGLISH, ENGLISH)]
    form = StartForm.offering(sheet, names, choosing.shown().code)
    by_card = device.card(area, slug, wave.id) is not None
    if form.validate_on_submit():
        try:
            return _begin(area, wave, Mode(form.mode.data), form.language.data, by_card=by_card)
        except RuleBroken as broken:
            form.show(broken)
    results, begun = published_in(area, slug), device.held(area, slug)
    about = {"wave": wave, "sheet": sheet, "results": results, "begun": begun, "by_card": by_card}
    page = show_page("surveys/start.html", **about, form=form, language=form.language.data)
    return (page, 422) if form.is_submitted() else page


def _begin(area: Area, wave: Wave, mode: Mode, language: str, *, by_card: bool) -> Answered:
    at, slug = clock.now(), wave.survey.slug
    place = place_of_device(area, clock.today())
    response = begin_response(
        area=area,
        wave=wave,
        mode=mode,
        channel=place.channel if place else Channel.WEB,
        place_id=place.id if place else None,
        language=language,
        by_card=by_card,
        at=at,
    )
    choosing.choose(language)
    device.begin(area, slug, response.id, new_code())
    first = queries.questionnaire_for(wave).asked_in(mode, language)[0]
    return flask.redirect(flask.url_for("responses.question", slug=slug, key=first.key), 303)


@blueprint.app_template_global()
def way_words(mode: str) -> str:
    """What a mode is called on the start page."""
    names: dict[Mode, str] = {
        Mode.STANDARD: _("Words"),
        Mode.YOUNG: _("Short words, for young people"),
        Mode.EASY: _("Easy Read with pictures"),
    }
    return names[Mode(mode)]
