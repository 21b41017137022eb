"""Where a person goes after signing in: the page they wanted, if it is ours, else their first one."""

from urllib.parse import urlsplit

import flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.areas.models import Area
from portal.core.access import Person, rule_of

FIRST_PAGES = (
    "staff_home.show",
    "staff_feedback.index",
    "staff_safeguarding.index",
    "staff_people.index",
    "staff_settings.show",
)


def own_path(wanted: str) -> str | None:
    """The wanted address when it is a page of this portal, None for anything else.

    Refuses other hosts in all their disguises ("//host", "/\\host", "https:host"), and the pages
    of signing in, which would lead in a circle.
    """
    if not wanted.isprintable() or "\\" in wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return None
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or parts.path.startswith("/account/"):
        return None
    try:
        flask.current_app.url_map.bind("").match(parts.path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return wanted


def first_page(area: Area, who: Person) -> str | None:
    """The address of the first staff page that the person may open here, None when there is none."""
    for endpoint in FIRST_PAGES:
        if endpoint not in flask.current_app.view_functions:
            continue
        rule = rule_of(flask.current_app, endpoint)
        if rule is not None and rule.predicate is not None and rule.predicate(who, area):
            return flask.url_for(endpoint, area=area)
    return None
