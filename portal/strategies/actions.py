"""Every write of strategies: load a folder of files, all of it or nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from portal.areas.queries import all_areas
from portal.core import audit
from portal.core.db import Model, db
from portal.strategies import checking, queries, reading
from portal.strategies.checking import Known
from portal.strategies.drafts import (
    InspectionDraft,
    ItemDraft,
    LinkDraft,
    MeasureDraft,
    PriorityDraft,
    StrategyDraft,
    ThemeDraft,
)
from portal.strategies.models import (
    Commitment,
    CrosswalkLink,
    Inspection,
    InspectionFinding,
    Measure,
    Part,
    Priority,
    PriorityTheme,
    Statement,
    Strategy,
    Theme,
)

SHIPPED = Path(__file__).parent / "data"
Row = TypeVar("Row", bound=Model)


@dataclass
class _Load:
    """A load while it runs; counts rows added and changed by area (None: themes, shared by all)."""

    known: Known
    added: Counter[int | None] = field(default_factory=Counter)
    changed: Counter[int | None] = field(default_factory=Counter)

    def put(self, rows: dict[str, Row], model: type[Row], area: int | None, /, **values: object) -> Row:
        """The row with this slug, made or changed to what the file says; only a change is counted."""
        # a plain string: the drafts' slugs carry their place in the file
        values["slug"] = slug = str(values["slug"])
        if slug not in rows:
            rows[slug] = model(**values)
            db.session.add(rows[slug])
            self.added[area] += 1
        elif any(getattr(rows[slug], name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(rows[slug], name, value)
            self.changed[area] += 1
        return rows[slug]


def load_strategies(*, folder: Path = SHIPPED, by: int | None, at: datetime) -> tuple[int, int]:
    """Load every file of a folder; returns how many rows were added and how many changed.

    Loading again writes nothing; changed words are changed in place, by slug. One file that is not as
    it must be refuses them all (FileRefused, a RuleBroken with file, line and reason). `by` None: a
    command.
    """
    drafts = reading.read_folder(folder)
    load = _Load(_known())
    checking.check(drafts, load.known)
    with db.session.no_autoflush:
        for theme in drafts.themes:
            _put_theme(load, theme)
        for strategy in drafts.strategies:
            _put_strategy(load, strategy)
        for inspection in drafts.inspections:
            _put_inspection(load, inspection)
        _put_links(load, drafts.links)
    for area in sorted(load.added.keys() | load.changed.keys(), key=lambda area: area or 0):
        audit.record(
            act="loaded strategies",
            by=by,
            area=area,
            at=at,
            subject=("strategies", None),
            added=load.added[area],
            changed=load.changed[area],
        )
    db.session.flush()
    return load.added.total(), load.changed.total()


def _known() -> Known:
    return Known(
        areas={area.slug: area for area in all_areas()},
        themes=queries.rows_by_slug(Theme),
        strategies=queries.rows_by_slug(Strategy),
        priorities=queries.rows_by_slug(Priority),
        commitments=queries.rows_by_slug(Commitment),
        statements=queries.rows_by_slug(Statement),
        measures=queries.rows_by_slug(Measure),
        inspections=queries.rows_by_slug(Inspection),
        findings=queries.rows_by_slug(InspectionFinding),
    )


def _put_theme(load: _Load, draft: ThemeDraft) -> None:
    load.put(
        load.known.themes,
        Theme,
        None,
        slug=draft.slug,
        label=draft.label,
        meaning=draft.meaning,
        position=draft.position,
        asked_of_families=draft.asked_of_families,
    )


def _put_strategy(load: _Load, draft: StrategyDraft) -> None:
    area = load.known.areas[draft.area]
    strategy = load.put(
        load.known.strategies,
        Strategy,
        area.id,
        slug=draft.slug,
        area=area,
        title=draft.title,
        starts=draft.starts,
        ends=draft.ends,
        vision=draft.vision,
    )
    _put_commitments(load, strategy, None, draft.commitments)
    for part, items in draft.parts.items():
        _put_statements(load, strategy, None, part, items)
    for priority in draft.priorities:
        _put_priority(load, strategy, priority)


def _put_priority(load: _Load, strategy: Strategy, draft: PriorityDraft) -> None:
    priority = load.put(
        load.known.priorities,
        Priority,
        strategy.area.id,
        slug=draft.slug,
        strategy=strategy,
        number=draft.number,
        title=draft.title,
        short_title=draft.short_title,
    )
    _put_themes(load, priority, [load.known.themes[slug] for slug in draft.themes])
    _put_statements(load, strategy, priority, Part.FAMILIES_TOLD_US, draft.families_told_us)
    _put_commitments(load, strategy, priority, draft.commitments)
    _put_measures(load, priority, draft.measures)


def _put_themes(load: _Load, priority: Priority, themes: list[Theme]) -> None:
    if [link.theme for link in priority.theme_links] == themes:
        return
    before = {link.theme: link for link in priority.theme_links}
    priority.theme_links = [before.get(theme) or PriorityTheme(theme=theme) for theme in themes]
    for position, link in enumerate(priority.theme_links, start=1):
        link.position = position
    load.changed[priority.strategy.area.id] += priority.id is not None


def _put_commitments(
    load: _Load, strategy: Strategy, priority: Priority | None, drafts: list[ItemDraft]
) -> None:
    for position, draft in enumerate(drafts, start=1):
        load.put(
            load.known.commitments,
            Commitment,
            strategy.area.id,
            slug=draft.slug,
            strategy=strategy,
            priority=priority,
            theme=load.known.themes[draft.theme],
            position=position,
            text=draft.text,
            from_running_text=draft.from_running_text,
        )


def _put_statements(
    load: _Load, strategy: Strategy, priority: Priority | None, part: Part, drafts: list[ItemDraft]
) -> None:
    for position, draft in enumerate(drafts, start=1):
        load.put(
            load.known.statements,
            Statement,
            strategy.area.id,
            slug=draft.slug,
            strategy=strategy,
            priority=priority,
            theme=load.known.themes[draft.theme],
            part=part.value,
            position=position,
            text=draft.text,
        )


def _put_measures(load: _Load, priority: Priority, drafts: list[MeasureDraft]) -> None:
    for position, draft in enumerate(drafts, start=1):
        load.put(
            load.known.measures,
            Measure,
            priority.strategy.area.id,
            slug=draft.slug,
            priority=priority,
            theme=load.known.themes[draft.theme],
            position=position,
            text=draft.text,
            survey=draft.survey,
            how=draft.how,
        )


def _put_inspection(load: _Load, draft: InspectionDraft) -> None:
    area = load.known.areas[draft.area]
    inspection = load.put(
        load.known.inspections,
        Inspection,
        area.id,
        slug=draft.slug,
        area=area,
        title=draft.title,
        dated=draft.dated,
        status=draft.status,
    )
    for position, finding in enumerate(draft.findings, start=1):
        load.put(
            load.known.findings,
            InspectionFinding,
            area.id,
            slug=finding.slug,
            inspection=inspection,
            theme=load.known.themes[finding.theme],
            position=position,
            text=finding.text,
            part=finding.letter_part,
        )


def _put_links(load: _Load, drafts: list[LinkDraft]) -> None:
    """Make the crosswalk of the areas named in the drafts what the drafts say; a link has no slug."""
    before = {(link.earlier, link.later): link for link in queries.all_links()}
    spoken_of = set()
    for draft in drafts:
        ends = load.known.priorities.get(draft.earlier or ""), load.known.priorities.get(draft.later or "")
        link = before.pop(ends, None)
        area = next(end.strategy.area for end in ends if end)
        spoken_of.add(area)
        if link is None:
            link = CrosswalkLink(area=area, earlier=ends[0], later=ends[1])
            db.session.add(link)
            load.added[area.id] += 1
        nearest = [load.known.commitments[slug] for slug in draft.nearest]
        same = (link.strength, link.note, set(link.nearest)) == (draft.strength, draft.note, set(nearest))
        if not same:
            load.changed[area.id] += link.id is not None
            link.strength, link.note, link.nearest = draft.strength, draft.note, nearest
    for link in before.values():
        if link.area in spoken_of:
            db.session.delete(link)
            load.changed[link.area.id] += 1
