"""A gallery of every component in Chromium: axe finds nothing, and nothing hangs over the edge."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.components.browsing import Screen
from tests.components.surroundings import ROOT, Render
from tests.components.test_form_field import filled

pytestmark = pytest.mark.browser

GALLERY = sorted((Path(__file__).parent / "gallery").glob("*.html"))
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# the three levels of WCAG up to 2.2, the enhanced contrast of the design language, and axe's own advice
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PRESSED = (
    "button:not([aria-hidden]), input:not([type=hidden]), select, textarea, summary, "
    ".top a, .context a, .foot li a, .chip, .big-link"
)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def shown(file: Path, render: Render, screen: Screen, **context: Any) -> Page:
    """One page of the gallery in the browser, with axe at hand."""
    form = filled(name="A", role="", words="Some words")
    form.validate()
    page = screen.open("/gallery/", render(file.read_text("utf-8"), form=form, **context))
    page.evaluate(AXE.read_text("utf-8"))
    return page


def complaints(page: Page) -> list[str]:
    """What axe has to say, one line for each place."""
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert result["passes"], "axe did not look"
    return [
        f"{found['id']}: {node['html'][:120]}" for found in result["violations"] for node in found["nodes"]
    ]


@pytest.mark.parametrize("file", GALLERY, ids=lambda f: f.stem)
def test_axe_finds_nothing_by_day_by_night_and_on_a_desk(
    file: Path, render: Render, screen: Screen
) -> None:
    page = shown(file, render, screen)
    assert complaints(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert complaints(page) == []
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert complaints(page) == []
    assert not screen.wrong


@pytest.mark.parametrize("file", GALLERY, ids=lambda f: f.stem)
def test_nothing_hangs_over_the_edge(file: Path, render: Render, screen: Screen) -> None:
    page = shown(file, render, screen)
    wide: dict[int | str, int] = {}
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        wide[width] = page.evaluate(TOO_WIDE)
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("document.documentElement.dir = 'rtl'")
    wide["right to left"] = page.evaluate(TOO_WIDE)
    page.add_style_tag(content="html { font-size: 200% !important }")
    wide["big text"] = page.evaluate(TOO_WIDE)
    assert not any(wide.values()), wide


@pytest.mark.parametrize("file", GALLERY, ids=lambda f: f.stem)
def test_what_a_finger_presses_is_44_pixels_high(file: Path, render: Render, screen: Screen) -> None:
    page = shown(file, render, screen)
    small = page.evaluate(
        """pressed => [...document.querySelectorAll(pressed)]
          .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML.slice(0, 100))""",
        PRESSED,
    )
    assert small == []
