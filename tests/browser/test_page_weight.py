"""What a survey costs on a phone, measured in Chromium over the wire of the real server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser.answering import start_of
from tests.browser.people import Someone

pytestmark = [pytest.mark.browser, pytest.mark.house]

FIRST_PAGE = 25_000
FIRST_REQUESTS = 5
NEXT_PAGE = 6_000
PICTURES_PAGE = 16_000
WAYS = [
    ("parents-and-carers", "standard"),
    ("parents-and-carers", "easy"),
    ("young-people", "standard"),
    ("young-people", "young"),
    ("young-people", "easy"),
]


@dataclass(frozen=True)
class Weight:
    """Bytes over the wire, and how many requests brought them."""

    bytes: int
    requests: int

    def __str__(self) -> str:
        return f"{self.bytes:,} bytes in {self.requests} requests"


class Scales:
    """Counts the bytes and requests of one tab: headers and bodies as they came, redirects too."""

    def __init__(self, person: Someone) -> None:
        self.person = person
        self.devtools = person.context.new_cdp_session(person.page)
        self.devtools.send("Network.enable")
        self.devtools.on("Network.requestWillBeSent", self._asked)
        self.devtools.on("Network.loadingFinished", self._came)
        self.empty()

    def empty(self) -> None:
        """Begin to count anew."""
        self.bytes, self.requests = 0, 0

    def clear_cache(self) -> None:
        """Make the browser forget every file it has kept; cookies stay."""
        self.devtools.send("Network.clearBrowserCache")
        self.empty()

    def wait(self) -> None:
        """Until everything the page asked for has come."""
        self.person.page.wait_for_load_state("networkidle")

    def total(self) -> Weight:
        """What came since counting began."""
        return Weight(self.bytes, self.requests)

    def _asked(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            return
        self.requests += 1
        self.bytes += event.get("redirectResponse", {}).get("encodedDataLength", 0)

    def _came(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]


@pytest.mark.parametrize(("survey", "mode"), WAYS)
def test_a_survey_is_light_on_a_phone(
    someone: Callable[..., Someone], survey: str, mode: str, record_property: Callable[[str, str], None]
) -> None:
    parent = someone()
    scales = Scales(parent)
    parent.open(start_of(survey))
    scales.wait()
    start = scales.total()
    parent.page.check(f"[name=mode][value={mode}]")
    parent.press("Start")
    scales.clear_cache()
    parent.page.reload()
    scales.wait()
    first = scales.total()
    plain, pictures = next_pages(parent, scales)
    record_property(
        "figure",
        f"{survey}, {mode}: start {start}, first question {first}, "
        f"next pages {max(plain):,} bytes at most, a choice of pictures {max(pictures, default=0):,}",
    )
    for page in (start, first):
        assert page.bytes <= FIRST_PAGE
        assert page.requests <= FIRST_REQUESTS
    assert max(plain) <= NEXT_PAGE, plain
    assert max(pictures, default=0) <= PICTURES_PAGE, pictures


def next_pages(parent: Someone, scales: Scales) -> tuple[list[int], list[int]]:
    """The weight of each page after the first question, the answer that leads to it included.

    Plain pages, and pages whose answers are pictures: those have a dozen of them, each loaded once.
    """
    plain: list[int] = []
    pictures: list[int] = []
    while "/questions/" in parent.path:
        scales.empty()
        choice = parent.page.locator("[name=answer]").first
        if choice.count():
            choice.check(force=True)
        parent.press_continue()
        scales.wait()
        has_pictures = parent.page.locator(".answers__picture").count() > 0
        (pictures if has_pictures else plain).append(scales.total().bytes)
    return plain, pictures
