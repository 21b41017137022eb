"""What a family sees of each piece of words, what is new since they last looked, and what stays hidden."""

import flask

from portal.core import clock
from portal.core.db import db, transaction
from portal.receipts import registry as receipts
from portal.receipts.registry import Happening, Registry, registry
from portal.safeguarding.lead_actions import move
from portal.safeguarding.models import Alert, AlertState
from tests.checked_client import CheckedClient
from tests.receipts.holding import (
    MINE,
    PAGE,
    item_saying_now,
    note_from_staff,
    open_page,
    page,
    read_by_staff,
    send,
)
from tests.saying import tag

WORRYING = "My uncle hits me."
NEW = "new since you last looked"


def test_it_says_we_have_it_then_read_then_sorted(client: CheckedClient) -> None:
    send(client)
    assert "We have it. We have not read it yet." in page(client)
    read_by_staff(MINE)
    assert "A person has read your words." in page(client)
    with transaction():
        tag(item_saying_now(MINE), "liverpool", ("care-community",), ())
    assert "We put your words under:" in page(client)


def test_news_is_marked_until_the_next_time_the_code_is_typed(client: CheckedClient) -> None:
    code = send(client)
    assert NEW not in open_page(client, code)
    read_by_staff(MINE)
    assert NEW in open_page(client, code)
    assert NEW in page(client), "reading the page again is no new look"
    assert NEW not in open_page(client, code)


def test_i_have_seen_this_takes_the_marks_away(client: CheckedClient) -> None:
    code = send(client)
    read_by_staff(MINE)
    assert NEW in open_page(client, code)
    assert client.send(f"{PAGE}seen/", at=PAGE).status_code == 303
    assert NEW not in page(client)


def test_a_locked_item_reads_as_any_that_waits(client: CheckedClient) -> None:
    code = send(client, WORRYING)
    note_from_staff(WORRYING, "Thank you for telling us.")
    shown = open_page(client, code)
    assert "We have it. We have not read it yet." in shown
    assert "Thank you for telling us." not in shown
    assert NEW not in shown
    with transaction():
        alert = db_alert()
        move(alert=alert, to=AlertState.RELEASED, note="A joke.", by=1, at=clock.now())
    assert "Thank you for telling us." in page(client)


def db_alert() -> Alert:
    """The one alert."""
    return db.session.query(Alert).one()


def test_features_hand_up_what_came_of_words(client: CheckedClient, app: flask.Flask) -> None:
    send(client)
    before = registry()
    step = Happening("board 7", "It helped a promise.", "It helped a promise.", url="/liverpool/")
    app.extensions[receipts.KEY] = Registry(before.kinds, [lambda _area, ids: {one: [step] for one in ids}])
    try:
        assert "It helped a promise." not in page(client), "before it was read it only waits"
        read_by_staff(MINE)
        assert "It helped a promise." in page(client)
    finally:
        app.extensions[receipts.KEY] = before


def test_the_page_is_in_easy_words_after_easy_read(client: CheckedClient) -> None:
    send(client, mode="easy")
    shown = page(client)
    assert "We have your words. We have not read them yet." in shown
    assert 'class="picture-row"' in shown
    assert "OpenMoji" in shown
