"""The audit page of an area: what staff did, newest first."""

import flask

from portal.accounts import audit_words, queries
from portal.accounts.permissions import can_read_audit
from portal.areas.models import Area
from portal.core import audit
from portal.core.access import needs
from portal.core.paging import page_number

blueprint = flask.Blueprint("staff_audit", __name__, url_prefix="/<area:area>/staff/audit")


@blueprint.get("/")
@needs(can_read_audit)
def index(area: Area) -> str:
    """Who did what and when, a page at a time."""
    page = audit.page_of_area(area.id, page_number(flask.request.args.get("page")))
    names = queries.names_of({entry.person_id for entry in page.rows if entry.person_id})
    return flask.render_template(
        "accounts/audit/index.html", page=page, lines=audit_words.in_words(page.rows, names)
    )
