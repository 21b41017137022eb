"""Theme and priority pages: who sees what, and which words and people stand under a theme."""

import re
from typing import Any

import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.core.vocabulary import Mode
from portal.feedback import actions as feedback
from portal.feedback.stamps import stamp_of
from tests.checked_client import CheckedClient
from tests.releases.releasing import after_the_round
from tests.saying import item, said
from tests.signing_in import sign_in

THEME = "/liverpool/staff/themes/health/"
PRIORITY = "/liverpool/staff/priorities/liverpool-2023-p5/"
TAGS: dict[str, Any] = {"themes": ("health",), "priorities": ("liverpool-2023-p5",)}


@pytest.mark.parametrize("path", [THEME, PRIORITY])
def test_only_cleared_words_stand_there(client: CheckedClient, path: str) -> None:
    said("marker-cleared", cleared=True, **TAGS)
    said("marker-open", **TAGS)
    said("My uncle hits me, marker-locked.", **TAGS)
    said("marker-elsewhere", area="knowsley", cleared=True, themes=("health",))
    sign_in(client, "officer")
    assert set(re.findall(r"marker-\w+", client.get(path).text)) == {"marker-cleared"}


@pytest.mark.parametrize("path", [THEME, PRIORITY])
def test_board_members_see_figures_and_no_words(client: CheckedClient, path: str) -> None:
    said("marker-cleared", cleared=True, others={"health.therapy": "happy"}, **TAGS)
    sign_in(client, "board viewer")
    assert "How happy are you" not in client.get(path).text
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        text = client.get(path).text
    assert "marker-cleared" not in text
    assert "How happy are you" in text
    assert ">Exact<" not in text


def test_what_was_taken_out_stays_out(client: CheckedClient) -> None:
    number = said("Zebedee was kind.", themes=("health",))
    with transaction():
        feedback.redact(item=item(number), start=0, end=7, reason="name", by=1, at=clock.now())
        feedback.clear(item=item(number), by=1, at=clock.now())
    sign_in(client, "officer")
    text = client.get(THEME).text
    assert "Zebedee" not in text
    assert "a name" in text


def test_people_are_counted_once_however_much_they_wrote(client: CheckedClient) -> None:
    said("First.", others={"open.best": "Second."}, themes=("health",))
    said("Third.", themes=("plans",))
    said("Fourth.", survey="young-people", mode=Mode.EASY, themes=("health",))
    sign_in(client, "officer")
    row = client.get("/liverpool/staff/themes/").text.split("Health and therapies</a>")[1].split("</tr>")[0]
    assert re.findall(r"<b>(\d+)</b> \((\d+)%\)", row) == [("1", "50"), ("1", "100")]
    assert row.count("not enough") == 2


def test_a_tag_that_was_taken_off_counts_no_more(client: CheckedClient) -> None:
    number = said("First.", themes=("health",))
    sign_in(client, "officer")
    token = client.token(f"/liverpool/staff/feedback/{number}/")
    data = {"csrf_token": token, "stamp": stamp_of(item(number)), "themes": ["plans"]}
    client.post(f"/liverpool/staff/feedback/{number}/sort/", data=data)
    text = client.get("/liverpool/staff/themes/").text
    row = text.split("Health and therapies</a>")[1].split("</tr>")[0]
    assert re.findall(r"<b>(\d+)</b>", row) == ["0"]


def test_numbers_that_can_still_grow_say_so(client: CheckedClient) -> None:
    said("First.", themes=("health",))
    said("Waits.")
    sign_in(client, "officer")
    for path in ("/liverpool/staff/themes/", "/liverpool/staff/priorities/", THEME, PRIORITY):
        assert "Their words wait: Parents and carers: 1 person." in client.get(path).text
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        assert "Their words wait: Parents and carers." in client.get("/liverpool/staff/themes/").text


def test_a_share_in_words_stands_in_brackets_behind_its_number(client: CheckedClient) -> None:
    for number in range(30):
        said(f"Words {number}.", themes=("health",))
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        row = (
            client.get("/liverpool/staff/themes/")
            .text.split("Health and therapies</a>")[1]
            .split("</tr>")[0]
        )
        assert re.search(r">\d+ <span class=\"soft\">\(", row)


def test_an_open_round_says_that_families_see_nothing_yet(client: CheckedClient) -> None:
    sign_in(client, "officer")
    assert "This round is still open." in client.get(THEME).text


@pytest.mark.parametrize(
    "path",
    [
        "themes/bogus/",
        "priorities/bogus/",
        "priorities/knowsley-2018-p1/",
        "themes/health/?wave=1999",
        "themes/?wave=%00",
    ],
)
def test_what_is_not_there_or_not_theirs_is_not_found(client: CheckedClient, path: str) -> None:
    sign_in(client, "officer")
    assert client.get(f"/liverpool/staff/{path}").status_code == 404


def test_an_area_without_a_survey_still_has_its_pages(client: CheckedClient) -> None:
    sign_in(client, "officer", "wirral")
    for path in ("themes/", "themes/health/", "priorities/", "exports/", "feedback/", ""):
        assert client.get(f"/wirral/staff/{path}").status_code == 200


def test_a_measure_says_whether_a_survey_can_show_it(client: CheckedClient) -> None:
    said("First.", others={"health.therapy": "happy"})
    sign_in(client, "officer")
    text = client.get(PRIORITY).text
    assert "See the answers" in text
    assert "It needs figures from the services." in text
