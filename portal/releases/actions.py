"""Every write of releases: keep what was counted, say it in words, choose quotes, publish."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from portal.areas.models import Area
from portal.core import audit, clock
from portal.core.db import changed_one, db
from portal.core.errors import RuleBroken
from portal.releases import figures
from portal.releases.kinds import Subject
from portal.releases.models import Release, ReleaseQuote
from portal.releases.queries import published_before, release_of_subject

MOST_QUOTES = 6


@dataclass(frozen=True)
class Counted:
    """The file of a subject, counted at one moment."""

    kind: str
    subject: Subject
    file: str
    at: datetime


def refuse_if_not_ready(subject: Subject, at: datetime) -> None:
    """Refuse a subject to which answers can still come: no figure of an open round may leave."""
    if at < subject.ready_at:
        raise RuleBroken("Answers can still come in. Prepare the release when the round has ended.")


def keep_prepared(*, area: Area, counted: Counted, by: int) -> Release:
    """Keep what was counted; preparing again replaces the figures, never those of a published release."""
    subject = counted.subject
    refuse_if_not_ready(subject, counted.at)
    release = release_of_subject(area, counted.kind, subject.id)
    if release is None:
        release = Release(area_id=area.id, kind=counted.kind, subject_id=subject.id, summary="", version=0)
        db.session.add(release)
    refuse_if_published(release)
    release.thing, release.occasion = subject.thing, subject.occasion
    release.title, release.round_title = subject.title, subject.round_title
    release.opened_on = clock.local(subject.opens_at).date()
    release.closed_on = clock.local(subject.closes_at).date()
    release.file, release.sha256 = counted.file, figures.checksum(counted.file)
    release.prepared_by, release.prepared_at = by, counted.at
    release.version += 1
    db.session.flush()
    _audit("prepared release", release, by, counted.at, sha256=release.sha256)
    return release


def say_in_words(*, release: Release, summary: str, version: int, by: int, at: datetime) -> None:
    """Keep staff's own sentences on what people told us: where most figures are hidden, they speak."""
    _take(release, version)
    release.summary = summary.strip()
    _audit("wrote words of release", release, by, at)


def choose_quote(*, release: Release, item_id: int, version: int, by: int, at: datetime) -> None:
    """Choose words to be shown; the caller has made sure that they may be (Kind.quotes)."""
    if len(release.quotes) >= MOST_QUOTES:
        raise RuleBroken("A release shows at most %(most)s quotes. Take one out first.", most=MOST_QUOTES)
    if any(one.item_id == item_id for one in release.quotes):
        raise RuleBroken("These words are chosen already.")
    _take(release, version)
    release.quotes.append(ReleaseQuote(item_id=item_id, chosen_by=by))
    _audit("chose quote", release, by, at, item=item_id)


def drop_quote(*, release: Release, quote: ReleaseQuote, version: int, by: int, at: datetime) -> None:
    """Take a quote out before the release is published."""
    _take(release, version)
    release.quotes.remove(quote)
    _audit("dropped quote", release, by, at, item=quote.item_id)


def approve_quote(*, release: Release, quote: ReleaseQuote, version: int, by: int, at: datetime) -> None:
    """The second person's yes to a quote (rules.md, the life of a sentence); refuses the one who chose."""
    if quote.chosen_by == by:
        raise RuleBroken("A second person must say yes to this quote.")
    _take(release, version)
    quote.approved_by = by
    _audit("approved quote", release, by, at, item=quote.item_id)


def publish(*, release: Release, version: int, by: int, at: datetime) -> None:
    """Make it public, for good; the caller has counted again and found the same.

    Refuses one that would say nothing, one with a quote that only one person has seen, and one that
    somebody changed since the page was opened.
    """
    refuse_if_published(release)
    if not release.summary and not figures.read(release.file).has_figures:
        raise RuleBroken("Every figure is hidden. Say in your own words what people told you.", "summary")
    if any(one.approved_by is None for one in release.quotes):
        raise RuleBroken("A second person must say yes to each quote, or take it out.")
    before = published_before(release)
    found = update(Release).where(
        Release.id == release.id, Release.version == version, Release.published_at.is_(None)
    )
    values = {"published_by": by, "published_at": at, "previous_id": before.id if before else None}
    if not changed_one(found.values(**values)):
        raise _changed_since()
    db.session.expire(release)
    _audit("published release", release, by, at, sha256=release.sha256)


def refuse_if_published(release: Release) -> None:
    """Refuse any change of a release that everyone has seen."""
    if release.published_at is not None:
        raise RuleBroken("This is published. What is published never changes.")


def _changed_since() -> RuleBroken:
    return RuleBroken("Somebody changed this since you opened it. Look at it again.")


def _take(release: Release, version: int) -> None:
    """Make this change the next version; refuses when another came first."""
    refuse_if_published(release)
    found = update(Release).where(
        Release.id == release.id, Release.version == version, Release.published_at.is_(None)
    )
    if not changed_one(found.values(version=version + 1)):
        raise _changed_since()
    db.session.refresh(release, ["version"])


def _audit(act: str, release: Release, by: int, at: datetime, **details: object) -> None:
    audit.record(act=act, by=by, area=release.area_id, at=at, subject=("release", release.id), **details)
