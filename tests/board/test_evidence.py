"""What a promise answers: comments by their kind and day only, and their senders hear what came of them."""

import io

import sqlalchemy as sa
from PIL import Image

from portal.accounts.roles import Role
from portal.board.models import Entry, EntryState, Evidence
from portal.core.db import db, transaction
from portal.voting.models import Vote
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.receipts.holding import MINE, item_saying_now, open_page, send
from tests.signing_in import sign_in
from tests.voting.votes import open_and_closed

STAFF = "/liverpool/staff/board/"
BOARD = "/liverpool/you-said-we-did/"


def put_beside(client: CheckedClient, entry: Entry) -> None:
    number = item_saying_now(MINE).id
    desk = f"/liverpool/staff/feedback/{number}/"
    client.send(f"{desk}promise/", at=desk, entry=str(entry.id))


def test_the_sender_reads_by_receipt_how_the_promise_stands(client: CheckedClient) -> None:
    code = send(client)
    sign_in(client, Role.OFFICER)
    with transaction():
        entry = promise()
    put_beside(client, entry)
    assert "Your words helped with a promise: “Quiet rooms”." in open_page(client, code)
    with transaction():
        now_stands(db.session.get_one(Entry, entry.id), EntryState.DONE)
    assert "How it stands: Done." in open_page(client, code)


def test_the_words_of_a_comment_stand_on_no_page_of_the_board(client: CheckedClient) -> None:
    send(client)
    sign_in(client, Role.OFFICER)
    with transaction():
        entry = promise()
    put_beside(client, entry)
    pages = [
        f"{BOARD}quiet-rooms/",
        BOARD,
        f"{STAFF}{entry.id}/",
        f"{BOARD}feed.atom",
        "/api/v1/liverpool/promises/",
    ]
    assert not [page for page in pages if MINE in client.get(page).text]
    assert "What families wrote to us" in client.get(pages[0]).text


def test_the_same_thing_stands_once(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        entry = promise()
    page = f"{STAFF}{entry.id}/evidence/"
    report = {"words": "Healthwatch report", "address": "https://example.org/report"}
    assert client.send(page, **report).status_code == 303
    again = client.send(page, **report)
    assert again.status_code == 422 and "stands beside the promise already" in again.text
    wrong = client.send(page, words="A report", address="javascript:alert(1)")
    assert wrong.status_code == 422 and "beginning with https://" in wrong.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Evidence)) == 1


def test_a_promise_of_another_area_is_no_choice(client: CheckedClient) -> None:
    send(client)
    sign_in(client, Role.OFFICER)
    with transaction():
        other = promise(area="wirral")
    put_beside(client, other)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Evidence)) == 0
    assert client.get(f"{STAFF}{other.id}/").status_code == 404


def test_the_feed_and_the_list_for_machines_know_what_has_not_changed(client: CheckedClient) -> None:
    with transaction():
        promise()
    picture = f"{BOARD}quiet-rooms/picture.png"
    assert picture in client.get(f"{BOARD}quiet-rooms/").text
    assert Image.open(io.BytesIO(client.get(picture).data)).size == (1200, 630)
    for address in (f"{BOARD}feed.atom", "/api/v1/liverpool/promises/", picture):
        first = client.get(address)
        assert address == picture or "Quiet rooms" in first.text
        assert "Set-Cookie" not in first.headers
        same = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert same.status_code == 304
    anywhere = client.get("/api/v1/liverpool/promises/").headers
    assert anywhere["Access-Control-Allow-Origin"] == "*"
    assert anywhere["Cross-Origin-Resource-Policy"] == "cross-origin"
    framed = client.get(f"{BOARD}block/")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in framed.headers


def test_a_counted_vote_stands_there_with_a_link_to_its_result(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        entry = promise()
        closed = db.session.get_one(Vote, open_and_closed("liverpool")["vote_id"]).slug
    page = f"{STAFF}{entry.id}/evidence/"
    assert client.send(page, ref=f"vote:{closed}").status_code == 303
    assert f"/liverpool/votes/{closed}/results/" in client.get(f"{BOARD}quiet-rooms/").text
    assert client.send(page, ref="vote:nothing").status_code == 422
