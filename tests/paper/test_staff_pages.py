"""The whole way of a batch through the pages, by two people whose browsers run no script."""

import re

import flask
import pytest
import sqlalchemy as sa

from portal.core.db import db
from portal.paper.models import Batch, Sheet
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient, field_value
from tests.planting import open_wave_of
from tests.signing_in import sign_in

PAPER = "/liverpool/staff/paper/"
TICKS = {"a-about.plan": "ehcp", "a-plan.heard": "agree-lot", "w-open.best": "Our school nurse listens."}


@pytest.fixture
def ann(app: flask.Flask) -> CheckedClient:
    """The browser of one who keys."""
    client = CheckedClient(app)
    sign_in(client, "data entry")
    return client


@pytest.fixture
def ben(app: flask.Flask) -> CheckedClient:
    """The browser of an officer."""
    client = CheckedClient(app)
    sign_in(client, "officer")
    return client


def make(client: CheckedClient, how: str = "paper", handed_out: str = "5") -> str:
    wave = open_wave_of("liverpool", "parents-and-carers").id
    made = client.send(
        f"{PAPER}make/",
        what=f"survey-wave/{wave}/standard",
        how=how,
        handed_out=handed_out,
        place="0",
        title="Coffee morning",
    )
    assert made.status_code == 303, made.text
    return str(made.location)


def key(client: CheckedClient, batch: str, press: str = "done", **more: str) -> str:
    """Key the next form; returns its address."""
    sheet = str(client.send(f"{batch}forms/", at=batch).location)
    version = field_value(client.get(sheet).text, "version")
    answered = client.send(sheet, **TICKS, **more, **{press: "1", "version": version})
    assert answered.status_code == 303, answered.text
    return sheet


def states() -> set[str]:
    return set(db.session.scalars(sa.select(Response.state)))


def test_a_batch_goes_all_the_way(ann: CheckedClient, ben: CheckedClient) -> None:
    batch = make(ben)
    key(ann, batch)
    refused = ann.send(f"{batch}figures/", handed_out="5", returned="6", spoilt="0")
    assert (refused.status_code, "More forms came back" in refused.text) == (422, True)
    assert ann.send(f"{batch}figures/", handed_out="5", returned="2", spoilt="1").status_code == 303
    assert ann.send(f"{batch}finish/", at=batch).status_code == 303
    assert "Somebody else must check them" in ann.get(batch).text
    check = str(db.session.scalars(sa.select(Sheet.id)).one())
    page = ben.get(f"{batch}forms/{check}/check/").text
    assert "checked" not in page.replace('data-number="0" checked', ""), "the first choices are not shown"
    second = TICKS | {"a-plan.heard": "disagree-lot", "a-open.best": "same", "version": "2", "done": "1"}
    assert ben.send(f"{batch}forms/{check}/check/", **second).status_code == 303
    settle = f"{batch}forms/{check}/settle/"
    assert "Agree a lot" in ben.get(settle).text
    assert ben.send(settle, version="3").status_code == 422
    assert ben.send(settle, version="3", **{"a-plan.heard": "second"}).status_code == 303
    assert ann.send(f"{batch}sign/", at=batch).status_code == 303
    assert states() == {"keyed"}
    assert ben.send(f"{batch}sign/", at=batch).status_code == 303
    assert states() == {"submitted"}
    wave = open_wave_of("liverpool", "parents-and-carers").id
    channels = ben.get(f"/liverpool/staff/channels/{wave}/").text
    assert "It adds up" in channels
    assert "Coffee morning" in ben.get(PAPER).text


def test_a_part_filled_form_is_saved_and_found_again(ann: CheckedClient) -> None:
    sheet = key(ann, make(ann), "part")
    page = ann.get(sheet).text
    assert "Our school nurse listens." in page
    assert re.search(r'value="ehcp" data-number="\d" checked', page)


def test_who_saves_an_older_page_is_told_and_sees_both(ann: CheckedClient, ben: CheckedClient) -> None:
    sheet = key(ann, make(ann), "part")
    late = ben.send(sheet, **(TICKS | {"a-plan.heard": "agree-little", "version": "1", "done": "1"}))
    assert late.status_code == 409
    assert "Somebody else has saved this form meanwhile" in late.text
    assert 'value="agree-little" data-number="2" checked' in late.text
    version = field_value(late.text, "version")
    assert ben.send(sheet, **(TICKS | {"version": version, "done": "1"})).status_code == 303


def test_the_printed_form_has_every_question_and_no_names(ann: CheckedClient) -> None:
    batch = make(ann)
    page = ann.get(f"{batch}form/").text
    form = ann.get(str(ann.send(f"{batch}forms/", at=batch).location)).text
    assert page.count('class="sheet__q"') == form.count("data-keying>")
    assert "Do not write names" in page


def test_a_phone_call_counts_at_once(ann: CheckedClient) -> None:
    batch = make(ann, "phone", "")
    key(ann, batch, "next")
    assert states() == {"submitted", "keyed"}, "the next call has begun"
    assert set(db.session.scalars(sa.select(Batch.handed_out))) == {None}


def test_paper_without_a_number_and_a_strange_choice_are_refused(ann: CheckedClient) -> None:
    wave = open_wave_of("liverpool", "parents-and-carers").id
    knowsley = open_wave_of("knowsley", "parents-and-carers").id
    fields = {"how": "paper", "place": "0", "title": "x"}
    for what, out in ((f"survey-wave/{wave}/standard", ""), (f"survey-wave/{knowsley}/standard", "3")):
        refused = ann.send(f"{PAPER}make/", what=what, handed_out=out, **fields)
        assert refused.status_code == 422, what
    assert db.session.query(Batch).count() == 0


def test_a_choice_that_is_not_on_the_form_is_no_answer(ann: CheckedClient) -> None:
    batch = make(ann)
    sheet = str(ann.send(f"{batch}forms/", at=batch).location)
    sent = {"a-about.plan": "nonsense", "a-nothing": "x", "version": "1", "done": "1"}
    assert ann.send(sheet, **sent).status_code == 303
    assert 'value="" data-number="0" checked' in ann.get(sheet).text
