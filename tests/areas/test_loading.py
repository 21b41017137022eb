"""The shipped areas are planted once and may be planted again."""

import flask

from portal.areas.actions import load_shipped_areas
from portal.areas.queries import all_areas, localities_of
from portal.core.db import transaction


def test_three_areas_come_with_the_product(app: flask.Flask) -> None:
    assert [area.slug for area in all_areas()] == ["knowsley", "liverpool", "wirral"]


def test_planting_twice_changes_nothing(app: flask.Flask) -> None:
    before = [(a.id, a.version, [part.id for part in localities_of(a)]) for a in all_areas()]
    with transaction():
        load_shipped_areas()
    assert [(a.id, a.version, [part.id for part in localities_of(a)]) for a in all_areas()] == before
