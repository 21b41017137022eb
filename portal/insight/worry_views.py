"""The button "I am worried about this": any member of staff puts words before the safeguarding lead."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.landing import own_path
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.feedback.models import FeedbackItem
from portal.feedback.queries import any_item
from portal.insight.forms import WorryForm
from portal.insight.permissions import can_see_work
from portal.receipts.reach import sender_of
from portal.safeguarding.actions import raise_by_staff

blueprint = flask.Blueprint("staff_worry", __name__, url_prefix="/<area:area>/staff/worry")
Answer = str | Response | tuple[str, int]


@blueprint.get("/<int:item_id>/")
@needs(can_see_work)
def show(area: Area, item_id: int) -> Answer:
    """What happens when words are passed on; the words are not here: everybody on the staff may come."""
    item = any_item(area, item_id) or flask.abort(404)
    return _page(item, WorryForm(formdata=None))


@blueprint.post("/<int:item_id>/")
@needs(can_see_work)
def tell(area: Area, item_id: int) -> Answer:
    """Lock the words and tell the lead; a second colleague is thanked like the first."""
    item = any_item(area, item_id) or flask.abort(404)
    form = WorryForm(formdata=flask.request.form)
    if not form.validate():
        return _page(item, form), 422
    try:
        raise_by_staff(
            area=area,
            words=item.words,
            subject_id=item.id,
            sender=sender_of(item),
            why=form.why.data or "",
            now=bool(form.now.data),
            by=person().id,
            at=clock.now(),
        )
    except RuleBroken as broken:
        form.show(broken)
        return _page(item, form), 422
    flask.flash(
        _("Thank you. The safeguarding lead has it now. You do not see these words any more."), "done"
    )
    return flask.redirect(_back(form) or flask.url_for("staff_home.show"), 303)


def _back(form: WorryForm) -> str | None:
    """The list that the button stood on; the page of the words themselves is not there any more."""
    return own_path(form.back.data or "")


def _page(item: FeedbackItem, form: WorryForm) -> str:
    form.back.data = form.back.data or flask.request.args.get("back", "")
    back = _back(form) or flask.url_for("staff_home.show")
    return flask.render_template("insight/worry/show.html", item=item, form=form, back_url=back)
