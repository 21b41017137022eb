"""A question page against the same layout without a database; a response against bare inserts."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import flask
import psycopg

from portal.core.access import anyone
from portal.core.db import db
from tests.bench.ground import Report, planted, seconds
from tests.checked_client import field_value

START = "/liverpool/surveys/parents-and-carers/"
WHOLE = "/liverpool/surveys/young-people/"
RESPONSES = 10
FLOOR_PAGE = """{% extends "layouts/question.html" %}{% block heading %}Floor{% endblock %}
{% block content %}<h1>Floor</h1>{% endblock %}"""
MOST_TIMES_THE_FLOOR = 4


def bench_answering(report: Report) -> None:
    """Both comparisons, by the app's own client in one process: no network in either side."""
    with planted() as deployment:
        app = deployment.app
        _add_floors(app, deployment.folder / "floor.sqlite")
        client = app.test_client()
        page = client.get(START).get_data(as_text=True)
        token = field_value(page, "csrf_token")
        client.post(START, data={"csrf_token": token, "mode": "standard"})
        _pages(report, client)
        _posts(report, client, token)
        _whole_response(report, app)


def _bare_insert(app: flask.Flask, file: Path) -> Callable[[str], object]:
    """Keeps words for good with the driver alone, in a database of the same kind as the app's."""
    with app.app_context():
        address = db.engine.url
    if address.get_backend_name() == "postgresql":
        plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
        server = psycopg.connect(plain, autocommit=True)
        server.execute("CREATE TABLE bare_floor (id SERIAL PRIMARY KEY, words TEXT)")
        return lambda words: server.execute("INSERT INTO bare_floor (words) VALUES (%s)", (words,))
    bare = sqlite3.connect(file, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE bare_floor (id INTEGER PRIMARY KEY, words TEXT)")
    return lambda words: bare.execute("INSERT INTO bare_floor (words) VALUES (?)", (words,))


def _add_floors(app: flask.Flask, file: Path) -> None:
    insert = _bare_insert(app, file)

    @anyone
    def floor_page() -> str:
        return flask.render_template_string(FLOOR_PAGE)

    @anyone
    def floor_post() -> flask.typing.ResponseReturnValue:
        insert(flask.request.form["answer"])
        return flask.redirect("/", 303)

    app.add_url_rule("/health/floor-page", view_func=floor_page)
    app.add_url_rule("/health/floor-post", view_func=floor_post, methods=["POST"])


def _pages(report: Report, client: flask.testing.FlaskClient) -> None:
    floor = seconds(lambda: client.get("/health/floor-page"), 60)
    page = seconds(lambda: client.get(f"{START}questions/about.plan/"), 60)
    report.note(
        f"question page {1 / page:.0f} a second, the same layout without a database {1 / floor:.0f}"
    )
    report.line("question page against its floor", page / floor, MOST_TIMES_THE_FLOOR, "times")


def _posts(report: Report, client: flask.testing.FlaskClient, token: str) -> None:
    answers = iter(["ehcp", "isp"] * 1_000_000)

    def answer() -> None:
        data = {"csrf_token": token, "answer": next(answers)}
        client.post(f"{START}questions/about.plan/", data=data)

    data = {"csrf_token": token, "answer": "ehcp"}
    floor = seconds(lambda: client.post("/health/floor-post", data=data), 60)
    kept = seconds(answer, 60)
    report.note(f"answer kept in {kept * 1000:.1f} ms, a bare durable insert a POST {floor * 1000:.1f} ms")
    report.line("an answer sent against its floor", kept / floor, MOST_TIMES_THE_FLOOR, "times")


def _whole_response(report: Report, app: flask.Flask) -> None:
    """Begin, answer every question there is, look over, send; against one durable insert a question."""
    client = app.test_client()
    token = field_value(client.get(WHOLE).get_data(as_text=True), "csrf_token")
    answers = _first_answers(client, token)

    def respond() -> None:
        client.post(WHOLE, data={"csrf_token": token, "mode": "standard"})
        for key, words in answers.items():
            client.post(f"{WHOLE}questions/{key}/", data={"csrf_token": token, "answer": words})
        client.get(f"{WHOLE}check/")
        sent = client.post(f"{WHOLE}check/", data={"csrf_token": token})
        assert sent.status_code == 303

    def bare() -> None:
        for words in answers.values():
            client.post("/health/floor-post", data={"csrf_token": token, "answer": words})

    floor, whole = seconds(bare, RESPONSES), seconds(respond, RESPONSES)
    report.note(
        f"{len(answers)} questions answered in {whole * 1000:.0f} ms, inserts {floor * 1000:.0f} ms"
    )
    report.line("a whole response against its floor", whole / floor, MOST_TIMES_THE_FLOOR, "times")


def _first_answers(client: flask.testing.FlaskClient, token: str) -> dict[str, str]:
    """The first answer there is to each question that this person meets; words where one writes."""
    answers: dict[str, str] = {}
    went = client.post(WHOLE, data={"csrf_token": token, "mode": "standard"}).location
    while met := re.search(r"questions/([\w.]+)/", went):
        page = client.get(went).get_data(as_text=True)
        choices = re.findall(r'type="(?:radio|checkbox)"[^>]*value="([^"]+)"', page)
        answers[met[1]] = choices[0] if choices else "Somebody rang me back."
        went = client.post(went, data={"csrf_token": token, "answer": answers[met[1]]}).location
    return answers
