"""Topics, gaps and comments beside promises: staff see both ways, and what no longer holds drops out."""

from portal.accounts.roles import Role
from portal.board.actions import add_evidence
from portal.board.models import Entry, EvidenceKind
from portal.board.telling import promises_helped
from portal.core import clock
from portal.core.db import db, transaction
from portal.local_offer.gaps.models import Gap, GapState
from portal.safeguarding.actions import raise_by_staff
from portal.topics.models import Act, Topic, TopicComment
from tests.board.promises import promise
from tests.checked_client import CheckedClient
from tests.local_offer.listing import a_gap
from tests.planting import area_called
from tests.receipts.holding import MINE, item_saying_now, send
from tests.signing_in import sign_in
from tests.topics.talking import comment, decided, topic

STAFF = "/liverpool/staff/"
PAGE = "/liverpool/you-said-we-did/quiet-rooms/"


def beside(entry: Entry, kind: EvidenceKind, ref: object, words: str) -> None:
    add_evidence(entry=entry, kind=kind, ref=str(ref), words=words, by=1, at=clock.now())


def test_a_topic_stands_beside_a_promise_and_who_spoke_on_it_hears_of_it(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    number = topic("Buses")
    spoke, waits = comment("The bus is late.", number), comment("It is cold.", number)
    decided(spoke, Act.PUBLISH)
    with transaction():
        entry, value = promise().id, f"topic:{db.session.get_one(Topic, number).slug}"
    assert "Buses" in client.get(f"{STAFF}answered/").text
    page = f"{STAFF}answered/?of={value}"
    assert "No promise answers this yet." in client.get(page).text
    assert client.send(f"{STAFF}answered/beside/", at=page, of=value, entry=str(entry)).status_code == 303
    assert "Quiet rooms" in client.get(page).text
    client.send(f"{STAFF}answered/beside/", at=page, of=value, entry=str(entry))
    assert "stands beside the promise already" in client.get(page).text
    assert "/liverpool/topics/buses/" in client.get(PAGE).text
    with transaction():
        items = [db.session.get_one(TopicComment, one).item_id or 0 for one in (spoke, waits)]
        told = promises_helped(area_called("liverpool"), items)
    assert list(told) == items[:1]
    assert told[items[0]][0].words.startswith("The topic you spoke on led to a promise: “Quiet rooms”.")


def test_locked_words_and_gaps_that_are_none_drop_out_at_once(client: CheckedClient) -> None:
    send(client)
    sign_in(client, Role.OFFICER)
    with transaction():
        entry = promise()
        gap = db.session.get_one(Gap, a_gap("liverpool", 1)["gap_id"])
        gap.state = GapState.REAL
        beside(entry, EvidenceKind.GAP, gap.id, "Chess by post")
        beside(entry, EvidenceKind.FEEDBACK, item_saying_now(MINE).id, "A parent")
        beside(entry, EvidenceKind.REPORT, "https://example.org/x", "A report")
        staff, gap_id = f"{STAFF}board/{entry.id}/", gap.id
    assert "A parent" in client.get(staff).text
    public = client.get(PAGE).text
    assert "Missing from the Local Offer: Chess by post" in public and "What families wrote to us" in public
    with transaction():
        item, at = item_saying_now(MINE), clock.now()
        area = area_called("liverpool")
        raise_by_staff(
            area=area, words=MINE, subject_id=item.id, sender=None, why="", now=False, by=1, at=at
        )
        db.session.get_one(Gap, gap_id).state = GapState.NOT_A_GAP
    assert "A parent" not in client.get(staff).text
    public = client.get(PAGE).text
    assert "Chess by post" not in public and "What families wrote to us" not in public
    assert "A report" in public


def test_a_comment_is_asked_about_only_by_those_who_may_read_it(client: CheckedClient) -> None:
    send(client)
    page = f"{STAFF}answered/?of=feedback:{item_saying_now(MINE).id}"
    sign_in(client, Role.OFFICER)
    assert "A comment" in client.get(page).text and MINE not in client.get(page).text
    sign_in(client, Role.BOARD_VIEWER)
    assert client.get(page).status_code == 404
    assert client.get(f"{STAFF}answered/?of=nothing").status_code == 404
