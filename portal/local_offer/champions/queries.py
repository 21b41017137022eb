"""Every read of champions: their entries, how far they are this term, and what has no champion."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.areas.models import Area
from portal.core import clock
from portal.core.db import db
from portal.core.paging import Page, page_of
from portal.local_offer.champions.models import Champion, ChampionAsking, ChampionCharge
from portal.local_offer.directory.models import SHOWN, STALE_AFTER, Organisation, Service
from portal.local_offer.providers.models import Correction, CorrectionState

# two e-mails lie at least so far apart, even when somebody moves the first day of a term
BETWEEN_TERMS = timedelta(days=30)
ENTRIES_A_PAGE = 20


@dataclass(frozen=True)
class Tally:
    """The shown entries in somebody's charge: all, checked this term, not checked for a year."""

    entries: int = 0
    checked: int = 0
    stale: int = 0


def champion_in(area: Area, champion_id: int) -> Champion | None:
    """A champion of this area, one that has ended too."""
    rows = select(Champion).where(Champion.area_id == area.id, Champion.id == champion_id)
    return db.session.scalar(rows)


def champion_at(area_id: int, email_hash: str) -> Champion:
    """The open champion who is reached in this mailbox, as the database has it; raises where none is."""
    rows = select(Champion).where(Champion.area_id == area_id, Champion.email_hash == email_hash)
    return db.session.scalars(rows.execution_options(populate_existing=True)).one()


def page_of_champions(area: Area, number: int) -> Page[Champion]:
    """The open champions by role."""
    rows = select(Champion).where(Champion.area_id == area.id, Champion.ended_at.is_(None))
    return page_of(rows.order_by(Champion.role, Champion.id), number)


def open_champions(area: Area) -> list[Champion]:
    """Every open champion of an area, by role."""
    rows = select(Champion).where(Champion.area_id == area.id, Champion.ended_at.is_(None))
    return list(db.session.scalars(rows.order_by(Champion.role, Champion.id)))


def tallies(area: Area, term: date | None, today: date) -> dict[int | None, Tally]:
    """How far each champion is in a term, by id; under None the entries without a champion."""
    own, shared = aliased(ChampionCharge), aliased(ChampionCharge)
    who = func.coalesce(own.champion_id, shared.champion_id)
    checked = Service.last_checked_on >= (term or date.max)
    rows = (
        select(who, func.count(), _times(checked), _times(_is_stale(today)))
        .select_from(Service)
        .outerjoin(own, own.service_id == Service.id)
        .outerjoin(shared, shared.organisation_id == Service.organisation_id)
        .where(Service.area_id == area.id, Service.status.in_(SHOWN))
        .group_by(who)
        .order_by(who)
    )
    return {one: Tally(*numbers) for one, *numbers in db.session.execute(rows)}


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _is_stale(today: date) -> ColumnElement[bool]:
    return or_(Service.last_checked_on.is_(None), Service.last_checked_on < today - STALE_AFTER)


def _entries(champion: Champion) -> Select[Service]:
    own, shared, other = ChampionCharge, aliased(ChampionCharge), aliased(ChampionCharge)
    mine = exists().where(own.champion_id == champion.id, own.service_id == Service.id)
    ours = exists().where(
        shared.champion_id == champion.id, shared.organisation_id == Service.organisation_id
    )
    taken = exists().where(other.service_id == Service.id)
    return select(Service).where(
        Service.area_id == champion.area_id, Service.status.in_(SHOWN), or_(mine, and_(ours, ~taken))
    )


def page_of_entries(champion: Champion, term: date | None, number: int) -> Page[Service]:
    """The entries in a champion's charge that families see; those not checked this term come first."""
    checked = case((Service.last_checked_on >= (term or date.max), 1), else_=0)
    rows = _entries(champion).order_by(checked, Service.name, Service.id)
    return page_of(rows, number, size=ENTRIES_A_PAGE)


def tally_of(champion: Champion, term: date | None, today: date) -> Tally:
    """How far one champion is in a term."""
    checked = Service.last_checked_on >= (term or date.max)
    mine = _entries(champion).with_only_columns(
        func.count(), func.coalesce(_times(checked), 0), func.coalesce(_times(_is_stale(today)), 0)
    )
    return Tally(*db.session.execute(mine).one())


