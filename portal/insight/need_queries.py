"""Every read of need beside supply: comments under each theme, its services, votes that touch it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import selectinload

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.feedback.models import FeedbackItem, Tag
from portal.feedback.queries import is_visible
from portal.local_offer.comments.actions import SOURCE_KIND as OFFER_COMMENT
from portal.local_offer.directory.models import SHOWN, Service
from portal.strategies.models import PriorityTheme, Theme
from portal.surveys.results.totals import NOBODY
from portal.topics.models import Topic, TopicComment, topic_theme
from portal.topics.queries import is_published
from portal.voting.models import Vote, VoteOption


@dataclass(frozen=True)
class Commented:
    """Local Offer comments of a time: how many people wrote (`base`), and under each theme (by its id)."""

    base: PeopleCount
    about: dict[int, PeopleCount]


def commented(area: Area, begins: date) -> Commented:
    """Who sent comments on the Local Offer since a day, as far as staff may see them: people, not words."""
    people = select(FeedbackItem.record_key).where(
        FeedbackItem.area_id == area.id,
        FeedbackItem.source_kind == OFFER_COMMENT,
        FeedbackItem.received_on >= begins,
        is_visible(),
    )
    everyone = people.distinct().subquery()
    base = db.session.execute(select(*people_count_columns(everyone.c.record_key))).one()
    tagged = people.join(Tag, Tag.item_id == FeedbackItem.id).where(
        Tag.removed_at.is_(None), Tag.theme_id.is_not(None)
    )
    each = tagged.add_columns(Tag.theme_id.label("theme_id")).distinct().subquery()
    rows = select(each.c.theme_id, *people_count_columns(each.c.record_key))
    found = db.session.execute(rows.group_by(each.c.theme_id).order_by(each.c.theme_id))
    return Commented(
        read_people_count(base) if base else NOBODY, {row[0]: read_people_count(row) for row in found}
    )


def published_under_themes(area: Area, begins: date) -> dict[int, int]:
    """How many comments that everyone may read stand in topics under each theme (by its id)."""
    rows = (
        select(topic_theme.c.theme_id, func.count(TopicComment.id))
        .join(Topic, Topic.id == topic_theme.c.topic_id)
        .join(TopicComment, TopicComment.topic_id == Topic.id)
        .join(FeedbackItem, FeedbackItem.id == TopicComment.item_id)
        .where(Topic.area_id == area.id, FeedbackItem.received_on >= begins, is_published())
        .group_by(topic_theme.c.theme_id)
        .order_by(topic_theme.c.theme_id)
    )
    return {row[0]: row[1] for row in db.session.execute(rows)}


def services_under(area: Area, theme: Theme, most: int) -> list[Service]:
    """The first services that families see under a theme, by name."""
    rows = select(Service).where(
        Service.area_id == area.id,
        Service.status.in_(SHOWN),
        cast(Service.categories, String).contains(f'"{theme.slug}"', autoescape=True),
    )
    return list(db.session.scalars(rows.order_by(Service.name, Service.id).limit(most)))


def options_about(area: Area, themes: Collection[Theme]) -> list[tuple[int, VoteOption]]:
    """Options of counted votes that are a theme, or a priority under it: (the theme's id, option)."""
    rows = (
        select(Theme.id, VoteOption)
        .join(Vote, Vote.id == VoteOption.vote_id)
        .join(PriorityTheme, PriorityTheme.priority_id == VoteOption.priority_id, isouter=True)
        .join(Theme, or_(Theme.id == PriorityTheme.theme_id, Theme.label == VoteOption.title))
        .where(
            Vote.area_id == area.id,
            Vote.closed_at.is_not(None),
            Theme.id.in_([theme.id for theme in themes]),
        )
        .distinct()
    )
    found = db.session.execute(rows.order_by(VoteOption.vote_id.desc(), VoteOption.position, Theme.id))
    return [(row[0], row[1]) for row in found]


def votes_by_id(area: Area, vote_ids: Collection[int]) -> list[Vote]:
    """These counted votes with their options, the latest first."""
    rows = select(Vote).where(Vote.area_id == area.id, Vote.id.in_(vote_ids), Vote.closed_at.is_not(None))
    rows = rows.options(selectinload(Vote.options))
    return list(db.session.scalars(rows.order_by(Vote.closed_at.desc(), Vote.id)))
