"""The earlier notes of the demonstration: a file of a coffee morning, whose comments wait to be read."""

from datetime import datetime, timedelta
from importlib.resources import files

from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from portal.core.vocabulary import Audience, Channel
from portal.demo.sorting import officer_of
from portal.earlier.actions import begin_putting_in, bring, name_columns
from portal.earlier.columns import Mapping
from portal.earlier.queries import file_in, titles_of
from portal.earlier.sheets import table_in
from portal.earlier.working import put_in, try_out

NAME = "earlier.csv"


def plant_earlier(area_slug: str, at: datetime) -> None:
    """One file whose comments wait to be read; nothing where the area has brought one already."""
    with transaction():
        area = area_by_slug(area_slug)
        if area is None or titles_of(area):
            return
        content = files("portal.demo").joinpath("data", NAME).read_bytes()
        officer, day = officer_of(area), clock.local(at - timedelta(days=20)).date()
        found = bring(
            area=area,
            title="Notes of a coffee morning (made up)",
            file_name=NAME,
            content=content,
            table=table_in(content, NAME),
            by=officer,
            at=at,
        )
        columns = Mapping((1,), Audience.PARENT_CARER, day, Channel.PAPER, audience=2, theme=3, key=0)
        name_columns(found=found, mapping=columns)
        area_id, file_id = area.id, found.id
    try_out(area_id, file_id, report=_quietly)
    with transaction():
        ready = file_in(area, file_id)
        assert ready is not None  # noqa: S101 it was brought above
        begin_putting_in(found=ready)
    put_in(area_id, file_id, by=officer, report=_quietly)


def _quietly(_done: int, _total: int, _words: str) -> None:
    """Nobody waits for this file."""
