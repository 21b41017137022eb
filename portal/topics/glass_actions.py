"""Breaking the glass: an area admin opens words that moderators do not show; the moderators are told."""

from datetime import datetime, timedelta
from pathlib import Path

from portal.accounts.models import Person
from portal.accounts.queries import people_who_may
from portal.areas.models import Area
from portal.core import audit
from portal.core.db import db
from portal.core.deployment import site_url
from portal.core.errors import RuleBroken
from portal.core.outbox.actions import post
from portal.core.outbox.wording import words_of
from portal.core.permissions import Permission
from portal.topics.asking_models import BrokenGlass
from portal.topics.models import Space, TopicComment
from portal.topics.permissions import MODERATES

WORDS = Path(__file__).parent / "data" / "emails.yaml"
KIND = "topic-glass"
LONGEST = 500
OPEN_FOR = timedelta(hours=1)


def break_glass(
    *, area: Area, comment: TopicComment, reason: str, by: int, name: str, at: datetime
) -> BrokenGlass:
    """Open one comment that is not shown, for an hour, for this person alone.

    Everyone who moderates its topic gets an e-mail with `name`, the person's, and the reason; both stand
    in the audit and on the desk too. Refuses no reason and too long a one. Only for safety or law
    (rules.md, topics and comments).
    """
    kept = " ".join(reason.split())
    if not kept or len(kept) > LONGEST:
        raise RuleBroken("Write why you need to read it, up to 500 letters.", field="reason", status=422)
    glass = BrokenGlass(
        area_id=area.id, comment_id=comment.id, reason=kept, by=by, at=at, until=at + OPEN_FOR
    )
    db.session.add(glass)
    db.session.flush()
    subject = ("topic comment", comment.id)
    audit.record(act="broke the glass", by=by, area=area.id, at=at, subject=subject, reason=kept)
    link = f"{site_url()}/{area.slug}/staff/moderation/{comment.id}/"
    about, body = words_of(
        WORDS, KIND, area=area.name, name=name, reason=kept, topic=comment.topic.title, link=link
    )
    for person in moderators_of(area, Space(comment.topic.space)):
        post(
            to=person.email,
            kind=KIND,
            subject=about,
            body=body,
            once_key=f"{KIND} {glass.id} {person.id}",
            area=area.id,
            at=at,
            for_staff=True,
        )
    return glass


def moderators_of(area: Area, space: Space) -> list[Person]:
    """Everyone who moderates the topics of a space; young people's adult back-up too."""
    also = people_who_may(Permission.MODERATE_TOPICS, area) if space == Space.YOUTH else []
    found = {person.id: person for person in [*people_who_may(MODERATES[space], area), *also]}
    return list(found.values())
