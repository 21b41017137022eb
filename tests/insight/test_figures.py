"""Figures equal an independent count put through the same rule, and no two groups are ever added up."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.disclosure import PeopleCount, exact
from portal.core.vocabulary import Audience, Channel, Mode
from portal.surveys.models import Wave
from portal.surveys.questionnaire import Ask
from portal.surveys.responses.actions import begin_response, change_mode, submit_response
from portal.surveys.responses.models import Response
from portal.surveys.results.queries import people_by_channel, questions_asked, rounds_of, writers
from portal.surveys.results.tables import AnswerTable, answer_tables
from tests.checked_client import CheckedClient
from tests.planting import answer, area_called, begun, open_wave_of, submitted
from tests.query_count import statements
from tests.saying import said
from tests.signing_in import sign_in

KEY = "plan.heard"
OFF = {"not-sure", "not-apply"}
AGREE = ["agree-lot", "agree-little", "in-between", "disagree-little", "disagree-lot", *sorted(OFF)]
FACES = ["good", "ok", "not-good", *sorted(OFF)]
Said = list[tuple[str, Mode, str, int]]


def plant_answers(count: int = 60) -> Said:
    """Answers to one question over two surveys and three modes: (survey, mode, code, record key)."""
    chance, given = Random(7), []
    ways = [("parents-and-carers", Mode.STANDARD), ("parents-and-carers", Mode.EASY)]
    ways += [("young-people", mode) for mode in Mode]
    with transaction():
        for number in range(count):
            survey, mode = ways[number % len(ways)] if number % 3 else ways[0]
            code = chance.choice(AGREE if (survey, mode) == ways[0] else FACES)
            response = submitted({KEY: code}, survey=survey, mode=mode)
            given.append((survey, mode, code, response.record_key))
    return given


def tables_of(key: str = KEY, *, area: str = "liverpool", every_group: bool = False) -> list[AnswerTable]:
    """The tables of one question in the open round."""
    where = area_called(area)
    waves = rounds_of(where, clock.now())[0].waves
    questions = [one for one in questions_asked(waves) if one.key == key]
    return answer_tables(where, waves, questions, every_group=every_group)


def count_of(cell: PeopleCount) -> int:
    """The exact number, for a test."""
    return exact(cell, by="a test", purpose="compare")


def test_every_cell_equals_a_hand_count_under_the_same_rule(app: object) -> None:
    given = plant_answers()
    protect = protector_of(area_called("liverpool"))
    tables = tables_of()
    assert len(tables) == 5
    for table in tables:
        survey = "young-people" if table.group.audience == Audience.YOUNG_PERSON else "parents-and-carers"
        mine = [
            (code, key) for where, mode, code, key in given if (where, mode) == (survey, table.group.mode)
        ]
        on = [(code, key) for code, key in mine if code not in OFF]
        assert table.base == PeopleCount(len(on), sum(key for _code, key in on))
        cells = {}
        for option in (*table.options, *table.off_scale):
            keys = [key for code, key in mine if code == option.code]
            cells[option.code] = PeopleCount(len(keys), sum(keys))
            assert table.count(option) == cells[option.code]
        assert table.protected(protect) == protect.table(table.base, cells)


def test_people_who_are_not_sure_stay_out_of_the_base_and_are_shown(app: object) -> None:
    given = Counter(code for _survey, _mode, code, _key in plant_answers())
    tables = tables_of()
    assert {one.code for table in tables for one in table.off_scale} == OFF
    off = sum(count_of(table.count(one)) for table in tables for one in table.off_scale)
    assert off == sum(given[code] for code in OFF)
    assert sum(count_of(table.base) for table in tables) == sum(given.values()) - off


def test_answers_begun_but_not_sent_do_not_count(app: object) -> None:
    with transaction():
        answer(begun(), KEY, "agree-lot")
    assert tables_of() == []


def test_another_areas_answers_do_not_count(app: object) -> None:
    with transaction():
        submitted({KEY: "agree-lot"}, area_slug="knowsley")
    assert tables_of() == []
    assert len(tables_of(area="knowsley")) == 1


def test_an_answer_counts_in_the_mode_in_which_it_was_asked(app: object) -> None:
    with transaction():
        sheet = answer(begun(), KEY, "agree-lot")
        change_mode(response=sheet.response, mode=Mode.EASY, at=clock.now())
        answer(sheet, "plan.part", "good")
        submit(sheet.response, sheet.rerouted().asked)
    assert [table.group.mode for table in tables_of()] == [Mode.STANDARD]
    assert [table.group.mode for table in tables_of("plan.part")] == [Mode.EASY]


def submit(response: Response, asked: list[Ask]) -> None:
    """Send it now."""
    submit_response(response=response, asked=asked, at=clock.now())


def test_an_answer_given_again_in_another_mode_counts_there_only(app: object) -> None:
    with transaction():
        sheet = answer(begun(survey="young-people", mode=Mode.YOUNG), KEY, "good")
        change_mode(response=sheet.response, mode=Mode.EASY, at=clock.now())
        answer(sheet, KEY, "good")
        submit(sheet.response, sheet.rerouted().asked)
    assert [(table.group.mode, count_of(table.base)) for table in tables_of()] == [(Mode.EASY, 1)]


def test_whether_a_group_is_there_says_nothing_where_every_group_is_listed(app: object) -> None:
    empty = [table.group for table in tables_of(every_group=True)]
    plant_answers(10)
    assert [table.group for table in tables_of(every_group=True)] == empty


def test_people_who_wrote_count_once_and_locked_words_not_at_all(app: object) -> None:
    said("More clubs.", others={"open.best": "The club."})
    said("My uncle hits me.")
    here = area_called("liverpool")
    found = writers(here, [wave.id for wave in db.session.scalars(select(Wave))])
    assert [(audience, count_of(count)) for (_wave, audience), count in found.items()] == [
        (Audience.PARENT_CARER, 1)
    ]


def test_the_channel_mix_adds_up_to_those_who_sent(app: object) -> None:
    plant_answers(20)
    with transaction():
        wave = open_wave_of("liverpool", "young-people")
        begin_response(
            area=area_called("liverpool"), wave=wave, mode=Mode.EASY, channel=Channel.PAPER, at=clock.now()
        )
    found = people_by_channel(
        [wave.id for wave in rounds_of(area_called("liverpool"), clock.now())[0].waves]
    )
    assert sum(count_of(cell) for mix in found.values() for cell in mix.values()) == 20


def test_the_page_shows_exact_figures_and_beside_them_what_everyone_would_see(
    client: CheckedClient,
) -> None:
    plant_answers()
    sign_in(client, "analyst")
    text = client.get("/liverpool/staff/themes/listened-to/").text
    protect = protector_of(area_called("liverpool"))
    for table in tables_of():
        shown = table.protected(protect)
        for option in table.options:
            assert f"<b>{count_of(table.count(option))}</b>" in text
        public = shown.base.text if shown.enough else "not enough answers to show"
        assert f"{count_of(table.base)} answer" in text
        assert f"(public: {public})" in text
    assert "numbers are moved a little and rounded to the nearest 5" in text


@pytest.mark.parametrize("path", ["themes/listened-to/", "themes/", "priorities/liverpool-2023-p1/"])
def test_more_answers_need_no_more_queries(client: CheckedClient, path: str) -> None:
    plant_answers(10)
    said("More clubs.", cleared=True, themes=("listened-to",), priorities=("liverpool-2023-p1",))
    sign_in(client, "analyst")
    client.get(f"/liverpool/staff/{path}")
    with statements() as few:
        client.get(f"/liverpool/staff/{path}")
    plant_answers(40)
    for number in range(9):
        said(f"Comment {number}", cleared=True, themes=("listened-to",), priorities=("liverpool-2023-p1",))
    with statements() as many:
        client.get(f"/liverpool/staff/{path}")
    assert len(many) == len(few)
