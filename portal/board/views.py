"""What families read of the board: the promises, one promise, and whether it made a difference."""

from typing import Any

import flask
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.board import device, queries
from portal.board.answerable import address_of
from portal.board.answering import WORDS, evidence_of
from portal.board.difference_forms import DifferenceForm
from portal.board.models import Entry
from portal.board.queries import Show, Wanted
from portal.board.quotes import approved_words
from portal.board.releasing import difference_shown
from portal.board.words import did_heading, easy_state, show_name, standing, state_name, verdict_name
from portal.core import clock
from portal.core.access import anyone
from portal.core.deployment import site_url
from portal.core.easy_read import show_page
from portal.core.paging import page_number
from portal.core.qr import drawn_address
from portal.strategies.queries import priority_by_slug, theme_by_slug

blueprint = flask.Blueprint("board", __name__, url_prefix="/<area:area>/you-said-we-did")
Page = str | Response | tuple[str, int]
# what a chip keeps of the reader's choice
KEPT = frozenset({"theme", "priority", "body", "sort"})


@blueprint.record_once
def _words(state: BlueprintSetupState) -> None:
    """Macros of every template may say how a promise stands."""
    state.app.jinja_env.globals.update(
        promise_standing=standing,
        promise_heading=did_heading,
        promise_state=state_name,
        promise_easy_state=easy_state,
        promise_verdict=verdict_name,
        evidence_address=address_of,
        share_picture_of=_share_picture,
    )


def _share_picture(entry: Entry) -> str:
    """The whole address of the picture of a promise: previews are made on other machines."""
    return f"{site_url()}/{flask.g.area.slug}/you-said-we-did/{entry.slug}/picture.png"


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """Every promise, with chips for those done, under way, late and refused."""
    today = clock.today()
    chosen = _chosen(area)
    counts = queries.numbers(area, today)
    page = queries.page_of_published(area, chosen, page_number(flask.request.args.get("page")), today)
    return show_page(
        "board/index.html",
        page=page,
        chosen=chosen,
        numbers=counts,
        chips=[_chip(show, counts[show], chosen) for show in Show],
        themes=queries.themes_on_board(area),
        priorities=queries.priorities_on_board(area),
        bodies=queries.bodies_on_board(area),
        quotes=approved_words(area, page.rows),
        today=today,
    )


def _chosen(area: Area) -> Wanted:
    asked = flask.request.args
    theme = theme_by_slug(asked.get("theme", "")[:80])
    priority = priority_by_slug(area, asked.get("priority", "")[:80])
    shown = asked.get("show", "")
    return Wanted(
        show=Show(shown) if shown in set(Show) else Show.ALL,
        theme_id=theme.id if theme else None,
        priority_id=priority.id if priority else None,
        body=asked.get("body", "")[:200].replace("\x00", "") or None,
        most_said=asked.get("sort") == "evidence",
    )


def _chip(show: Show, number: int, chosen: Wanted) -> dict[str, object]:
    icons = {Show.DONE: "done", Show.UNDER_WAY: "going", Show.LATE: "late", Show.CANNOT: "cannot"}
    kept: dict[str, Any] = {name: value for name, value in flask.request.args.items() if name in KEPT}
    url = flask.url_for("board.index", show=None if show == Show.ALL else show.value, **kept)
    return {
        "url": url,
        "text": show_name(show, number),
        "icon": icons.get(show),
        "current": show == chosen.show,
    }


@blueprint.get("/<slug:promise>/")
@anyone
def show(area: Area, promise: str) -> str:
    """One promise: what was said, what came of it step by step, what it answers, what the forum says."""
    return promise_page(entry_or_404(area, promise), DifferenceForm.named())


@blueprint.get("/<slug:promise>/poster/")
@anyone
def poster(area: Area, promise: str) -> str:
    """One promise on one page of paper."""
    entry = entry_or_404(area, promise)
    return flask.render_template(
        "board/poster.html",
        entry=entry,
        today=clock.today(),
        address=f"{site_url()}/{area.slug}/you-said-we-did/{entry.slug}/",
        drawn_address=drawn_address,
    )


def promise_page(entry: Entry, form: DifferenceForm) -> str:
    """The page of one promise, with the question whether it made a difference."""
    evidence = evidence_of(entry)
    area = flask.g.area
    today = clock.today()
    return show_page(
        "board/show.html",
        entry=entry,
        evidence=[one for one in evidence if one.kind not in WORDS],
        comments={one.kind for one in evidence if one.kind in WORDS},
        ask_difference=form if entry.asks_difference(today) and not device.has_answered(entry.id) else None,
        difference=difference_shown(area, entry) if entry.asked_from else None,
        quotes=approved_words(area, [entry]).get(entry.id, []),
        today=today,
    )


def entry_or_404(area: Area, promise: str) -> Entry:
    """A promise that everyone may read."""
    return queries.published_entry(area, promise) or flask.abort(404)
