"""Reach by main need: only where an area chose to ask, protected, and in no file of one row a person."""

import re
from datetime import date

import flask
import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.core.vocabulary import Mode
from portal.exports.records.columns import columns_of
from portal.insight.reach import actions
from portal.insight.reach.details import Brought
from portal.insight.reach.models import Dimension
from portal.surveys import actions as surveys
from portal.surveys import draft_actions
from portal.surveys.drafting import Content, Put, blank
from portal.surveys.results.queries import questions_asked
from tests.checked_client import CheckedClient
from tests.planting import CLOSES, OPENS, area_called, open_wave_of
from tests.releases.releasing import after_the_round, answered
from tests.signing_in import sign_in

NEED = "/liverpool/staff/reach/?by=need"
KINDS = {"about.need": ("choice", "main-need"), "q.like": ("agree5", None)}


def _ask(kind: str = "choice") -> None:
    """An area's own survey, open now, that asks for the main need."""
    at, area = clock.now(), area_called("liverpool")
    made = blank("Winter", "parents", [Mode.STANDARD])
    made.texts["purpose"] = {Mode.STANDARD: "To make winter better."}
    with transaction():
        version = surveys.make_survey(area=area, draft=made, by=None, at=at).versions[0]
        for key, (usual, listed) in KINDS.items():
            put = {"standard": Put(kind if listed else usual, "How is it?")}
            content = Content(key, put, options=listed)
            draft_actions.add_question(version=version, content=content, by=1, at=at)
        surveys.publish_version(version=version, by=1, at=at)
        opens, closes = at + OPENS, at + CLOSES
        surveys.open_wave(
            version=version, slug="w", title="W", opens_at=opens, closes_at=closes, by=1, at=at
        )


def _main(client: CheckedClient) -> str:
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        return client.get(NEED).text.split("<main")[1].split("</main")[0]


def test_who_is_missing_by_need_is_said_where_an_area_asks(client: CheckedClient) -> None:
    _ask()
    answered({"asd": 41, "semh": 33, "pmld": 2, "rather-not": 7}, key="about.need", survey="winter")
    brought = Brought(date(2025, 1, 16), "census", {"asd": 3900, "semh": 2700, "pmld": 140})
    with transaction():
        area = area_called("liverpool")
        actions.put_figures(area=area, dimension=Dimension.NEED, brought=brought, by=1, at=clock.now())
    page = _main(client)
    assert "Social, emotional and mental health" in page and "about 3,900" in page
    assert not re.search(r">\s*(41|33|2|7)\s*<", page)


def test_a_need_is_in_no_file_of_one_row_a_person(app: flask.Flask) -> None:
    _ask()
    wave = open_wave_of("liverpool", "winter")
    names = [one.name for one in columns_of(area_called("liverpool"), questions_asked([wave]))]
    assert names == ["q.like.agree5"]


@pytest.mark.parametrize(("kind", "shown"), [("choice", r"\d+"), ("multi", r"\*")])
def test_no_need_counts_where_many_can_be_ticked(client: CheckedClient, kind: str, shown: str) -> None:
    _ask(kind)
    answered({"asd": 30}, key="about.need", survey="winter")
    words = " ".join(re.sub("<[^>]+>", " ", _main(client)).split())
    assert re.search(rf"Autism no figure {shown} ", words)


def test_nobody_is_asked_until_an_area_chooses_to(client: CheckedClient) -> None:
    answered({"agree-lot": 30})
    page = _main(client)
    assert "No survey asked for this in these rounds." in page and "about.need" in page
