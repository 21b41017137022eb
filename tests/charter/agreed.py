"""Make agreements for tests, through the action."""

from datetime import datetime

from portal.charter.actions import write_version
from portal.charter.queries import versions_of
from tests.planting import area_called


def planted_agreement(slug: str, at: datetime) -> dict[str, str | int]:
    """For the house tests: one more version of an area's agreement."""
    area = area_called(slug)
    known = versions_of(area)
    version = write_version(
        area=area,
        words=f"We ask you first in {slug}.",
        easy_words="We ask you.",
        agreed_with="The forum",
        seen=known[0].number if known else 0,
        by=1,
        at=at,
    )
    return {"charter_id": version.id}
