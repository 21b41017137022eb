"""Every write of suggestions: on or off for an area, learn anew, throw away what was learned."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from portal.areas.actions import change_settings
from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.insight.suggesting.learner import Learned, learn
from portal.insight.suggesting.models import LearnedPart
from portal.insight.suggesting.quality import Outcome, Quality, by_theme, overall
from portal.insight.suggesting.queries import Confirmed, learned_part
from portal.insight.suggesting.suggest import suggestions

FEWEST = 30
HELD_BACK_ONE_IN = 5


def switch(*, area: Area, on: bool, by: int, at: datetime) -> None:
    """Suggestions are off until a person of the area switches them on."""
    change_settings(area=area, settings=replace(area.settings, suggestions=on), by=by, at=at)


def is_held_back(item_id: int) -> bool:
    """Whether a comment is never learned from, but tells how good suggestions are: one in five."""
    return hashlib.sha256(str(item_id).encode()).digest()[0] % HELD_BACK_ONE_IN == 0


def work_out(items: list[Confirmed]) -> tuple[Learned, dict[str, Any]]:
    """What these teach, and how well that does on the ones held back; touches no database.

    Refuses too few to learn from.
    """
    known = [one for one in items if not is_held_back(one.item_id)]
    if len(known) < FEWEST:
        raise RuleBroken(
            "Sort and clear at least %(least)s comments first. There are %(number)s.",
            status=422,
            least=FEWEST,
            number=len(known),
        )
    learned = learn([(one.words, one.themes) for one in known])
    held_back = [one for one in items if is_held_back(one.item_id)]
    tried = [(one, _outcome(one, learned)) for one in held_back]
    quality = {
        "held_back": len(held_back),
        "themes": {theme: asdict(found) for theme, found in by_theme(o for _one, o in tried).items()},
        "audience": _grouped(tried, lambda one: one.audience),
        "mode": _grouped(tried, lambda one: one.mode),
        "lexicon": asdict(overall(_outcome(one, None) for one in held_back)),
        "all": asdict(overall(o for _one, o in tried)),
    }
    return learned, quality


def _outcome(one: Confirmed, learned: Learned | None) -> Outcome:
    return frozenset(found.theme for found in suggestions(one.words, one.question, learned)), one.themes


def _grouped(
    tried: Iterable[tuple[Confirmed, Outcome]], group: Callable[[Confirmed], str]
) -> dict[str, dict[str, int]]:
    sorted_out: dict[str, list[Outcome]] = {}
    for one, outcome in tried:
        sorted_out.setdefault(group(one), []).append(outcome)
    return {name: asdict(overall(outcomes)) for name, outcomes in sorted(sorted_out.items())}


def keep_learned(
    *, area: Area, learned: Learned, quality: dict[str, Any], by: int, at: datetime
) -> LearnedPart:
    """Suggest by this from now on; what was learned before goes."""
    part = learned_part(area) or LearnedPart(area_id=area.id)
    part.made_by, part.made_at = by, at
    part.items, part.held_back = learned["items"], quality["held_back"]
    part.learned, part.quality = learned, quality
    db.session.add(part)
    audit.record(
        act="learned suggestions", by=by, area=area.id, at=at, subject=("area", area.id), items=part.items
    )
    return part


def throw_away(*, area: Area, by: int, at: datetime) -> None:
    """Forget what was learned; the lexicon stays, and so does every tag that people confirmed."""
    part = learned_part(area)
    if part is not None:
        db.session.delete(part)
        audit.record(
            act="threw learned suggestions away", by=by, area=area.id, at=at, subject=("area", area.id)
        )


def _record(act: str, area: Area, by: int, at: datetime, **details: object) -> None:
    audit.record(act=act, by=by, area=area.id, at=at, subject=("area", area.id), **details)


def read_quality(stored: dict[str, Any]) -> Quality:
    """A figure as it was kept."""
    return Quality(**stored)
