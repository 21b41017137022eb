"""An area's own pictures: what each is called and shows, and the files, kept by what is in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Id, Model, Sentence, Short, Slug

# letters
LONGEST_NAME, LONGEST_ALTERNATIVE, LONGEST_CREDIT = 60, 200, 150


class PictureFile(Model):
    """A WebP file made by us. `content_hash`: SHA-256 of its bytes, in hexadecimal; sides in pixels.

    It is never changed and never deleted: a page that was kept somewhere may still ask for it.
    """

    __tablename__ = "picture_file"
    __table_args__ = (UniqueConstraint("area_id", "content_hash"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    content_hash: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    # read by the one view that sends it, never with a list
    content: Mapped[bytes] = mapped_column(deferred=True)


class OwnPicture(Model):
    """A picture that an area's pages may show. `slug` names it on pages and stays for ever.

    `alternative` says what it shows, `credit` whose it is. An ended one stays where it stands and can
    not be chosen anew. `version` meets two editors.
    """

    __tablename__ = "own_picture"
    __table_args__ = (UniqueConstraint("area_id", "slug"),)

    id: Mapped[Id]
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    slug: Mapped[Slug]
    name: Mapped[Short]
    alternative: Mapped[Sentence]
    credit: Mapped[Short]
    file_id: Mapped[int] = mapped_column(ForeignKey("picture_file.id"))
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    file: Mapped[PictureFile] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}
