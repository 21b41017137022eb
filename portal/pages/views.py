"""Families' pages that gather: choose an area, the area's home, who to call, and how the portal works."""

import flask
from werkzeug.wrappers import Response as Answered

from portal.areas.brand import stylesheet
from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.board.queries import Show, latest_changed, numbers
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import show_page, without_trace
from portal.core.vocabulary import Mode
from portal.pages import in_force
from portal.pages.glossary import terms_by_letter
from portal.pages.help import parts_for
from portal.strategies.queries import priorities_of, strategy_in_force
from portal.surveys.queries import open_waves

blueprint = flask.Blueprint("pages", __name__)
NEWEST = 3


@blueprint.get("/")
@anyone
def choose_area() -> str:
    """Every area of this portal, by name."""
    return flask.render_template("pages/choose_area.html", areas=all_areas())


@blueprint.get("/<area:area>/")
@anyone
def home(area: Area) -> str:
    """What is open now, what becomes of people's words, and the priorities in force."""
    strategy, promises = strategy_in_force(area, clock.today()), numbers(area, clock.today())
    return show_page(
        "pages/home.html",
        waves=open_waves(area, clock.now()),
        standard=Mode.STANDARD,
        strategy=strategy,
        priorities=priorities_of(strategy) if strategy else [],
        promises=promises,
        newest=latest_changed(area, NEWEST) if promises[Show.ALL] else [],
        today=clock.today(),
    )


@blueprint.get("/<area:area>/help-now/")
@anyone
@without_trace
def help_now(area: Area) -> str:
    """Who to call: danger first, then the area's own numbers and national lines."""
    return show_page("pages/help_now.html", parts=parts_for(area))


@blueprint.get("/<area:area>/help-now/easy-read/")
@anyone
def help_now_easy(area: Area) -> Answered:
    """An address people have kept, for the same page in Easy Read."""
    return flask.redirect(flask.url_for("pages.help_now", easy="yes"))


@blueprint.get("/<area:area>/privacy/")
@anyone
def privacy(area: Area) -> str:
    """What we ask, why we may, how long we keep it, and people's rights."""
    return show_page("pages/privacy.html", kept=in_force.kept_for(area.settings))


@blueprint.get("/<area:area>/cookies/")
@anyone
def cookies(area: Area) -> str:
    """The one cookie, and what else stays on a device."""
    return flask.render_template(
        "pages/cookies.html", cookie=flask.current_app.config["SESSION_COOKIE_NAME"]
    )


@blueprint.get("/<area:area>/accessibility/")
@anyone
def accessibility(area: Area) -> str:
    """The accessibility statement, with the date of its last review."""
    reviewed = in_force.accessibility_reviewed(area.settings)
    return flask.render_template("pages/accessibility.html", reviewed=reviewed)


@blueprint.get("/<area:area>/glossary/")
@anyone
def glossary(area: Area) -> str:
    """Hard words in plain words."""
    return show_page("pages/glossary.html", letters=terms_by_letter())


@blueprint.get("/<area:area>/how-it-works/")
@anyone
def how_it_works(area: Area) -> str:
    """The life of a sentence, how small numbers are protected, and who may see what."""
    return show_page(
        "pages/how_it_works.html",
        rule=in_force.protection_in_words(area),
        sights=in_force.who_sees(),
    )


@blueprint.get("/robots.txt")
@anyone
def robots() -> flask.Response:
    """Search machines may read families' pages, but none of a portal whose data is made up."""
    portal = flask.current_app.config["PORTAL"]
    page = flask.render_template("pages/robots.txt", demonstration=portal.demonstration)
    return flask.Response(page, mimetype="text/plain")


@blueprint.get("/<area:area>/brand.css")
@anyone
def brand(area: Area) -> flask.Response:
    """The colours of an area that has its own; its address changes with the settings, so it may be kept."""
    if not area.settings.brand.own_colours:
        flask.abort(404)
    response = flask.Response(stylesheet(area.settings.brand), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
