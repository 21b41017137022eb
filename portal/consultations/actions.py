"""Every write of consultations: made, changed, published, their ways and points, and the decision."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal.areas.models import Area
from portal.consultations.details import Details, Offered
from portal.consultations.models import Consultation, Point, Way, Weight
from portal.core import audit, clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.slugs import free_slug
from portal.core.versions import check_seen, save_seen


def add_consultation(*, area: Area, details: Details, by: int | None, at: datetime) -> Consultation:
    """A new consultation as a draft that only staff see. Refuses one that closes before it opens."""
    slug = free_slug(Consultation, area.id, details.title, "consultation")
    found = Consultation(area_id=area.id, slug=slug, outcome="", easy_outcome="")
    _write(found, details)
    db.session.add(found)
    _record("added consultation", found, by, at)
    return found


def change_consultation(
    *, consultation: Consultation, details: Details, seen_version: int, by: int, at: datetime
) -> None:
    """New words and dates; its address stays.

    Refuses one that is decided, dates that run backwards, and a page that somebody else overtook.
    """
    _check(consultation, seen_version)
    _write(consultation, details)
    save_seen(consultation, "title")
    _record("changed consultation", consultation, by, at)


def publish_consultation(
    *, consultation: Consultation, seen_version: int, by: int | None, at: datetime
) -> None:
    """Everyone may read it from now on. Refuses one without any way to answer."""
    _check(consultation, seen_version)
    if consultation.published_on is not None:
        raise RuleBroken("This consultation is published already.")
    if not consultation.ways and not consultation.other_ways:
        raise RuleBroken("Add a way to answer before you publish it.")
    consultation.published_on = clock.local(at).date()
    save_seen(consultation, "title")
    _record("published consultation", consultation, by, at)


def add_way(*, consultation: Consultation, way: Offered, by: int | None, at: datetime) -> None:
    """One more way to answer. Refuses the same twice."""
    row = Way(
        consultation_id=consultation.id, kind=way.kind, ref=way.ref, slug=way.slug, words=way.words[:200]
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as double:
        raise RuleBroken("This way to answer is there already.", field="way", status=422) from double
    db.session.expire(consultation, ["ways"])
    _record("added way to answer", consultation, by, at, kind=way.kind.value)


def remove_way(*, consultation: Consultation, way: Way, by: int, at: datetime) -> None:
    """Take a way to answer off; what came by it stays where it is. Refuses once it is decided."""
    _refuse_decided(consultation)
    consultation.ways.remove(way)
    db.session.delete(way)
    _record("removed way to answer", consultation, by, at, kind=way.kind)


def weigh(
    *, consultation: Consultation, said: str, weighed: str, weight: Weight, by: int | None, at: datetime
) -> Point:
    """Write one main point down and how it was weighed. Refuses once it is decided and published."""
    _refuse_decided(consultation)
    point = Point(said=said, weighed=weighed, weight=weight)
    consultation.points.append(point)
    _record("weighed a point", consultation, by, at, weight=weight.value)
    return point


def drop_point(*, consultation: Consultation, point: Point, by: int, at: datetime) -> None:
    """Take a point out before the decision is published."""
    _refuse_decided(consultation)
    consultation.points.remove(point)
    db.session.delete(point)
    _record("dropped a point", consultation, by, at)


def decide(
    *,
    consultation: Consultation,
    outcome: str,
    easy_outcome: str,
    seen_version: int,
    by: int | None,
    at: datetime,
) -> None:
    """Publish what was decided together with how the answers were weighed, for good.

    Refuses while people can still answer, without a weighed point, and without words.
    """
    _check(consultation, seen_version)
    today = clock.local(at).date()
    if consultation.published_on is None or today <= consultation.closes_on:
        raise RuleBroken("People can still answer. Decide when it has closed.", field="outcome", status=422)
    if not consultation.points:
        raise RuleBroken(
            "First write down at least one main point and how you weighed it.", field="outcome", status=422
        )
    if not outcome:
        raise RuleBroken("Say what was decided, and why.", field="outcome", status=422)
    consultation.outcome, consultation.easy_outcome = outcome, easy_outcome
    consultation.decided_on = today
    save_seen(consultation, "title")
    _record("decided consultation", consultation, by, at)


def _write(consultation: Consultation, details: Details) -> None:
    _refuse_decided(consultation)
    if details.closes_on < details.opens_on:
        raise RuleBroken("It must close after it opens.", field="closes_on", status=422)
    if details.decide_by is not None and details.decide_by < details.closes_on:
        raise RuleBroken("Decide only after people have answered.", field="decide_by", status=422)
    for name, value in vars(details).items():
        setattr(consultation, name, value)


def _refuse_decided(consultation: Consultation) -> None:
    if consultation.decided_on is not None:
        raise RuleBroken("This is decided and published. It stays as it is.")


def _check(consultation: Consultation, seen_version: int) -> None:
    check_seen(consultation, seen_version)
    _refuse_decided(consultation)


def _record(act: str, found: Consultation, by: int | None, at: datetime, **details: object) -> None:
    db.session.flush()
    subject = ("consultation", found.id)
    audit.record(act=act, by=by, area=found.area_id, at=at, subject=subject, title=found.title, **details)
