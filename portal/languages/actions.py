"""Every write of translations: a named speaker signs one, and takes the signature back."""

from dataclasses import replace
from datetime import datetime

from portal.areas.actions import change_settings
from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.languages.catalogues import fingerprints_of, languages
from portal.languages.models import TranslationSign
from portal.languages.queries import sign_in_force

LONGEST_NAME = 100


def sign_translation(*, area: Area, language: str, speaker: str, by: int, at: datetime) -> TranslationSign:
    """Show a language to families, in exactly the words that stand today, under a speaker's name.

    Refuses a language without a catalogue and a name that is no name. Signing again takes the place
    of the signature before.
    """
    name = " ".join(speaker.split())
    if language not in languages():
        raise RuleBroken("There is no translation into this language yet.")
    if len(name) < 3 or len(name) > LONGEST_NAME:
        raise RuleBroken("Write the name of the speaker who read it.", "speaker", status=422)
    before = sign_in_force(area, language)
    if before is not None:
        before.withdrawn_at, before.withdrawn_by = at, by
    sign = TranslationSign(
        area_id=area.id,
        language=language,
        speaker=name,
        words=sorted(fingerprints_of(language)),
        signed_at=at,
        signed_by=by,
    )
    db.session.add(sign)
    db.session.flush()
    _show(area, {**area.settings.languages, language: sign.id}, by, at)
    _record("signed translation", sign, by, at)
    return sign


def withdraw_sign(*, area: Area, language: str, by: int, at: datetime) -> None:
    """Take a language off families' pages; refuses one that is not on."""
    sign = sign_in_force(area, language)
    if sign is None:
        raise RuleBroken("This language is off already.")
    sign.withdrawn_at, sign.withdrawn_by = at, by
    _show(area, {code: n for code, n in area.settings.languages.items() if code != language}, by, at)
    _record("took back signature of translation", sign, by, at)


def _show(area: Area, shown: dict[str, int], by: int, at: datetime) -> None:
    change_settings(area=area, settings=replace(area.settings, languages=shown), by=by, at=at)


def _record(act: str, sign: TranslationSign, by: int, at: datetime) -> None:
    audit.record(
        act=act,
        by=by,
        area=sign.area_id,
        at=at,
        subject=("translation", sign.id),
        name=sign.language,
        speaker=sign.speaker,
    )
