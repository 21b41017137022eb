"""Every read of an area's own pictures."""

from sqlalchemy import select

from portal.areas.models import Area
from portal.core.db import db
from portal.pictures.models import OwnPicture, PictureFile


def pictures_of(area: Area) -> list[OwnPicture]:
    """Every picture of an area by name, the ended ones too: they may still stand on pages."""
    rows = select(OwnPicture).where(OwnPicture.area_id == area.id)
    return list(db.session.scalars(rows.order_by(OwnPicture.name, OwnPicture.id)))


def picture_in(area: Area, picture_id: int) -> OwnPicture | None:
    """A picture of this area, None when it has none with this number."""
    rows = select(OwnPicture).where(OwnPicture.id == picture_id, OwnPicture.area_id == area.id)
    return db.session.scalar(rows)


def file_with(area_id: int, content_hash: str) -> PictureFile | None:
    """The file of an area with this content, None when it has none."""
    same = (PictureFile.area_id == area_id, PictureFile.content_hash == content_hash)
    return db.session.scalar(select(PictureFile).where(*same))


def content_with(area: Area, content_hash: str) -> bytes | None:
    """The bytes of a file, None when the area has none with this content."""
    same = (PictureFile.area_id == area.id, PictureFile.content_hash == content_hash)
    return db.session.scalar(select(PictureFile.content).where(*same))
