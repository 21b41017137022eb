"""The staff home: what waits, for whom, and since when."""

from datetime import timedelta

import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.safeguarding.actions import Sender, ask_for_call
from portal.topics.appeal_actions import ask as ask_again
from portal.topics.models import Act
from tests.checked_client import CheckedClient
from tests.planting import area_called, submitted
from tests.query_count import statements
from tests.saying import said
from tests.signing_in import sign_in, sign_out
from tests.topics.talking import comment, comment_now, decided, topic

HOME = "/liverpool/staff/"


def plant() -> None:
    """One thing of each kind that can wait."""
    said("To read.")
    said("To sort.", cleared=True)
    said("My uncle hits me.")
    with transaction():
        sender = Sender("survey response", 1)
        ask_for_call(area=area_called("liverpool"), sender=sender, contact="07700 900123", at=clock.now())


def test_an_officer_sees_the_queues_and_the_numbers_so_far(client: CheckedClient) -> None:
    plant()
    sign_in(client, "officer")
    text = client.get(HOME).text
    assert "1 comment to read" in text
    assert "1 comment without a theme" in text
    assert "<b>3</b>parents and carers so far" in text
    assert "alert" not in text
    assert "wants a call" not in text


def test_the_lead_sees_alerts_and_calls_and_nothing_else(client: CheckedClient) -> None:
    plant()
    sign_in(client, "safeguarding lead")
    text = client.get(HOME).text
    assert "1 alert to look at" in text
    assert "1 person wants a call" in text
    assert "to read" not in text
    assert "so far" not in text
    assert "uncle" not in text
    assert "07700" not in text


def test_words_that_wait_too_long_are_late(client: CheckedClient) -> None:
    said("To read.")
    with clock.at(clock.now() + timedelta(days=10)):
        sign_in(client, "officer")
        text = client.get(HOME).text
    assert text.index("Late") < text.index("1 comment to read")


def test_an_admin_hears_of_work_that_nobody_can_do(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    assert "Nobody here is safeguarding lead" in client.get(HOME).text


@pytest.mark.parametrize("role", list(Role))
def test_with_nothing_to_do_everyone_gets_a_calm_page(client: CheckedClient, role: Role) -> None:
    sign_in(client, role, "wirral")
    text = client.get("/wirral/staff/").text
    assert "Nothing waits for you here." in text or "Nobody here is" in text


def test_another_areas_work_is_not_theirs(client: CheckedClient) -> None:
    plant()
    sign_in(client, "officer", "knowsley")
    assert "comment to read" not in client.get("/knowsley/staff/").text
    assert client.get(HOME).status_code == 403


def test_more_work_needs_no_more_queries(client: CheckedClient) -> None:
    plant()
    sign_in(client, "officer")
    client.get(HOME)
    with statements() as few:
        client.get(HOME)
    with transaction():
        for _ in range(20):
            submitted({"open.change": "More clubs."})
    with statements() as many:
        client.get(HOME)
    assert len(many) == len(few)


def test_a_moderator_sees_what_waits_on_the_desk_of_topics(client: CheckedClient) -> None:
    about = topic()
    number, refused = comment("Zebu.", about), comment("No.", about)
    decided(refused, Act.REFUSE, "insult")
    with transaction():
        area, at = area_called("liverpool"), clock.now()
        ask_again(area=area, comment=comment_now(refused), words="", language="en", at=at)
    sign_in(client, Role.FORUM_MODERATOR)
    page = client.get("/liverpool/staff/").text
    assert "1 comment on topics to decide" in page and "1 appeal waits" in page and "Zebu" not in page
    assert number and "/liverpool/staff/moderation/appeals/" in page
    sign_out(client)
    sign_in(client, Role.YOUTH_MODERATOR)
    assert "Nothing waits for you here" in client.get("/liverpool/staff/").text
