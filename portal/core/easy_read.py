"""Easy Read as a variant of a page: `NAME.easy.html` beside `NAME.html`, where the device asks for it.

The wish comes by a link (?easy=yes, ?easy=no), stands in the one cookie and changes nothing else.
"""

from typing import Any

import flask

ASKED = "easy"  # in the address of a link, and in the cookie
YES, NO = "yes", "no"


def twin_of(template: str) -> str:
    """The Easy Read template beside a template, itself where there is none: the one rule of their names."""
    twin = template.removesuffix(".html") + ".easy.html"
    return twin if twin in _twins() else template


def is_wanted() -> bool:
    """Whether this device asks for Easy Read."""
    return bool(flask.session.get(ASKED))


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
    if flask.request.method != "GET" or asked not in {YES, NO}:
        return
    if asked == YES:
        flask.session[ASKED] = True
    else:
        flask.session.pop(ASKED, None)


def _twins() -> frozenset[str]:
    return frozenset(flask.current_app.extensions["easy read"])


def init_app(app: flask.Flask) -> None:
    """Find the Easy Read templates, and listen to the links."""
    names = app.jinja_env.list_templates(filter_func=lambda name: name.endswith(".easy.html"))
    app.extensions["easy read"] = frozenset(names)
    app.before_request(remember)
