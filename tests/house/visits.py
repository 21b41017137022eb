"""Every endpoint of the app as a visit that can really be made, and the people who make it."""

from dataclasses import dataclass, field
from typing import Any

import flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.accounts.actions import end_person
from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.receipts.device import RECEIPT
from portal.surveys.responses.device import ANSWERING
from tests.checked_client import CheckedClient
from tests.house.planted import ELSEWHERE, HERE, SENT, Address, Planted
from tests.planting import area_called
from tests.signing_in import plant, sign_in

# endpoints whose address needs something else than the usual
VOTES = (
    "arrive",
    "choose",
    "check",
    "done",
    "practise",
    "practised",
    "receipt",
    "someone_else",
    "start",
    "used",
)
KIOSK = ("begin", "still_there", "stop", "thanks", "wait")
RESULTS = ("download", "poster", "show", "workbook")
TOPICS = ("another", "call_back", "clear", "cleared", "done", "report", "same", "show")
FILLED: dict[str, Address] = {
    **{f"votes.{name}": {"slug": f"vote-of-{HERE}"} for name in VOTES},
    **{f"kiosk.{name}": {"slug": f"vote-of-{HERE}"} for name in KIOSK},
    **{f"vote_results.{name}": {"slug": f"closed-of-{HERE}"} for name in RESULTS},
    **{f"topics.{name}": {"slug": f"topic-of-{HERE}"} for name in TOPICS},
    "responses.done": {"slug": SENT},
}
# they end what the other visits need, so they come last
LAST = [
    "responses.check",
    "receipt.withdraw",
    "receipt.withdraw_all",
    "tell_me.stop",
    "staff_questions.remove",
    "staff_champions.end",
    "staff_people.end",
    "account.sign_out",
]
STRANGER, ENDED = "a stranger", "a person who has left"
FAR_ADMIN, FAR_OFFICER = "the admin of another area", "an officer of another area"
KINDS = [STRANGER, ENDED, *(role.value for role in Role), FAR_ADMIN, FAR_OFFICER]


@dataclass(frozen=True)
class Visit:
    """One method of one endpoint."""

    endpoint: str
    method: str
    rule: Rule = field(compare=False)

    @property
    def is_reading(self) -> bool:
        """Whether it only looks."""
        return self.method == "GET"

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}"


def visits(app: flask.Flask) -> list[Visit]:
    """Every method of every endpoint by name: those that only look first, those that end things last."""
    found = [
        Visit(rule.endpoint, method, rule)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=_turn)


def _turn(visit: Visit) -> tuple[bool, int, str]:
    place = LAST.index(visit.endpoint) if visit.endpoint in LAST else -1
    return not visit.is_reading, place, visit.endpoint


def path_of(visit: Visit, planted: Planted, area: str = HERE, other: Address | None = None) -> str:
    """The address of a visit, filled from what is planted here; `other` are the parameters that differ."""
    usual = planted.of[HERE] | FILLED.get(visit.endpoint, {})
    known = {"area": area, **usual, **(other or {})}
    missing = visit.rule.arguments - known.keys()
    assert not missing, f"{visit.rule.rule}: say in tests/house/planted.py what fills {missing}"
    built = visit.rule.build({name: known[name] for name in visit.rule.arguments}, append_unknown=False)
    assert built is not None, visit.rule.rule
    return built[1]


class Caller:
    """A kind of person, whose device holds a family's answers too; each visit begins with one cookie."""

    def __init__(self, app: flask.Flask, kind: str, planted: Planted) -> None:
        self.app = app
        client = CheckedClient(app)
        _come_in(client, kind)
        token = client.token("/account/sign-in/")
        self.fields: dict[str, Any] = {"csrf_token": token, "stamp": planted.of[HERE]["stamp"]}
        with client.session_transaction() as session:
            session[ANSWERING] = planted.held[HERE] | planted.held[ELSEWHERE]
            session[RECEIPT] = planted.receipts[HERE]
        cookie = client.get_cookie("portal")
        assert cookie is not None
        self.cookie = cookie.value

    def make(self, visit: Visit, path: str, method: str = "") -> TestResponse:
        """Make the visit (`method`: in another way); a POST carries a token that fits, and no choice."""
        client = CheckedClient(self.app)
        client.set_cookie("portal", self.cookie)
        data = None if visit.is_reading else self.fields
        return client.open(path, method=method or visit.method, data=data)


def _come_in(client: CheckedClient, kind: str) -> None:
    if kind == STRANGER:
        return
    if kind == ENDED:
        admin, person = plant(Role.AREA_ADMIN), sign_in(client, Role.OFFICER, HERE, "left@example.org")
        with transaction():
            end_person(area=area_called(HERE), person=person, by=admin.id, at=clock.now())
    elif kind in {FAR_ADMIN, FAR_OFFICER}:
        sign_in(client, Role.AREA_ADMIN if kind == FAR_ADMIN else Role.OFFICER, ELSEWHERE)
    else:
        sign_in(client, kind, HERE)
