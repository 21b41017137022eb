"""An app that only renders templates, and a browser that shows them, for components and layouts."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel
from markupsafe import Markup
from playwright.sync_api import Browser

from portal.core import assets
from tests.components.browsing import Screen
from tests.components.surroundings import ROOT, Render, surroundings


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
    for file in sorted((ROOT / "templates" / "layouts").glob("*.html")):
        for endpoint in re.findall(r"url_for\('([\w.]+)'", file.read_text("utf-8")):
            app.add_url_rule(f"/{endpoint}/", endpoint)
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


@pytest.fixture
def screen(browser: Browser) -> Iterator[Screen]:
    """A phone of 360 by 740 with a fresh, empty browser."""
    screen = Screen(browser)
    yield screen
    screen.close()


@pytest.fixture
def quiet_screen(browser: Browser) -> Iterator[Screen]:
    """The same phone with JavaScript off."""
    screen = Screen(browser, java_script_enabled=False)
    yield screen
    screen.close()
