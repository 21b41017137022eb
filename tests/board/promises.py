"""Make promises for tests, through the actions."""

from datetime import datetime, timedelta

from portal.board import actions
from portal.board.details import Change, Details
from portal.board.models import Entry, EntryState, EvidenceKind, Quote, QuoteState
from portal.core import clock
from portal.core.db import db
from portal.strategies.queries import priorities_in_force, themes
from tests.planting import area_called


def details(title: str = "Quiet rooms", area: str = "liverpool", **words: str) -> Details:
    """The words of a promise under the first theme and priority."""
    plain = {
        "asked": "",
        "said": "School is too loud.",
        "done": "Each school gets a quiet room.",
        "why_not": "",
        "easy_said": "",
        "easy_done": "",
        "body": "Schools",
        "lead_role": "Inclusion lead",
    }
    return Details(
        title=title,
        theme=themes()[0],
        priorities=priorities_in_force(area_called(area), clock.today())[:1],
        commitments=[],
        **(plain | words),
    )


def promise(
    title: str = "Quiet rooms", area: str = "liverpool", due: int | None = None, by: int = 1
) -> Entry:
    """A published promise; `due` days from today, which may be past."""
    at = clock.now()
    begun = at - timedelta(days=100)
    day = clock.today() + timedelta(days=due) if due is not None else None
    here = area_called(area)
    entry = actions.add_entry(area=here, details=details(title, area), due_on=day, by=by, at=begun)
    actions.publish_entry(entry=entry, seen_version=entry.version, by=by, at=begun)
    return entry


def now_stands(entry: Entry, state: EntryState, words: str = "It is so now.", why_not: str = "") -> None:
    """Write an update."""
    change = Change(state, words, "", entry.due_on, why_not)
    actions.update_entry(entry=entry, change=change, seen_version=entry.version, by=1, at=clock.now())


def planted_promise(slug: str, at: datetime) -> dict[str, str | int]:
    """For the house tests: a promise with a report from outside and a quote that waits."""
    entry = promise(f"Visits before the move in {slug}", slug, due=-3)
    report = actions.add_evidence(
        entry=entry,
        kind=EvidenceKind.REPORT,
        ref=f"https://example.org/{slug}",
        words="A report",
        by=1,
        at=at,
    )
    quote = Quote(
        entry_id=entry.id,
        item_id=1,
        cleared_at=at,
        state=QuoteState.CHOSEN,
        note="",
        chosen_by=1,
        chosen_on=at.date(),
    )
    db.session.add(quote)
    db.session.flush()
    return {
        "promise": entry.slug,
        "entry_id": entry.id,
        "evidence_id": report.id,
        "board_quote_id": quote.id,
    }
