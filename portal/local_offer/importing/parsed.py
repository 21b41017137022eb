"""What a feed or file gives, made into fields of the directory or refused with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

from portal.core.errors import RuleBroken
from portal.core.text import clean_words, strip_markup
from portal.local_offer.directory.details import LONGEST, Details
from portal.local_offer.directory.kinds import DAYS, help_kinds, needs
from portal.local_offer.directory.models import ServiceStatus

OLDEST_AGE = 120
LONGEST_KEY = 200
MOST_IN_A_LIST = 50


class Refused(Exception):
    """This one service cannot be taken; the message is the reason, for an officer."""


@dataclass(frozen=True)
class Parsed:
    """A service as read: its id in the feed, who runs it ({key, name, ...}), its fields, when checked."""

    key: str
    organisation: dict[str, str]
    details: Details
    checked_on: str = ""


def plain(value: Any, name: str, longest: int = 5000) -> str:
    """The words of a value without markup; refuses what is no text and what is too long."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refused(f"{name}: this is not text.")
    text = str(value)
    try:
        if "<" in text or "&" in text:
            text = strip_markup(text)
        return clean_words(text, limit=longest)
    except RuleBroken as broken:
        raise Refused(f"{name}: longer than {longest} letters.") from broken


def years(value: Any, name: str) -> int | None:
    """An age in whole years, None for none; refuses what is no age."""
    if value is None or value == "":
        return None
    try:
        number = float(value) if not isinstance(value, bool) else -1.0
    except (TypeError, ValueError, OverflowError):
        number = -1.0
    if not 0 <= number <= OLDEST_AGE:
        raise Refused(f"{name}: this is not an age.")
    return int(number)


def point(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    """A place on the map in degrees, None where one is missing or impossible."""
    try:
        north, east = float(latitude), float(longitude)
    except (TypeError, ValueError, OverflowError):
        return None
    possible = isfinite(north) and isfinite(east) and abs(north) <= 90 and abs(east) <= 180
    return (north, east) if possible and (north, east) != (0.0, 0.0) else None


def web_address(value: Any) -> str:
    """An address of a web page; anything else, such as a script, becomes nothing."""
    text = plain(value, "url", LONGEST["url"])
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if not parts.scheme and "." in text.partition("/")[0]:
        return f"https://{text}"
    return text if parts.scheme in {"http", "https"} and parts.hostname else ""


def iso_day(value: Any) -> str:
    """A day as YYYY-MM-DD, "" for none that can be read."""
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return ""


def status_of(value: Any) -> ServiceStatus:
    """How a service stands; nothing said means that it runs."""
    text = plain(value, "status", 100).lower().replace("_", " ")
    try:
        return ServiceStatus(text or "active")
    except ValueError:
        raise Refused(f"status: “{text}” is not known.") from None


def codes(words: list[str], known: Mapping[str, Any]) -> list[str]:
    """The codes that these words name, by code or by label, in alphabetical order."""
    by_word = {str(label).lower(): code for code, label in known.items()} | {code: code for code in known}
    return sorted({by_word[word.lower()] for word in words if word.lower() in by_word})


def sorted_under(words: list[str], themes: Mapping[str, str]) -> dict[str, Any]:
    """Which needs, kinds of help and themes a feed's own terms name."""
    return {
        "needs": codes(words, needs()),
        "help_kinds": codes(words, help_kinds()),
        "categories": codes(words, themes),
    }


def days_of(words: list[str]) -> list[str]:
    """The codes of days, from calendar letters (MO,TU) or names."""
    found = {word.strip().lower()[:2] for text in words for word in text.split(",")}
    return [code for code in DAYS if code in found]


def joined(lines: list[str], between: str = "\n", longest: int = 1000) -> str:
    """Lines in one text, doubles and blanks left out, as many whole ones as have room."""
    kept = ""
    for line in dict.fromkeys(line for line in lines if line):
        longer = f"{kept}{between}{line}" if kept else line
        if len(longer) > longest:
            break
        kept = longer
    return kept


def checked(details: Details) -> Details:
    """The same fields; refuses one without a name and ages in the wrong order."""
    if not details.name:
        raise Refused("name: there is none.")
    low, high = details.min_age, details.max_age
    if low is not None and high is not None and low > high:
        raise Refused("ages: the highest is below the lowest.")
    return details
