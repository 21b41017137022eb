"""What a person decides about words at the desk, carried out in one step that can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from portal.areas.models import Area
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.feedback import actions as feedback
from portal.feedback.frame_models import SubTheme
from portal.feedback.frame_queries import version_number
from portal.feedback.models import FeedbackItem, ItemState, Stance, Tag
from portal.feedback.stamps import stamp_of
from portal.insight import queries
from portal.insight.models import DeskStep
from portal.strategies.models import Priority, Theme


@dataclass(frozen=True)
class Choice:
    """Everything that is ticked for an item: these and no others shall stand."""

    themes: Sequence[Theme] = ()
    priorities: Sequence[Priority] = ()
    sub_themes: Sequence[SubTheme] = ()
    criteria: Sequence[str] = ()
    labels: Sequence[str] = ()
    stance: Stance | None = None
    says_it_well: bool = False
    # themes that the desk suggested and the person confirmed
    suggested: frozenset[str] = field(default_factory=frozenset)

    def things(self) -> list[dict[str, Any]]:
        """Each as feedback.tag takes it; a sub-theme brings its theme."""
        themes = {one.id: one for one in (*self.themes, *(sub.theme for sub in self.sub_themes))}
        return [
            *({"theme": one} for one in themes.values()),
            *({"priority": one} for one in self.priorities),
            *({"sub_theme": one} for one in self.sub_themes),
            *({"criterion": one} for one in self.criteria),
            *({"label": one} for one in self.labels),
        ]


def choice_of(item: FeedbackItem) -> Choice:
    """What stands on an item now."""
    tags = feedback.current_tags(item)
    return Choice(
        themes=[tag.theme for tag in tags if tag.theme],
        priorities=[tag.priority for tag in tags if tag.priority],
        sub_themes=[tag.sub_theme for tag in tags if tag.sub_theme],
        criteria=[tag.criterion for tag in tags if tag.criterion],
        labels=[tag.label for tag in tags if tag.label],
        stance=item.stance,
        says_it_well=item.says_it_well,
    )


def with_more(item: FeedbackItem, more: Choice) -> Choice:
    """What stands on an item and what is put on many at once; nothing is taken off."""
    now = choice_of(item)
    return replace(
        now,
        themes=_both(now.themes, more.themes),
        sub_themes=_both(now.sub_themes, more.sub_themes),
        labels=_both(now.labels, more.labels),
        stance=more.stance or now.stance,
    )


def _both(one: Iterable[Any], other: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys([*one, *other]))


def sort_item(*, item: FeedbackItem, choice: Choice, by: int, at: datetime) -> None:
    """Make what stands on the item this and no more; a tag that stays keeps who put it."""
    feedback.mark_read(item=item, by=by, at=at)
    wanted = {Tag(**about).about: about for about in choice.things()}
    version = version_number(item.area_id)
    for tag in feedback.current_tags(item):
        if tag.about not in wanted:
            feedback.untag(item=item, put=tag, by=by, at=at)
    for key, about in wanted.items():
        how = "suggestion" if key[1] in choice.suggested and key[0] == "themes" else "person"
        feedback.tag(item=item, by=by, at=at, how=how, frame_version=version, **about)
    feedback.judge(item=item, stance=choice.stance, says_it_well=choice.says_it_well, by=by, at=at)
    db.session.flush()


def clear(*, item: FeedbackItem, by: int, at: datetime) -> None:
    """A person says that what is left identifies nobody; refuses while a marked detail stands."""
    if item.cleared_at is None:
        feedback.mark_read(item=item, by=by, at=at)
        feedback.clear(item=item, by=by, at=at)


def snapshot(item: FeedbackItem) -> dict[str, Any]:
    """How an item is sorted now, as plain values: what undoing goes back to."""
    tags = feedback.current_tags(item)
    return {
        "tags": [tag.id for tag in tags],
        "stance": item.stance,
        "well": item.says_it_well,
        "cleared": item.state == ItemState.CLEARED,
    }


def keep_step(*, area: Area, before: dict[FeedbackItem, dict[str, Any]], by: int, at: datetime) -> DeskStep:
    """Keep what was done to these items, so that it can be undone; only call it when all is done."""
    items = {str(item.id): {"before": was, "after": stamp_of(item)} for item, was in before.items()}
    step = DeskStep(area_id=area.id, person_id=by, done_at=at, items=items)
    db.session.add(step)
    return step


def undo(*, area: Area, step: DeskStep, by: int, at: datetime) -> tuple[int, int]:
    """Put the items of a step back as they were: (put back, left alone).

    Left alone: what changed since, was taken back or is locked. Refuses a step that is undone already.
    """
    if step.undone_at is not None or step.person_id != by:
        raise RuleBroken("That was undone already.", status=422)
    step.undone_at = at
    done = 0
    for number, kept in step.items.items():
        item = queries.item_if_here(area, int(number))
        if item is not None and stamp_of(item) == kept["after"]:
            _put_back(item, kept["before"], by, at)
            done += 1
    return done, len(step.items) - done


def _put_back(item: FeedbackItem, was: dict[str, Any], by: int, at: datetime) -> None:
    for tag in feedback.current_tags(item):
        if tag.id not in was["tags"]:
            feedback.untag(item=item, put=tag, by=by, at=at)
    standing = {tag.id for tag in feedback.current_tags(item)}
    for tag in [tag for tag in item.tags if tag.id in was["tags"] and tag.id not in standing]:
        column, row = _about(tag)
        feedback.tag(item=item, by=by, at=at, how=tag.put_how, **{column: row})
    stance = Stance(was["stance"]) if was["stance"] else None
    feedback.judge(item=item, stance=stance, says_it_well=was["well"], by=by, at=at)
    if item.state == ItemState.CLEARED and not was["cleared"]:
        feedback.open_again(item=item, by=by, at=at)


def _about(tag: Tag) -> tuple[str, Any]:
    for name in ("theme", "priority", "sub_theme", "criterion", "label"):
        if row := getattr(tag, name):
            return name, row
    raise LookupError(tag.id)
