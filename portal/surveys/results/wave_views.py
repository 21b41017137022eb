"""Results for staff: the rounds, a wave with all its questions, a round side by side, who stops where."""

import flask
from flask_babel import gettext

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core import clock
from portal.core.access import needs, person
from portal.core.disclosure import rule_sentence
from portal.surveys.models import Wave
from portal.surveys.queries import questionnaire_for, wave_in
from portal.surveys.results.figures import Reader, who_answered
from portal.surveys.results.permissions import can_read_exact_numbers, can_read_numbers, may_read
from portal.surveys.results.queries import questions_asked, rounds_of
from portal.surveys.results.report import (
    report_of_round,
    report_of_wave,
    response_numbers,
    wave_before,
)
from portal.surveys.results.rounds import Round
from portal.surveys.results.stopping import ways_of

blueprint = flask.Blueprint("staff_results", __name__, url_prefix="/<area:area>/staff/results")


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """Every round this person may read, the newest first, with how many answered each survey."""
    rounds = _rounds(area)
    reader = Reader(area, person())
    who = who_answered(reader, [wave for one in rounds for wave in one.waves])
    return flask.render_template("results/staff/rounds.html", rounds=rounds, who=who)


@blueprint.get("/<int:wave_id>/")
@needs(can_read_numbers)
def show(area: Area, wave_id: int) -> str:
    """One wave: who answered and how, then every question beside the wave before."""
    one, wave = _wave(area, wave_id)
    if one is None:
        return flask.render_template("results/staff/open.html", wave=wave)
    reader = Reader(area, person())
    before = wave_before(wave, wave.survey.waves)
    return flask.render_template(
        "results/staff/wave.html",
        wave=wave,
        round=one,
        before=before,
        numbers=response_numbers(area, reader, wave),
        asked=report_of_wave(area, reader, wave, before),
        rule=rule_sentence(protection_of(area), gettext),
    )


@blueprint.get("/rounds/<slug:occasion>/")
@needs(can_read_numbers)
def side_by_side(area: Area, occasion: str) -> str:
    """One round: the questions that more than one audience was asked, audience beside audience."""
    one = next((one for one in _rounds(area) if one.slug == occasion), None) or flask.abort(404)
    reader = Reader(area, person())
    return flask.render_template(
        "results/staff/side_by_side.html",
        round=one,
        asked=report_of_round(area, reader, one.waves),
        rule=rule_sentence(protection_of(area), gettext),
    )


@blueprint.get("/<int:wave_id>/where-people-stop/")
@needs(can_read_exact_numbers)
def stops(area: Area, wave_id: int) -> str:
    """The last question answered by those who began and did not send."""
    _one, wave = _wave(area, wave_id)
    ways = ways_of(wave, questionnaire_for(wave), questions_asked([wave]), person())
    return flask.render_template("results/staff/stops.html", wave=wave, ways=ways)


def _rounds(area: Area) -> list[Round]:
    at = clock.now()
    return may_read(person(), area, rounds_of(area, at), at)


def _wave(area: Area, wave_id: int) -> tuple[Round | None, Wave]:
    """A wave and its round; no round where this person may not read its figures yet."""
    wave = wave_in(area, wave_id) or flask.abort(404)
    return next((one for one in _rounds(area) if wave_id in one.wave_ids), None), wave


@blueprint.app_template_global()
def sees_exact() -> bool:
    """Whether the reader of this page sees exact figures."""
    return can_read_exact_numbers(person(), flask.g.area)
