"""Results for staff: side by side, targets, the middle, the wave before, stops, and what the board sees."""

import re
from datetime import timedelta

import pytest

from portal.core import clock
from portal.core.db import transaction
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.surveys.actions import next_version, open_wave, publish_version
from portal.surveys.models import Survey
from portal.surveys.queries import survey_by_slug
from portal.surveys.results.measuring import middle
from tests.checked_client import CheckedClient
from tests.paper.piles import planted
from tests.planting import answer, area_called, begun, open_wave_of, submitted
from tests.query_count import statements
from tests.releases.releasing import STAFF, after_it, after_the_round, answered
from tests.signing_in import sign_in

RESULTS = "/liverpool/staff/results/"


def wave_id(area: str = "liverpool", survey: str = "parents-and-carers") -> int:
    """The planted wave."""
    return open_wave_of(area, survey).id


def section(page: str, key: str) -> str:
    """What stands under one question."""
    return page.split(f'id="q-{key.replace(".", "-")}"')[1].split("</section>")[0]


def test_a_plans_target_stands_beside_the_figure_of_the_audience_it_names(client: CheckedClient) -> None:
    with transaction():
        for code in ["very-happy"] * 3 + ["unhappy"]:
            submitted({"joined.overall": code}, area_slug="knowsley")
    sign_in(client, "officer", "knowsley")
    page = client.get(f"/knowsley/staff/results/{wave_id('knowsley')}/").text
    told = section(page, "joined.overall")
    assert "The plan wants 90 in 100." in told
    assert "Now it is 75 in 100: not reached." in told
    assert page.count("The plan wants") == 1
    sign_in(client, "officer")
    assert "The plan wants" not in client.get(f"{RESULTS}{wave_id()}/").text


@pytest.mark.parametrize(
    ("counts", "place"),
    [([], None), ([0, 0], None), ([6], 0), ([1, 1], 0), ([1, 1, 1], 1), ([2, 0, 3], 2), ([3, 0, 3], 0)],
)
def test_half_said_the_middle_answer_or_less(counts: list[int], place: int | None) -> None:
    assert middle(counts) == place


def test_the_middle_is_said_of_bands_and_not_of_feelings(client: CheckedClient) -> None:
    with transaction():
        for code in ("none", "3-5", "3-5"):
            submitted({"joined.tellonce": code, "plan.heard": "agree-lot"})
    sign_in(client, "officer")
    page = client.get(f"{RESULTS}{wave_id()}/").text
    assert "half said “3 to 5 times” or less" in section(page, "joined.tellonce")
    assert page.count("In the middle") == 1


def next_wave(comparable: list[str]) -> int:
    """A second version of the parents' survey, and its wave a year later."""
    at = clock.now()
    with transaction():
        survey = survey_by_slug(area_called("liverpool"), "parents-and-carers")
        assert isinstance(survey, Survey)
        draft = next_version(survey=survey, by=1, at=at)
        publish_version(version=draft, by=1, at=at, note="Some words are plainer.", comparable=comparable)
        opens, closes = at + timedelta(days=300), at + timedelta(days=330)
        wave = open_wave(
            version=draft, slug="2027", title="Autumn 2027", opens_at=opens, closes_at=closes, by=1, at=at
        )
        return wave.id


def test_the_wave_before_stands_beside_only_what_was_marked_as_comparable(client: CheckedClient) -> None:
    with transaction():
        for _ in range(4):
            submitted({"plan.heard": "agree-lot", "plan.part": "agree-lot"})
    later = next_wave(["plan.heard"])
    with clock.at(clock.now() + timedelta(days=310)):
        with transaction():
            submitted({"plan.heard": "in-between", "plan.part": "in-between"})
        sign_in(client, "officer")
        page = client.get(f"{RESULTS}{later}/").text
    assert "Last time" in section(page, "plan.heard")
    assert "100%" in section(page, "plan.heard").split("Agree a lot")[1].split("</tr>")[0]
    assert "Last time" not in section(page, "plan.part")


