"""Which words of a release may be shown at this moment: asked anew each time, never kept."""

from collections.abc import Collection

from portal.areas.models import Area
from portal.releases.kinds import Quote, all_kinds
from portal.releases.models import Release


def quotes_now(area: Area, release: Release, item_ids: Collection[int]) -> dict[int, Quote]:
    """Those of these words that may be shown, by id.

    Words that were cleared again after the release was published may be other words than those to
    which two people said yes, so they stay out of it.
    """
    if not item_ids:
        return {}
    found = all_kinds()[release.kind].quotes(area, release.subject_id, item_ids)
    published = release.published_at
    return {one.item_id: one for one in found if published is None or one.cleared_at <= published}
