"""The settings of an area, typed and checked: thresholds only get stricter, a brand must be readable."""

import re
from dataclasses import asdict, dataclass, field, fields
from datetime import date, time
from typing import Any

from portal.areas.brand import SHIPPED, Brand, faults
from portal.areas.closed_days import shipped_days
from portal.areas.terms import shipped_terms, term_of
from portal.core import clock, emails
from portal.core.disclosure import DisclosureSettings
from portal.core.errors import RuleBroken
from portal.core.hours import Hours, read_time

RETENTION_DAYS = {
    "responses": 365 * 6,
    "feedback": 365 * 6,
    "unfinished answers": 30,
    "call-back requests": 90,
    "unconfirmed email addresses": 7,
    "empty receipts": 90,
    "alerts": 365 * 6,
    "export files": 30,
}
LONGEST_RETENTION = 365 * 25
# a call-back must outlast a holiday of the lead, an answer begun on Friday its weekend
SHORTEST_RETENTION = {
    "unfinished answers": 3,
    "call-back requests": 7,
    "unconfirmed email addresses": 2,
    "export files": 1,
}
PHONES = ("advice_phone", "front_door_day", "front_door_night", "lado_phone")
_PHONE = re.compile(r"[0-9+() ]{3,30}")
LONGEST_LOGO_TEXT = 40
MOST_CLOSED_DAYS = 200
MOST_TERMS = 60


@dataclass(frozen=True)
class Protection:
    """How small numbers are protected here; the floor stands in core/disclosure."""

    threshold: int = 10
    small: int = 8
    step: int = 5
    epsilon: float = 1.0


@dataclass(frozen=True)
class AreaSettings:
    """What an area decides for itself. Numbers of days are working days unless they say otherwise.

    `languages`: those that families may choose beside English, each with the number of the signature
    under which it is shown (portal/languages).
    """

    brand: Brand = field(default_factory=Brand)
    protection: Protection = field(default_factory=Protection)
    advice_phone: str = ""
    front_door_day: str = ""
    front_door_night: str = ""
    lado_phone: str = ""
    contact_email: str = ""
    front_door_opens: str = "09:00"
    front_door_closes: str = "17:00"
    lead_opens: str = "09:00"
    lead_closes: str = "17:00"
    look_now_minutes: int = 60
    closed_days: list[str] = field(default_factory=lambda: list(shipped_days()))
    terms: list[str] = field(default_factory=lambda: list(shipped_terms()))
    reading_days: int = 5
    digital_age: int = 13
    paper_check_percent: int = 20
    second_days: int = 5
    appeal_days: int = 20
    reports_on_top: int = 3
    suggestions: bool = False
    accessibility_reviewed: str = ""
    retention_days: dict[str, int] = field(default_factory=lambda: dict(RETENTION_DAYS))
    languages: dict[str, int] = field(default_factory=dict)

    @property
    def front_door_hours(self) -> Hours:
        """When the children's team answers by day; at other times the night number is the one to call."""
        return self._hours(self.front_door_opens, self.front_door_closes)

    @property
    def lead_hours(self) -> Hours:
        """When the safeguarding leads work: an alert's clock runs in these hours only."""
        return self._hours(self.lead_opens, self.lead_closes)

    def _hours(self, opens: str, closes: str) -> Hours:
        return Hours(read_time(opens) or time(9), read_time(closes) or time(17), self._closed)

    def working_days_after(self, start: date, days: int) -> date:
        """The date `days` working days after `start`, weekends and closed days left out."""
        return clock.working_days_after(start, days, closed=self._closed)

    def term_of(self, day: date) -> date | None:
        """The first day of the school term of a day; None where the area's list says none."""
        return term_of(self.terms, day)

    def term_after(self, day: date) -> date | None:
        """The first day of the next term; None where the list has none."""
        later = (first for first in map(date.fromisoformat, self.terms) if first > day)
        return min(later, default=None)

    @property
    def _closed(self) -> frozenset[date]:
        return frozenset(date.fromisoformat(day) for day in self.closed_days)


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