def test_audiences_stand_side_by_side_and_are_never_added_up(client: CheckedClient) -> None:
    answered({"agree-lot": 3})
    answered({"good": 2}, survey="young-people", mode=Mode.EASY)
    sign_in(client, "officer")
    page = client.get(f"{RESULTS}rounds/2026/").text
    told = section(page, "plan.heard")
    assert "Parents and carers, standard words" in told
    assert "Young people, Easy Read" in told
    assert "3 answers" in told and "2 answers" in told and "5 answers" not in told
    assert "joined.tellonce" not in page


def test_a_wave_in_which_six_people_said_the_same_is_whole_for_staff_and_hidden_for_all_others(
    client: CheckedClient,
) -> None:
    answered({"agree-lot": 6})
    path = f"{RESULTS}{wave_id()}/"
    sign_in(client, "officer")
    assert "<b>6</b> (100%)" in section(client.get(path).text, "plan.heard")
    sign_in(client, "board viewer")
    assert "when the round has ended" in client.get(path).text
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        page = client.get(path).text
        assert "Not enough answers to show" in section(page, "plan.heard")
        assert not re.search(r"<b>\d", page)
        assert client.get(f"{path}where-people-stop/").status_code == 403


def test_the_board_sees_channels_protected_and_only_of_ended_rounds(client: CheckedClient) -> None:
    answered({"agree-lot": 33})
    path = f"/liverpool/staff/channels/{wave_id()}/"
    sign_in(client, "board viewer")
    open_page = client.get(path).text
    assert not re.search(r"\b33\b", open_page) and "when the round has ended" in open_page
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        page = client.get(path).text
    assert "How answers came in" in page and "Where answers came from" in page
    cells = [cell.strip() for cell in re.findall(r"numeric[^>]*>([^<]*)<", page)]
    assert {int(cell) % 5 for cell in cells if cell.isdecimal()} == {0}


def test_staff_see_after_which_question_people_stop(client: CheckedClient) -> None:
    with transaction():
        answer(begun(), "plan.heard", "agree-lot")
        begun()
    answered({"agree-lot": 2})
    sign_in(client, "officer")
    page = client.get(f"{RESULTS}{wave_id()}/where-people-stop/").text
    assert "4 people began." in page and "2 sent their answers." in page
    row = page.split("Before the first answer")[1].split("</tr>")[0]
    assert re.findall(r'class="n">(\d+)<', row) == ["1", "3"]


def test_a_page_of_all_questions_asks_as_much_for_fifty_answers_as_for_five(client: CheckedClient) -> None:
    answered({"agree-lot": 5})
    sign_in(client, "officer")
    path = f"{RESULTS}{wave_id()}/"
    client.get(path)
    with statements() as few:
        client.get(path)
    answered({"agree-lot": 25, "agree-little": 20}, key="plan.part")
    with statements() as many:
        client.get(path)
    assert len(many) == len(few)


def test_a_release_waits_for_paper_that_is_not_signed(client: CheckedClient) -> None:
    planted()
    with after_it(client):
        page = client.send(f"{STAFF}prepare/survey-wave/{wave_id()}/", at=STAFF)
    assert page.status_code == 409
    assert "Paper of this round is not signed yet: Coffee morning." in page.text


def test_who_has_begun_can_go_on_in_the_hours_of_grace_and_nobody_begins(app: object) -> None:
    wave = open_wave_of("liverpool", "parents-and-carers")
    with transaction():
        sheet = begun()
    with clock.at(wave.closes_at + timedelta(hours=1)), transaction():
        answer(sheet, "plan.heard", "agree-lot")
        with pytest.raises(RuleBroken, match="is not open now"):
            begun()
    with (
        clock.at(wave.closes_at + timedelta(hours=wave.grace_hours)),
        transaction(),
        pytest.raises(RuleBroken, match="has closed"),
    ):
        answer(sheet, "plan.heard", "agree-little")
