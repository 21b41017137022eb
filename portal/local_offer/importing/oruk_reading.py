"""One service of Open Referral UK, 3.0 or 1.0, as fields of the directory.

The two differ in names only where families are concerned (addresses and physical_addresses, schedules and
regular_schedules, attributes and service_taxonomys), so one reader takes whichever is there. What a field
is for: https://docs.openreferraluk.org (3.0) and the 1.0 model of the Local Government Association.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from portal.local_offer.directory.details import LONGEST, Details
from portal.local_offer.importing.parsed import (
    LONGEST_KEY,
    MOST_IN_A_LIST,
    Parsed,
    Refused,
    checked,
    days_of,
    iso_day,
    joined,
    plain,
    point,
    sorted_under,
    status_of,
    web_address,
    years,
)

Item = dict[str, Any]
# the lists under which this portal serves services out
OWN_LISTS = {"Needs": "needs", "Kinds of help": "help_kinds", "Themes": "categories"}


def read_service(item: Any, themes: Mapping[str, str]) -> Parsed:
    """A service of a feed; `themes` are slugs by label. Refuses (Refused) what cannot be taken."""
    if not isinstance(item, dict):
        raise Refused("This is not a service.")
    key = plain(item.get("id"), "id", LONGEST_KEY)
    if not key:
        raise Refused("id: there is none.")
    return Parsed(
        key, _organisation(item), checked(_details(item, themes)), iso_day(item.get("assured_date"))
    )


def name_of(item: Any) -> str:
    """What to call a service that was refused."""
    try:
        return plain(item.get("name"), "name", LONGEST["name"]) if isinstance(item, dict) else ""
    except Refused:
        return ""


def _details(item: Item, themes: Mapping[str, str]) -> Details:
    ages = _first(_all(item, "eligibilitys", "eligibilities"))
    places = list(_places(item))
    schedules = [one for holder in (item, *_locations(item)) for one in _schedules(holder)]
    price = _price(item)
    extra = _extras(item)
    return Details(
        name=plain(item.get("name"), "name", LONGEST["name"]),
        description=plain(item.get("description"), "description"),
        plain_summary=extra.get("plain-summary", ""),
        min_age=years(item.get("minimum_age", ages.get("minimum_age")), "minimum_age"),
        max_age=years(item.get("maximum_age", ages.get("maximum_age")), "maximum_age"),
        cost=price,
        is_free=True if price.lower() in {"free", "£0", "0"} else None,
        schedule=joined([_times(one) for one in schedules]),
        days=days_of([plain(one.get("byday"), "byday", 100) for one in schedules]),
        how_to_get_it=plain(item.get("application_process"), "application_process", 1000),
        who_decides=extra.get("who-decides", ""),
        languages=[
            plain(one.get("name", one.get("language")), "language", 100) for one in _all(item, "languages")
        ],
        accessibility=joined(list(_accessibility(item))),
        phone=_phone(item),
        email=plain(item.get("email"), "email", 200),
        url=web_address(item.get("url")),
        status=status_of(item.get("status")),
        **_sorted(item, themes),
        **_where(places),
    )


def _organisation(item: Item) -> dict[str, str]:
    found = item.get("organization") or item.get("organisation") or {}
    found = found if isinstance(found, dict) else {}
    name = plain(found.get("name"), "organization", 200)
    key = plain(found.get("id"), "organization id", LONGEST_KEY) or name
    return {
        "key": key or "unknown",
        "name": name or "Not named in the feed",
        "description": plain(found.get("description"), "organization description")[:1000],
        "url": web_address(found.get("website") or found.get("url")),
        "email": plain(found.get("email"), "organization email", 200),
    }


def _all(item: Item, *names: str) -> list[Item]:
    """The entries of the first of these lists that is there; what is no entry is passed over."""
    for name in names:
        found = item.get(name)
        if isinstance(found, list):
            return [one for one in found[:MOST_IN_A_LIST] if isinstance(one, dict)]
    return []


def _first(items: list[Item]) -> Item:
    return items[0] if items else {}


def _locations(item: Item) -> list[Item]:
    return _all(item, "service_at_locations")


def _schedules(holder: Item) -> list[Item]:
    return _all(holder, "schedules", "regular_schedules", "regular_schedule")


def _places(item: Item) -> Iterator[Item]:
    for at in _locations(item):
        place = at.get("location")
        if not isinstance(place, dict):
            continue
        address = _first(_all(place, "addresses", "physical_addresses"))
        lines = [plain(address.get(name), name, 300) for name in ("address_1", "address_2", "city")]
        yield {
            "name": plain(place.get("name"), "location", 200),
            "address": joined(lines, ", "),
            "postcode": plain(address.get("postal_code"), "postal_code", 100)[:10],
            "point": point(place.get("latitude"), place.get("longitude")),
        }


def _where(places: list[Item]) -> dict[str, Any]:
    if not places:
        return {}
    main, more = places[0], places[1:]
    north, east = main["point"] or (None, None)
    return {
        "place_name": main["name"],
        "address": main["address"],
        "postcode": main["postcode"],
        "latitude": north,
        "longitude": east,
        "more_places": [
            {"name": one["name"], "address": one["address"], "postcode": one["postcode"]} for one in more
        ],
    }


def _times(one: Item) -> str:
    words = plain(one.get("description"), "schedule", 500)
    opens, closes = (plain(one.get(name), name, 40)[:5] for name in ("opens_at", "closes_at"))
    day = plain(one.get("byday"), "byday", 100)
    hours = f"{opens} to {closes}" if opens and closes else opens
    return words or " ".join(part for part in (day, hours) if part)


def _price(item: Item) -> str:
    words = [plain(item.get("fees_description", item.get("fees")), "fees", 1000)]
    for one in _all(item, "cost_options"):
        amount = plain(one.get("amount"), "amount", 40)
        said = plain(one.get("amount_description", one.get("option")), "cost option", 300)
        words.append(" ".join(part for part in (f"£{amount}" if amount else "", said) if part))
    return joined(words, "; ")


def _phone(item: Item) -> str:
    holders = [item, *_all(item, "contacts")]
    numbers = [
        plain(one.get("number"), "phone", 200) for holder in holders for one in _all(holder, "phones")
    ]
    return next((number for number in numbers if number), "")


def _accessibility(item: Item) -> Iterator[str]:
    for at in _locations(item):
        place = at.get("location")
        for one in (
            _all(place, "accessibility", "accessibility_for_disabilities")
            if isinstance(place, dict)
            else []
        ):
            yield plain(one.get("description", one.get("accessibility")), "accessibility", 500)


def _sorted(item: Item, themes: Mapping[str, str]) -> dict[str, Any]:
    """Under what the service is sorted: by our own lists where the feed names them, else by any term."""
    known: dict[str, list[str]] = {}
    for one in _all(item, "attributes"):
        term = one.get("taxonomy_term")
        if isinstance(term, dict) and str(term.get("taxonomy")) in OWN_LISTS:
            known.setdefault(OWN_LISTS[str(term["taxonomy"])], []).append(
                plain(term.get("code"), "code", 300)
            )
    if not known:
        return sorted_under(list(_terms(item)), themes)
    return {name: sorted_under(words, themes)[name] for name, words in known.items()}


def _terms(item: Item) -> Iterator[str]:
    """The names and codes under which the feed sorts the service."""
    for one in _all(item, "attributes", "service_taxonomys"):
        term = one.get("taxonomy_term", one.get("taxonomy"))
        if isinstance(term, dict):
            yield plain(term.get("name"), "taxonomy term", 300)
            yield plain(term.get("code"), "taxonomy code", 300)


def _extras(item: Item) -> dict[str, str]:
    """What we serve out and ORUK has no field for, by the kind of link."""
    return {
        str(one.get("link_type")): plain(one.get("value"), "value", 1000)
        for one in _all(item, "attributes")
        if one.get("link_type") in {"plain-summary", "who-decides"}
    }
