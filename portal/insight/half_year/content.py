"""What a report of half a year says: promises by priority as everyone may read them, and decisions.

Every word is published already; numbers count promises, and figures of measures are those that were
released or that services let everyone see. So nothing has to be protected here.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.board.models import Entry, EntryState
from portal.board.queries import entries_between
from portal.board.words import standing, state_name, verdict_name
from portal.consultations.queries import public_consultations
from portal.core.filters import long_date
from portal.insight.measure_words import released_change_words, share_words
from portal.insight.released_measures import Known, known_of
from portal.releases.figures import checksum
from portal.releases.queries import published_in
from portal.strategies.models import Priority
from portal.strategies.queries import measures_of, priorities_in_force

# 1 held the words of a measure alone, 2 holds its figures too
SHAPE = "send-portal-half-year-2"


def half_year_of(day: date) -> tuple[date, date]:
    """The first and the last day of the half year in which a day lies."""
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)


def content_of(area: Area, begins: date, ends: date, on: date) -> dict[str, Any]:
    """Gather it as it stands on a day, with the same few queries, however many promises there are."""
    entries = entries_between(area, begins, ends)
    priorities = priorities_in_force(area, ends)
    measures = measures_of(priorities)
    known = known_of(area, measures)
    decided = [
        one for one in public_consultations(area) if one.decided_on and begins <= one.decided_on <= ends
    ]
    released = [
        one for one in published_in(area) if one.published_at and begins <= one.published_at.date() <= ends
    ]
    return {
        "shape": SHAPE,
        "area": {"slug": area.slug, "name": area.name, "partnership": area.partnership},
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "counted_on": on.isoformat(),
        "numbers": _numbers(entries, on),
        "priorities": [
            {
                "title": one.short_title,
                "measures": [
                    {"text": row.text, "figures": _figures(known[row.id], ends)}
                    for row in measures
                    if row.priority_id == one.id
                ],
                "promises": [
                    _promise(entry, (begins, ends), on) for entry in entries if one in entry.priorities
                ],
            }
            for one in priorities
        ],
        "others": [_promise(one, (begins, ends), on) for one in entries if not _under(one, priorities)],
        "decided": [{"title": one.title, "outcome": one.outcome, "slug": one.slug} for one in decided],
        "figures": [
            {"title": f"{one.title} ({one.round_title})", "thing": one.thing, "occasion": one.occasion}
            for one in released
        ],
    }


def written(content: dict[str, Any]) -> tuple[str, str]:
    """The content as the bytes that are kept (in UTF-8), and their SHA-256."""
    file = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return file, checksum(file)


def _under(entry: Entry, priorities: Sequence[Priority]) -> bool:
    return any(one in priorities for one in entry.priorities)


def _numbers(entries: Sequence[Entry], on: date) -> dict[str, int]:
    return {
        "all": len(entries),
        "done": sum(one.state == EntryState.DONE for one in entries),
        "late": sum(one.days_late(on) > 0 for one in entries),
        "cannot": sum(one.state == EntryState.CANNOT for one in entries),
    }


def _figures(known: Known, ends: date) -> list[dict[str, str]]:
    """What everyone may know of a measure at the end of the half year: of whom, what, what changed."""
    asked = [one for one in known.surveys if one.closed_on <= ends]
    shown = [one for one in asked if one.per_cent is not None]
    rows = [
        {
            "of": f"{one.group}, {one.round_title}",
            "value": share_words(one),
            "change": released_change_words(one),
        }
        for one in shown
    ]
    if len(shown) < len(asked):
        # one line for all of them: a line for each would hide the figures there are
        others = str(_("Other groups") if shown else _("All groups"))
        rows.append({"of": others, "value": str(_("too few answers for a figure")), "change": ""})
    records = [one for one in known.records if one.of_day <= ends]
    if records:
        newest, before = records[-1], records[-2:-1]
        change = _("before: %(value)s", value=f"{before[0].value:,g}") if before else ""
        of = f"{newest.source}, {long_date(newest.of_day)}"
        rows.append({"of": of, "value": f"{newest.value:,g} {newest.unit}".strip(), "change": str(change)})
    return rows


def _promise(entry: Entry, between: tuple[date, date], on: date) -> dict[str, Any]:
    signed = entry.signing
    return {
        "title": entry.title,
        "slug": entry.slug,
        "said": entry.said,
        "did": entry.done,
        "why_not": entry.why_not if entry.state == EntryState.CANNOT else "",
        "stands": standing(entry, on).words,
        "kind": standing(entry, on).kind,
        "responsible": entry.body,
        "forum": verdict_name(signed.verdict) if signed else "",
        "forum_words": signed.words if signed else "",
        "updates": [
            {"dated": one.dated.isoformat(), "state": state_name(one.state), "words": one.words}
            for one in entry.updates
            if between[0] <= one.dated <= between[1]
        ],
    }
