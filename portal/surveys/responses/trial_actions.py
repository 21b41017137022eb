"""Trying a draft out through the pages that families meet: begun by staff, counted never, wiped."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Channel, Mode
from portal.surveys.models import SurveyVersion, Wave
from portal.surveys.queries import held_version, trial_of, worded
from portal.surveys.responses.actions import new_response, take_back
from portal.surveys.responses.models import Response
from portal.surveys.responses.queries import held_responses

ALWAYS = datetime(9000, 1, 1, tzinfo=UTC)
A_DAY = timedelta(days=1)


def begin_trial(*, area: Area, version: SurveyVersion, mode: Mode, language: str, at: datetime) -> Response:
    """Begin to try a draft out; refuses a published version, and (field) a way that asks nothing yet."""
    held = held_version(version.id)
    if held is None or held.published_at is not None:
        raise RuleBroken("This version is published. Answer it as families do.")
    if not held.has_mode(mode) or not worded(held, mode, language):
        raise RuleBroken("This way to answer has no question yet.", field="mode", status=422)
    wave = trial_of(held) or _new_trial(held, at)
    return new_response(area=area, wave=wave, mode=mode, channel=Channel.WEB, language=language, at=at)


def _new_trial(version: SurveyVersion, at: datetime) -> Wave:
    wave = Wave(
        survey_id=version.survey_id,
        version_id=version.id,
        # no address of a round can have a dot: an editor's word never meets it
        slug=f"trial.{version.number}",
        title="Trial",
        opens_at=at - A_DAY,
        closes_at=ALWAYS,
        is_trial=True,
    )
    try:
        with db.session.begin_nested():
            db.session.add(wave)
    except IntegrityError as double:
        raise RuleBroken("Somebody else began at the same moment. Try again.") from double
    return wave


def wipe_trial(version: SurveyVersion) -> int:
    """Every test answer of a draft goes, with its words and its place on receipts; returns how many."""
    wave = trial_of(version)
    if wave is None:
        return 0
    responses = held_responses(wave)
    for response in responses:
        # an answer may have come while this waited for the row
        db.session.expire(response, ["answers"])
        take_back(response=response)
    db.session.delete(wave)
    db.session.flush()
    return len(responses)


def wipe_by_hand(*, version: SurveyVersion, by: int, at: datetime) -> int:
    """The same when somebody presses the button; returns how many went."""
    gone, area_id = wipe_trial(version), version.survey.area_id
    subject = ("survey version", version.id)
    audit.record(act="wiped test answers", by=by, area=area_id, at=at, subject=subject, count=gone)
    return gone
