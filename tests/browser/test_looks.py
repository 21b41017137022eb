"""Every template in every mode in Chromium: axe, the edge of the screen, big words, fingers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.core.vocabulary import Mode
from tests.browser.album import Album, Visit
from tests.browser.page_templates import LAYOUTS, PAGES, layout_of
from tests.browser.showing import Screen, complaints, over_the_edge

pytestmark = [pytest.mark.browser, pytest.mark.house]

SMALL_TARGETS = (Path(__file__).parent / "small_targets.js").read_text("utf-8")
ARABIC = "Object.assign(document.documentElement, {dir: 'rtl', lang: 'ar'})"
Found = list[tuple[str, object]]


@pytest.fixture(scope="module")
def phone(browser: Browser, album: Album) -> Iterator[Screen]:
    """A phone that shows pages of the album: one for all of these tests, since each costs a second."""
    phone = Screen(browser, album)
    yield phone
    phone.close()


@pytest.fixture
def screen(phone: Screen) -> Screen:
    """The phone as it was when it was new."""
    phone.wrong.clear()
    phone.make_words(times=1)
    phone.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return phone


def pages_of(album: Album, name: str) -> list[Visit]:
    """As few pages of a template as show everything it can show, for each mode."""
    met = album.of_template(name)
    by_mode = [[visit for visit in met if visit.mode == mode] for mode in Mode]
    return [visit for visits in by_mode for visit in album.showing_everything(visits)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody_on_a_phone(screen: Screen, album: Album, name: str) -> None:
    """Axe at 360 pixels as its owner meets it; 320 pixels; words of twice the size; fingers."""
    found: Found = []
    for visit in pages_of(album, name):
        page = screen.show(visit)
        where = f"{visit.who}, {visit.mode}, {visit.path} ({visit.file})"
        found += [(where, complaint) for complaint in complaints(page)]
        found += [(where, target) for target in page.evaluate(SMALL_TARGETS)]
        page.set_viewport_size({"width": 320, "height": 740})
        found += [(where, f"{over} px over 320") for over in [over_the_edge(page)] if over > 0]
        page.set_viewport_size({"width": 360, "height": 740})
        screen.make_words(times=2)
        found += [(where, f"{over} px over with big words") for over in [over_the_edge(page)] if over > 0]
        screen.make_words(times=1)
    assert found == []
    assert screen.wrong == []


@pytest.mark.parametrize("name", [name for name in PAGES if "staff/" not in name])
def test_a_page_of_families_reads_from_the_right_too(screen: Screen, album: Album, name: str) -> None:
    found: Found = []
    for mode in Mode:
        met = [visit for visit in album.of_template(name) if visit.mode == mode]
        for visit in album.showing_everything(met)[:1]:
            found += [(f"{mode}, {visit.path}", wrong) for wrong in wrong_in_arabic(screen.show(visit))]
    assert found == []
    assert screen.wrong == []


def wrong_in_arabic(page: Page) -> list[str]:
    """What axe and the edge of the screen have to say when the page is set from right to left."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(ARABIC)
    return [*complaints(page), *(f"{over} px over" for over in [over_the_edge(page)] if over > 0)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_for_everybody_on_a_desk_by_night_and_in_arabic(
    screen: Screen, album: Album, layout: str
) -> None:
    names = [name for name in PAGES if layout_of(name) == layout]
    met = [visit for name in names for visit in album.of_template(name)]
    found: Found = []
    for visit in album.showing_everything(met)[:3]:
        page = screen.show(visit, 1280, 900)
        found += [(f"1280, {visit.path}", complaint) for complaint in complaints(page)]
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += [(f"dark, {visit.path}", complaint) for complaint in complaints(page)]
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        found += [(f"Arabic, {visit.path}", wrong) for wrong in wrong_in_arabic(page)]
    assert found == []
    assert screen.wrong == []
