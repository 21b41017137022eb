"""What everyone sees of releases: the list of results, the page of one, and its file."""

from datetime import timedelta

import flask
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core.access import anyone
from portal.core.easy_read import show_page
from portal.releases import figures, queries
from portal.releases.kinds import Quote
from portal.releases.models import Release
from portal.releases.quoting import quotes_now
from portal.releases.reading import changes, comparable, most_common, read_release, side_by_side

blueprint = flask.Blueprint("releases", __name__)
CHANGES_SHOWN = 8
A_DAY = int(timedelta(days=1).total_seconds())


@blueprint.get("/<area:area>/results/")
@anyone
def index(area: Area) -> str:
    """Every published release, the latest round first."""
    return show_page("releases/index.html", releases=queries.published_in(area))


@blueprint.get("/<area:area>/results/<slug:occasion>/")
@anyone
def together(area: Area, occasion: str) -> str:
    """All that was released of one round: the same questions, group beside group."""
    pairs = [(one, figures.read(one.file)) for one in queries.published_of_round(area, occasion)]
    # only what was asked of people in groups: a vote has no audiences to lay side by side
    pairs = [(one, read) for one, read in pairs if read.has_audiences]
    if not pairs:
        flask.abort(404)
    found, published = [one for one, _read in pairs], [read for _one, read in pairs]
    return flask.render_template(
        "releases/together.html",
        releases=found,
        content=published[0].content,
        round_title=found[0].round_title,
        reading=side_by_side(published),
        settings=published[0].settings,
        rule=published[0].content["rule"],
        most_common=most_common,
    )


@blueprint.get("/<area:area>/results/<slug:thing>/<slug:occasion>/")
@anyone
def show(area: Area, thing: str, occasion: str) -> str:
    """One release: words first, then figures, then how they were counted."""
    release = queries.published_at_address(area, thing, occasion) or flask.abort(404)
    published = figures.read(release.file)
    before = figures.read(release.previous.file) if release.previous else None
    return show_page(
        "releases/show.html",
        release=release,
        content=published.content,
        reading=read_release(published),
        settings=published.settings,
        quotes=quotes_of(area, release),
        changes=changes(published, before)[:CHANGES_SHOWN] if before else [],
        together=published.has_audiences
        and len(queries.published_of_round(area, occasion, release.kind)) > 1,
        comparable=before is not None and comparable(published, before),
        most_common=most_common,
    )


@blueprint.get("/api/v1/<area:area>/releases/")
@anyone
def listed(area: Area) -> Response:
    """The published releases as JSON: where each file is, and its checksum."""
    return flask.jsonify({"releases": [_entry(one) for one in queries.published_in(area)]})


@blueprint.get("/api/v1/<area:area>/releases/<slug:thing>/<slug:occasion>/")
@anyone
def file(area: Area, thing: str, occasion: str) -> Response:
    """The file of a release, byte for byte; asked again with its ETag it is "not modified"."""
    release = queries.published_at_address(area, thing, occasion) or flask.abort(404)
    answered = flask.Response(release.file, mimetype="application/json")
    # weak: the same figures also go out compressed
    answered.set_etag(release.sha256, weak=True)
    answered.last_modified = release.published_at
    answered.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    return answered.make_conditional(flask.request)


def quotes_of(area: Area, release: Release) -> list[Quote]:
    """The quotes of a release that may be shown at this moment, in the order they were chosen."""
    ids = [one.item_id for one in release.quotes if one.approved_by is not None]
    found = quotes_now(area, release, ids)
    return [found[number] for number in ids if number in found]


def _entry(release: Release) -> dict[str, object]:
    thing, occasion = release.thing, release.occasion
    return {
        "kind": release.kind,
        "thing": thing,
        "occasion": occasion,
        "title": release.title,
        "round": release.round_title,
        "published_at": release.published_at.isoformat() if release.published_at else None,
        "sha256": release.sha256,
        "page": flask.url_for("releases.show", thing=thing, occasion=occasion),
        "file": flask.url_for("releases.file", thing=thing, occasion=occasion),
    }
