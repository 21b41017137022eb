"""Theme pages: every theme of a round in one table, and one theme with its figures and words."""

from collections.abc import Sequence
from typing import Any

import flask
from flask_babel import gettext

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs, person
from portal.core.disclosure import rule_sentence
from portal.core.paging import page_number
from portal.core.vocabulary import Audience
from portal.insight.filters import Filters, Standing
from portal.insight.permissions import can_read_feedback, can_read_numbers
from portal.insight.report import report_of
from portal.insight.waiting_queries import writers_waiting
from portal.strategies.models import Theme
from portal.strategies.queries import priorities_of_area, theme_by_slug, themes
from portal.surveys.results.figures import Figure, Reader, Wrote, wrote_about
from portal.surveys.results.names import audience_name
from portal.surveys.results.permissions import may_read
from portal.surveys.results.queries import questions_asked, rounds_of, writers, writers_by_theme
from portal.surveys.results.rounds import Round

blueprint = flask.Blueprint("staff_themes", __name__, url_prefix="/<area:area>/staff/themes")


def rounds_here(area: Area) -> tuple[list[Round], Round | None]:
    """The rounds this person may read, and the one in the address, else the newest; 404 for others."""
    at = clock.now()
    found = may_read(person(), area, rounds_of(area, at), at)
    wanted = flask.request.args.get("wave")
    if not wanted:
        return found, next(iter(found), None)
    return found, next((one for one in found if one.slug == wanted), None) or flask.abort(404)


def round_chips(rounds: Sequence[Round], current: Round | None, endpoint: str, **address: Any) -> object:
    """The rounds as chips."""
    return [
        {
            "url": flask.url_for(endpoint, wave=one.slug, **address),
            "text": one.title,
            "current": current is not None and one.slug == current.slug,
        }
        for one in rounds
    ]


def wrote_under(area: Area, of: Round, listed: Sequence[Theme]) -> list[Wrote]:
    """Of each audience of a round: how many people wrote words, and how many about each theme."""
    return wrote_about(
        Reader(area, person()),
        of.waves,
        writers(area, of.wave_ids),
        writers_by_theme(area, of.wave_ids),
        [theme.id for theme in listed],
    )


def waiting_in(area: Area, of: Round) -> list[Figure]:
    """Whose words of a round nobody has sorted yet, audience by audience: the numbers can still grow."""
    reader = Reader(area, person())
    return [
        reader.alone(audience_name(audience), people)
        for (_wave, audience), people in sorted(
            writers_waiting(area, of.wave_ids).items(), key=lambda one: list(Audience).index(one[0][1])
        )
    ]


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """How many people wrote about each theme in a round, audience beside audience."""
    rounds, current = rounds_here(area)
    listed = themes()
    return flask.render_template(
        "insight/themes/index.html",
        round=current,
        chips=round_chips(rounds, current, ".index"),
        themes=listed,
        wrote=wrote_under(area, current, listed) if current else [],
        waiting=waiting_in(area, current) if current else [],
        rule=rule_sentence(protection_of(area), gettext),
    )


@blueprint.get("/<slug:theme>/")
@needs(can_read_numbers)
def show(area: Area, theme: str) -> str:
    """One theme in a round: who wrote about it, each question under it, the cleared words."""
    found = theme_by_slug(theme) or flask.abort(404)
    rounds, current = rounds_here(area)
    words = Filters(state=Standing.CLEARED, theme=theme, wave=current.slug if current else "")
    report = current and report_of(
        area,
        person(),
        current,
        questions=[one for one in questions_asked(current.waves) if found in one.themes],
        wrote=wrote_under(area, current, [found]),
        words=words if can_read_feedback(person(), area) else None,
        page=page_number(flask.request.args.get("page")),
    )
    return flask.render_template(
        "insight/themes/show.html",
        theme=found,
        report=report,
        waiting=waiting_in(area, current) if current else [],
        filters=words,
        chips=round_chips(rounds, current, ".show", theme=theme),
        priorities=[one for one in priorities_of_area(area) if found in one.themes],
        address=lambda number: flask.url_for(".show", theme=theme, wave=words.wave, page=number),
    )
