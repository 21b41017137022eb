"""The pages of a feed one after the other, from the web or from a file; loops are noticed."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from portal.core.errors import RuleBroken
from portal.local_offer.importing.fetching import Web

MOST_PAGES = 2000
MOST_SERVICES = 50_000
PER_PAGE = 100
# a list of a feed gives services in short or whole; a whole one has at least one of these
WHOLE = {"service_at_locations", "schedules", "regular_schedules", "contacts", "phones", "attributes"}


def services_of_file(content: bytes) -> list[Any]:
    """Every service in a JSON file: a page of a feed, a list, or one service. Refuses what is none."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as odd:
        raise RuleBroken("This file is not JSON.") from odd
    if isinstance(found, dict) and "id" in found and "name" in found:
        return [found]
    services = found if isinstance(found, list) else _entries(found)
    if services is None:
        raise RuleBroken("There is no list of services in this file.")
    return services[:MOST_SERVICES]


def services_of_address(address: str, web: Web) -> Iterator[tuple[list[Any], int]]:
    """Pages of services with how many pages there are in all (0 when the feed does not say).

    Refuses (RuleBroken) a page that is no page, and a feed that gives the same services again.
    """
    base = _listing(address)
    seen: set[str] = set()
    number, last = 1, 1
    while number <= last:
        page = web.json_at(_numbered(base, number))
        services = page if isinstance(page, list) else _entries(page)
        if services is None:
            raise RuleBroken("The address gives JSON, but no list of services.")
        ids = {str(one.get("id")) for one in services if isinstance(one, dict)}
        if number > 1 and ids and ids <= seen:
            raise RuleBroken("The feed gives the same page again and again. It was not read to its end.")
        seen |= ids
        last = _last_page(page, number, bool(services))
        if last > MOST_PAGES or len(seen) > MOST_SERVICES:
            raise RuleBroken("The feed is too long.")
        yield [_whole(one, base, web) for one in services], last
        number += 1


def _entries(page: Any) -> list[Any] | None:
    if not isinstance(page, dict):
        return None
    for name in ("contents", "content", "services", "items"):
        if isinstance(page.get(name), list):
            found: list[Any] = page[name]
            return found
    return None


def _last_page(page: Any, number: int, any_here: bool) -> int:
    """Where the feed ends: as its wrapper says, in the words of 3.0 or of 1.0."""
    if not isinstance(page, dict) or not any_here:
        return number
    total = page.get("total_pages", page.get("totalPages"))
    if isinstance(total, int) and not isinstance(total, bool):
        return total
    ended = page.get("last_page", page.get("last"))
    return number if ended in (True, None) else number + 1


def _listing(address: str) -> str:
    """The list of services of an address: itself, or the list below the address of the whole feed."""
    parts = urlsplit(address.strip())
    path = parts.path.rstrip("/")
    path = path if path.endswith(("services", ".json")) else f"{path}/services"
    return urlunsplit(parts._replace(path=path, fragment=""))


def _numbered(base: str, number: int) -> str:
    parts = urlsplit(base)
    asked = dict(parse_qsl(parts.query)) | {"page": str(number), "per_page": str(PER_PAGE)}
    return urlunsplit(parts._replace(query=urlencode(asked)))


def _whole(item: Any, base: str, web: Web) -> Any:
    """The service itself, fetched by its id where the list gives it in short only."""
    if not isinstance(item, dict) or WHOLE & item.keys() or not isinstance(item.get("id"), str):
        return item
    if not set(item["id"]) <= set("0123456789abcdefABCDEF-"):
        return item
    parts = urlsplit(base)
    return web.json_at(urlunsplit(parts._replace(path=f"{parts.path}/{item['id']}")))
