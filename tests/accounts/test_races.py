"""Two people at the same moment: exactly one of them wins, and an area keeps an admin."""

import threading
from collections.abc import Callable
from dataclasses import replace

import flask
import pytest

from portal.accounts import actions, invitation_actions, links, passwords, queries
from portal.accounts.models import Person
from portal.accounts.roles import Role
from portal.areas.actions import change_settings
from portal.areas.models import Area
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from tests.signing_in import plant

HASH = passwords.hash_password("teapot lorry cloud", cost=1)


def area() -> Area:
    found = area_by_slug("liverpool")
    assert found is not None
    return found


def at_once(app: flask.Flask, acts: list[Callable[[], object]]) -> list[str]:
    """Do every act in a thread and a transaction of its own, started together; "done" or why not."""
    together = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait()
            try:
                with transaction():
                    act()
                outcomes.append("done")
            except RuleBroken as broken:
                outcomes.append(broken.message)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # what the test itself read before is stale now
    db.session.rollback()
    return sorted(outcomes)


@pytest.mark.parametrize("_round", range(3))
def test_of_eight_who_accept_at_once_exactly_one_joins(app: flask.Flask, _round: int) -> None:
    with transaction():
        invitation, _token = invitation_actions.invite(
            area=area(), email="new@example.org", role=Role.OFFICER, by=None, at=clock.now()
        )
        number = invitation.id

    def accept(name: str) -> Callable[[], object]:
        return lambda: invitation_actions.join(
            invitation_id=number, name=name, password_hash=HASH, at=clock.now()
        )

    outcomes = at_once(app, [accept(f"Person {turn}") for turn in range(8)])
    assert outcomes.count("done") == 1
    assert outcomes.count(invitation_actions.CLOSED_LINK) == 7
    assert len(queries.people_in(area())) == 1


def test_a_link_taken_back_while_it_is_used_is_one_or_the_other(app: flask.Flask) -> None:
    admin = plant("area admin")
    number = admin.id
    with transaction():
        invitation, token = invitation_actions.invite(
            area=area(), email="new@example.org", role=Role.OFFICER, by=number, at=clock.now()
        )
        invited = invitation.id
    outcomes = at_once(
        app,
        [
            lambda: invitation_actions.join(
                invitation_id=invited, name="New", password_hash=HASH, at=clock.now()
            ),
            lambda: invitation_actions.take_back(
                invitation_id=invited, area=area(), by=number, at=clock.now()
            ),
        ],
    )
    assert outcomes.count("done") == 1
    kept = queries.invitation_by_hash(links.hash_of(token))
    assert kept is not None
    assert (kept.used_at is None) != (kept.taken_back_at is None)


@pytest.mark.parametrize("_round", range(3))
def test_two_admins_who_end_each_other_leave_one(app: flask.Flask, _round: int) -> None:
    one, other = plant("area admin").id, plant("area admin", email="other@example.org").id

    def end(who: int, by: int) -> Callable[[], object]:
        return lambda: actions.end_person(area=area(), person=_person(who), by=by, at=clock.now())

    outcomes = at_once(app, [end(one, other), end(other, one)])
    assert outcomes == ["This is the last area admin. Give someone else the role first.", "done"]
    assert len(queries.managers_in(area())) == 1


def _person(number: int) -> Person:
    found = queries.person_by_id(number)
    assert found is not None
    return found


def test_two_admins_who_give_one_role_at_once_give_it_once(app: flask.Flask) -> None:
    admin, officer = plant("area admin").id, plant("officer").id

    def give() -> None:
        actions.change_roles(
            area=area(),
            person=_person(officer),
            seen=frozenset({Role.OFFICER}),
            roles=frozenset({Role.OFFICER, Role.ANALYST}),
            by=admin,
            at=clock.now(),
        )

    outcomes = at_once(app, [give, give])
    assert outcomes.count("done") == 1
    assert "Another admin has changed these roles" in outcomes[0]


def test_of_two_admins_who_save_settings_at_once_one_is_told(app: flask.Flask) -> None:
    admin, version = plant("area admin").id, area().version

    def save(days: int) -> Callable[[], object]:
        def act() -> None:
            here = area()
            settings = replace(here.settings, reading_days=days)
            change_settings(area=here, settings=settings, by=admin, at=clock.now(), seen_version=version)

        return act

    outcomes = at_once(app, [save(3), save(4)])
    assert outcomes == ["Another admin has saved these settings while you typed.", "done"]
