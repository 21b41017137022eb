"""What families see of the search: a large box, what was found, the list on their device."""

import flask
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import show_page
from portal.core.paging import page_number
from portal.local_offer.directory import kinds
from portal.local_offer.directory.queries import service_in, services_by_ids
from portal.local_offer.log import counting, trails
from portal.local_offer.search import saving
from portal.local_offer.search.asking import Asking
from portal.local_offer.search.distances import band
from portal.local_offer.search.finding import Found, find
from portal.local_offer.search.helping import asks_for_help

blueprint = flask.Blueprint("local_offer", __name__, url_prefix="/<area:area>/local-offer")
PAGE = 10


@blueprint.get("/")
@anyone
def search(area: Area) -> str | Response:
    """The box, and what was found for what was typed into it."""
    asking = Asking.from_args(area, flask.request.args)
    if asking.place_typed or asking.sent:
        # a postcode leaves the address at once; only a rough spot stays (rules.md, personal data)
        return flask.redirect(asking.address(c=_counted(area, asking)), 303)
    if not asking.words:
        return show_page(
            "local_offer/search.html", asking=asking, kinds=kinds.help_kinds(), mark=_mark(area, asking)
        )
    found = find(area, asking.words, asking.wanted, as_typed=asking.as_typed)
    return show_page("local_offer/results.html", **_results(area, asking, found))


def _counted(area: Area, asking: Asking) -> str:
    """Count a search that was sent with the box; the mark of its cluster, "" when it is not counted."""
    if not asking.words or not asking.sent:
        return ""
    found = find(area, asking.words, asking.wanted, as_typed=asking.as_typed)
    return counting.count(area, asking.words, found, asking.sent)


def _mark(area: Area, asking: Asking) -> str:
    """What the box on this page sends along: which search comes before, if any."""
    today = clock.today()
    known = trails.cluster_of(area.slug, asking.trail, today)
    return asking.trail if known else trails.mark_of(area.slug, trails.NONE, today)


@blueprint.get("/open/<int:service_id>/")
@anyone
def open_result(area: Area, service_id: int) -> Response:
    """Lead to a result; that it was opened is counted."""
    if service_in(area, service_id) is None:
        flask.abort(404)
    args = flask.request.args
    counting.count_click(area, service_id, args.get("n", ""), args.get("c", ""))
    return flask.redirect(flask.url_for("directory.show", service_id=service_id), 303)


def _results(area: Area, asking: Asking, found: Found) -> dict[str, object]:
    """What the page of results shows."""
    last = max(1, -(-len(found.answers) // PAGE))
    number = min(page_number(flask.request.args.get("page")), last)
    shown = found.answers[(number - 1) * PAGE : number * PAGE] or found.close
    services = services_by_ids(area, shown)
    return {
        "asking": asking,
        "mark": _mark(area, asking),
        "found": found,
        "services": [services[one] for one in shown if one in services],
        "number": number,
        "last": last,
        "first": (number - 1) * PAGE + 1,
        "bands": {one: band(miles) for one, miles in found.miles.items()},
        "needs": kinds.needs(),
        "today": clock.today(),
        "help_first": asks_for_help(asking.words, found.understood),
        "saved": saving.saved_here(area),
    }


@blueprint.get("/saved/")
@anyone
def saved(area: Area) -> str:
    """The list that this device keeps; it prints well."""
    numbers = saving.saved_here(area)
    services = services_by_ids(area, numbers)
    return show_page(
        "local_offer/saved.html",
        services=[services[one] for one in numbers if one in services],
        gone=len(numbers) - len(services),
        needs=kinds.needs(),
        today=clock.today(),
    )


@blueprint.post("/saved/")
@anyone
def save(area: Area) -> Response:
    """Put a service on this device's list, or take it off; back to the same results."""
    form: MultiDict[str, str] = flask.request.form
    saving.change(area, keep=form.get("keep"), drop=form.get("drop"))
    if form.get("back") == "list":
        return flask.redirect(flask.url_for("local_offer.saved"), 303)
    asking = Asking.from_query(area, form.get("back", ""))
    return flask.redirect(asking.address(page=asking.page), 303)
