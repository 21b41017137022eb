"""An error page keeps calm: it says what to do, leads home, and in an area offers the area's help."""

import flask
import pytest
from sqlalchemy import text

from portal.areas.queries import area_by_slug
from portal.core import error_pages
from portal.core.db import db, transaction
from tests.checked_client import CheckedClient


def test_a_lost_page_in_an_area_offers_its_home_and_help(client: CheckedClient) -> None:
    page = client.get("/wirral/no-such-page/").get_data(as_text=True)
    assert 'href="/wirral/"' in page
    assert 'href="/wirral/help-now/"' in page
    assert "Wirral SEND Partnership (advice and support)" in page


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/nowhere/help-now/", "/no_such_area/x", "/static/none.css", "/x"]
)
def test_a_lost_page_outside_an_area_offers_the_choice_of_areas(client: CheckedClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Choose your area" in answer.get_data(as_text=True)


def test_a_page_used_in_the_wrong_way_still_knows_its_area(client: CheckedClient) -> None:
    token = client.token("/account/sign-in/")
    answer = client.post("/knowsley/help-now/", data={"csrf_token": token})
    assert answer.status_code == 405
    assert 'href="/knowsley/help-now/"' in answer.get_data(as_text=True)


def test_an_error_page_comes_even_when_the_database_is_gone(app: flask.Flask) -> None:
    with app.test_request_context("/liverpool/"):
        flask.g.area = area_by_slug("liverpool")
        with transaction():
            db.session.execute(text("ALTER TABLE area RENAME TO area_elsewhere"))
        page, status, _headers = error_pages.show(500)
    assert status == 500
    assert "Your saved answers are safe" in page
