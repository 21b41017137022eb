"""The feedback list: what families said, narrowed by filters, a page at a time, details masked."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import flask
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.access import Person, logged_read, needs, person
from portal.core.paging import page_number, page_of
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.criteria import criteria
from portal.feedback.frame_queries import frame_of
from portal.feedback.models import FeedbackItem, Stance
from portal.feedback.names import detail_name, reason_name
from portal.feedback.reading import excerpt_of, pieces_of
from portal.insight import choices, claims, keeping, queries, words
from portal.insight.filters import Filters, Standing
from portal.insight.forms import LONGEST_SEARCH, Choices, FilterForm, ManyForm
from portal.insight.permissions import can_read_feedback, can_sort_feedback
from portal.insight.sources import sources_of
from portal.places.queries import places_to_choose
from portal.strategies.queries import priorities_of_area, themes
from portal.surveys.names import mode_name
from portal.surveys.results import names
from portal.surveys.results.queries import rounds_of

blueprint = flask.Blueprint("staff_feedback", __name__, url_prefix="/<area:area>/staff/feedback")
SIZE = 25
for speak in (
    names.audience_name,
    names.one_of,
    mode_name,
    names.mode_words,
    names.channel_name,
    words.standing_name,
    words.state_name,
    reason_name,
    words.language_name,
    detail_name,
    words.part_name,
    names.stance_name,
    words.tag_name,
    words.reasons_of,
    excerpt_of,
    pieces_of,
):
    blueprint.add_app_template_filter(speak)


@dataclass(frozen=True)
class Refused:
    """What somebody wanted to put on many comments, and why it could not be."""

    form: ManyForm
    ticked: frozenset[int]
    why: str


@blueprint.get("/")
@needs(can_read_feedback)
def index(area: Area) -> str | tuple[str, int]:
    """The list; an unknown choice gets an error beside its filter and no list."""
    form, filters = read_filters(area)
    if filters is None:
        queues = _queues(area, Filters())
        nothing = flask.render_template("insight/feedback/index.html", form=form, queues=queues, page=None)
        return nothing, 422
    return list_page(area, form, filters)


def list_page(area: Area, form: FilterForm, filters: Filters, refused: Refused | None = None) -> str:
    """The list; `refused`: what was ticked and chosen for many at once, kept with what is wrong."""
    page = page_of(queries.items_of(area, filters), page_number(flask.request.args.get("page")), size=SIZE)
    return flask.render_template(
        "insight/feedback/index.html",
        form=form,
        queues=_queues(area, filters),
        filters=filters,
        page=page,
        sources=sources_of(page.rows),
        refused=refused,
        **{**_work(area, page.rows), **({"many": refused.form} if refused else {})},
        address=lambda number: flask.url_for(".index", **filters.in_address(), page=number),
    )


def _work(area: Area, rows: list[FeedbackItem]) -> dict[str, Any]:
    """What a person who sorts may do with the list: views, claims, many at once, undoing."""
    me, at = person().id, clock.now()
    return {
        "views": keeping.saved_views(area, me),
        "holders": claims.holders([item.id for item in rows], me, at),
        "held": claims.mine(area, me, at),
        "step": keeping.last_step(area, me),
        "many": choices.many_form(area, None),
        "may_sort": can_sort_feedback(person(), area),
    }


def _queues(area: Area, filters: Filters) -> list[dict[str, object]]:
    """The queues as chips, each with how many wait; the other filters stay."""
    found = queries.waiting(area)
    counts = {one: found[one].items if one in found else 0 for one in Standing}
    chips = [("", _("All"))]
    chips += [(one, f"{words.standing_name(one)}: {counts[one]:,}") for one in Standing]
    return [
        {
            "url": flask.url_for(".index", **replace(filters, state=state).in_address()),
            "text": text,
            "current": filters.state == state,
        }
        for state, text in chips
    ]


def read_filters(area: Area) -> tuple[FilterForm, Filters | None]:
    """The filters in the address of this page; None when one of them is unknown."""
    form = FilterForm(formdata=flask.request.args)
    form.offer(_choices(area))
    return form, form.filters() if form.validate() else None


def filters_here() -> Filters:
    """The filters a page of one item was reached by, unchecked: an unknown one finds nothing."""
    given = flask.request.args
    known = {
        name: given.get(name, "").replace("\x00", "")[:LONGEST_SEARCH]
        for name in Filters.__dataclass_fields__
    }
    if known["state"] not in list(Standing):
        known["state"] = ""
    return Filters(**known)


def _choices(area: Area) -> dict[str, Choices]:
    return {
        "state": [(one, words.standing_name(one)) for one in Standing],
        "theme": [(theme.slug, theme.label) for theme in themes()],
        "sub": [(one.slug, one.name) for one in frame_of(area).all],
        "criterion": list(criteria().items()),
        "label": [(label, label) for label in queries.labels_of(area)],
        "stance": [(one, names.stance_name(one)) for one in Stance],
        "well": [("yes", _("Yes"))],
        "part": [(kind, words.part_name(kind)) for kind in words.PARTS],
        "mode": [(one, mode_name(one)) for one in Mode],
        "channel": [(one, names.channel_name(one)) for one in Channel],
        "place": [(str(one.id), one.name) for one in places_to_choose(area, date.min)],
        "priority": [
            (one.slug, f"{one.strategy.starts}: {one.number}. {one.short_title}")
            for one in priorities_of_area(area)
        ],
        "audience": [(one, names.audience_name(one)) for one in Audience],
        "source": queries.open_questions_of(area),
        "wave": [(one.slug, one.title) for one in rounds_of(area, clock.now())],
    }


def _log(*, what: str, by: Person, area: Area, item_id: int) -> None:
    if queries.item_to_show(area, item_id) is None:
        flask.abort(404)
    audit.record(act=what, by=by.id, area=area.id, at=clock.now(), subject=("feedback item", item_id))


@blueprint.get("/<int:item_id>/as-written/")
@logged_read(can_read_feedback, "read details as written", _log)
def as_written(area: Area, item_id: int) -> str:
    """The words as they were written, details and all; who opened them is kept."""
    item = queries.item_to_show(area, item_id) or flask.abort(404)
    return flask.render_template(
        "insight/feedback/as_written.html",
        item=item,
        source=sources_of([item])[item.id],
        filters=filters_here(),
    )
