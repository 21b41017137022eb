"""The register of what left the service, for those who answer for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import flask

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core.access import needs, person
from portal.core.paging import page_number
from portal.exports.permissions import (
    can_export_feedback,
    can_export_layout,
    can_export_records,
    can_read_register,
)
from portal.exports.register import queries
from portal.exports.register.describing import KIND_NAMES, described
from portal.exports.register.queries import LeftKind

blueprint = flask.Blueprint("staff_register", __name__, url_prefix="/<area:area>/staff/register")


@blueprint.get("/")
@needs(can_read_register)
def index(area: Area) -> str:
    """What left, a page at a time, of one kind and one month if the address names them."""
    kind, month = _kind(), _month()
    page = queries.page_of_register(
        area, page_number(flask.request.args.get("page")), kind=kind, month=month
    )
    asked: dict[str, Any] = {
        "kind": kind.value if kind else None,
        "month": f"{month:%Y-%m}" if month else None,
    }
    return flask.render_template(
        "exports/register/index.html",
        page=page,
        lines=[described(one, _may_open(area)) for one in page.rows],
        names=names_of({one.by for one in page.rows if one.by is not None}),
        kinds=KIND_NAMES,
        months=queries.months_of_register(area),
        kind=kind,
        month=month,
        address=lambda number: flask.url_for(".index", page=number, **asked),
    )


def _may_open(area: Area) -> Callable[[LeftKind], bool]:
    by_person = {
        LeftKind.RECORDS: can_export_records(person(), area),
        LeftKind.LAYOUT: can_export_layout(person(), area),
    }
    files = can_export_feedback(person(), area)
    return lambda kind: by_person.get(kind, files)


def _kind() -> LeftKind | None:
    """The kind in the address; an unknown one is no page."""
    wanted = flask.request.args.get("kind")
    if not wanted:
        return None
    return LeftKind(wanted) if wanted in set(LeftKind) else flask.abort(404)


def _month() -> date | None:
    """The month in the address ("2026-11"); anything else that is typed is no page."""
    wanted = flask.request.args.get("month")
    if not wanted:
        return None
    try:
        return date.fromisoformat(f"{wanted}-01")
    except ValueError:
        flask.abort(404)
