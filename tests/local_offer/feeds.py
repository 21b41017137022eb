"""A real web server that gives a feed of services, well or badly, and entries of both versions."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask

Entry = dict[str, Any]
PAGE = 3


def version_three(number: int, **more: Any) -> Entry:
    """A service as Open Referral UK 3.0 has it."""
    return {
        "id": f"11111111-1111-4111-8111-{number:012}",
        "name": f"Club {number}",
        "description": "<p>We <b>play</b>.</p><script>alert(1)</script>",
        "status": "active",
        "minimum_age": 5,
        "maximum_age": 11,
        "application_process": "Just come.",
        "assured_date": "2026-10-01",
        "url": "https://club.example.org/",
        "organization": {"id": "22222222-2222-4222-8222-000000000001", "name": "Far Shore"},
        "cost_options": [{"id": "x", "amount": 3, "amount_description": "a night"}],
        "languages": [{"name": "English"}],
        "schedules": [{"byday": "MO,WE", "opens_at": "16:00", "closes_at": "18:00"}],
        "contacts": [{"name": "Front desk", "phones": [{"number": "0151 496 0200"}]}],
        "attributes": [{"taxonomy_term": {"name": "Autism"}}, {"taxonomy_term": {"name": "Things to do"}}],
        "service_at_locations": [
            {
                "location": {
                    "name": "Maple Hall",
                    "latitude": 53.4,
                    "longitude": -2.9,
                    "addresses": [{"address_1": "1 Example Street", "city": "Town", "postal_code": "L8"}],
                    "accessibility": [{"description": "Step-free."}],
                }
            },
            {"location": {"name": "Kite Centre"}},
        ],
        **more,
    }


def version_one(number: int, **more: Any) -> Entry:
    """The same as Open Referral UK 1.0 has it."""
    place = {
        "name": "Maple Hall",
        "latitude": "53.4",
        "longitude": "-2.9",
        "physical_addresses": [{"address_1": "1 Example Street", "city": "Town", "postal_code": "L8"}],
        "accessibility_for_disabilities": [{"accessibility": "Step-free."}],
    }
    return {
        "id": f"old-{number}",
        "name": f"Club {number}",
        "description": "We play.",
        "status": "active",
        "fees": "Free",
        "organization": {"id": "org-1", "name": "Far Shore"},
        "eligibilitys": [{"minimum_age": 5, "maximum_age": 11}],
        "regular_schedules": [{"byday": "MO,WE", "opens_at": "16:00:00", "closes_at": "18:00:00"}],
        "service_taxonomys": [{"taxonomy": {"name": "Autism", "vocabulary": "needs"}}],
        "languages": [{"language": "English"}],
        "service_at_locations": [{"location": place}],
        **more,
    }


@dataclass
class FeedServer:
    """What it serves under /services; `answer` may take over a whole request (path, query, handler)."""

    entries: list[Entry] = field(default_factory=list)
    old: bool = False
    answer: Callable[[str, dict[str, str], BaseHTTPRequestHandler], bool] | None = None
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def page(self, number: int) -> Entry:
        """One page in the wrapper of its version."""
        last = max(1, -(-len(self.entries) // PAGE))
        rows = self.entries[(number - 1) * PAGE : number * PAGE]
        if self.old:
            return {
                "totalElements": len(self.entries),
                "totalPages": last,
                "number": number,
                "content": rows,
            }
        return {
            "total_items": len(self.entries),
            "total_pages": last,
            "page_number": number,
            "size": len(rows),
            "contents": rows,
        }


@contextmanager
def serving_feed(server: FeedServer) -> Iterator[FeedServer]:
    """The server on a free port of this machine for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def do_GET(self) -> None:
            """A page of the feed, or whatever the test wants."""
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            server.asked.append(self.path)
            if server.answer is None or not server.answer(parts.path, query, self):
                send_json(self, server.page(int(query.get("page", "1"))))

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        server.address = f"http://127.0.0.1:{listening.server_port}"
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


def send_json(handler: BaseHTTPRequestHandler, what: Any) -> None:
    """Answer with JSON."""
    send(handler, 200, json.dumps(what).encode())


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """Answer with anything."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def private_hosts(app: flask.Flask, *hosts: str) -> Iterator[None]:
    """The deployment's setting names these hosts, though they lie in a private network."""
    settings = app.config["PORTAL"]
    app.config["PORTAL"] = replace(settings, feed_hosts=hosts)
    try:
        yield
    finally:
        app.config["PORTAL"] = settings
