"""The ways to leave a survey: a call back, another child, a device that forgets."""

import flask
from werkzeug.wrappers import Response as Answered

from portal.areas.models import Area
from portal.core.access import anyone
from portal.core.leaving import clear_device
from portal.core.vocabulary import Mode
from portal.receipts.device import close_receipt
from portal.safeguarding.actions import Sender
from portal.safeguarding.calling import offer_call
from portal.surveys.responses import device
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.queries import response_of

blueprint = flask.Blueprint("leaving", __name__, url_prefix="/<area:area>/surveys/<slug:slug>")


@blueprint.route("/call-back/", methods=["GET", "POST"])
@anyone
def call_back(area: Area, slug: str) -> str | Answered | tuple[str, int]:
    """Everybody is offered a call, in the same words; the number goes to the lead only."""
    held = device.held(area, slug)
    response = response_of(area, held) if held else None
    if response is None:
        return flask.redirect(flask.url_for("surveys.start", slug=slug), 303)
    sender = Sender(SOURCE_KIND, response.id)
    done = flask.url_for("responses.done", slug=slug)
    return offer_call(area, sender, back=done, easy=response.mode == Mode.EASY)


@blueprint.post("/another/")
@anyone
def another(area: Area, slug: str) -> Answered:
    """Answer for another child: let go of this response and begin anew."""
    held = device.held(area, slug)
    response = response_of(area, held) if held else None
    device.forget(area, slug)
    close_receipt()
    if response is not None and response.wave.is_trial:
        return flask.redirect(flask.url_for("staff_trial.show", survey_id=response.wave.survey_id), 303)
    return flask.redirect(flask.url_for("surveys.start", slug=slug), 303)


@blueprint.post("/clear/")
@anyone
def clear(area: Area, slug: str) -> Answered:
    """Finish and clear this device: nothing of the answers stays on it."""
    return clear_device(flask.url_for("leaving.cleared", slug=slug))


@blueprint.get("/cleared/")
@anyone
def cleared(area: Area, slug: str) -> str:
    """This device is clear."""
    return flask.render_template("responses/cleared.html", slug=slug)
