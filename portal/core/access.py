"""Who may open what: every view says `@anyone`, `@signed_in`, `@needs(...)` or `@logged_read(...)`.

A view that says nothing is refused.

A person is known here only as a Protocol; accounts/ brings the real one. The area of a request is
put into `flask.g.area` by areas/ before the gate runs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

import flask
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.core.db import transaction
from portal.core.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


class InArea(Protocol):
    """Anything that hangs from an area: what a permission is asked about."""

    @property
    def id(self) -> int: ...


@runtime_checkable
class Person(Protocol):
    """A signed-in member of staff, as far as the core needs to know."""

    @property
    def id(self) -> int: ...

    @property
    def is_authenticated(self) -> bool: ...

    def may(self, permission: Permission, area: InArea) -> bool: ...


Predicate = Callable[[Person, InArea], bool]


@dataclass(frozen=True)
class Rule:
    """Who may open a view: `predicate` None means anyone, `log` names what a read is logged as.

    `any_area`: the page belongs to the person, not to an area, so no role is asked for.
    """

    predicate: Predicate | None
    log: str | None = None
    any_area: bool = False


def permission(wanted: Permission) -> Predicate:
    """A predicate `can_...` that holds when the person has the permission in the area."""

    def holds(person: Person, area: InArea) -> bool:
        return person.may(wanted, area)

    holds.__name__ = f"can: {wanted.value}"
    return holds


def anyone(view: View) -> View:
    """Families and the public may open this view."""
    cast(Any, view).access_rule = Rule(predicate=None)
    return view


def signed_in(view: View) -> View:
    """Every signed-in person may open this view, whatever their role: their own account."""
    cast(Any, view).access_rule = Rule(predicate=_is_signed_in, any_area=True)
    return view


def _is_signed_in(who: Person, _area: InArea) -> bool:
    return who.is_authenticated


def needs(predicate: Predicate) -> Callable[[View], View]:
    """Only a signed-in person for whom the predicate holds in the area of the address."""

    def mark(view: View) -> View:
        cast(Any, view).access_rule = Rule(predicate=predicate)
        return view

    return mark


def logged_read(predicate: Predicate, what: str, write_log: Callable[..., None]) -> Callable[[View], View]:
    """As `needs`, and the reading itself is written to the audit, and committed, before it shows.

    `write_log(what=…, by=person, area=area, **address)` adds the audit row. A read that cannot be
    logged is not shown (rules.md: each view of a locked item is logged).
    """

    def mark(view: View) -> View:
        @wraps(view)
        def logged(**address: Any) -> Any:
            with transaction():
                write_log(what=what, by=person(), **address)
            return view(**address)

        cast(Any, logged).access_rule = Rule(predicate=predicate, log=what)
        return cast(View, logged)

    return mark


def person() -> Person:
    """The signed-in person of this request; only call it where the gate has let one in."""
    return cast(Person, current_user)


def rule_of(app: flask.Flask, endpoint: str) -> Rule | None:
    """The rule of an endpoint, None where the view names none."""
    return getattr(app.view_functions[endpoint], "access_rule", None)


def gate() -> Response | None:
    """Before each request: refuse views without a rule, ask strangers to sign in, else 403."""
    endpoint = flask.request.endpoint
    if endpoint is None:
        return None
    rule = rule_of(flask.current_app, endpoint)
    if rule is None:
        flask.abort(403)
    if rule.predicate is None:
        return None
    if not current_user.is_authenticated:
        return flask.redirect(flask.url_for("account.sign_in", next=_here()))
    if rule.any_area:
        return None
    area = flask.g.get("area")
    if area is None or not rule.predicate(person(), area):
        flask.abort(403)
    return None


def _here() -> str:
    return flask.request.path if flask.request.method == "GET" else ""
