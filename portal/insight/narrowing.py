"""The filters of the feedback list as conditions of a query, each alone or beside the others."""

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, select
from sqlalchemy.orm import selectinload

from portal.areas.models import Area
from portal.consultations.models import EventNote
from portal.core.db import db
from portal.earlier.models import EarlierWords
from portal.feedback.frame_models import SubTheme
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.feedback.queries import is_visible
from portal.feedback.reading import pieces_of
from portal.insight.filters import Filters, Standing
from portal.strategies.models import Priority, Theme
from portal.surveys.models import Question, Survey, Wave
from portal.surveys.responses.answer_actions import SOURCE_KIND
from portal.surveys.responses.models import Answer, Response

MOST_TERMS = 6
LARGEST_PLACE = 9  # figures of a number


def wanted(area: Area, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of all filters that are set."""
    found = [_standing(Standing(filters.state))] if filters.state else []
    found += _sorted_under(area, filters)
    for column, value in (
        (FeedbackItem.stance, filters.stance),
        (FeedbackItem.audience, filters.audience),
        (FeedbackItem.source_kind, filters.part),
        (FeedbackItem.mode, filters.mode),
        (FeedbackItem.channel, filters.channel),
    ):
        if value:
            found.append(column == value)
    if filters.well:
        found.append(FeedbackItem.says_it_well.is_(True))
    return [*found, *_asked(area, filters), *_with_words(area, filters.words.split()[:MOST_TERMS])]


def _sorted_under(area: Area, filters: Filters) -> list[ColumnElement[bool]]:
    found = []
    if filters.theme:
        found.append(tagged(Tag.theme.has(Theme.slug == filters.theme)))
    if filters.sub:
        of_area = (SubTheme.slug == filters.sub) & (SubTheme.area_id == area.id)
        found.append(tagged(Tag.sub_theme.has(of_area)))
    if filters.priority:
        found.append(tagged(Tag.priority.has(Priority.slug == filters.priority)))
    if filters.criterion:
        found.append(tagged(Tag.criterion == filters.criterion))
    if filters.label:
        found.append(tagged(Tag.label == filters.label))
    return found


def _asked(area: Area, filters: Filters) -> list[ColumnElement[bool]]:
    found = []
    if filters.source:
        asked = select(Question.id).where(Question.key == filters.source)
        found += [FeedbackItem.source_kind == SOURCE_KIND, FeedbackItem.source_id.in_(asked)]
    if filters.wave:
        waves = select(Wave.id).join(Wave.survey)
        waves = waves.where(Survey.area_id == area.id, Wave.slug == filters.wave, Wave.is_trial.is_(False))
        found += [FeedbackItem.source_kind == SOURCE_KIND, FeedbackItem.occasion_id.in_(waves)]
    if filters.place:
        place = (
            int(filters.place) if filters.place.isdecimal() and len(filters.place) <= LARGEST_PLACE else 0
        )
        said_there = select(Answer.feedback_item_id).join(Response, Response.id == Answer.response_id)
        said_there = said_there.where(Response.area_id == area.id, Response.place_id == place)
        noted_there = select(EventNote.item_id).where(
            EventNote.area_id == area.id, EventNote.place_id == place
        )
        brought = select(EarlierWords.item_id).where(
            EarlierWords.area_id == area.id, EarlierWords.place_id == place
        )
        found.append(
            FeedbackItem.id.in_(said_there.where(Answer.feedback_item_id.is_not(None)))
            | FeedbackItem.id.in_(noted_there)
            | FeedbackItem.id.in_(brought)
        )
    return found


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
    return and_(is_state, ~tagged(Tag.theme_id.is_not(None))) if standing == Standing.TO_SORT else is_state


def tagged(how: ColumnElement[bool]) -> ColumnElement[bool]:
    """A tag of this kind stands on the item."""
    return exists().where(Tag.item_id == FeedbackItem.id, Tag.removed_at.is_(None), how)
