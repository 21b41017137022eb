"""Every write of an area's own pictures: add, change (also its file), end."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import slug_of
from portal.core.text import clean_words
from portal.core.versions import check_seen
from portal.pictures.decoding import MadePicture
from portal.pictures.models import (
    LONGEST_ALTERNATIVE,
    LONGEST_CREDIT,
    LONGEST_NAME,
    OwnPicture,
    PictureFile,
)
from portal.pictures.queries import file_with


def add_picture(
    *, area: Area, name: str, alternative: str, credit: str, made: MadePicture, by: int, at: datetime
) -> OwnPicture:
    """A new picture; refuses (fields) a name that is taken or cannot stand on pages, and empty words."""
    picture = OwnPicture(
        area_id=area.id,
        slug=_slug_of(name),
        name=clean_words(name, limit=LONGEST_NAME),
        alternative=_alternative(alternative),
        credit=_credit(credit),
        file=_keep(area.id, made),
    )
    try:
        with db.session.begin_nested():
            db.session.add(picture)
    except IntegrityError as double:
        raise RuleBroken("There is a picture with this name already.", "name", status=422) from double
    _record("added picture", picture, by, at)
    return picture


def change_picture(
    *,
    picture: OwnPicture,
    alternative: str,
    credit: str,
    made: MadePicture | None,
    seen_version: int,
    by: int,
    at: datetime,
) -> None:
    """New words, and a new file where there is one (`made`); pages that name the picture show it then.

    Refuses empty words (fields), an ended picture, and one that somebody changed since the page was
    made (`seen_version`). Two who save in the same moment meet the version column.
    """
    _still_open(picture)
    check_seen(picture, seen_version)
    picture.alternative, picture.credit = _alternative(alternative), _credit(credit)
    if made is not None:
        picture.file = _keep(picture.area_id, made)
    _record("changed picture" if made is None else "replaced picture", picture, by, at)


def end_picture(*, picture: OwnPicture, by: int, at: datetime) -> None:
    """It stays where it stands and cannot be chosen anew; refuses one that has ended."""
    _still_open(picture)
    picture.ended_at = at
    _record("ended picture", picture, by, at)


def _alternative(words: str) -> str:
    clean = clean_words(words, limit=LONGEST_ALTERNATIVE)
    if not clean:
        raise RuleBroken("Write what the picture shows.", "alternative", status=422)
    return clean


def _credit(words: str) -> str:
    clean = clean_words(words, limit=LONGEST_CREDIT)
    if not clean:
        raise RuleBroken("Write whose picture it is.", "credit", status=422)
    return clean


def _still_open(picture: OwnPicture) -> None:
    if picture.ended_at is not None:
        raise RuleBroken("This picture has ended.")


def _slug_of(name: str) -> str:
    """The name in small letters, joined by hyphens: "our-library"."""
    slug = slug_of(name, "")
    if not slug:
        raise RuleBroken("Write a name with letters from a to z.", "name", status=422)
    return slug


def _keep(area_id: int, made: MadePicture) -> PictureFile:
    """The file with this content; the same content is kept once, also when two bring it at once."""
    known = file_with(area_id, made.content_hash)
    if known is not None:
        return known
    file = PictureFile(
        area_id=area_id,
        content_hash=made.content_hash,
        width=made.width,
        height=made.height,
        content=made.content,
    )
    try:
        with db.session.begin_nested():
            db.session.add(file)
    except IntegrityError:
        meanwhile = file_with(area_id, made.content_hash)
        if meanwhile is None:
            raise
        return meanwhile
    return file


def _record(act: str, picture: OwnPicture, by: int, at: datetime) -> None:
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=picture.area_id,
        at=at,
        subject=("picture", picture.id),
        name=picture.name,
        file=picture.file.content_hash[:12],
    )
