"""The settings of an area, typed and checked: thresholds only get stricter, a brand must be readable."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

RETENTION_DAYS = {
    "responses": 365 * 6,
    "feedback": 365 * 6,
    "unfinished answers": 30,
    "call-back requests": 90,
    "alerts": 365 * 6,
}


@dataclass(frozen=True)
class Brand:
    """The six colours an area may set, and the words in its bar; `shipped` names a built-in set."""

    logo_text: str = ""
    shipped: str = "liverpool"
    primary: str = ""
    deep: str = ""
    wash: str = ""
    accent: str = ""
    link: str = ""
    on_primary: str = "#ffffff"

    @property
    def own_colours(self) -> bool:
        """Whether the area has colours of its own beside the shipped ones."""
        return bool(self.primary)


@dataclass(frozen=True)
class Protection:
    """How small numbers are protected here; the floor stands in core/disclosure."""

    threshold: int = 10
    small: int = 8
    step: int = 5
    epsilon: float = 1.0


@dataclass(frozen=True)
class AreaSettings:
    """What an area decides for itself. Numbers of days are working days unless they say otherwise."""

    brand: Brand = field(default_factory=Brand)
    protection: Protection = field(default_factory=Protection)
    advice_phone: str = ""
    front_door_day: str = ""
    front_door_night: str = ""
    lado_phone: str = ""
    contact_email: str = ""
    reading_days: int = 5
    digital_age: int = 13
    accessibility_reviewed: str = ""
    retention_days: dict[str, int] = field(default_factory=lambda: dict(RETENTION_DAYS))


def from_stored(stored: dict[str, Any]) -> AreaSettings:
    """Settings from what the database holds; a missing setting takes its default."""
    known = {f.name for f in fields(AreaSettings)}
    plain = {name: value for name, value in stored.items() if name in known}
    if "brand" in plain:
        plain["brand"] = Brand(**plain["brand"])
    if "protection" in plain:
        plain["protection"] = Protection(**plain["protection"])
    if "retention_days" in plain:
        plain["retention_days"] = {**RETENTION_DAYS, **plain["retention_days"]}
    return AreaSettings(**plain)


def to_stored(settings: AreaSettings) -> dict[str, Any]:
    """Settings as plain JSON values."""
    return asdict(settings)
