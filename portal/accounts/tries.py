"""One try of a password: the limits on wrong tries, and the slow hash outside any transaction."""

from dataclasses import dataclass

import flask

from portal.accounts import passwords, queries
from portal.core import emails
from portal.core.db import reading
from portal.core.limits import limits


class WrongPassword(Exception):
    """The address or the password is wrong; nobody is told which. `left` is how many tries are left."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} tries left")
        self.left = left


@dataclass(frozen=True)
class Checked:
    """A person whose password was right. `new_hash` is set when the kept one was made at another cost."""

    person_id: int
    password_hash: str
    new_hash: str | None


@dataclass(frozen=True)
class _Counter:
    """One count of wrong tries: its name, its limit, and whom it counts."""

    name: str
    limit: str
    whom: str


def _counters(email: str) -> list[_Counter]:
    """Few tries from one place on one account; more for a whole office, or on one account from anywhere.

    So a stranger far away cannot lock the safeguarding lead out with five wrong guesses.
    """
    address = flask.request.remote_addr or "unknown"
    return [
        _Counter("sign-in account here", "5 per 15 minutes", f"{address} {email}"),
        _Counter("sign-in here", "30 per 15 minutes", address),
        _Counter("sign-in account", "60 per hour", email),
    ]


def check_password(typed_email: str, password: str) -> Checked:
    """Who this is; raises WrongPassword, and core.limits.TooMany when the tries are used up.

    The try is counted before it is known to be wrong and given back when it was right, so that a
    hundred tries at the same moment are not a hundred guesses. An unknown address takes as long and
    counts as much as a wrong password. Reads without a transaction left open (db.reading).
    """
    email = emails.one_spelling(typed_email)
    counters = _counters(email or typed_email.lower()[: emails.LONGEST])
    for counter in counters:
        limits().spend(counter.name, counter.limit, address=counter.whom)
    with reading():
        person = queries.person_by_email(email) if email else None
        known = None if person is None or person.has_ended else (person.id, person.password_hash)
    cost = password_cost()
    if not passwords.matches(known and known[1], password, cost=cost) or known is None:
        raise WrongPassword(min(_left(counter) for counter in counters))
    for counter in counters:
        limits().give_back(counter.name, counter.limit, address=counter.whom)
    person_id, kept = known
    renewed = (
        passwords.hash_password(password, cost=cost) if passwords.is_outdated(kept, cost=cost) else None
    )
    return Checked(person_id, kept, renewed)


def _left(counter: _Counter) -> int:
    return limits().left(counter.name, counter.limit, address=counter.whom)


def password_cost() -> int:
    """The deployment's cost of a password hash."""
    return int(flask.current_app.config["PORTAL"].password_cost)
