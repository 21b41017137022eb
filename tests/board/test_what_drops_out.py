"""Evidence that may not be shown: staff lose sight of it at once, public figures at the next release."""

import json
from typing import Any

import pytest

from portal.accounts.roles import Role
from portal.board.actions import add_evidence
from portal.board.models import Entry, EvidenceKind
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.local_offer.comments.actions import keep_back, take_back
from portal.local_offer.comments.models import OfferComment, Reason
from portal.safeguarding.actions import raise_by_staff
from tests.board.promises import promise
from tests.checked_client import CheckedClient
from tests.local_offer.listing import a_comment
from tests.planting import area_called
from tests.releases.releasing import after_it, answered, file_of, only_release, prepare
from tests.releases.releasing import publish as publish_release
from tests.saying import said
from tests.signing_in import sign_in

STAFF = "/liverpool/staff/"
PAGE = "/liverpool/you-said-we-did/quiet-rooms/"
LISTED = "What families say about the Local Offer"


def beside(client: CheckedClient, words: str) -> tuple[int, int, int]:
    """A comment on the Local Offer beside a promise, put there on the page; comment, words, promise."""
    sign_in(client, Role.OFFICER)
    with transaction():
        comment, entry = a_comment(words=words), promise()
        found = (comment.id, comment.item_id or 0, entry.id)
    desk = f"{STAFF}answered/?of=offer-comment:{found[1]}"
    assert "A comment on the Local Offer" in client.get(desk).text
    of = f"offer-comment:{found[1]}"
    client.send(f"{STAFF}answered/beside/", at=desk, of=of, entry=str(found[2]))
    return found


@pytest.mark.parametrize("ends", ["refused", "withdrawn", "locked"])
def test_a_comment_on_the_local_offer_is_evidence_until_it_may_not_be(
    client: CheckedClient, ends: str
) -> None:
    comment_id, item_id, entry_id = beside(client, "There is no chess club.")
    staff, desk = f"{STAFF}board/{entry_id}/", f"{STAFF}local-offer/comments/{comment_id}/"
    assert f"/feedback/{item_id}/" in client.get(staff).text
    assert "Which promises answer this?" in client.get(desk).text
    assert "Quiet rooms" in client.get(f"{STAFF}answered/?of=feedback:{item_id}").text
    assert LISTED in client.get(PAGE).text and "chess" not in client.get(PAGE).text
    with transaction():
        comment = db.session.get_one(OfferComment, comment_id)
        if ends == "refused":
            keep_back(comment=comment, reason=Reason.VEXATIOUS, by=1, at=clock.now())
        elif ends == "withdrawn":
            take_back(comment=comment)
        else:
            lock(item_id)
    assert f"/feedback/{item_id}/" not in client.get(staff).text
    assert LISTED not in client.get(PAGE).text
    with pytest.raises(RuleBroken), transaction():
        again(entry_id, item_id)


def lock(item_id: int) -> None:
    raise_by_staff(
        area=area_called("liverpool"),
        words="x",
        subject_id=item_id,
        sender=None,
        why="",
        now=False,
        by=1,
        at=clock.now(),
    )


def again(entry_id: int, item_id: int) -> None:
    """Put words beside a promise once more."""
    entry, kind = db.session.get_one(Entry, entry_id), EvidenceKind.OFFER
    add_evidence(entry=entry, kind=kind, ref=str(item_id), words="A parent", by=1, at=clock.now())


def about_health(content: dict[str, Any]) -> int:
    """How many people are shown to have written about health."""
    cells = [
        cell
        for table in content["tables"]
        if table["section"] == "themes"
        for cell in table["cells"]
        if cell["code"] == "health"
    ]
    return sum(cell["people"] or 0 for cell in cells)


def test_locked_words_leave_the_figures_at_the_next_release_and_not_before(client: CheckedClient) -> None:
    items = [said(f"The wait is long, {number}.", themes=("health",)) for number in range(40)]
    with after_it(client):
        where = prepare(client)
        before = about_health(json.loads(only_release().file))
        assert before >= 30
        with transaction():
            for item_id in items[:25]:
                lock(item_id)
        assert "Answers have changed" in client.get(where).text
        assert prepare(client) == where
        publish_release(client, where)
        frozen = file_of(client)
        assert about_health(frozen) < before
        with transaction():
            lock(items[30])
        assert file_of(client) == frozen, "what is published never changes"


def test_a_question_of_a_release_shows_the_promises_that_answer_it(client: CheckedClient) -> None:
    answered({"agree-lot": 40})
    with after_it(client):
        where = prepare(client)
        publish_release(client, where)
        value = "release:parents-and-carers/2026/plan.heard"
        links = client.get(where).text
        assert "of=release:parents-and-carers/2026" in links
        page = f"{STAFF}answered/?of={value}"
        assert "No promise answers this yet." in client.get(page).text
        assert client.get(f"{page}.nothing").status_code == 404
        with transaction():
            entry_id = promise().id
        client.send(f"{STAFF}answered/beside/", at=page, of=value, entry=str(entry_id))
        assert "Quiet rooms" in client.get(page).text
        assert "/results/parents-and-carers/2026/#q-plan-heard" in client.get(PAGE).text
