"""A card opens a survey: used up when the answers are sent, once, and nothing joins it to them."""

from datetime import timedelta

import sqlalchemy as sa

from portal.codes.models import Code, CodeState
from portal.core import clock
from portal.core.db import db
from portal.feedback.models import FeedbackItem, ItemState
from portal.surveys.responses.models import Response, ResponseState
from tests.checked_client import CheckedClient
from tests.codes.batches import Words, planted_batch
from tests.surveys.journey import FIRST, START, answers_kept, begin, go

CHECK = f"{START}check/"
USED = "That code has been used already."


def open_card(client: CheckedClient, words: Words) -> None:
    opened = client.get(f"/v/{'-'.join(words)}/")
    assert (opened.status_code, opened.location) == (303, START)


def begun_with(words: Words, client: CheckedClient) -> CheckedClient:
    open_card(client, words)
    begin(client)
    go(client, FIRST, answer="ehcp")
    return client


def states() -> list[str]:
    return sorted(db.session.scalars(sa.select(Code.state)))


def test_the_code_is_used_when_the_answers_are_sent_and_not_before(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(2)
    open_card(client, cards[0])
    assert "Your card works." in client.get(START).get_data(as_text=True)
    begin(client)
    go(client, FIRST, answer="ehcp")
    client.get(CHECK)
    assert states() == [CodeState.MADE, CodeState.MADE]
    assert client.send(CHECK).location.endswith("/done/")
    assert states() == [CodeState.MADE, CodeState.USED]
    assert answers_kept(submitted=True) == {"about.plan": ["ehcp"]}


def test_of_two_phones_with_one_code_the_second_is_told_and_loses_nothing(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(2)
    one = begun_with(cards[0], client)
    other = begun_with(cards[0], CheckedClient(client.application))
    assert one.send(CHECK).status_code == 303
    late = other.send(CHECK)
    assert late.status_code == 422
    assert USED in late.text
    assert answers_kept() == {"about.plan": ["ehcp"]}
    assert other.send(f"{START}stop/", at=CHECK).location.endswith("/saved/")
    assert other.send(CHECK, code=" ".join(cards[0])).status_code == 422
    assert other.send(CHECK, code=" ".join(cards[1])).status_code == 303
    assert states() == [CodeState.USED, CodeState.USED]


def test_going_on_elsewhere_by_receipt_asks_for_the_card_at_the_end(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(1)
    begun_with(cards[0], client)
    saved = client.send(f"{START}stop/", at=CHECK)
    ticket = client.get(saved.location).text.split('class="ticket__code"')[1].split("</p>")[0]
    receipt = " ".join(part.split("<")[0] for part in ticket.split("<span>")[1:])
    other = CheckedClient(client.application)
    assert other.send("/liverpool/receipt/", code=receipt).status_code == 303
    act = other.get("/liverpool/receipt/").text.split("/go-on/")[1].split("/")[0]
    other.send(f"/liverpool/receipt/go-on/{act}/", at="/liverpool/receipt/")
    assert "three words" in other.get(CHECK).text
    assert other.send(CHECK).status_code == 422
    assert other.send(CHECK, code="not a card").status_code == 422
    assert states() == [CodeState.MADE]
    assert other.send(CHECK, code="-".join(cards[0]).upper()).status_code == 303
    assert states() == [CodeState.USED]


def test_a_used_unknown_or_void_link_gets_a_clear_page(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(1)
    begun_with(cards[0], client).send(CHECK)
    again = client.get(f"/v/{'-'.join(cards[0])}/")
    assert (again.status_code, USED in again.text) == (404, True)
    assert client.get("/v/maple-river/").status_code == 404
    assert "A card has three words." in client.get("/v/maple-river/").text
    assert client.send("/v/", code="zzzz zzzz zzzz").status_code == 422


def test_typed_words_with_a_slip_open_the_survey(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(1)
    first, second, third = cards[0]
    assert client.send("/v/", code=f" {first.upper()},{second} {third}{third[-1]}").location == START


def test_a_card_of_a_closed_wave_says_when_it_closed(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(1)
    with clock.at(clock.now() + timedelta(days=60)):
        assert (
            "This survey closed on" in client.get(f"/v/{'-'.join(cards[0])}/", follow_redirects=True).text
        )


def test_what_is_sent_with_a_test_card_never_counts_and_reaches_nobody(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(1, test=True)
    begun_with(cards[0], client)
    go(client, "open.best", words="Only trying it out")
    assert client.send(CHECK).location.endswith("/done/")
    assert db.session.scalars(sa.select(Response.state)).all() == [ResponseState.TEST]
    assert db.session.scalars(sa.select(FeedbackItem.state)).all() == [ItemState.UNSENT]
    assert states() == [CodeState.TEST]


def test_wrong_guesses_are_limited_and_right_ones_are_not_counted(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(1)
    for _turn in range(65):
        open_card(client, cards[0])
    first, second, third = cards[0]
    wrong = f"/v/{third}-{first}-{second}/" if third != first else f"/v/{first}-{first}-{second}/"
    answers = [client.get(wrong).status_code for _turn in range(62)]
    assert answers[:60] == [404] * 60
    assert answers[61] == 429


def test_nothing_in_the_database_joins_a_used_code_to_a_response(client: CheckedClient) -> None:
    _number, _wave, cards = planted_batch(8)
    used = [cards[place] for place in (5, 0, 3)]
    for words in used:
        begun_with(words, CheckedClient(client.application)).send(CHECK)
    codes, responses = Code.__table__, Response.__table__
    assert not any(column.references(responses.c.id) for column in codes.c)
    assert not any(column.references(codes.c.id) for column in responses.c)
    assert not [column for column in codes.c if isinstance(column.type, sa.Date | sa.DateTime)]
    shared = set(db.session.scalars(sa.select(Code.id))) & set(db.session.scalars(sa.select(Response.id)))
    assert not shared
    order = [row.state for row in db.session.execute(sa.text("SELECT state FROM code"))]
    assert order.count("used") == 3
    if db.engine.dialect.name == "postgresql":
        # the number of the transaction that wrote a row last: one for the whole batch, used or not
        written = db.session.execute(sa.text("SELECT DISTINCT xmin::text FROM code")).all()
        assert len(written) == 1
        lies = list(db.session.scalars(sa.text("SELECT hash FROM code ORDER BY ctid")))
        assert lies == sorted(lies)
