"""Every read of the feedback list and the sorting desk; what is locked or unsent is never in it."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from portal.areas.models import Area
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.feedback.reading import pieces_of
from portal.insight.filters import Filters, Standing
from portal.strategies.models import Priority, Theme
from portal.surveys.models import Question, Survey, SurveyVersion, Wave, Wording
from portal.surveys.responses.actions import SOURCE_KIND

Items = Select[FeedbackItem]
MOST_TERMS = 6


class Waiting(NamedTuple):
    """How many items wait in a queue, and the day on which the oldest came (None: none waits)."""

    items: int
    oldest: date | None


def items_of(area: Area, filters: Filters) -> Items:
    """The items of an area that staff may see and that the filters leave, in order, with their tags."""
    rows = select(FeedbackItem).where(
        FeedbackItem.area_id == area.id, is_visible(), *_wanted(area, filters)
    )
    place = (FeedbackItem.received_on, FeedbackItem.id)
    order = place if filters.oldest_first else tuple(column.desc() for column in place)
    return rows.options(*_with_all()).order_by(*order)


def _with_all() -> list[ExecutableOption]:
    tags = selectinload(FeedbackItem.tags)
    themes, priorities = tags.joinedload(Tag.theme), tags.joinedload(Tag.priority)
    return [themes, priorities.joinedload(Priority.strategy), selectinload(FeedbackItem.redactions)]


def _wanted(area: Area, filters: Filters) -> list[ColumnElement[bool]]:
    wanted = [_standing(Standing(filters.state))] if filters.state else []
    if filters.theme:
        wanted.append(_tagged(Tag.theme.has(Theme.slug == filters.theme)))
    if filters.priority:
        wanted.append(_tagged(Tag.priority.has(Priority.slug == filters.priority)))
    if filters.audience:
        wanted.append(FeedbackItem.audience == filters.audience)
    if filters.source:
        asked = select(Question.id).where(Question.key == filters.source)
        wanted += [FeedbackItem.source_kind == SOURCE_KIND, FeedbackItem.source_id.in_(asked)]
    if filters.wave:
        waves = select(Wave.id).join(Wave.survey)
        waves = waves.where(Survey.area_id == area.id, Wave.slug == filters.wave, Wave.is_trial.is_(False))
        wanted += [FeedbackItem.source_kind == SOURCE_KIND, FeedbackItem.occasion_id.in_(waves)]
    return [*wanted, *_with_words(area, filters.words.split()[:MOST_TERMS])]


def _with_words(area: Area, terms: list[str]) -> list[ColumnElement[bool]]:
    """All terms stand in what staff may read: not in what was taken out, nor in a masked detail."""
    if not terms:
        return []
    shown = func.coalesce(FeedbackItem.words_redacted, FeedbackItem.words)
    hits = [shown.icontains(term, autoescape=True) for term in terms]
    rows = select(FeedbackItem).where(
        FeedbackItem.area_id == area.id,
        is_visible(),
        cast(FeedbackItem.personal_details, String) != "[]",
        *hits,
    )
    with_details = db.session.scalars(rows.options(selectinload(FeedbackItem.redactions)))
    only_masked = [item.id for item in with_details if not _all_can_be_read(item, terms)]
    return [*hits, FeedbackItem.id.not_in(only_masked)] if only_masked else hits


def _all_can_be_read(item: FeedbackItem, terms: list[str]) -> bool:
    text = "".join(piece.text or f"[{piece.what}]" for piece in pieces_of(item)).lower()
    return all(term.lower() in text for term in terms)


def _standing(standing: Standing) -> ColumnElement[bool]:
    states = {
        Standing.TO_READ: ItemState.SENT,
        Standing.TO_CLEAR: ItemState.READ,
        Standing.TO_SORT: ItemState.CLEARED,
        Standing.CLEARED: ItemState.CLEARED,
    }
    is_state = FeedbackItem.state == states[standing]
    return and_(is_state, ~_tagged(Tag.theme_id.is_not(None))) if standing == Standing.TO_SORT else is_state


def _tagged(how: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Tag.item_id == FeedbackItem.id, Tag.removed_at.is_(None), how)


def item_to_show(area: Area, item_id: int) -> FeedbackItem | None:
    """One item of this area that staff may see, with its tags and redactions."""
    rows = items_of(area, Filters()).where(FeedbackItem.id == item_id)
    return db.session.scalar(rows)


def item_to_change(area: Area, item_id: int) -> FeedbackItem:
    """The same, held until the commit, so that of two people one waits and sees what the other did.

    Refuses one that is not here any more: taken back, or before the safeguarding lead.
    """
    rows = items_of(area, Filters()).where(FeedbackItem.id == item_id)
    item = db.session.scalar(rows.with_for_update(of=FeedbackItem))
    if item is None:
        raise RuleBroken("These words are not here any more. Nothing was changed.")
    return item


def after(area: Area, filters: Filters, item: FeedbackItem, count: int) -> list[FeedbackItem]:
    """The next items of the same list after this one."""
    day, number = FeedbackItem.received_on, FeedbackItem.id
    if filters.oldest_first:
        beyond = or_(day > item.received_on, and_(day == item.received_on, number > item.id))
    else:
        beyond = or_(day < item.received_on, and_(day == item.received_on, number < item.id))
    return list(db.session.scalars(items_of(area, filters).where(beyond).limit(count)))


def next_item(area: Area, filters: Filters, item: FeedbackItem) -> FeedbackItem | None:
    """The next item of the same list, from the top again at its end; None when it is the only one."""
    following = after(area, filters, item, 1)
    if following:
        return following[0]
    rows = items_of(area, filters).where(FeedbackItem.id != item.id)
    return db.session.scalar(rows.limit(1))


def waiting(area: Area) -> dict[Standing, Waiting]:
    """How long each queue is, and since when its oldest waits: one query."""
    untagged = ~_tagged(Tag.theme_id.is_not(None))
    columns = (FeedbackItem.state, untagged.label("untagged"))
    rows = (
        select(*columns, func.count(), func.min(FeedbackItem.received_on))
        .where(FeedbackItem.area_id == area.id, is_visible())
        .group_by(*columns)
    )
    found: dict[Standing, Waiting] = {}
    for state, no_theme, items, oldest in db.session.execute(rows):
        for queue in _queues(ItemState(state), bool(no_theme)):
            before = found.get(queue, Waiting(0, None))
            days = [day for day in (before.oldest, oldest) if day]
            found[queue] = Waiting(before.items + items, min(days))
    return found


def _queues(state: ItemState, no_theme: bool) -> list[Standing]:
    if state == ItemState.CLEARED:
        return [Standing.CLEARED, Standing.TO_SORT] if no_theme else [Standing.CLEARED]
    return [Standing.TO_READ if state == ItemState.SENT else Standing.TO_CLEAR]


def questions_by_id(question_ids: Collection[int]) -> dict[int, Question]:
    """The questions that words answer, with their wordings, version and survey."""
    rows = (
        select(Question)
        .where(Question.id.in_(question_ids))
        .options(joinedload(Question.version).joinedload(SurveyVersion.survey))
    )
    return {question.id: question for question in db.session.scalars(rows)}


def waves_by_id(wave_ids: Collection[int]) -> dict[int, Wave]:
    """The waves in which words came."""
    return {wave.id: wave for wave in db.session.scalars(select(Wave).where(Wave.id.in_(wave_ids)))}


def open_questions_of(area: Area) -> list[tuple[str, str]]:
    """The own-words questions of an area's surveys as (key, wording), by key: each key once."""
    rows = (
        select(Question.key, func.min(Wording.words))
        .join(Question.version)
        .join(SurveyVersion.survey)
        .join(Wording, and_(Wording.question_id == Question.id, Wording.kind == "free"))
        .where(Survey.area_id == area.id)
        .group_by(Question.key)
        .order_by(Question.key)
    )
    return [(key, words) for key, words in db.session.execute(rows)]
