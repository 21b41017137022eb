"""What the app gives to every page, made up: an area, its menus, a person, tokens."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Render = Callable[..., str]


def link(label: str, url: str, current: bool = False) -> SimpleNamespace:
    """One entry of a list of links, as the layouts want it."""
    return SimpleNamespace(label=label, url=url, current=current)


def group(label: str, links: list[SimpleNamespace]) -> SimpleNamespace:
    """Links that belong together, as the layout of staff wants them."""
    current = any(one.current for one in links)
    return SimpleNamespace(label=label, links=links, url=links[0].url, current=current)


FAMILY = [
    link("Surveys", "/liverpool/surveys/"),
    link("Votes", "/liverpool/votes/", current=True),
    link("Topics", "/liverpool/topics/"),
    link("You said, we did", "/liverpool/you-said-we-did/"),
    link("Find help", "/liverpool/local-offer/"),
    link("Our plan", "/liverpool/strategy/"),
    link("My code", "/liverpool/receipt/"),
]
QUIET = [
    link("Privacy", "/liverpool/privacy/"),
    link("Accessibility", "/liverpool/accessibility/"),
    link("Hard words", "/liverpool/glossary/"),
]
STAFF = [
    group("My work", [link("My work", "/liverpool/staff/")]),
    group(
        "Read",
        [
            link("Feedback", "/liverpool/staff/feedback/", current=True),
            link("Themes", "/liverpool/staff/themes/"),
        ],
    ),
    group("Exports", [link("Exports", "/liverpool/staff/exports/")]),
]


def surroundings() -> dict[str, Any]:
    """What the app's context processors give to every page, made up."""
    brand = SimpleNamespace(logo_text="SEND Liverpool", shipped="liverpool")
    area = SimpleNamespace(
        slug="liverpool",
        name="Liverpool",
        partnership="Liverpool SEND partnership",
        forum="LivPaC",
        advice_service="Liverpool SENDIASS",
        settings=SimpleNamespace(advice_phone="0151 496 0321", brand=brand),
    )
    return {
        "area": area,
        "demonstration": True,
        "family_nav": lambda: FAMILY,
        "staff_nav": lambda: STAFF,
        "foot_links": lambda: [link("Home", "/liverpool/"), *FAMILY, *QUIET],
        "quiet_links": lambda: QUIET,
        "current_user": SimpleNamespace(is_authenticated=True, name="Amina K"),
        "csp_nonce": lambda: "nonce",
        "csrf_token": lambda: "token",
    }
