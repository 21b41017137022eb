"""A sub-theme, a saved view, a step at the desk and a sample to sort again, in one area."""

from datetime import datetime

from portal.accounts.models import Person
from portal.core.db import db
from portal.feedback.frame_actions import Change, SubWords, add
from portal.feedback.frame_queries import version_number
from portal.insight.agreement.actions import SMALLEST, draw
from portal.insight.filters import Filters
from portal.insight.keeping import save_view, saved_views
from portal.insight.sorting import keep_step
from portal.strategies.queries import themes
from tests.planting import area_called


def sorting_of(slug: str, admin: Person, at: datetime) -> dict[str, str | int]:
    """What the addresses of the desk and the frame name."""
    area = area_called(slug)
    change = Change("Planted.", version_number(area.id), admin.id, at)
    sub = add(area=area, theme=themes()[0], words=SubWords(f"Waiting in {slug}"), change=change)
    save_view(area=area, name="Mine", filters=Filters(state="to-read"), by=admin.id)
    step = keep_step(area=area, before={}, by=admin.id, at=at)
    of = draw(area=area, size=SMALLEST, seed=1, by=admin.id, at=at)
    of.coders = []
    db.session.flush()
    sample = {"round_id": of.id, "pair_id": of.pairs[0].id}
    return {**sample, "sub": sub.slug, "view_id": saved_views(area, admin.id)[0].id, "step_id": step.id}
