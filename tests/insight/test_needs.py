"""Need beside supply: searches, services and comments under each theme, side by side."""

import re

import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.feedback import actions as feedback
from portal.local_offer.directory.models import Service
from portal.local_offer.log.actions import map_cluster
from portal.local_offer.log.queries import cluster_in
from portal.strategies.queries import theme_by_slug
from portal.topics.models import Act
from tests.checked_client import CheckedClient
from tests.local_offer.listing import a_comment, a_service, searched_for
from tests.planting import area_called
from tests.releases.releasing import after_the_round
from tests.saying import said
from tests.signing_in import sign_in
from tests.topics.talking import comment, decided, topic
from tests.voting.votes import a_vote, cast, close

PAGE = "/liverpool/staff/local-offer/need-and-supply/"


@pytest.fixture
def planted(client: CheckedClient) -> Service:
    """One service, nine searches that found nothing, two comments and one writer under health."""
    area, at = area_called("liverpool"), clock.now()
    said("First.", others={"health.therapy": "happy"}, themes=("health",))
    with transaction():
        service = a_service(name="Splash club", categories=["health"])
        a_service(name="Other club", organisation="Near Shore", categories=["plans"])
        found = cluster_in(area, searched_for(words="swimming"))
        assert found is not None
        map_cluster(area=area, cluster=found, theme="health", need="any", by=1, at=at)
        theme = theme_by_slug("health")
        assert theme is not None
        for _comment in range(2):
            item = a_comment().item
            assert item is not None
            feedback.tag(item=item, theme=theme, by=1, at=at)
        a_comment("knowsley")
        return service


def row_of(text: str) -> list[str]:
    """The plain cells of the row of health."""
    row = text.split("Health and therapies</a>")[1].split("</tr>")[0]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.S)]


def test_an_officer_sees_need_and_supply_side_by_side(client: CheckedClient, planted: Service) -> None:
    sign_in(client, "officer")
    cells = row_of(client.get(PAGE).text)
    assert cells[:3] == ["1", "9", "9"]
    assert cells[3].startswith("1 ")
    assert cells[-3] == "0"
    assert cells[-2].startswith("2 ")
    assert cells[-1] == "not enough"
    page = client.get(f"{PAGE}health/").text
    assert "Splash club" in page
    assert "Other club" not in page
    assert ">swimming<" in page
    assert "How happy are you" in page
    assert "came from 2 (public: not enough answers to show) people" in page
    assert client.get(f"{PAGE}bogus/").status_code == 404


def test_a_board_viewer_sees_no_exact_number_and_nothing_that_moves_daily(
    client: CheckedClient, planted: Service
) -> None:
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        text = client.get(PAGE).text
        page = client.get(f"{PAGE}health/").text
    assert "exact" not in text
    assert row_of(text)[0] == "1"
    assert "stand in the yearly report" in text
    assert "Comments on the Local Offer came from" not in page
    assert ">Exact<" not in page


def test_what_topics_and_votes_say_stands_beside_the_services(client: CheckedClient) -> None:
    theme = theme_by_slug("health")
    assert theme is not None
    about = topic(themes=(theme,))
    decided(comment("A club by the sea.", about), Act.PUBLISH)
    comment("Nobody has read this yet.", about)
    with transaction():
        vote = a_vote(title="What comes first")
        vote.options[0].title = theme.label
        for number in range(12):
            cast(vote, f"phone {number}", o1=1)
        close(vote)
        a_vote(title="Still open").options[0].title = theme.label
    sign_in(client, "officer")
    assert row_of(client.get(PAGE).text)[-3] == "1", "a comment counts when everyone may read it"
    page = client.get(f"{PAGE}health/").text
    assert "What comes first" in page and "12" in page
    assert "Still open" not in page, "a vote says nothing before two people have counted it"
