"""Families find help with the words they have: on the page, without JavaScript."""

import re
from pathlib import Path

import flask
import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.local_offer.directory import actions as directory
from portal.local_offer.directory.queries import service_in
from portal.local_offer.search.actions import has_read
from portal.local_offer.search.indexing import catch_up, read_all, services_changed
from portal.local_offer.search.queries import areas_behind, changes_of
from tests.checked_client import CheckedClient
from tests.local_offer.listing import a_service
from tests.planting import area_called
from tests.signing_in import sign_in

HERE = "/liverpool/local-offer/"
CLUB = "Splash swimming club"


@pytest.fixture
def clubs(app: flask.Flask) -> dict[str, int]:
    """A few services, one of them in another area."""
    with transaction():
        made = {
            "swim": a_service(
                name=CLUB, plain_summary="Swimming lessons in small groups.", needs=["physical"],
                is_free=True, latitude=53.39, longitude=-2.96, help_kinds=["activities"],
            ),
            "talk": a_service(
                name="Talking clinic", plain_summary="Speech and language therapy for children.",
                needs=["speech"], min_age=0, max_age=4, help_kinds=["therapy"],
            ),
            "far": a_service("wirral", name="Swimming on the Wirral", plain_summary="Swimming by the sea."),
        }  # fmt: skip
        numbers = {key: service.id for key, service in made.items()}
    for slug in ("liverpool", "wirral"):
        read_all(area_called(slug).id)
    return numbers


def test_a_misspelt_search_finds_and_the_original_is_one_tap_away(
    client: CheckedClient, clubs: dict[str, int]
) -> None:
    page = client.get(f"{HERE}?q=swiming lesons").text
    assert CLUB in page
    assert "Wirral" not in page.split("<main")[1].split("</main")[0]
    assert "We looked for <b>swimming lessons</b>" in page.replace("\n", " ")
    assert "typed=yes" in page
    as_typed = client.get(f"{HERE}?q=swiming lesons&typed=yes").text
    assert "as you typed them" in as_typed


def test_a_short_form_and_everyday_words_find(client: CheckedClient, clubs: dict[str, int]) -> None:
    assert "Talking clinic" in client.get(f"{HERE}?q=SALT").text
    assert "Talking clinic" in client.get(f"{HERE}?q=my+son+is+not+talking").text
    assert "Talking clinic" in client.get(f"{HERE}?q=SALT&easy=yes").text


def test_filters_have_counts_and_work_as_a_form(client: CheckedClient, clubs: dict[str, int]) -> None:
    page = client.get(f"{HERE}?q=children+lessons").text
    assert "2 places that can help" in page
    assert "5 to 10 (1)" in page
    assert "0 to 4 (1)" in page
    only = client.get(f"{HERE}?q=children+lessons&age=0-4").text
    assert "1 place that can help" in only
    assert CLUB not in only
    assert "Take off: 0 to 4" in only
    assert "Your choices hide all" in client.get(f"{HERE}?q=swimming&age=16-25").text


def test_when_nothing_is_found_what_comes_close_is_shown(
    client: CheckedClient, clubs: dict[str, int]
) -> None:
    page = client.get(f"{HERE}?q=helicopter").text
    assert "We found nothing for “helicopter”" in page
    assert area_called("liverpool").advice_service in page


def test_a_postcode_leaves_the_address_and_becomes_a_rough_spot(
    client: CheckedClient, clubs: dict[str, int]
) -> None:
    moved = client.get(f"{HERE}?q=swimming&postcode=l8+1xx")
    assert moved.status_code == 303
    assert "near=53.39,-2.96" in moved.location.replace("%2C", ",")
    assert "1xx" not in moved.location.lower()
    assert "less than a mile away" in client.get(moved.location).text
    unknown = client.get(f"{HERE}?q=swimming&postcode=ZZ9+9ZZ")
    assert "ZZ9" not in unknown.location
    assert "We do not know this postcode" in client.get(unknown.location).text


@pytest.mark.parametrize("words", ["self harm", "he hits me at home", "domestic violence", "wants to die"])
def test_a_search_about_being_hurt_shows_help_first(
    client: CheckedClient, clubs: dict[str, int], words: str
) -> None:
    page = client.get(f"{HERE}?q={words}").text
    assert page.index("Are you safe") < page.index('id="q"')


