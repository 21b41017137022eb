"""An audit row in words: who did what, when, and the details that were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from portal.core.audit import AuditEntry


@dataclass(frozen=True)
class Line:
    """One row of the page. `details` is a sentence part such as "role: officer", or empty."""

    at: datetime
    who: str
    act: str
    about: str
    details: str


def in_words(entries: Iterable[AuditEntry], names: dict[int, str]) -> list[Line]:
    """The rows as lines; `names` are those of the people who acted."""
    return [_line(entry, names) for entry in entries]


def _line(entry: AuditEntry, names: dict[int, str]) -> Line:
    details = dict(entry.details)
    name = details.pop("name", None)
    numbered = f"{entry.subject_kind} {entry.subject_id}" if entry.subject_id else entry.subject_kind
    return Line(
        at=entry.at,
        who=_who(entry.person_id, names),
        act=entry.act,
        about=str(name) if name else numbered,
        details="; ".join(f"{key.replace('_', ' ')}: {_plain(value)}" for key, value in details.items()),
    )


def _who(person_id: int | None, names: dict[int, str]) -> str:
    if person_id is None:
        return str(_("The system"))
    return names.get(person_id) or str(_("Person %(number)s", number=person_id))


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or str(_("none"))
    if isinstance(value, dict):
        return ", ".join(f"{key} {inner}" for key, inner in value.items())
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(value) if value not in (None, "") else str(_("none"))