def entry_of(champion: Champion, service_id: int) -> Service | None:
    """One entry in a champion's charge, as the database has it now."""
    rows = _entries(champion).where(Service.id == service_id)
    return db.session.scalar(rows.execution_options(populate_existing=True))


def waiting_in(services: Collection[Service]) -> set[int]:
    """Which of these services have a correction that waits for an officer."""
    rows = select(Correction.service_id).where(
        Correction.service_id.in_([one.id for one in services]),
        Correction.state == CorrectionState.WAITING,
    )
    return set(db.session.scalars(rows))


def asked_in(area: Area, term: date | None) -> dict[int, ChampionAsking]:
    """The e-mails of a term, by the champion's id."""
    rows = select(ChampionAsking).join(Champion, Champion.id == ChampionAsking.champion_id)
    rows = rows.where(Champion.area_id == area.id, ChampionAsking.term_on == (term or date.max))
    return {one.champion_id: one for one in db.session.scalars(rows.order_by(ChampionAsking.id))}


def to_ask(area: Area, at: datetime) -> list[int]:
    """The ids of the champions who have something to check and were not asked this term."""
    today = clock.local(at).date()
    term = area.settings.term_of(today)
    if term is None:
        return []
    asked = exists().where(
        ChampionAsking.champion_id == Champion.id,
        or_(ChampionAsking.term_on == term, ChampionAsking.asked_at > at - BETWEEN_TERMS),
    )
    rows = select(Champion.id).where(
        Champion.area_id == area.id, Champion.ended_at.is_(None), Champion.stopped_at.is_(None), ~asked
    )
    found = list(db.session.scalars(rows.order_by(Champion.id)))
    far = tallies(area, term, today) if found else {}
    return [one for one in found if one in far and far[one].checked < far[one].entries]


def page_without(area: Area, number: int) -> Page[Organisation]:
    """The organisations with shown services that have no champion, by name."""
    rows = select(Organisation).where(
        Organisation.area_id == area.id, Organisation.id.in_(_uncovered(area, Service.organisation_id))
    )
    return page_of(rows.order_by(Organisation.name, Organisation.id), number)


def without_count(area: Area) -> int:
    """How many shown services have no champion."""
    rows = _uncovered(area, Service.id).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def without(area: Area, organisations: Collection[Organisation]) -> dict[int, int]:
    """How many shown services of each of these organisations have no champion, by organisation."""
    rows = select(Service.organisation_id, func.count()).where(
        Service.id.in_(_uncovered(area, Service.id)),
        Service.organisation_id.in_([one.id for one in organisations]),
    )
    by_organisation = rows.group_by(Service.organisation_id).order_by(Service.organisation_id)
    return {one: count for one, count in db.session.execute(by_organisation)}  # noqa: C416 - rows are no pairs


def _uncovered(area: Area, column: InstrumentedAttribute[int]) -> Select[int]:
    charged = exists().where(
        or_(
            ChampionCharge.service_id == Service.id,
            ChampionCharge.organisation_id == Service.organisation_id,
        )
    )
    return select(column).where(Service.area_id == area.id, Service.status.in_(SHOWN), ~charged)


def organisation_in(area: Area, organisation_id: int) -> Organisation | None:
    """An organisation of this area."""
    return db.session.scalar(
        select(Organisation).where(Organisation.area_id == area.id, Organisation.id == organisation_id)
    )


def charge_of(service: Service) -> Champion | None:
    """Who is asked about a service: its own champion, else that of its organisation."""
    own_first = case((ChampionCharge.service_id.is_(None), 1), else_=0)
    rows = select(Champion).join(ChampionCharge, ChampionCharge.champion_id == Champion.id)
    in_charge = or_(
        ChampionCharge.service_id == service.id,
        ChampionCharge.organisation_id == service.organisation_id,
    )
    return db.session.scalar(rows.where(in_charge).order_by(own_first, Champion.id).limit(1))
