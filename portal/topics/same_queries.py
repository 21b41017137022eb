"""Every read of "same for me": what this browser pressed, who pressed what, and what was released of it."""

from collections.abc import Collection

from sqlalchemy import Select, select

from portal.areas.models import Area
from portal.core.db import db
from portal.core.disclosure import PeopleCount, people_count_columns, read_people_count
from portal.releases import figures
from portal.releases.models import Release
from portal.releases.queries import release_of_subject
from portal.topics.asking_models import SameForMe
from portal.topics.models import Space, Topic, TopicComment, TopicState
from portal.topics.queries import is_published

KIND = "topic"
SECTION = "same"


def marks_found(marks: Collection[str]) -> set[str]:
    """Which of these marks stand."""
    return set(db.session.scalars(select(SameForMe.mark).where(SameForMe.mark.in_(marks))))


def pressed(mark: str) -> SameForMe | None:
    """What was pressed with this mark."""
    return db.session.scalar(select(SameForMe).where(SameForMe.mark == mark))


def shown_ids(topic: Topic) -> list[int]:
    """The comments that stand on the page of a topic now, the oldest first."""
    rows = select(TopicComment.id).join(TopicComment.item)
    rows = rows.where(TopicComment.topic_id == topic.id, is_published())
    return list(db.session.scalars(rows.order_by(TopicComment.id)))


def _said(topic: Topic) -> Select[int]:
    rows = select(SameForMe.record_key).join(TopicComment, TopicComment.id == SameForMe.comment_id)
    return rows.join(TopicComment.item).where(TopicComment.topic_id == topic.id, is_published())


def people_who_said_same(topic: Topic) -> PeopleCount:
    """How many browsers said "same for me" of anything that stands on the page now."""
    each = _said(topic).distinct().subquery()
    return read_people_count(db.session.execute(select(*people_count_columns(each.c.record_key))).one())


def people_by_comment(topic: Topic) -> dict[int, PeopleCount]:
    """The same for each comment of which anybody said it."""
    rows = _said(topic).with_only_columns(SameForMe.comment_id, *people_count_columns(SameForMe.record_key))
    found = db.session.execute(rows.group_by(SameForMe.comment_id).order_by(SameForMe.comment_id))
    return {row.comment_id: read_people_count(row) for row in found}


def topics_begun(area: Area, spaces: Collection[Space] = tuple(Space)) -> list[Topic]:
    """The topics that everyone may open, the newest first."""
    rows = select(Topic).where(
        Topic.area_id == area.id, Topic.state != TopicState.DRAFT, Topic.space.in_(spaces)
    )
    return list(db.session.scalars(rows.order_by(Topic.id.desc())))


def release_of_topic(area: Area, topic: Topic) -> Release | None:
    """What was published of a topic, None when nothing was yet."""
    release = release_of_subject(area, KIND, topic.id)
    return release if release is not None and release.is_published else None


def figures_in(release: Release | None) -> dict[int, int]:
    """The published figure of each comment that has one, as it stands in the release."""
    tables = figures.read(release.file).tables if release else []
    cells = [cell for table in tables if table.section == SECTION for cell in table.cells]
    return {int(cell.code): cell.people for cell in cells if cell.people}
