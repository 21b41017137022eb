"""A reader presses "same for me" beside a comment, or takes it back."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.errors import RuleBroken
from portal.core.limits import limits
from portal.core.paging import page_number
from portal.topics import asking_views, device, queries
from portal.topics.same_actions import say_no_more, say_same

blueprint = asking_views.blueprint
# one address may be a hall full of families
PRESSED_HERE = "200 per hour"


@blueprint.post("/<slug:slug>/same/<int:shown_id>/")
@anyone
def same(area: Area, slug: str, shown_id: int) -> Answered:
    """Same for me, once from a browser, or no longer; no number is shown before the topic's release."""
    comment = queries.published_comment(area, shown_id) or flask.abort(404)
    if comment.topic.slug != slug:
        flask.abort(404)
    limits().spend("same for me", PRESSED_HERE, address=flask.request.remote_addr)
    act = say_no_more if "back" in flask.request.form else say_same
    try:
        act(area=area, comment=comment, browser=device.own_word() or flask.abort(400), at=clock.now())
        flask.flash(_("Taken back.") if act is say_no_more else _("Thank you. We count it."), "done")
    except RuleBroken as broken:
        flask.flash(broken.message)
    page = page_number(flask.request.form.get("page"))
    back = flask.url_for(
        ".show", slug=slug, page=page if page > 1 else None, _anchor=f"comment-{comment.id}"
    )
    return flask.redirect(back, 303)