def test_the_list_stays_on_the_device(client: CheckedClient, clubs: dict[str, int]) -> None:
    page = f"{HERE}?q=swimming"
    assert "Nothing is on your list" in client.get(f"{HERE}saved/").text
    kept = client.send(f"{HERE}saved/", at=page, keep=str(clubs["swim"]), back="q=swimming")
    assert kept.location.endswith("?q=swimming")
    assert CLUB in client.get(f"{HERE}saved/").text
    assert CLUB not in client.get("/wirral/local-offer/saved/").text
    client.send(f"{HERE}saved/", at=page, drop=str(clubs["swim"]), back="list")
    assert "Nothing is on your list" in client.get(f"{HERE}saved/").text


def test_what_officers_change_is_found_at_once(client: CheckedClient, clubs: dict[str, int]) -> None:
    area = area_called("liverpool")
    with transaction():
        a_service(name="Falconry for all", plain_summary="Birds on your arm.")
    assert "Falconry for all" in client.get(f"{HERE}?q=falconary").text
    with transaction():
        service = service_in(area, clubs["swim"])
        assert service is not None
        directory.take_off(service=service, by=1, at=service.changed_at)
    assert "We found nothing" in client.get(f"{HERE}?q=swimming").text
    assert read_all(area.id) == 0


def test_what_changes_while_the_worker_reads_waits_for_its_next_round(
    app: flask.Flask, clubs: dict[str, int]
) -> None:
    area = area_called("liverpool")
    with transaction():
        services_changed(area.id, None)
    read = changes_of(area.id)
    with transaction():
        services_changed(area.id, None)
        has_read(area_id=area.id, changes=read)
    assert areas_behind() == [area.id]
    catch_up(clock.now())
    assert areas_behind() == []


@pytest.mark.parametrize(
    "words",
    ["%22%27*()", "AND OR NOT NEAR(", "name_terms : x", "a'b; DROP TABLE service", "%F0%9F%98%80", "مساعدة",
     "x" * 500, "%00%01", "....", "w" + "é" * 90, "1 2 3", "the of and", "-{}[]^~"],
)  # fmt: skip
def test_odd_words_find_or_say_so_kindly(client: CheckedClient, clubs: dict[str, int], words: str) -> None:
    assert client.get(f"{HERE}?q={words}").status_code == 200
    assert client.get(f"{HERE}?q={words}&typed=yes&age=99&page=9999&near=1,2&need=%27").status_code == 200


def test_an_officer_teaches_a_local_name_and_pins_an_answer(
    client: CheckedClient, clubs: dict[str, int]
) -> None:
    words = "/liverpool/staff/local-offer/words/"
    sign_in(client, Role.OFFICER)
    assert "We found nothing" in client.get(f"{HERE}?q=the+Gobbledegook").text
    client.send(words, words="Gobbledegook\nthe gobble", group="speech-therapy")
    read_all(area_called("liverpool").id)
    assert "Talking clinic" in client.get(f"{HERE}?q=gobbledygook").text
    client.send(f"{words}pins/", at=words, search="fun", service=str(clubs["talk"]))
    assert "Talking clinic" in client.get(f"{HERE}?q=fun").text
    assert (
        "pinned already"
        in client.send(f"{words}pins/", at=words, search="fun", service=str(clubs["talk"])).text
    )
    page = client.get(words).text
    for address in re.findall(r'action="([^"]+/remove/)"', page):
        client.send(address, at=words)
    read_all(area_called("liverpool").id)
    assert "We found nothing" in client.get(f"{HERE}?q=fun").text
    assert "We found nothing" in client.get(f"{HERE}?q=gobbledegook").text


def test_the_whole_table_of_postcodes_can_be_loaded(
    client: CheckedClient, clubs: dict[str, int], tmp_path: Path
) -> None:
    file = tmp_path / "onspd.csv"
    file.write_text(
        '"pcd","pcds","lat","long"\n"L81AA","L8 1AA","53.5","-2.5"\n"X","X1 1XX","99.999999","0"\n'
    )
    runner = client.application.test_cli_runner()
    assert "1 postcodes loaded" in runner.invoke(args=["postcodes", "load", str(file)]).output
    assert "1 postcodes loaded" in runner.invoke(args=["postcodes", "load", str(file)]).output
    assert "near=53.50,-2.50" in client.get(f"{HERE}?q=swimming&postcode=L81AA").location.replace(
        "%2C", ","
    )
