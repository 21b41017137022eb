"""Every write of the register of gaps: open, change, add evidence, freeze a month."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.areas.queries import all_areas
from portal.core import audit, clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.core.versions import check_seen, save_seen
from portal.local_offer.gaps import queries
from portal.local_offer.gaps.details import Details, Said, Searches
from portal.local_offer.gaps.models import EvidenceKind, Gap, GapEvidence, GapSnapshot, GapState

# a state that closes a gap says how
NEEDS_OUTCOME = {
    GapState.FILLED: "Write what was done.",
    GapState.CANNOT: "Write why it cannot be done.",
    GapState.NOT_A_GAP: "Write which words lead to it now.",
}


def open_gap(
    *,
    area: Area,
    details: Details,
    searches: Searches | None,
    by: int | None,
    at: datetime,
    said: Said | None = None,
) -> Gap:
    """A new gap, with the searches or the comment that speak for it, or none.

    Refuses a closing state that says nothing.
    """
    _check(details)
    gap = Gap(area_id=area.id, opened_on=clock.local(at).date(), **asdict(details))
    gap.closed_on = None if gap.is_open else gap.opened_on
    db.session.add(gap)
    _record("opened gap", gap, by, at)
    if searches is not None:
        add_searches(gap=gap, searches=searches, by=by, at=at)
    if said is not None:
        words = f"A comment sent on {said.sent_on.isoformat()}."
        _add(gap, EvidenceKind.COMMENT, said.comment_id, words, by, at)
    return gap


def change_gap(*, gap: Gap, details: Details, seen_version: int, by: int, at: datetime) -> None:
    """New details. Refuses as `open_gap` does, and when somebody changed it since the page was made."""
    _check(details)
    check_seen(gap, seen_version)
    for name, value in asdict(details).items():
        setattr(gap, name, value)
    gap.closed_on = None if gap.is_open else gap.closed_on or clock.local(at).date()
    save_seen()
    _record("changed gap", gap, by, at)


def add_searches(*, gap: Gap, searches: Searches, by: int | None, at: datetime) -> None:
    """A cluster of searches speaks for the gap, with its figures of this day; refuses it a second time."""
    day = clock.local(at).date()
    words = (
        f"“{searches.words}”: {searches.times} searches in the twelve months to {day.isoformat()},"
        f" {searches.nothing} of them found nothing, a result was opened {searches.opened} times"
    )
    _add(gap, EvidenceKind.SEARCHES, searches.cluster_id, words, by, at)


def add_note(*, gap: Gap, words: str, comment: int | None, by: int, at: datetime) -> None:
    """An officer writes down what speaks for the gap; `comment`: the number of a comment, None for none."""
    kind = EvidenceKind.NOTE if comment is None else EvidenceKind.COMMENT
    _add(gap, kind, comment, words, by, at)


def freeze_month(*, area: Area, month: date, at: datetime) -> GapSnapshot | None:
    """Freeze the register for the month that ended; None when it is frozen already."""
    if queries.is_frozen(area, month):
        return None
    rows = [
        {
            "number": gap.id,
            "gap": gap.title,
            "state": gap.state,
            "theme": gap.theme,
            "owner": gap.owner_role,
            "due": gap.due_on.isoformat() if gap.due_on else "",
            "opened": gap.opened_on.isoformat(),
            "closed": gap.closed_on.isoformat() if gap.closed_on else "",
            "outcome": gap.outcome,
            "in needs assessment": "yes" if gap.in_needs_assessment else "no",
            "evidence": "; ".join(one.words for one in gap.evidence),
        }
        for gap in queries.gaps_of(area)
    ]
    frozen = GapSnapshot(area_id=area.id, month=month, made_at=at, rows=rows)
    try:
        with db.session.begin_nested():
            db.session.add(frozen)
    except IntegrityError:
        return None
    return frozen


def freeze_last_month(at: datetime) -> None:
    """The worker's daily task: the month before this one, for each area, once."""
    first = clock.local(at).date().replace(day=1)
    month = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    for area in all_areas():
        if queries.gaps_of(area):
            with transaction():
                freeze_month(area=area, month=month, at=at)


def _add(gap: Gap, kind: EvidenceKind, ref: int | None, words: str, by: int | None, at: datetime) -> None:
    row = GapEvidence(
        gap_id=gap.id, kind=kind, ref=ref, words=words[:1000], added_on=clock.local(at).date()
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as double:
        raise RuleBroken("This stands beside the gap already.", status=422) from double
    db.session.expire(gap, ["evidence"])
    _record("added evidence to gap", gap, by, at)


def _check(details: Details) -> None:
    needed = NEEDS_OUTCOME.get(details.state)
    if needed and not details.outcome:
        raise RuleBroken(needed, field="outcome", status=422)


def _record(act: str, gap: Gap, by: int | None, at: datetime) -> None:
    db.session.flush()
    audit.record(
        act=act,
        by=by,
        area=gap.area_id,
        at=at,
        subject=("gap", gap.id),
        title=gap.title,
        state=GapState(gap.state).value,
    )
