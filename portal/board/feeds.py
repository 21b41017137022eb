"""The board for machines: an Atom feed, JSON, a block to embed, a picture to share; none sets a cookie."""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

import flask
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.board.models import Entry
from portal.board.queries import latest_changed, published_entry
from portal.board.share_picture import share_picture
from portal.board.words import standing
from portal.core import clock
from portal.core.access import anyone
from portal.core.deployment import site_url

blueprint = flask.Blueprint("board_feeds", __name__)
MOST = 50
IN_A_BLOCK = 5
FRAMED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "frame-ancestors *"
)


@blueprint.get("/<area:area>/you-said-we-did/feed.atom")
@anyone
def atom(area: Area) -> Response:
    """The newest updates as an Atom feed (RFC 4287)."""
    entries = latest_changed(area, MOST)
    page = flask.render_template(
        "board/feed.atom",
        area=area,
        entries=entries,
        site=site_url(),
        updated=_newest(entries),
        moment=_moment,
    )
    return _answer(page, "application/atom+xml")


@blueprint.get("/api/v1/<area:area>/promises/")
@anyone
def promises(area: Area) -> Response:
    """The newest promises as JSON, open to every website: published words only, no count of people."""
    today = clock.today()
    rows = [_row(area, entry, standing(entry, today).words) for entry in latest_changed(area, MOST)]
    answer = _answer(flask.json.dumps({"area": area.slug, "promises": rows}), "application/json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _row(area: Area, entry: Entry, stands: str) -> dict[str, Any]:
    signed = entry.signing
    return {
        "title": entry.title,
        "address": f"{site_url()}/{area.slug}/you-said-we-did/{entry.slug}/",
        "theme": entry.theme.slug,
        "asked": entry.asked,
        "said": entry.said,
        "did": entry.done,
        "why_not": entry.why_not,
        "state": entry.state,
        "stands": stands,
        "due_on": entry.due_on.isoformat() if entry.due_on else None,
        "responsible": entry.body,
        "forum_says": signed.verdict if signed else None,
        "forum_words": signed.words if signed else None,
        "updates": [
            {"dated": one.dated.isoformat(), "state": one.state, "words": one.words}
            for one in entry.updates
        ],
    }


@blueprint.get("/<area:area>/you-said-we-did/block/")
@anyone
def block(area: Area) -> Response:
    """A few promises for a frame on another website."""
    page = flask.render_template(
        "board/block.html",
        area=area,
        entries=latest_changed(area, IN_A_BLOCK),
        today=clock.today(),
        site=site_url(),
    )
    answer = _answer(page, "text/html")
    # any website may frame this one page; there is no button on it that another page could steal a press of
    answer.headers["Content-Security-Policy"] = FRAMED
    answer.headers["X-Frame-Options"] = "ALLOWALL"
    return answer


@blueprint.get("/<area:area>/you-said-we-did/<slug:promise>/picture.png")
@anyone
def picture(area: Area, promise: str) -> Response:
    """One promise as a picture, for previews of its link."""
    entry = published_entry(area, promise) or flask.abort(404)
    answer = _answer(share_picture(area, entry, clock.today()), "image/png")
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _newest(entries: list[Entry]) -> str:
    dates = [entry.updates[-1].dated for entry in entries if entry.updates]
    return _moment(max(dates)) if dates else _moment(clock.today())


def _moment(day: date) -> str:
    return datetime.combine(day, time(), tzinfo=UTC).isoformat()


def _answer(body: str | bytes, kind: str) -> Response:
    content = body.encode() if isinstance(body, str) else body
    answer = flask.Response(content, mimetype=kind)
    answer.set_etag(sha256(content).hexdigest()[:32])
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer.make_conditional(flask.request)
