"""Single-use links: how a card opens a wave on this device, and how its words are there at the end."""

from datetime import datetime

import flask

from portal.areas.models import Area
from portal.codes.forms import WordsForm
from portal.codes.guessing import find_code
from portal.codes.openings import Opening, Subject
from portal.core.vocabulary import Mode
from portal.surveys.models import Wave
from portal.surveys.queries import wave_in, waves_still_to_close
from portal.surveys.responses import device
from portal.surveys.responses.actions import PURPOSE
from portal.surveys.responses.sheet import Sheet


def _as_subject(wave: Wave) -> Subject:
    name = f"{wave.version.text('title', Mode.STANDARD)}, {wave.title}"
    return Subject(id=wave.id, name=name, closes_at=wave.closes_at)


def _subjects(area: Area, at: datetime) -> list[Subject]:
    return [_as_subject(wave) for wave in waves_still_to_close(area, at)]


def _subject(area: Area, wave_id: int) -> Subject | None:
    wave = wave_in(area, wave_id)
    return _as_subject(wave) if wave else None


def _enter(area: Area, wave_id: int, words: tuple[str, ...]) -> str:
    """Keep the card on this device and go to the survey's start, which says whether it is open."""
    wave = wave_in(area, wave_id)
    if wave is None:
        flask.abort(404)
    device.keep_card(area, wave.survey.slug, wave.id, words)
    return flask.url_for("surveys.start", area=area, slug=wave.survey.slug)


OPENING = Opening(purpose=PURPOSE, subjects=_subjects, subject=_subject, enter=_enter)


def words_form(sheet: Sheet) -> WordsForm | None:
    """The form that asks for the card: only where answers need one that this device does not hold.

    So after "Save and stop" on another device, and after another phone was quicker with this card.
    """
    return WordsForm() if sheet.response.by_card and _held(sheet) is None else None


def words_to_send(sheet: Sheet) -> tuple[str, ...] | None:
    """The words of the card: held here, else as typed; None where the answers need none.

    Refuses (RuleBroken, field "code") as `find_code` does.
    """
    if not sheet.response.by_card:
        return None
    typed = flask.request.form.get("code", "")
    return _held(sheet) or find_code(typed, address=flask.request.remote_addr)[1]


def _held(sheet: Sheet) -> tuple[str, ...] | None:
    wave = sheet.response.wave
    return device.card(sheet.area, wave.survey.slug, wave.id)
