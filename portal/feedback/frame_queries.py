"""Every read of an area's frame: its sub-themes, its versions, and where an ended sub-theme went."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.areas.models import Area
from portal.core.db import db
from portal.feedback.frame_models import FrameVersion, SubTheme


@dataclass(frozen=True)
class Frame:
    """An area's sub-themes, the ended ones too, by theme and name; `number` is the version."""

    number: int
    all: list[SubTheme]

    @property
    def standing(self) -> list[SubTheme]:
        """The ones that may be put on words now."""
        return [one for one in self.all if one.ended is None]

    def under(self, theme_id: int) -> list[SubTheme]:
        """The standing ones of a theme."""
        return [one for one in self.standing if one.theme_id == theme_id]

    def named(self, slug: str) -> SubTheme | None:
        """One by its slug, ended or not."""
        return next((one for one in self.all if one.slug == slug), None)

    def now(self, one: SubTheme) -> SubTheme | None:
        """What a sub-theme is read as today: itself, or what it was merged into; None after a split."""
        by_id = {other.id: other for other in self.all}
        while one.ended is not None:
            if one.merged_into_id is None:
                return None
            one = by_id[one.merged_into_id]
        return one

    def parts(self, one: SubTheme) -> list[SubTheme]:
        """What a sub-theme was split into."""
        return [other for other in self.all if other.split_from_id == one.id]


def frame_of(area: Area) -> Frame:
    """The frame of an area: two queries."""
    rows = select(SubTheme).where(SubTheme.area_id == area.id).options(joinedload(SubTheme.theme))
    found = list(db.session.scalars(rows.order_by(SubTheme.theme_id, SubTheme.name, SubTheme.id)))
    return Frame(version_number(area.id), found)


def version_number(area_id: int) -> int:
    """The version of the frame in use; 0: the common themes alone."""
    newest = select(func.max(FrameVersion.number)).where(FrameVersion.area_id == area_id)
    return db.session.scalar(newest) or 0


def versions_of(area: Area) -> list[FrameVersion]:
    """The versions of an area's frame, the newest first."""
    rows = select(FrameVersion).where(FrameVersion.area_id == area.id)
    return list(db.session.scalars(rows.order_by(FrameVersion.number.desc())))
