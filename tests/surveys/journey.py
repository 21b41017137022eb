"""Steps of a parent's journey, as a browser without JavaScript takes them."""

from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.core.db import db
from portal.surveys.models import Question
from portal.surveys.responses.models import Answer, Response, ResponseState
from tests.checked_client import CheckedClient

START = "/liverpool/surveys/parents-and-carers/"
YOUNG = "/liverpool/surveys/young-people/"
FIRST = "about.plan"


def begin(client: CheckedClient, start: str = START, mode: str = "standard") -> TestResponse:
    """Choose a mode on the start page and begin."""
    response = client.send(start, mode=mode)
    assert response.status_code == 303, response.status_code
    return response


def go(client: CheckedClient, key: str, start: str = START, **fields: Any) -> TestResponse:
    """Send the page of one question."""
    response = client.send(f"{start}questions/{key}/", **fields)
    assert response.status_code == 303, response.status_code
    return response


def page_of(client: CheckedClient, key: str, start: str = START) -> str:
    """The page of one question."""
    response = client.get(f"{start}questions/{key}/")
    assert response.status_code == 200, response.status_code
    return response.get_data(as_text=True)


def answers_kept(*, submitted: bool = False) -> dict[str, list[str]]:
    """Every answer in the database by question key: of one response only."""
    state = ResponseState.SUBMITTED if submitted else ResponseState.BEGUN
    rows = db.session.execute(
        select(Question.key, Answer.code)
        .join(Question, Question.id == Answer.question_id)
        .join(Response, Response.id == Answer.response_id)
        .where(Response.state == state, Answer.state == state)
        .order_by(Question.position, Answer.code)
    )
    found: dict[str, list[str]] = {}
    for key, code in rows:
        found.setdefault(key, []).append(code)
    return found


def code_of(client: CheckedClient, path: str) -> str:
    """The five words on a page."""
    page = client.get(path).get_data(as_text=True)
    ticket = page[page.index("ticket__code") :].split("</p>")[0]
    return " ".join(part.split("</span>")[0] for part in ticket.split("<span>")[1:])
