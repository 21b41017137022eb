"""An app that only renders templates, for tests of the components and layouts."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel
from markupsafe import Markup

from portal.core import assets

ROOT = Path(__file__).resolve().parents[2]
Render = Callable[..., str]


def link(label: str, url: str, current: bool = False) -> SimpleNamespace:
    """One entry of a list of links, as the layouts want it."""
    return SimpleNamespace(label=label, url=url, current=current)


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
    link("My work", "/liverpool/staff/", current=True),
    link("Feedback", "/liverpool/staff/feedback/"),
    link("Themes", "/liverpool/staff/themes/"),
    link("Exports", "/liverpool/staff/exports/"),
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


@pytest.fixture(scope="session")
def page_app() -> Flask:
    """The templates, Babel and the built front end; no database, no views."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY="only-for-tests", ASSET_MANIFEST=ROOT / "static" / "build" / "manifest.json"
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    Babel(app)
    assets.init_app(app)
    return app


@pytest.fixture
def render(page_app: Flask) -> Render:
    """Render a template with the surroundings of a page: `render(source, name=value)`."""

    def rendered(source: str, **context: Any) -> str:
        with page_app.test_request_context():
            return render_template_string(source, **{**surroundings(), **context})

    return rendered


@pytest.fixture
def macro(page_app: Flask) -> Callable[..., str]:
    """Call one macro as a template would: `macro("button", text="Go")`."""

    def called(component: str, /, *, inside: str | None = None, **params: Any) -> str:
        given = ", ".join(f"{key}=given[{json.dumps(key)}]" for key in params)
        call = f"{component}({given})"
        body = "{{ " + call + " }}"
        if inside is not None:
            body = "{% call " + call + " %}{{ inside }}{% endcall %}"
        source = f'{{% from "components/{component}.html" import {component} %}}{body}'
        with page_app.test_request_context():
            return render_template_string(
                source,
                given=params,
                inside=Markup(inside or ""),  # noqa: S704 made-up test text
            )

    return called
