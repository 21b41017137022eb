"""Priority pages: the priorities of each plan, and one with the figures of its themes and measures."""

from collections.abc import Sequence

import flask
from flask_babel import gettext

from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.core.access import needs, person
from portal.core.disclosure import rule_sentence
from portal.core.paging import page_number
from portal.insight.filters import Filters, Standing
from portal.insight.permissions import can_read_feedback, can_read_numbers
from portal.insight.report import report_of
from portal.insight.theme_views import round_chips, rounds_here, waiting_in
from portal.strategies.models import Measure, Priority
from portal.strategies.queries import measures_of, priorities_of_area, priority_by_slug
from portal.surveys.models import Question
from portal.surveys.results.figures import Reader, Wrote, wrote_about
from portal.surveys.results.queries import questions_asked, writers, writers_by_priority
from portal.surveys.results.rounds import Round

blueprint = flask.Blueprint("staff_priorities", __name__, url_prefix="/<area:area>/staff/priorities")


def _wrote(area: Area, of: Round, listed: Sequence[Priority]) -> list[Wrote]:
    return wrote_about(
        Reader(area, person()),
        of.waves,
        writers(area, of.wave_ids),
        writers_by_priority(area, of.wave_ids),
        [priority.id for priority in listed],
    )


@blueprint.get("/")
@needs(can_read_numbers)
def index(area: Area) -> str:
    """How many people wrote about each priority of each plan in a round."""
    rounds, current = rounds_here(area)
    listed = priorities_of_area(area)
    return flask.render_template(
        "insight/priorities/index.html",
        round=current,
        chips=round_chips(rounds, current, ".index"),
        priorities=listed,
        wrote=_wrote(area, current, listed) if current else [],
        waiting=waiting_in(area, current) if current else [],
        rule=rule_sentence(protection_of(area), gettext),
    )


@blueprint.get("/<slug:priority>/")
@needs(can_read_numbers)
def show(area: Area, priority: str) -> str:
    """One priority in a round: its measures, the questions of its themes and measures, its words."""
    found = priority_by_slug(area, priority) or flask.abort(404)
    rounds, current = rounds_here(area)
    measures = measures_of([found])
    words = Filters(state=Standing.CLEARED, priority=priority, wave=current.slug if current else "")
    report = current and report_of(
        area,
        person(),
        current,
        questions=_questions_of(found, measures, questions_asked(current.waves)),
        wrote=_wrote(area, current, [found]),
        words=words if can_read_feedback(person(), area) else None,
        page=page_number(flask.request.args.get("page")),
    )
    return flask.render_template(
        "insight/priorities/show.html",
        priority=found,
        measures=_asked_by(measures, questions_asked(current.waves) if current else []),
        report=report,
        waiting=waiting_in(area, current) if current else [],
        filters=words,
        chips=round_chips(rounds, current, ".show", priority=priority),
        address=lambda number: flask.url_for(".show", priority=priority, wave=words.wave, page=number),
    )


def _questions_of(
    priority: Priority, measures: Sequence[Measure], asked: Sequence[Question]
) -> list[Question]:
    """The questions under any of its themes, and those that show one of its measures."""
    return [
        one for one in asked if set(one.themes) & set(priority.themes) or set(one.measures) & set(measures)
    ]


def _asked_by(measures: Sequence[Measure], asked: Sequence[Question]) -> list[tuple[Measure, list[str]]]:
    """Each measure with the keys of the questions that show it; none: it needs service data."""
    keys = {
        one.id: list(dict.fromkeys(question.key for question in asked if one in question.measures))
        for one in measures
    }
    return [(one, keys[one.id]) for one in measures]
