"""What no promise answers: the most said first, and nothing of locked words."""

from datetime import timedelta

from portal.accounts.roles import Role
from portal.board.actions import add_evidence, sign_for_forum
from portal.board.models import EntryState, EvidenceKind, Verdict
from portal.core import clock
from portal.core.db import transaction
from tests.board.promises import now_stands, promise
from tests.checked_client import CheckedClient
from tests.saying import said
from tests.signing_in import sign_in

PAGE = "/liverpool/staff/unanswered/"
HOME = "/liverpool/staff/"


def test_the_theme_with_the_most_unanswered_comments_stands_first(client: CheckedClient) -> None:
    for words in ("We wait.", "Too long.", "My uncle hits me."):
        said(words, themes=("health",))
    for words in ("The bus.", "The club."):
        answered = said(words, themes=("care-community",))
    sign_in(client, Role.OFFICER)
    with clock.at(clock.now() - timedelta(days=2)):
        said("Nobody came.", themes=("plans",))
    oldest = client.get(f"{PAGE}?sort=oldest").text
    assert oldest.index("Good plans and reviews") < oldest.index("Health and therapies")
    page = client.get(PAGE).text
    assert page.index("Health and therapies") < page.index("Care, short breaks and community")
    assert "<td>2</td>" in page.replace(' class="govuk-table__cell"', "") and ">3<" not in page
    with transaction():
        kind, ref, at = EvidenceKind.FEEDBACK, str(answered), clock.now()
        add_evidence(entry=promise(), kind=kind, ref=ref, words="A parent", by=1, at=at)
    assert client.get(PAGE).text != page


def test_each_person_sees_the_promises_that_wait_for_them(client: CheckedClient) -> None:
    with transaction():
        promise("Late one", due=-4)
        done = promise("Done one")
        now_stands(done, EntryState.DONE)
    sign_in(client, Role.OFFICER)
    assert "1 promise is late" in client.get(HOME).text
    sign_in(client, Role.FORUM_MODERATOR)
    home = client.get(HOME).text
    assert "1 promise to sign off" in home and "is late" not in home
    with transaction():
        sign_for_forum(entry=done, verdict=Verdict.AGREE, words="", by=1, at=clock.now())
    assert "to sign off" not in client.get(HOME).text
