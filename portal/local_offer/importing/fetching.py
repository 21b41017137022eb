"""Reading an address on the web for an import: no private network, no endless answer, no endless way there.

The name is resolved once and the connection goes to the address that was checked, so that a name that
answers otherwise a moment later leads nowhere else. Each redirect is checked the same way.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from portal.core.errors import RuleBroken

SECONDS_SILENT = 15
SECONDS_IN_ALL = 600
LARGEST_PAGE = 20_000_000  # bytes
LARGEST_FEED = 200_000_000  # bytes
MOST_REDIRECTS = 5
BLOCK = 65_536
AGENT = "send-portal directory import"
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass
class Web:
    """One import's use of the web. `private` names hosts that may lie in a private network."""

    private: Collection[str] = ()
    silence: float = SECONDS_SILENT
    in_all: float = SECONDS_IN_ALL
    largest_page: int = LARGEST_PAGE
    read: int = 0
    ends: float = field(default=0.0)

    def json_at(self, address: str) -> Any:
        """What an address gives as JSON; refuses (RuleBroken) all that is not, or not in good time."""
        body = self._body(address)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as odd:
            raise RuleBroken("What the address gives is not JSON.") from odd

    def _body(self, address: str) -> bytes:
        self.ends = self.ends or time.monotonic() + self.in_all
        for _turn in range(MOST_REDIRECTS + 1):
            try:
                body, moved = self._ask(_parts(address))
            except (OSError, http.client.HTTPException, ValueError) as problem:
                raise RuleBroken(f"The address does not answer ({type(problem).__name__}).") from problem
            if moved is None:
                return body
            address = urljoin(address, moved)
        raise RuleBroken("The address leads on and on, to no end.")

    def _ask(self, parts: SplitResult) -> tuple[bytes, str | None]:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        connection = _connection(parts.scheme, host, port, self._checked(host, port), self.silence)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(
                "GET", path or "/", headers={"Accept": "application/json", "User-Agent": AGENT}
            )
            answer = connection.getresponse()
            if answer.status in REDIRECTS and answer.headers.get("Location"):
                return b"", answer.headers["Location"]
            if answer.status != 200:
                raise RuleBroken(f"The address answers {answer.status}, not with a feed.")
            return self._read(answer), None
        finally:
            connection.close()

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        blocks, size = [], 0
        while block := answer.read1(BLOCK):
            size += len(block)
            self.read += len(block)
            if size > self.largest_page or self.read > LARGEST_FEED:
                raise RuleBroken("The feed is too large.")
            if time.monotonic() > self.ends:
                raise RuleBroken("The feed is too slow.")
            blocks.append(block)
        return b"".join(blocks)

    def _checked(self, host: str, port: int) -> str:
        """The IP address to go to; refuses one in a private network unless the host was named."""
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if host not in self.private and not all(_is_public(one) for one in found):
            raise RuleBroken("This address lies in a private network. Feeds are read from the open web.")
        return found[0]


def _parts(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise RuleBroken("Write an address that begins with https:// or http://.")
    return parts


def _is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.partition("%")[0])
    inner = one.ipv4_mapped or one.sixtofour or one if isinstance(one, ipaddress.IPv6Address) else one
    return one.is_global and inner.is_global and not one.is_multicast


def _connection(scheme: str, host: str, port: int, ip: str, silence: float) -> http.client.HTTPConnection:
    if scheme == "http":
        return _Pinned(host, port, ip, silence)
    return _PinnedSecure(host, port, ip, silence)


class _Pinned(http.client.HTTPConnection):
    """A connection to one checked IP address, under the name of the host."""

    def __init__(self, host: str, port: int, ip: str, silence: float) -> None:
        super().__init__(host, port, timeout=silence)
        self.ip = ip

    def connect(self) -> None:
        """Go to the checked address, whatever the name answers now."""
        self.sock = socket.create_connection((self.ip, self.port), self.timeout)


class _PinnedSecure(_Pinned):
    """The same with TLS: the certificate must be that of the host."""

    default_port = 443

    def connect(self) -> None:
        """Go to the checked address and see that it is the host's."""
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
