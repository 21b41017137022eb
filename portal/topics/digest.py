"""The daily e-mail to moderators who want it: what waits and how long, none of the text."""

from datetime import datetime
from pathlib import Path

from flask_babel import ngettext

from portal.accounts.queries import person_by_id
from portal.areas.models import Area
from portal.areas.queries import area_by_id
from portal.core import clock
from portal.core.db import db, insert_once, transaction
from portal.core.deployment import site_url
from portal.core.filters import long_date
from portal.core.outbox.actions import post
from portal.core.outbox.wording import words_of
from portal.topics.asking_models import DigestWish
from portal.topics.asking_queries import Queue, appeals_queue, digest_wish, digest_wishes, ideas_queue
from portal.topics.desk_queries import waiting
from portal.topics.models import UNDECIDED, Space
from portal.topics.permissions import spaces_of

STEP = "topic digest"
WORDS = Path(__file__).parent / "data" / "emails.yaml"
KIND = "topic-digest"
# in the morning, on the area's own clocks
FIRST_HOUR, LAST_HOUR = 7, 12


def wish_for_digest(*, area: Area, person_id: int, wanted: bool) -> None:
    """A moderator wants the daily e-mail, or wants it no more; saying so twice changes nothing."""
    standing = digest_wish(area, person_id)
    if wanted and standing is None:
        values = {"area_id": area.id, "person_id": person_id, "wish": f"{area.id} {person_id}"}
        insert_once(DigestWish, values, "wish")
    elif not wanted and standing is not None:
        db.session.delete(standing)
        db.session.flush()


def do_round(at: datetime) -> None:
    """Every ten seconds: in the morning, one e-mail a day to each for whom something waits."""
    if not FIRST_HOUR <= clock.local(at).hour < LAST_HOUR:
        return
    with transaction():
        for wish in digest_wishes():
            _tell(wish, at)


def _tell(wish: DigestWish, at: datetime) -> None:
    person, area = person_by_id(wish.person_id), area_by_id(wish.area_id)
    spaces = spaces_of(person, area) if person and not person.has_ended else []
    lines = lines_of(area, spaces) if spaces else []
    if person is None or not lines:
        return
    link = f"{site_url()}/{area.slug}/staff/moderation/"
    subject, body = words_of(WORDS, KIND, area=area.name, lines="\n".join(lines), link=link)
    post(
        to=person.email,
        kind=KIND,
        subject=subject,
        body=body,
        once_key=f"{KIND} {wish.id} {clock.local(at).date().isoformat()}",
        area=area.id,
        at=at,
        for_staff=True,
    )


def lines_of(area: Area, spaces: list[Space]) -> list[str]:
    """What waits, a line each with the day since when; empty when nothing does."""
    counts = waiting(area, spaces)
    undecided = [counts[state] for state in UNDECIDED if state in counts]
    days = [one.oldest for one in undecided if one.oldest]
    comments = Queue(sum(one.comments for one in undecided), min(days, default=None))
    appeals, ideas = appeals_queue(area, spaces), ideas_queue(area, spaces)
    found = [
        (comments, ngettext("%(num)s comment, since", "%(num)s comments, since", comments.number)),
        (appeals, ngettext("%(num)s appeal, since", "%(num)s appeals, since", appeals.number)),
        (ideas, ngettext("%(num)s idea, since", "%(num)s ideas, since", ideas.number)),
    ]
    return [f"{words} {long_date(queue.oldest)}" for queue, words in found if queue.oldest]
