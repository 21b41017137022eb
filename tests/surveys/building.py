"""Steps of the builder, as an editor without JavaScript takes them."""

import re
from typing import Any

from werkzeug.test import TestResponse

from portal.surveys.models import Survey
from portal.surveys.queries import survey_by_slug
from tests.checked_client import CheckedClient
from tests.planting import area_called

STAFF = "/liverpool/staff/surveys/"
MODES = ["standard", "young", "easy"]


def new_survey(client: CheckedClient, title: str = "How is winter?", **fields: Any) -> str:
    """A blank survey in three modes; returns its address in the builder."""
    typed = {"begins": "blank", "title": title, "invited": "young", "modes": MODES, **fields}
    made = client.send(f"{STAFF}new/", **typed)
    assert made.status_code == 303, made.text
    return str(made.location)


def write_texts(client: CheckedClient, at: str, **fields: Any) -> int:
    """Give the draft a purpose in each mode; returns the status."""
    purposes = {f"purpose_{mode}": "To make winter better." for mode in MODES}
    titles = {f"title_{mode}": "How is winter?" for mode in MODES}
    lines = {f"{name}_{mode}": "One line." for mode in MODES for name in ("privacy", "thank_you")}
    typed = {"modes": MODES, **titles, **purposes, **lines, **fields}
    return save(client, f"{at}texts/", **typed).status_code


def save(client: CheckedClient, path: str, **fields: Any) -> TestResponse:
    """Send a form with the state of the thing that its page showed, as a browser does."""
    return client.send(path, **{"seen": seen_on(client.get(path).text), **fields})


def seen_on(page: str) -> str:
    """The count of changes that a page knows; empty where it has none."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    return found[1] if found else ""


def question(key: str, words: str, kind: str = "agree5", easy: str = "", **fields: Any) -> dict[str, Any]:
    """What is typed for a question that is asked in three modes."""
    typed: dict[str, Any] = {"key": key, "picture": "1F3EB", "options": "", **fields}
    for mode in MODES:
        typed[f"kind_{mode}"] = (easy or kind) if mode == "easy" else kind
        typed[f"words_{mode}"] = words
    return typed


def add(client: CheckedClient, at: str, *args: str, **fields: Any) -> None:
    """Add a question through its page."""
    added = client.send(f"{at}questions/add/", **question(*args, **fields))
    assert added.status_code == 303, added.text


def survey_called(slug: str) -> Survey:
    """A survey of Liverpool."""
    found = survey_by_slug(area_called("liverpool"), slug)
    assert found is not None
    return found


def ids(slug: str) -> dict[str, int]:
    """The ids of the draft's questions by key."""
    return {one.key: one.id for one in survey_called(slug).versions[-1].questions}
