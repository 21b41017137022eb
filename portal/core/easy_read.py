"""Easy Read as a variant of a page: `NAME.easy.html` beside `NAME.html`, where the device asks for it.

The wish comes by a link (?easy=yes, ?easy=no), stands in the one cookie and changes nothing else.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import flask

View = TypeVar("View", bound=Callable[..., Any])

ASKED = "easy"  # in the address of a link, and in the cookie
YES, NO = "yes", "no"


def twin_of(template: str) -> str:
    """The Easy Read template beside a template, itself where there is none: the one rule of their names."""
    twin = template.removesuffix(".html") + ".easy.html"
    return twin if twin in _twins() else template


def is_wanted() -> bool:
    """Whether this device asks for Easy Read, with this link or with one before."""
    asked = flask.request.args.get(ASKED)
    return asked == YES if asked in {YES, NO} else bool(flask.session.get(ASKED))


def show_page(template: str, **values: Any) -> str:
    """Show a page, in Easy Read where it is wanted and there is one; its layout links to the other."""
    twin = twin_of(template)
    easy = is_wanted() and twin != template
    return flask.render_template(
        twin if easy else template, easy=easy, has_easy_read=twin != template, **values
    )


def remember() -> None:
    """Before each request: a link to the other version sets the wish of this device."""
    asked = flask.request.args.get(ASKED)
    if asked not in {YES, NO} or not may_remember():
        return
    if asked == YES:
        flask.session[ASKED] = True
    else:
        flask.session.pop(ASKED, None)


def without_trace(view: View) -> View:
    """Mark a view that must leave nothing on the device: not even how its words were read."""
    view.leaves_no_trace = True  # type: ignore[attr-defined]
    return view


def may_remember() -> bool:
    """Whether a link on this page may set a wish on the device."""
    view = flask.current_app.view_functions.get(flask.request.endpoint or "")
    return flask.request.method == "GET" and not getattr(view, "leaves_no_trace", False)


def _twins() -> frozenset[str]:
    return frozenset(flask.current_app.extensions["easy read"])


def init_app(app: flask.Flask) -> None:
    """Find the Easy Read templates, and listen to the links."""
    names = app.jinja_env.list_templates(filter_func=lambda name: name.endswith(".easy.html"))
    app.extensions["easy read"] = frozenset(names)
    app.before_request(remember)
