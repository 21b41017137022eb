"""Tabs of browsers that talk to the real server at the same moment."""

import http.client
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from tests.checked_client import field_value
from tests.signing_in import PASSWORD, SIGN_IN, plant
from tests.surveys.journey import START

Result = TypeVar("Result")


class Tab:
    """One tab; tabs that share a jar are of one browser."""

    def __init__(self, address: str, jar: dict[str, str] | None = None) -> None:
        self.address = address
        self.jar = {} if jar is None else jar
        self.token = ""

    def another(self) -> "Tab":
        """A second tab of the same browser, with the form as it stood."""
        tab = Tab(self.address, self.jar)
        tab.token = self.token
        return tab

    def get(self, path: str) -> tuple[int, str]:
        """The status and the page."""
        status, _location, page = self._send("GET", path, "")
        if 'name="csrf_token"' in page:
            self.token = field_value(page, "csrf_token")
        return status, page

    def post(self, path: str, **fields: str | list[str]) -> tuple[int, str]:
        """Send a form with the token of the page seen last; the status and where it leads."""
        body = urlencode({"csrf_token": self.token, **fields}, doseq=True)
        status, location, _page = self._send("POST", path, body)
        return status, location

    def begin(self) -> "Tab":
        """Begin the parents' survey."""
        self.get(START)
        assert self.post(START, mode="standard")[0] == 303
        return self

    def _send(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            connection.request(method, path, body, {"Cookie": cookies, **kind})
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self.jar[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location", ""), page


def signed_in(address: str, role: str, email: str) -> Tab:
    """A browser in which somebody new with this role is signed in."""
    person = plant(role, email=email)
    tab = Tab(address)
    tab.get(SIGN_IN)
    assert tab.post(SIGN_IN, email=person.email, password=PASSWORD)[0] == 303
    return tab


def at_once(acts: Sequence[Callable[[], Result]]) -> list[Result]:
    """Do every act in a thread of its own, all started together; what each came to."""
    together = threading.Barrier(len(acts))
    results: list[Result] = []
    problems: list[BaseException] = []

    def run(act: Callable[[], Result]) -> None:
        together.wait(60)
        try:
            results.append(act())
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not problems, problems
    return results
