"""The kinds of paper of one app, by their purpose."""

from collections.abc import Iterable
from typing import cast

import flask

from portal.paper.keyable import PaperKind

KEY = "kinds of paper"


def init_app(app: flask.Flask, kinds: Iterable[PaperKind]) -> None:
    """Keep the kinds of one app."""
    app.extensions[KEY] = {kind.purpose: kind for kind in kinds}


def all_kinds() -> dict[str, PaperKind]:
    """Every kind by its purpose."""
    return cast("dict[str, PaperKind]", flask.current_app.extensions[KEY])


def kind_of(purpose: str) -> PaperKind:
    """The kind with this purpose; KeyError for one that the portal does not know."""
    return all_kinds()[purpose]
