"""Suggestions of an area: on or off, how good they are, learn anew, throw away what was learned."""

from typing import Any

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.db import reading
from portal.core.errors import RuleBroken
from portal.insight.permissions import can_sort_feedback
from portal.insight.suggesting import actions, queries
from portal.insight.suggesting.quality import Quality
from portal.strategies.queries import themes
from portal.surveys.names import mode_name
from portal.surveys.results.names import audience_name

blueprint = flask.Blueprint("staff_suggestions", __name__, url_prefix="/<area:area>/staff/suggestions")


@blueprint.get("/")
@needs(can_sort_feedback)
def index(area: Area) -> str:
    """What is switched on, and how good suggestions are on comments that nobody learned from."""
    part = queries.learned_part(area)
    return flask.render_template(
        "insight/suggestions/index.html",
        is_on=area.settings.suggestions,
        part=part,
        rows=_rows(part.quality) if part else [],
    )


def _rows(quality: dict[str, Any]) -> list[tuple[str, list[tuple[str, Quality]]]]:
    """The figures in groups, each with a heading."""
    labels = {theme.slug: theme.label for theme in themes()}
    audiences = {one: audience_name(one) for one in quality["audience"]}
    groups = [
        (_("Together"), {"all": _("Lexicon and learned"), "lexicon": _("Lexicon alone")}, quality),
        (_("By theme"), labels, quality["themes"]),
        (_("By who said it"), audiences, quality["audience"]),
        (_("By way of asking"), {one: mode_name(one) for one in quality["mode"]}, quality["mode"]),
    ]
    return [
        (heading, [(names[key], actions.read_quality(kept[key])) for key in names if key in kept])
        for heading, names, kept in groups
    ]


def _back() -> Response:
    return flask.redirect(flask.url_for(".index"), 303)


@blueprint.post("/switch/")
@needs(can_sort_feedback)
def switch(area: Area) -> Response:
    """On or off."""
    on = flask.request.form.get("on") == "yes"
    actions.switch(area=area, on=on, by=person().id, at=clock.now())
    flask.flash(_("Suggestions are on.") if on else _("Suggestions are off."), "done")
    return _back()


@blueprint.post("/learn/")
@needs(can_sort_feedback)
def learn(area: Area) -> Response:
    """Learn from what people confirmed; the slow part holds nobody up."""
    area_id, me = area.id, person().id
    try:
        with reading():
            learned, quality = actions.work_out(queries.confirmed(queries.area_again(area_id)))
        here = queries.area_again(area_id)
        actions.keep_learned(area=here, learned=learned, quality=quality, by=me, at=clock.now())
        flask.flash(_("Learned. The figures below are new."), "done")
    except RuleBroken as broken:
        if broken.status != 422:
            raise
        flask.flash(broken.message)
    return _back()


@blueprint.post("/throw-away/")
@needs(can_sort_feedback)
def throw_away(area: Area) -> Response:
    """Forget what was learned."""
    actions.throw_away(area=area, by=person().id, at=clock.now())
    flask.flash(_("What was learned is gone. The tags stay."), "done")
    return _back()
