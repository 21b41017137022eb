"""A plan's target in a release: it stands beside the shown figures, and is read from them alone."""

import re

import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.core.worker.running import run_waiting
from portal.releases.figures import PlanTarget, ShownCell, ShownTable
from tests.checked_client import CheckedClient
from tests.planting import open_wave_of, submitted
from tests.releases.releasing import KIND, after_the_round, publish
from tests.signing_in import sign_in

STAFF = "/knowsley/staff/releases/"
PAGE = "/knowsley/results/parents-and-carers/2026/"


def released(client: CheckedClient, very_happy: int, happy: int, unhappy: int) -> str:
    """Knowsley's round with so many answers, released; the public page."""
    with transaction():
        for code, count in (("very-happy", very_happy), ("happy", happy), ("unhappy", unhappy)):
            for _person in range(count):
                submitted({"joined.overall": code}, area_slug="knowsley")
    wave_id = open_wave_of("knowsley", "parents-and-carers").id
    with clock.at(after_the_round()):
        sign_in(client, "officer", "knowsley")
        asked = client.send(f"{STAFF}prepare/{KIND}/{wave_id}/", STAFF)
        assert run_waiting() == 1
        where = client.get(asked.location).location
        publish(client, where)
        return str(client.get(PAGE).text)


def test_everyone_reads_what_the_plan_wants_and_how_many_it_is_about(client: CheckedClient) -> None:
    page = released(client, very_happy=40, happy=30, unhappy=16)
    assert "Our plan wants 90 in 100 to say “Very happy” or “Happy”." in page
    said = re.search(r"Now it is about (\d+) in 100\.", page)
    assert said and abs(int(said[1]) - 81) < 12, "70 of 86, blurred and rounded"
    assert page.count("Our plan wants") == 1


def test_too_few_answers_say_so_and_give_no_share(client: CheckedClient) -> None:
    page = released(client, very_happy=20, happy=10, unhappy=6)
    assert "Our plan wants 90 in 100" in page
    assert "Too few answered to say how many it is now." in page


def cell(code: str, people: int | None, per_cent: int | None) -> ShownCell:
    return ShownCell(code, code, True, "number" if people is not None else "star", people, per_cent, None)


@pytest.mark.parametrize(
    ("cells", "share"),
    [
        ([cell("a", 40, 50), cell("b", 24, 30)], 80),
        ([cell("a", 40, 50), cell("b", None, None)], None),
        ([cell("a", 40, None), cell("b", 24, None)], None),
        ([cell("a", 80, 100), cell("b", 5, 6)], 100),
        ([], None),
    ],
)
def test_the_share_comes_from_shown_figures_alone(cells: list[ShownCell], share: int | None) -> None:
    target = PlanTarget(90, ["a", "b"], "Nine in ten are happy.")
    table = ShownTable(
        "answers", "k", "T", "G", "parent-carer", "standard", False, 80, tuple(cells), target=target
    )
    assert table.share_of_target == share
