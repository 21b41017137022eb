"""The board of the demonstration: made-up promises in every state, planted through the actions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.board.actions import (
    add_entry,
    add_evidence,
    publish_entry,
    sign_for_forum,
    update_entry,
)
from portal.board.answerable import LONGEST_NAME, Offered, offered
from portal.board.answering import kind_of_words
from portal.board.details import Change, Details
from portal.board.difference_actions import say_difference
from portal.board.models import OVER, Difference, Entry, EntryState, EvidenceKind, Verdict
from portal.board.queries import entries_to_choose
from portal.core import clock
from portal.core.checked_yaml import load_shipped
from portal.core.db import transaction
from portal.core.filters import long_date
from portal.core.paging import page_of
from portal.demo.releasing import release_differences
from portal.demo.sorting import officer_of
from portal.insight.filters import Filters, Standing
from portal.insight.half_year.actions import freeze
from portal.insight.half_year.content import content_of, half_year_of, written
from portal.insight.half_year.queries import is_frozen
from portal.insight.queries import items_of
from portal.local_offer.comments.models import Decision
from portal.local_offer.comments.queries import page_of_comments
from portal.strategies.queries import findings_of, priorities_for_themes, theme_by_slug
from portal.surveys.results.names import audience_name

LINKED = (
    EvidenceKind.VOTE,
    EvidenceKind.RELEASE,
    EvidenceKind.TOPIC,
    EvidenceKind.GAP,
    EvidenceKind.OFFER,
)
READERS = {Difference.YES: 31, Difference.A_BIT: 22, Difference.NO: 12, Difference.NOT_SURE: 9}
FILE = Path(__file__).parent / "data" / "promises.yaml"


def plant_promises(area_slug: str) -> None:
    """Every promise of the file that belongs to an area; nothing where it has promises already."""
    with transaction():
        area = area_by_slug(area_slug)
        if area is None or entries_to_choose(area):
            return
        at, officer = clock.now(), officer_of(area)
        mine = [raw for raw in load_shipped(FILE) if area_slug in raw["areas"]]
        things = offered(area) + _offer_comments(area)
        for number, raw in enumerate(mine):
            entry = _plant(area, raw, officer, at)
            _evidence(area, entry, officer, at)
            _link(area, entry, things, number, at)
        _plant_draft(area, officer, at)
        asked = [_answered(entry, at) for entry in entries_to_choose(area)]
        over = [number for number in asked if number is not None]
    release_differences(area_slug, over)


def freeze_half_year(area_slug: str) -> None:
    """The report of the half year that ended last, once."""
    with transaction():
        area = area_by_slug(area_slug)
        at = clock.now()
        today = clock.local(at).date()
        begins, ends = half_year_of(half_year_of(today)[0] - timedelta(days=1))
        if area is not None and not is_frozen(area, begins):
            file, sha256 = written(content_of(area, begins, ends, today))
            by = officer_of(area)
            freeze(area=area, begins=begins, ends=ends, file=file, sha256=sha256, by=by, at=at)


def _answered(entry: Entry, now: datetime) -> int | None:
    """Readers say whether a promise made a difference; its id when the twelve weeks are over."""
    begun = entry.asked_from
    if begun is None or entry.state not in OVER:
        return None
    at = clock.local_midnight(begun) + timedelta(hours=12)
    for answer, number in READERS.items():
        for _turn in range(number):
            say_difference(entry=entry, answer=answer, at=at)
    return None if entry.asks_difference(clock.local(now).date()) else entry.id


def _plant(area: Area, raw: dict[str, Any], officer: int, now: datetime) -> Entry:
    updates = raw["updates"]
    begun = now - timedelta(days=updates[0]["ago"] + 5)
    due = clock.local(now).date() + timedelta(days=raw["due"]) if "due" in raw else None
    entry = add_entry(area=area, details=_details(area, raw, begun), due_on=due, by=officer, at=begun)
    publish_entry(entry=entry, seen_version=entry.version, by=officer, at=begun)
    for one in updates:
        change = Change(
            EntryState(one["state"]), one["words"], one["easy"], entry.due_on, raw.get("why_not", "")
        )
        when = now - timedelta(days=one["ago"])
        update_entry(entry=entry, change=change, seen_version=entry.version, by=officer, at=when)
    if "forum" in raw:
        said = raw["forum"]
        when = now - timedelta(days=said["ago"])
        verdict = Verdict(said["verdict"])
        sign_for_forum(entry=entry, verdict=verdict, words=said["words"], by=officer, at=when)
    return entry


def _evidence(area: Area, entry: Entry, officer: int, now: datetime) -> None:
    """What inspectors found about the same theme, where they found something."""
    found = [one for one in findings_of(area) if one.theme_id == entry.theme_id][:1]
    for finding in found:
        add_evidence(
            entry=entry,
            kind=EvidenceKind.FINDING,
            ref=str(finding.id),
            words=finding.text[:180],
            by=officer,
            at=now,
        )


def _offer_comments(area: Area) -> list[Offered]:
    """Comments on the Local Offer that everyone may read."""
    rows = page_of_comments(area, Decision.PUBLISHED, 1).rows
    return [
        Offered(
            EvidenceKind.OFFER,
            str(one.item_id),
            f"{audience_name(one.item.audience)}, {long_date(one.sent_on)}",
        )
        for one in rows
        if one.item is not None
    ]


def _link(area: Area, entry: Entry, things: list[Offered], number: int, now: datetime) -> None:
    """A vote, figures, a topic or a gap in turn, and a cleared comment on the same theme."""
    kind = LINKED[number % len(LINKED)]
    found = [one for one in things if one.kind == kind][:1]
    words = Filters(state=Standing.CLEARED, theme=entry.theme.slug)
    for item in page_of(items_of(area, words), 1, size=1).rows:
        day = f"{audience_name(item.audience)}, {long_date(item.received_on)}"
        found.append(Offered(kind_of_words(area, item.id), str(item.id), day))
    for one in {one.ref: one for one in found}.values():
        add_evidence(
            entry=entry, kind=one.kind, ref=one.ref, words=one.words[:LONGEST_NAME], by=None, at=now
        )


def _details(area: Area, raw: dict[str, Any], begun: datetime) -> Details:
    """What a promise says, under the plan in force when it was made."""
    theme = theme_by_slug(raw["theme"])
    if theme is None:
        raise LookupError(raw["theme"])
    words = ("asked", "why_not", "easy_said", "easy_done", "lead_role")
    return Details(
        title=raw["title"],
        theme=theme,
        priorities=priorities_for_themes(area, clock.local(begun).date(), [theme.id])[:1],
        commitments=[],
        said=raw["said"],
        done=raw["done"],
        body=raw["body"],
        **{name: raw.get(name, "") for name in words},
    )


def _plant_draft(area: Area, officer: int, now: datetime) -> None:
    """One that only staff see yet."""
    raw = {
        "title": "Parking near the clinic",
        "theme": "health",
        "said": "We cannot park near the clinic.",
        "done": "We ask the hospital for six more spaces.",
        "body": "The health service",
    }
    add_entry(area=area, details=_details(area, raw, now), due_on=None, by=officer, at=now)
