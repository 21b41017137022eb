"""Pages of an area admin: what moderators did not show, breaking the glass, and reading for an hour."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import person_by_id
from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.access import Person, logged_read, needs, person
from portal.core.errors import RuleBroken
from portal.core.paging import page_number
from portal.feedback.reading import pieces_of
from portal.topics import glass_queries, queries, staff_views
from portal.topics.asking_forms import GlassForm
from portal.topics.glass_actions import break_glass
from portal.topics.models import TopicComment
from portal.topics.permissions import can_break_glass

blueprint = staff_views.blueprint
Page = str | Response | tuple[str, int]


@blueprint.get("/<int:topic_id>/not-shown/")
@needs(can_break_glass)
def not_shown(area: Area, topic_id: int) -> Page:
    """The comments of a topic that moderators do not show: when and why, never the words."""
    topic = queries.topic_in(area, topic_id) or flask.abort(404)
    page = glass_queries.refused_of(area, topic, page_number(flask.request.args.get("page")))
    return flask.render_template("topics/staff/not_shown.html", topic=topic, page=page)


@blueprint.route("/not-shown/<int:refused_id>/", methods=["GET", "POST"])
@needs(can_break_glass)
def glass(area: Area, refused_id: int) -> Page:
    """Say why these words must be read; then they can be, and the moderators are told."""
    comment = glass_queries.refused_comment(area, refused_id) or flask.abort(404)
    form = GlassForm()
    if form.is_submitted():
        try:
            return _break(area, comment, form)
        except RuleBroken as broken:
            if broken.field is None:
                raise
            form.show(broken)
    page = flask.render_template("topics/staff/glass.html", comment=comment, form=form)
    return (page, 422) if form.is_submitted() else page


def _break(area: Area, comment: TopicComment, form: GlassForm) -> Response:
    me = person_by_id(person().id)
    broken = break_glass(
        area=area,
        comment=comment,
        reason=form.reason.data or "",
        by=person().id,
        name=me.name if me else "",
        at=clock.now(),
    )
    flask.flash(_("The moderators are told, with your reason."), "done")
    return flask.redirect(flask.url_for(".behind", glass_id=broken.id), 303)


def _log(*, what: str, by: Person, area: Area, glass_id: int) -> None:
    glass = glass_queries.open_glass(area, glass_id, by.id, clock.now()) or flask.abort(404)
    subject = ("topic comment", glass.comment_id)
    audit.record(act=what, by=by.id, area=area.id, at=clock.now(), subject=subject)


@blueprint.get("/behind-glass/<int:glass_id>/")
@logged_read(can_break_glass, "read words behind the glass", _log)
def behind(area: Area, glass_id: int) -> Page:
    """The words, for the one who broke the glass, for an hour; each look is kept."""
    glass = glass_queries.open_glass(area, glass_id, person().id, clock.now()) or flask.abort(404)
    item = glass.comment.item
    return flask.render_template(
        "topics/staff/behind.html", glass=glass, pieces=pieces_of(item) if item else [], item=item
    )
