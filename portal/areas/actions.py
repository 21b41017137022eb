"""Every write of areas: load the shipped ones, change the settings of one."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from portal.areas.brand import Brand
from portal.areas.models import RESERVED, Area, Locality
from portal.areas.queries import area_by_slug
from portal.areas.settings import AreaSettings, changes, check, to_stored
from portal.core import audit, checked_yaml
from portal.core.db import db
from portal.core.errors import RuleBroken

OVERTAKEN = "Another admin has saved these settings while you typed."
SLUG = re.compile(r"[a-z][a-z0-9-]{1,78}")
SHIPPED = Path(__file__).parent / "data" / "areas.yaml"


def slug_of(name: str) -> str:
    """A name as it stands in an address: "Prescot and Whiston" -> "prescot-and-whiston"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def load_shipped_areas() -> list[Area]:
    """Plant or refresh the areas that come with the product; settings already changed stay."""
    entries = checked_yaml.load_shipped(SHIPPED)["areas"]
    return [_load(entry) for entry in entries]


def _load(entry: dict[str, Any]) -> Area:
    slug = entry["slug"]
    if slug in RESERVED or not SLUG.fullmatch(slug):
        raise RuleBroken(f"An area cannot be called {slug!r}.")
    area = area_by_slug(slug)
    if area is None:
        area = Area(slug=slug, stored_settings=to_stored(_first_settings(entry)))
        db.session.add(area)
    for column in ("name", "partnership", "forum", "advice_service", "boards"):
        setattr(area, column, entry[column])
    db.session.flush()
    _load_localities(area, entry["localities"])
    return area


def _first_settings(entry: dict[str, Any]) -> AreaSettings:
    brand = Brand(logo_text=f"SEND {entry['name']}", shipped=entry["brand"])
    return AreaSettings(brand=brand)


def _load_localities(area: Area, names: list[str]) -> None:
    known = {locality.slug: locality for locality in area.localities}
    for position, name in enumerate(names, start=1):
        locality = known.get(slug_of(name))
        if locality is None:
            area.localities.append(Locality(slug=slug_of(name), name=name, position=position))
        else:
            locality.name, locality.position = name, position
    db.session.flush()


def change_settings(
    *, area: Area, settings: AreaSettings, by: int | None, at: datetime, seen_version: int | None = None
) -> None:
    """Save an area's settings and audit which of them changed (never what they hold).

    Refuses what settings.check refuses and, with `seen_version` (the version that the page showed),
    a change that another admin has overtaken: status 409, and nothing is saved.
    """
    check(settings)
    if seen_version is not None and seen_version != area.version:
        raise RuleBroken(OVERTAKEN)
    changed = changes(area.settings, settings)
    if not changed:
        return
    area.stored_settings = to_stored(settings)
    audit.record(
        act="changed settings",
        by=by,
        area=area.id,
        at=at,
        subject=("area", area.id),
        changed=changed,
    )
    try:
        db.session.flush()
    except StaleDataError as error:
        db.session.rollback()
        raise RuleBroken(OVERTAKEN) from error
