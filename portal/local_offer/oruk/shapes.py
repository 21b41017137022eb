"""A service and a page in the shapes of Open Referral UK 3.0 (HSDS 3.0 with the UK's profile).

What ORUK has no field for (the plain summary, who decides) travels as attributes of their own kind, which
our own import reads again. Ids of parts are made of the service's, the same each time.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.local_offer.directory.details import NAMESPACE
from portal.local_offer.directory.models import Organisation, Service
from portal.local_offer.oruk import taxonomies

VERSION = "HSDS-UK-3.0"
Shape = dict[str, Any]


def wrapper(contents: list[Shape], number: int, last: int, total: int) -> Shape:
    """One page of a list: its number and that of the last page, counting from 1."""
    return {
        "total_items": total,
        "total_pages": last,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number == last,
        "empty": not contents,
        "contents": contents,
    }


def place_id(public_id: str) -> str:
    """The id of a service at its place, made of the service's."""
    return _part(public_id, "service at location")


def place_shape(service: Service) -> Shape:
    """A service at its place, with the little that says which service it is."""
    said = {
        "id": service.public_id,
        "name": service.name,
        "description": service.description or service.plain_summary,
        "status": str(service.status),
        "url": service.url,
    }
    known: Shape = {name: value for name, value in said.items() if value}
    known["organization"] = _organisation(service.organisation)
    return {**_locations(service)[0], "service": known}


def service_shape(service: Service, themes: Mapping[str, str]) -> Shape:
    """One service, whole; `themes` are the labels by slug. Fields not known are left out."""
    own = service.public_id
    shape = {
        "id": own,
        "name": service.name,
        "description": service.description or service.plain_summary,
        "url": service.url,
        "email": service.email,
        "status": str(service.status),
        "application_process": service.how_to_get_it,
        "fees_description": _fees(service),
        "minimum_age": service.min_age,
        "maximum_age": service.max_age,
        "assured_date": service.last_checked_on.isoformat() if service.last_checked_on else None,
        "last_modified": service.changed_at.isoformat(),
        "organization": _organisation(service.organisation),
        "phones": [{"id": _part(own, "phone"), "number": service.phone}] if service.phone else [],
        "languages": [{"id": _part(own, f"language {name}"), "name": name} for name in service.languages],
        "schedules": _schedules(service),
        "service_at_locations": _locations(service),
        "attributes": [*_terms(service, themes), *_extras(service)],
    }
    return {name: value for name, value in shape.items() if value not in (None, "", [])}


def _organisation(one: Organisation) -> Shape:
    shape = {
        "id": one.public_id,
        "name": one.name,
        "description": one.description or one.name,
        "website": one.url,
        "email": one.email,
    }
    return {name: value for name, value in shape.items() if value}


def _fees(service: Service) -> str:
    return service.cost or ("Free" if service.is_free else "")


def _schedules(service: Service) -> list[Shape]:
    if not (service.schedule or service.days):
        return []
    byday = ",".join(day.upper() for day in service.days)
    shape = {"id": _part(service.public_id, "schedule"), "description": service.schedule, "byday": byday}
    if service.days:
        shape["freq"] = "WEEKLY"
    return [{name: value for name, value in shape.items() if value}]


def _locations(service: Service) -> list[Shape]:
    if not (service.place_name or service.address or service.postcode):
        return []
    own = service.public_id
    address = {
        "id": _part(own, "address"),
        "address_1": service.address or service.place_name,
        "postal_code": service.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    location = {
        "id": _part(own, "location"),
        "location_type": "physical",
        "name": service.place_name,
        "latitude": service.latitude,
        "longitude": service.longitude,
        "addresses": [{name: value for name, value in address.items() if value}],
        "accessibility": [{"id": _part(own, "accessibility"), "description": service.accessibility}]
        if service.accessibility
        else [],
    }
    known = {name: value for name, value in location.items() if value not in (None, "", [])}
    return [{"id": _part(own, "service at location"), "location": known}]


def _terms(service: Service, themes: Mapping[str, str]) -> list[Shape]:
    lists = (
        (taxonomies.NEEDS, service.needs),
        (taxonomies.KINDS, service.help_kinds),
        (taxonomies.THEMES, service.categories),
    )
    return [
        {
            "id": _part(service.public_id, f"{taxonomy} {code}"),
            "link_id": service.public_id,
            "link_entity": "service",
            "taxonomy_term": taxonomies.term(taxonomy, code, words[code]),
        }
        for taxonomy, codes in lists
        if (words := taxonomies.words_of(taxonomy, themes))
        for code in codes
        if code in words
    ]


def _extras(service: Service) -> list[Shape]:
    said = (("plain-summary", service.plain_summary), ("who-decides", service.who_decides))
    return [
        {
            "id": _part(service.public_id, kind),
            "link_id": service.public_id,
            "link_entity": "service",
            "link_type": kind,
            "value": words,
        }
        for kind, words in said
        if words
    ]


def _part(own: str, what: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{own}/{what}"))
