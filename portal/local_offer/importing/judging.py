"""What putting a service in would do: it is new, changed, the same, or something written here stays."""

from dataclasses import dataclass, field
from typing import Any

from portal.local_offer.directory.details import FIELDS
from portal.local_offer.directory.models import Service
from portal.local_offer.importing.models import Verdict
from portal.local_offer.importing.parsed import Parsed


@dataclass(frozen=True)
class Judged:
    """The verdict, the fields that would change, and those that stay although the feed says otherwise."""

    verdict: Verdict
    differs: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def judge(parsed: Parsed, service: Service | None) -> Judged:
    """Compare a service of a feed with the one of the directory that came from it (None: there is none)."""
    values = values_of(parsed)
    if service is None:
        return Judged(Verdict.NEW)
    own = set(service.edited_fields)
    kept = [name for name in FIELDS if name in own and values[name] != getattr(service, name)]
    differs = [name for name in FIELDS if name not in own and values[name] != getattr(service, name)]
    if service.organisation.source == service.source and service.organisation.source_key != key_of(parsed):
        differs.append("organisation")
    if differs or said_otherwise(values, service):
        return Judged(Verdict.CHANGED, differs, kept)
    return Judged(Verdict.SAME, kept=kept)


def said_otherwise(values: dict[str, Any], service: Service) -> bool:
    """Whether the feed said something else last time, even where nothing here changes by it."""
    return bool(service.from_feed != values)


def values_of(parsed: Parsed) -> dict[str, Any]:
    """The fields as plain values, as they are kept."""
    return parsed.details.values() | {"status": str(parsed.details.status)}


def key_of(parsed: Parsed) -> str:
    """Who runs it, by its id in the feed."""
    return parsed.organisation["key"]
