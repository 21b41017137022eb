"""Checks drafts against one another and what is loaded: names are known, none doubled, none lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.areas.models import Area
from portal.core.checked_yaml import Name, Place
from portal.strategies.drafts import (
    Drafts,
    InspectionDraft,
    ItemDraft,
    LinkDraft,
    MeasureDraft,
    StrategyDraft,
)
from portal.strategies.models import (
    Commitment,
    Inspection,
    InspectionFinding,
    Measure,
    Priority,
    Statement,
    Strategy,
    Theme,
)


@dataclass(frozen=True)
class Known:
    """What the database holds before the load, by slug."""

    areas: dict[str, Area]
    themes: dict[str, Theme]
    strategies: dict[str, Strategy]
    priorities: dict[str, Priority]
    commitments: dict[str, Commitment]
    statements: dict[str, Statement]
    measures: dict[str, Measure]
    inspections: dict[str, Inspection]
    findings: dict[str, InspectionFinding]

    def under(self, owner: str) -> set[str]:
        """Every slug loaded under a strategy or an inspection."""
        found = {p.slug for p in self.priorities.values() if p.strategy.slug == owner}
        found |= {c.slug for c in self.commitments.values() if c.strategy.slug == owner}
        found |= {s.slug for s in self.statements.values() if s.strategy.slug == owner}
        found |= {m.slug for m in self.measures.values() if m.priority.strategy.slug == owner}
        return found | {f.slug for f in self.findings.values() if f.inspection.slug == owner}


def check(drafts: Drafts, known: Known) -> None:
    """Refuse, with file and line, whatever one file alone could not show."""
    _check_themes(drafts, known)
    _check_slugs(drafts)
    for owner in drafts.owners:
        _check_owner(owner, known)
    _check_years(drafts, known)
    _check_links(drafts, known)


def _items(owner: StrategyDraft | InspectionDraft) -> Iterator[ItemDraft | MeasureDraft]:
    if isinstance(owner, InspectionDraft):
        yield from owner.findings
        return
    yield from owner.commitments
    for statements in owner.parts.values():
        yield from statements
    for priority in owner.priorities:
        yield from priority.families_told_us
        yield from priority.commitments
        yield from priority.measures


def _slugs(owner: StrategyDraft | InspectionDraft) -> Iterator[Name]:
    """Every slug under an owner."""
    if isinstance(owner, StrategyDraft):
        yield from (priority.slug for priority in owner.priorities)
    yield from (item.slug for item in _items(owner))


def _themes(owner: StrategyDraft | InspectionDraft) -> Iterator[Name]:
    """Every theme named under an owner."""
    if isinstance(owner, StrategyDraft):
        for priority in owner.priorities:
            yield from priority.themes
    yield from (item.theme for item in _items(owner))


def _check_themes(drafts: Drafts, known: Known) -> None:
    seen: set[str] = set()
    for theme in drafts.themes:
        if theme.slug in seen:
            theme.slug.place.refuse(f"the theme {theme.slug!r} stands in the files twice")
        seen.add(theme.slug)
    for lost in sorted(known.themes.keys() - seen) if drafts.themes else []:
        place = drafts.themes[0].slug.place
        place.refuse(f"the theme {lost!r} was loaded before; a theme is never taken out")
    for owner in drafts.owners:
        for name in _themes(owner):
            if name not in seen | known.themes.keys():
                name.place.refuse(f"unknown theme {name!r}")


def _check_slugs(drafts: Drafts) -> None:
    seen: dict[str, Place] = {}
    for owner in drafts.owners:
        for slug in (owner.slug, *_slugs(owner)):
            if slug in seen:
                first = seen[slug]
                slug.place.refuse(f"{slug!r} stands already in {first.file}, line {first.line}")
            seen[slug] = slug.place


def _check_owner(owner: StrategyDraft | InspectionDraft, known: Known) -> None:
    if owner.area not in known.areas:
        owner.area.place.refuse(f"unknown area {owner.area!r}")
    is_strategy = isinstance(owner, StrategyDraft)
    before = known.strategies.get(owner.slug) if is_strategy else known.inspections.get(owner.slug)
    if before is not None and before.area_id != known.areas[owner.area].id:
        owner.area.place.refuse(f"{owner.slug!r} was loaded before for another area")
    now = set(_slugs(owner))
    for slug in _slugs(owner):
        if not slug.startswith(f"{owner.slug}-"):
            slug.place.refuse(f"{slug!r} does not begin with {owner.slug + '-'!r}")
    for lost in sorted(known.under(owner.slug) - now):
        owner.slug.place.refuse(
            f"{lost!r} was loaded before and is not in the file: slugs are never taken out"
        )
    if isinstance(owner, StrategyDraft):
        _check_numbers(owner, known)


def _check_numbers(strategy: StrategyDraft, known: Known) -> None:
    for priority in strategy.priorities:
        before = known.priorities.get(priority.slug)
        if before is not None and before.number != priority.number:
            priority.slug.place.refuse(
                f"{priority.slug!r} was number {before.number}; a number never changes"
            )


def _check_years(drafts: Drafts, known: Known) -> None:
    starts = {
        (row.area.slug, row.starts): row.slug
        for row in known.strategies.values()
        if row.slug not in {draft.slug for draft in drafts.strategies}
    }
    for draft in drafts.strategies:
        other = starts.setdefault((draft.area, draft.starts), draft.slug)
        if other != draft.slug:
            draft.slug.place.refuse(f"{other!r} of this area starts in {draft.starts} too")


def _check_links(drafts: Drafts, known: Known) -> None:
    owners = {
        p.slug: (row.area.slug, row.starts) for p in known.priorities.values() for row in [p.strategy]
    }
    for strategy in drafts.strategies:
        owners |= {priority.slug: (strategy.area, strategy.starts) for priority in strategy.priorities}
    promises = set(known.commitments)
    for strategy in drafts.strategies:
        promises |= {item.slug for item in strategy.commitments}
        promises |= {item.slug for priority in strategy.priorities for item in priority.commitments}
    seen: set[tuple[str | None, str | None]] = set()
    for link in drafts.links:
        _check_link(link, owners, promises)
        if (link.earlier, link.later) in seen:
            link.place.refuse(f"{link.earlier} to {link.later} stands in the crosswalk twice")
        seen.add((link.earlier, link.later))


def _check_link(link: LinkDraft, owners: dict[str, tuple[str, int]], promises: set[str]) -> None:
    for slug in (link.earlier, link.later):
        if slug is not None and slug not in owners:
            slug.place.refuse(f"unknown priority {slug!r}")
    if link.earlier and link.later:
        (area, starts), (other_area, later_starts) = owners[link.earlier], owners[link.later]
        if area != other_area or starts >= later_starts:
            link.later.place.refuse(
                f"{link.later!r} is not of a later strategy of the area of {link.earlier!r}"
            )
    for slug in link.nearest:
        if slug not in promises:
            slug.place.refuse(f"unknown commitment {slug!r}")
