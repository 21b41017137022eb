"""The page of the partnership board, and what the board puts on an officer's list of work."""

from portal.accounts.roles import Role
from portal.board.actions import sign_for_forum
from portal.board.models import EntryState, Verdict
from portal.core import clock
from portal.core.db import transaction
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.receipts.holding import send
from tests.signing_in import sign_in

PAGE = "/liverpool/staff/for-the-board/"


def test_a_board_member_reads_late_and_disputed_promises_and_no_count_of_people(
    client: CheckedClient,
) -> None:
    send(client)
    with transaction():
        promise("Late list", due=-5)
        entry = promise("Quiet rooms")
        now_stands(entry, EntryState.DONE)
        sign_for_forum(entry=entry, verdict=Verdict.NOT_YET, words="Two are locked.", by=1, at=clock.now())
    sign_in(client, Role.BOARD_VIEWER)
    page = client.get(PAGE).text
    assert "5 days late" in page and "Two are locked." in page and "No promise answers these" in page
    # the one comment that came is too few to be named
    assert "Enough people wrote" not in page


def test_what_is_due_bare_or_loose_stands_on_the_list_of_work(client: CheckedClient) -> None:
    with transaction():
        promise("Soon", due=5)
    sign_in(client, Role.OFFICER)
    page = client.get("/liverpool/staff/").text
    assert "1 promise is due soon" in page and "1 promise answers nothing" in page
    assert "have no promise" in page
