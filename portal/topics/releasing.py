"""How a topic is released: beside which comments readers said "same for me"; never a word of a comment."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import clock
from portal.core.disclosure import PeopleCount
from portal.releases.figures import CountedCell, CountedTable
from portal.releases.kinds import Kind, Quote, Report, Subject
from portal.topics import same_queries
from portal.topics.models import Topic, TopicState
from portal.topics.queries import topic_in
from portal.topics.same_queries import KIND, SECTION

OCCASION = "same-for-me"
THING = "topic-"


def _subject_of(topic: Topic) -> Subject:
    ended = topic.closes_at if topic.state == TopicState.OPEN else min(topic.closes_at, clock.now())
    return Subject(
        id=topic.id,
        thing=f"{THING}{topic.slug}"[:80],
        occasion=OCCASION,
        title=topic.title,
        round_title=str(_("Same for me")),
        opens_at=topic.opens_at,
        closes_at=ended,
        # closed by hand, nothing comes in any more; else when its time is over
        ready_at=ended,
    )


def _subjects(area: Area, at: datetime) -> list[Subject]:
    """The topics that have begun."""
    return [_subject_of(topic) for topic in same_queries.topics_begun(area) if topic.opens_at <= at]


def _subject(area: Area, topic_id: int) -> Subject | None:
    topic = topic_in(area, topic_id)
    return _subject_of(topic) if topic is not None and topic.is_public else None


def count(area: Area, topic_id: int, report: Report) -> list[CountedTable]:
    """One table: of those who pressed anything, how many pressed beside each comment that stands."""
    topic = topic_in(area, topic_id)
    if topic is None:
        raise LookupError(f"no topic {topic_id}")
    report(0, 1, _("Counting who said: same for me."))
    people = same_queries.people_by_comment(topic)
    cells = [
        CountedCell(
            str(number), str(_("Comment %(number)s", number=number)), people.get(number, PeopleCount(0, 0))
        )
        for number in same_queries.shown_ids(topic)
    ]
    return [
        CountedTable(
            section=SECTION,
            key=SECTION,
            title=str(_("Same for me")),
            group=str(_("Readers")),
            audience="readers",
            mode=None,
            many=True,
            base=same_queries.people_who_said_same(topic),
            cells=cells,
        )
    ]


def _quotes(_area: Area, _topic_id: int, _item_ids: Collection[int] | None) -> list[Quote]:
    """The comments stand on the topic's own page."""
    return []


TOPIC_KIND = Kind(name=KIND, subjects=_subjects, subject=_subject, count=count, quotes=_quotes)
