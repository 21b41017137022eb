"""What families see of comments on the Local Offer: what others said, the box, thanks, yearly reports."""

import flask
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone
from portal.core.easy_read import is_wanted, show_page
from portal.core.errors import RuleBroken
from portal.core.leaving import clear_device
from portal.core.limits import limits
from portal.core.paging import page_number
from portal.core.vocabulary import Audience, Mode
from portal.languages import choosing
from portal.local_offer.comments import actions, device, queries
from portal.local_offer.comments.forms import CommentForm
from portal.local_offer.comments.models import CommentKind, Helper
from portal.local_offer.comments.naming import KINDS, SPOKEN, bodies
from portal.local_offer.comments.report import by_answer, report_of
from portal.local_offer.comments.words import masked_words, public_words
from portal.local_offer.directory.models import Service
from portal.local_offer.directory.queries import service_in
from portal.receipts.actions import give_receipt, new_code
from portal.receipts.device import close_receipt, open_receipt
from portal.safeguarding.actions import Sender
from portal.safeguarding.calling import offer_call

blueprint = flask.Blueprint("comments", __name__, url_prefix="/<area:area>/local-offer/comments")
Page = str | Answered | tuple[str, int]
# one address may be a hall full of families
SENT_HERE = "60 per hour"
blueprint.add_app_template_filter(public_words, "public_words")
blueprint.add_app_template_filter(masked_words, "masked_words")


@blueprint.get("/")
@anyone
def index(area: Area) -> str:
    """What people said about the Local Offer, and what the partnership answers."""
    page = queries.page_of_public(area, page_number(flask.request.args.get("page")))
    return show_page(
        "comments/index.html",
        page=page,
        answered=by_answer(page.rows),
        kinds=KINDS,
        spoken=SPOKEN,
        reports=queries.reports_of(area),
        year_from=actions.year_from,
    )


@blueprint.route("/new/", methods=["GET", "POST"])
@anyone
def new(area: Area) -> Page:
    """Say something about the Local Offer, or about the service that the address names."""
    form, service = CommentForm(), _service(area)
    if not form.is_submitted():
        # a link may choose the kind, as the page does that found nothing
        asked = flask.request.args.get("kind", "")
        form.kind.data = asked if asked in {str(kind) for kind in KINDS} else None
    elif form.validate():
        try:
            return _send(area, form, service)
        except RuleBroken as broken:
            form.show(broken)
    page = show_page("comments/new.html", form=form, service=service)
    return (page, 422) if form.is_submitted() else page


def _service(area: Area) -> Service | None:
    asked = flask.request.args.get("service", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0
    found = service_in(area, number) if number else None
    return found if found is not None and found.is_shown else None


def _send(area: Area, form: CommentForm, service: Service | None) -> Answered:
    limits().spend("local offer comment", SENT_HERE, address=flask.request.remote_addr)
    at, code = clock.now(), new_code()
    sent = actions.Sent(
        kind=CommentKind(form.kind.data),
        words=form.words.data or "",
        audience=Audience(form.audience.data),
        helper=Helper(form.helper.data) if form.helper.data else None,
        service=service,
        mode=Mode.EASY if is_wanted() else Mode.STANDARD,
        language=choosing.shown().code,
    )
    comment = actions.send_comment(area=area, sent=sent, at=at)
    kind = actions.RECEIPT_KIND
    receipt = give_receipt(area=area, kind=kind, subject_id=comment.id, words=code, at=at)
    device.keep(area, comment.id, code)
    if receipt:
        open_receipt(area, receipt.id)
    return flask.redirect(flask.url_for(".done"), 303)


@blueprint.get("/done/")
@anyone
def done(area: Area) -> Page:
    """Thanks, the code, what happens now, the offer of a call that everybody gets, the ways to leave."""
    held = device.held(area)
    comment = queries.own_comment(area, held) if held else None
    if comment is None:
        return flask.redirect(flask.url_for(".index"), 303)
    return flask.render_template(
        "comments/done.html", comment=comment, code=device.code(), easy=is_wanted()
    )


@blueprint.route("/call-back/", methods=["GET", "POST"])
@anyone
def call_back(area: Area) -> Page:
    """Everybody is offered a call, in the same words; the number goes to the lead only."""
    held = device.held(area)
    if held is None or queries.own_comment(area, held) is None:
        return flask.redirect(flask.url_for(".index"), 303)
    sender = Sender(actions.SOURCE_KIND, held)
    return offer_call(area, sender, back=flask.url_for(".done"), easy=is_wanted())


@blueprint.post("/another/")
@anyone
def another(area: Area) -> Answered:
    """Someone else writes here: let go of the comment and its code."""
    device.forget()
    close_receipt()
    return flask.redirect(flask.url_for(".new"), 303)


@blueprint.post("/clear/")
@anyone
def clear(area: Area) -> Answered:
    """Finish and clear this device: nothing of the comment stays on it."""
    return clear_device(flask.url_for(".index"))


@blueprint.get("/reports/<int:report_id>/")
@anyone
def report(area: Area, report_id: int) -> str:
    """A yearly report."""
    found = queries.report_in(area, report_id) or flask.abort(404)
    return flask.render_template(
        "comments/report.html",
        report=report_of(area, found.begins, found.figures),
        kinds=KINDS,
        spoken=SPOKEN,
        bodies=bodies(),
    )
