"""Every write of the agreement: a new version, and one person's answer on how well it is kept."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.charter.models import After, CharterRating, CharterVersion, Worked
from portal.charter.quarters import quarter_of
from portal.core import audit, clock
from portal.core.db import db
from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken

CHANGED = "Somebody else has written a new version meanwhile. Look at it, then save."


def write_version(
    *,
    area: Area,
    words: str,
    easy_words: str,
    agreed_with: str,
    seen: int,
    by: int | None,
    at: datetime,
) -> CharterVersion:
    """The agreement reads like this from today on; the version before stays to be read.

    `seen` is the number of the version that the page showed, 0 for none. Refuses no words, and a page
    made before somebody else wrote the next version.
    """
    if not words:
        raise RuleBroken("Write what you agreed, one promise on each line.", field="words", status=422)
    version = CharterVersion(
        area_id=area.id,
        number=seen + 1,
        words=words,
        easy_words=easy_words,
        agreed_with=agreed_with,
        since=clock.local(at).date(),
        written_by=by,
    )
    try:
        with db.session.begin_nested():
            db.session.add(version)
    except IntegrityError as overtaken:
        raise RuleBroken(CHANGED, status=422) from overtaken
    audit.record(
        act="wrote agreement",
        by=by,
        area=area.id,
        at=at,
        subject=("agreement", version.id),
        version=seen + 1,
    )
    return version


def rate(*, area: Area, after: After, answer: Worked, at: datetime) -> CharterRating:
    """Somebody says how well we worked with them: kept with the quarter, without day or sender."""
    rating = CharterRating(
        area_id=area.id,
        quarter=quarter_of(clock.local(at).date()),
        after=after,
        answer=answer,
        record_key=new_record_key(),
    )
    db.session.add(rating)
    return rating