def check(settings: AreaSettings) -> None:
    """Refuse (RuleBroken, naming the setting) what would hurt families or what nobody can read."""
    _check_brand(settings.brand)
    own = settings.protection
    DisclosureSettings(threshold=own.threshold, small=own.small, step=own.step, epsilon=own.epsilon)
    for name in PHONES:
        number = getattr(settings, name)
        if number and not _PHONE.fullmatch(number):
            raise RuleBroken("Write a phone number with numbers and spaces.", name)
    if settings.contact_email and emails.one_spelling(settings.contact_email) is None:
        raise RuleBroken("Write an email address, like send@council.example.", "contact_email")
    _check_hours("front_door_closes", settings.front_door_opens, settings.front_door_closes)
    _check_hours("lead_closes", settings.lead_opens, settings.lead_closes)
    _check_range("look_now_minutes", settings.look_now_minutes, 5, 480)
    _check_days("closed_days", settings.closed_days, MOST_CLOSED_DAYS)
    _check_days("terms", settings.terms, MOST_TERMS)
    _check_range("reading_days", settings.reading_days, 1, 20)
    _check_range("digital_age", settings.digital_age, 13, 18)
    _check_range("paper_check_percent", settings.paper_check_percent, 10, 100)
    _check_range("second_days", settings.second_days, 1, 20)
    _check_range("appeal_days", settings.appeal_days, 10, 60)
    _check_range("reports_on_top", settings.reports_on_top, 1, 20)
    if settings.accessibility_reviewed:
        _check_date(settings.accessibility_reviewed)
    for kind, days in settings.retention_days.items():
        least = SHORTEST_RETENTION.get(kind, 30)
        _check_range(retention_setting(kind), days, least, LONGEST_RETENTION)


def retention_setting(kind: str) -> str:
    """The name of the setting that says how long a kind is kept: "keep_unfinished_answers"."""
    return "keep_" + re.sub(r"[^a-z]+", "_", kind)


def _check_brand(brand: Brand) -> None:
    text = brand.logo_text.strip()
    if not text or len(text) > LONGEST_LOGO_TEXT or not text.isprintable():
        raise RuleBroken(
            "Write a name for the bar, up to %(most)s letters.", "logo_text", most=LONGEST_LOGO_TEXT
        )
    if brand.shipped not in SHIPPED:
        raise RuleBroken("Choose one of the colour sets on the page.", "colours")
    if brand.own_colours:
        for fault in faults(brand):
            raise RuleBroken(fault.sentence, fault.colour)


def _check_range(name: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise RuleBroken("Write a number from %(least)s to %(most)s.", name, least=least, most=most)


def _check_hours(name: str, opens: str, closes: str) -> None:
    first, last = read_time(opens), read_time(closes)
    if first is None or last is None or first >= last:
        raise RuleBroken("Write two times like 09:00 and 17:00, the earlier one first.", name)


def _check_days(name: str, days: list[str], most: int) -> None:
    if len(days) > most:
        raise RuleBroken("Write at most %(most)s days.", name, most=most)
    for day in days:
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise RuleBroken("Write each day like 2027-03-27, one on a line.", name) from error


def _check_date(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise RuleBroken("Write a date like 2027-03-27.", "accessibility_reviewed") from error


def changes(before: AreaSettings, after: AreaSettings) -> list[str]:
    """The names of the settings that differ, with a dot inside a group: "protection.threshold"."""
    old, new = _flat(to_stored(before)), _flat(to_stored(after))
    return sorted(name for name in {**old, **new} if old.get(name) != new.get(name))


def _flat(stored: dict[str, Any], inside: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in stored.items():
        found |= _flat(value, f"{inside}{name}.") if isinstance(value, dict) else {f"{inside}{name}": value}
    return found
