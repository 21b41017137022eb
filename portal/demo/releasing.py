"""The releases of the demonstration: what is over, published a month later by a made-up officer."""

from datetime import datetime, timedelta

from portal.areas.queries import area_by_slug
from portal.board.releasing import KIND_NAME as DIFFERENCE
from portal.core import clock
from portal.core.db import transaction
from portal.demo.quotes import quote_in_release
from portal.demo.sorting import officer_of
from portal.releases import actions
from portal.releases.kinds import Subject, all_kinds
from portal.releases.preparing import prepare_now
from portal.releases.queries import release_of, release_of_subject
from portal.surveys.results.releasing import WAVE_KIND

# made up, as everything here: what an officer might say of each survey
IN_WORDS = {
    "parents-and-carers": (
        "Many of you like the people who help your child.\n"
        "You told us that waiting is hard, and that you tell your story again and again."
    ),
    "young-people": (
        "You told us that a kind person who knows you helps most.\n"
        "You want to be asked before things change, and to know what comes after school."
    ),
    "practitioners": (
        "You told us that you want to plan with families, and that time for it is short.\n"
        "What families say of the same things stands beside it."
    ),
    "topic-getting-to-school": "Thank you. The council reads every comment before it plans the buses.",
    "vote-priorities-for-our-next-plan": (
        "Thank you for every vote: at home, at the family day, in the library and on paper.\n"
        "The board starts with what came first."
    ),
}


# how long counting and looking takes after the last answer could come
LOOKED_AT = timedelta(days=30)


def release_ended_rounds(area_slug: str) -> None:
    """Release each ended round that has no release yet."""
    area = area_by_slug(area_slug)
    if area is None:
        return
    at, area_id = clock.now(), area.id
    waiting = [
        (kind.name, subject)
        for kind in all_kinds().values()
        for subject in kind.subjects(area, at)
        if subject.ready_at <= at
        and (kind.name == WAVE_KIND or subject.thing in IN_WORDS)
        and release_of_subject(area, kind.name, subject.id) is None
    ]
    officer = officer_of(area) if waiting else 0
    for kind, subject in waiting:
        _release(area_slug, area_id, kind, subject, officer)


def release_differences(area_slug: str, entry_ids: list[int]) -> None:
    """Release what readers said of these promises."""
    area = area_by_slug(area_slug)
    kind = all_kinds()[DIFFERENCE]
    for entry_id in entry_ids:
        subject = kind.subject(area, entry_id) if area else None
        if area is not None and subject is not None:
            _release(area_slug, area.id, kind.name, subject, officer_of(area))


def _release(area_slug: str, area_id: int, kind: str, subject: Subject, officer: int) -> None:
    with clock.at(_day_of(subject, clock.now())):
        release_id = prepare_now(area_id, kind, subject.id, by=officer, report=_quietly)
        _publish(area_slug, release_id, subject, officer)


def _day_of(subject: Subject, now: datetime) -> datetime:
    return min(subject.ready_at + LOOKED_AT, now)


def _publish(area_slug: str, release_id: int, subject: Subject, officer: int) -> None:
    with transaction():
        area = area_by_slug(area_slug)
        release = release_of(area, release_id) if area else None
        if area is None or release is None:
            raise LookupError(release_id)
        if release.kind == WAVE_KIND:
            quote_in_release(area, release, officer)
        at, words = clock.now(), IN_WORDS.get(subject.thing, "Thank you to everyone who answered.")
        actions.say_in_words(release=release, summary=words, version=release.version, by=officer, at=at)
        actions.publish(release=release, version=release.version, by=officer, at=at)


def _quietly(_done: int, _total: int, _words: str) -> None:
    """Nobody waits for these figures."""
