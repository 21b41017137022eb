"""What codes open: each feature above hands up one Opening, so that codes need to know none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import flask

from portal.areas.models import Area

KEY = "code openings"


@dataclass(frozen=True)
class Subject:
    """One thing that codes can open: its row's id, its name for people, and when it closes."""

    id: int
    name: str
    closes_at: datetime


@dataclass(frozen=True)
class Opening:
    """How a feature is opened by codes.

    `purpose` is the kind kept with a batch; `subjects(area, at)` what codes can be made for now;
    `subject(area, id)` one of them, None for a strange id; `enter(area, id, words)` lets this device
    in and returns the address to go to.
    """

    purpose: str
    subjects: Callable[[Area, datetime], list[Subject]]
    subject: Callable[[Area, int], Subject | None]
    enter: Callable[[Area, int, tuple[str, ...]], str]


def init_app(app: flask.Flask, openings: list[Opening]) -> None:
    """Keep the openings of one app by their purpose."""
    app.extensions[KEY] = {opening.purpose: opening for opening in openings}


def all_openings() -> dict[str, Opening]:
    """Every opening by its purpose."""
    found: dict[str, Opening] = flask.current_app.extensions[KEY]
    return found
