"""What a provider sees by a signed link: the entry, to confirm or correct; no account."""

import flask
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.errors import RuleBroken
from portal.local_offer.providers import actions, links, queries
from portal.local_offer.providers.forms import EntryForm
from portal.local_offer.providers.models import ProviderLink

blueprint = flask.Blueprint("providers", __name__, url_prefix="/<area:area>/local-offer/entry")
Page = str | Response | tuple[str, int]


@blueprint.route("/<slug:entry_link>/", methods=["GET", "POST"])
@anyone
def entry(area: Area, entry_link: str) -> Page:
    """The entry as a form; sent, what differs waits for an officer."""
    link = _link(area, entry_link)
    if not _is_open(link):
        return flask.render_template("providers/closed.html"), 410
    form = EntryForm()
    form.offer_localities([(one.slug, one.name) for one in area.localities])
    if not form.is_submitted():
        form.start(link.service)
    elif form.validate():
        try:
            actions.correct(link=link, values=form.corrections(link.service), at=clock.now())
            return _thanks(entry_link)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template("providers/entry.html", form=form, link=link, signed=entry_link)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/<slug:entry_link>/right/")
@anyone
def right(area: Area, entry_link: str) -> Page:
    """All of it is right."""
    actions.confirm(link=_link(area, entry_link), at=clock.now())
    return _thanks(entry_link)


@blueprint.get("/<slug:entry_link>/thanks/")
@anyone
def thanks(area: Area, entry_link: str) -> Page:
    """What happens now."""
    return flask.render_template("providers/thanks.html", link=_link(area, entry_link), signed=entry_link)


def _thanks(entry_link: str) -> Response:
    return flask.redirect(flask.url_for(".thanks", entry_link=entry_link), 303)


def _link(area: Area, signed: str) -> ProviderLink:
    number = links.number_of(area.slug, signed)
    return (queries.link_in(area, number) if number is not None else None) or flask.abort(404)


def _is_open(link: ProviderLink) -> bool:
    return link.is_open(clock.today()) and link.service.is_shown
