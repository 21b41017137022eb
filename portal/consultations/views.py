"""What families read of consultations: those that are open, and one with all its ways to answer."""

import flask

from portal.areas.models import Area
from portal.consultations import queries
from portal.consultations.counting import address_of
from portal.consultations.models import Stage
from portal.consultations.words import counts_name, stage_kind, stage_words, way_name, weight_name
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import show_page

blueprint = flask.Blueprint("consultations", __name__, url_prefix="/<area:area>/consultations")
for name in (counts_name, stage_kind, stage_words, way_name, weight_name):
    blueprint.add_app_template_filter(name, f"consultation_{name.__name__}")


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Every consultation, those that close last on top."""
    found = queries.public_consultations(area)
    return show_page("consultations/index.html", consultations=found, today=clock.today())


@blueprint.get("/<slug:consultation>/")
@anyone
def show(area: Area, consultation: str) -> str:
    """One decision: its papers, what can still change, every way to answer, and what came of it."""
    found = queries.public_consultation(area, consultation) or flask.abort(404)
    today = clock.today()
    return show_page(
        "consultations/show.html",
        found=found,
        is_open=found.stage(today) == Stage.OPEN,
        ways=[(way, address_of(way)) for way in found.ways],
        today=today,
    )
