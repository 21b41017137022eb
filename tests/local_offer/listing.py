"""Makers for tests: a service of an area, written here."""

from typing import Any

from portal.areas.models import Area
from portal.core import clock
from portal.core.vocabulary import Audience
from portal.local_offer.champions.actions import name_champion
from portal.local_offer.champions.links import signed as champion_link
from portal.local_offer.champions.models import Champion
from portal.local_offer.comments.actions import Sent, send_comment
from portal.local_offer.comments.models import CommentKind, OfferComment
from portal.local_offer.comments.queries import groups_of, reports_of
from portal.local_offer.directory.actions import add_service, organisation_called
from portal.local_offer.directory.details import Details
from portal.local_offer.directory.models import Organisation, Service
from portal.local_offer.gaps.actions import freeze_month, open_gap
from portal.local_offer.gaps.details import Details as GapDetails
from portal.local_offer.importing.actions import begin_import
from portal.local_offer.importing.models import ImportKind, ServiceImport
from portal.local_offer.log.actions import count_search
from portal.local_offer.log.clustering import meaning_of
from portal.local_offer.log.key_actions import make_key
from portal.local_offer.log.key_queries import keys_of
from portal.local_offer.providers import actions as providers
from portal.local_offer.providers.links import signed
from portal.local_offer.search import actions as search
from portal.local_offer.search.queries import pinned_answers, vocabulary_of
from tests.planting import area_called


def a_service(
    area_slug: str = "liverpool",
    by: int | None = None,
    *,
    name: str = "Kite club",
    organisation: str = "Far Shore",
    **fields: Any,
) -> Service:
    """A service, checked today; call it inside a transaction."""
    area, at = area_called(area_slug), clock.now()
    runs_it = organisation_called(area=area, name=organisation, by=by, at=at)
    given: dict[str, Any] = {
        "plain_summary": "We fly kites.",
        "needs": ["any"],
        "min_age": 5,
        "max_age": 11,
    } | fields
    details = Details(name=name, **given)
    return add_service(area=area, organisation=runs_it, details=details, by=by, at=at)


def an_import(area_slug: str = "liverpool", by: int = 1, title: str = "A table") -> ServiceImport:
    """A table whose columns are to be named; call it inside a transaction."""
    return begin_import(
        area=area_called(area_slug),
        kind=ImportKind.CSV,
        title=title,
        address="services.csv",
        content=b"name,organisation\nKites,Far Shore\n",
        by=by,
        at=clock.now(),
    )


def a_comment(
    area_slug: str = "liverpool", words: str = "There is no club.", **fields: Any
) -> OfferComment:
    """A comment on the Local Offer that waits; call it inside a transaction."""
    usual = {"kind": CommentKind.MISSING, "audience": Audience.PARENT_CARER}
    given: dict[str, Any] = usual | fields
    return send_comment(area=area_called(area_slug), sent=Sent(words=words, **given), at=clock.now())


def a_correction(area_slug: str, by: int, service: Service) -> dict[str, str | int]:
    """A provider's link and what they corrected, for their addresses; call it inside a transaction."""
    area, at = area_called(area_slug), clock.now()
    link = providers.make_link(area=area, service=service, email="", by=by, at=at)
    sent = providers.correct(link=link, values={"cost": "Free"}, at=at)
    assert sent is not None
    return {
        "provider_link_id": link.id,
        "entry_link": signed(area.slug, link.id),
        "correction_id": sent.id,
    }


def a_champion(
    area_slug: str, of: Service | Organisation, by: int = 1, email: str = "senco@example.org"
) -> Champion:
    """A champion of a service or an organisation; call it inside a transaction."""
    area = area_called(area_slug)
    role = "SENCO at Far Shore"
    return name_champion(area=area, of=of, role=role, email=email, by=by, at=clock.now())


def a_log_key(area: Area, by: int) -> int:
    """A key by which another website posts its search log: its id. Call it inside a transaction."""
    make_key(area=area, source="other-site", by=by, at=clock.now())
    return keys_of(area)[0].id


def planted_offer(slug: str, by: int) -> dict[str, str | int]:
    """What fills the addresses of the Local Offer; call it inside a transaction."""
    area, service = area_called(slug), a_service(slug, by)
    champion = a_champion(slug, service, by)
    return {
        "service_id": service.id,
        "public_id": service.public_id,
        "import_id": an_import(slug, by).id,
        "log_key_id": a_log_key(area, by),
        "said_id": a_comment(slug).id,
        "group_id": groups_of(area)[0].id,
        "report_id": reports_of(area)[0].id,
        "organisation_id": service.organisation_id,
        "champion_id": champion.id,
        "champion_link": champion_link(slug, champion.id),
        **a_correction(slug, by, service),
    }


def searched_for(
    area_slug: str = "liverpool", words: str = "trampoline", *, times: int = 9, found: int = 0
) -> int:
    """Searches of an area, counted today; the id of their cluster. Call it inside a transaction."""
    area = area_called(area_slug)
    meaning = meaning_of(area.slug, words, vocabulary_of(area.id))
    assert meaning is not None
    ids = [
        count_search(area=area, meaning=meaning, found=found, need="", day=clock.today(), after=None)
        for _time in range(times)
    ]
    return ids[-1]


def a_gap(area_slug: str, by: int) -> dict[str, int]:
    """A gap and a frozen month of an area: their ids. Call it inside a transaction."""
    area, at = area_called(area_slug), clock.now()
    gap = open_gap(area=area, details=GapDetails(title="Chess by post"), searches=None, by=by, at=at)
    frozen = freeze_month(area=area, month=clock.today().replace(day=1), at=at)
    assert frozen is not None
    return {"gap_id": gap.id, "snapshot_id": frozen.id}


def taught(area_slug: str, by: int) -> dict[str, int]:
    """A word that an area taught its search, and a pinned answer: their ids."""
    area, at = area_called(area_slug), clock.now()
    own = search.teach_words(area=area, key="", words=["Kite Wednesdays"], by=by, at=at)
    service = a_service(area_slug, by, name="Pinned club", organisation="Near Shore")
    search.pin_answer(area=area, words="pin", terms="wpin", service_id=service.id, by=by, at=at)
    return {"word_group_id": own.id, "pin_id": pinned_answers(area)[0][0].id}
