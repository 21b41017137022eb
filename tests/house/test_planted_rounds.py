"""The rounds of the demonstration: measures and trends say what was planted, counted independently."""

import re

import flask
import pytest
from sqlalchemy import text

from portal.core.db import db
from portal.core.vocabulary import Audience, Mode
from portal.demo.answers import MOVED
from portal.demo.responses import plant_responses
from portal.demo.rounds import EARLIER_KEY, EARLY, LAST, LATER_KEY
from portal.insight.measure_words import change_words
from portal.insight.sureness import Change
from portal.surveys.models import Wave
from portal.surveys.queries import survey_by_slug
from portal.surveys.results.figures import group_name
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in

pytestmark = pytest.mark.house
SURVEY = "parents-and-carers"
MEASURES = {
    "liverpool-2023-p1-m1": "support.enough",
    "liverpool-2023-p3-m6": "move.overall",
    "liverpool-2023-p5-m1": "health.therapy",
}
GOOD = {"support.enough": ("agree-lot", "agree-little")}
HAPPY = ("very-happy", "happy")
SHARE = """
SELECT SUM(CASE WHEN a.code IN (:one, :other) THEN 1 ELSE 0 END), COUNT(*)
FROM answer a JOIN question q ON q.id = a.question_id
WHERE a.wave_id = :wave AND q.key = :key AND a.mode = 'standard' AND a.state = 'submitted'
AND a.code NOT IN ('not-sure', 'not-apply')
"""
WROTE = """
SELECT COUNT(DISTINCT i.record_key) FROM feedback_item i
JOIN tag t ON t.item_id = i.id AND t.removed_at IS NULL JOIN priority p ON p.id = t.priority_id
WHERE i.source_kind = 'survey question' AND i.occasion_id = :wave AND i.state <> 'unsent'
AND p.slug IN (:one, :other)
"""


def _waves() -> list[Wave]:
    survey = survey_by_slug(area_called("liverpool"), SURVEY)
    assert survey is not None
    return survey.waves


def _planted(key: str) -> Change:
    """Which way the answers were made to go, from the last round under the first plan to the next."""
    step = MOVED[SURVEY][key][LAST - 1] - MOVED[SURVEY][key][1]
    return Change.UNSURE if step == 0 else Change.MORE if step > 0 else Change.FEWER


def _counted(wave: Wave, key: str) -> int:
    one, other = GOOD.get(key, HAPPY)
    values = {"wave": wave.id, "key": key, "one": one, "other": other}
    part, whole = map(int, db.session.execute(text(SHARE), values).one())
    return round(100 * part / whole)


def test_measures_say_which_way_the_planted_answers_went(house: flask.Flask) -> None:
    ended = [wave.id for wave in _waves()][1:LAST]
    for turn, wave_id in enumerate(ended, start=1):
        plant_responses("liverpool", wave_id, 70, turn)
    client, group = CheckedClient(house), group_name(Audience.PARENT_CARER, Mode.STANDARD)
    sign_in(client, "officer")
    assert {_planted(key) for key in MEASURES.values()} == set(Change)
    for slug, key in MEASURES.items():
        page = client.get(f"/liverpool/staff/measures/{slug}/").text
        section = next(one for one in page.split('<section class="figure"') if f">{group}</h3>" in one)
        assert change_words(_planted(key)) in section, slug
        for wave in _waves()[1:]:
            row = section.split("<table")[1].split(wave.title)[1]
            said = re.findall(r"<b>(\d+)%</b>", row)[0]
            assert int(said) == _counted(wave, key), (slug, wave.title)
        # what is asked about therapy begins with the second round
        assert (f"{EARLY[0]} round" in section) == (key != LATER_KEY)


def test_both_plans_have_two_rounds_and_one_question_came_later(house: flask.Flask) -> None:
    waves = _waves()
    assert [wave.slug for wave in waves[:2]] == [str(year) for year in EARLY] and len(waves) == LAST + 1
    first, *later = [{one.key for one in wave.version.questions} for wave in waves]
    assert all(first ^ other == {EARLIER_KEY, LATER_KEY} for other in later)
    assert {wave.version.number for wave in waves[1:]} == {2}


def test_words_of_the_first_plan_are_read_as_the_parts_that_carry_them_on(house: flask.Flask) -> None:
    client, waves = CheckedClient(house), _waves()
    sign_in(client, "officer")
    for reading, also in (("then", "liverpool-2023-p5"), ("now", "liverpool-2019-p5")):
        page = client.get(f"/liverpool/staff/trends/plans/?reading={reading}").text
        row = page.split("priorities/liverpool-2023-p5/")[1].split("</tr>")[0]
        said = [int(one) for one in re.findall(r"<b>(\d+)</b>", row)]
        names = {"one": "liverpool-2023-p5", "other": also}
        counted = [db.session.scalar(text(WROTE), {"wave": one.id, **names}) for one in waves]
        assert said == (counted if reading == "now" else counted[len(EARLY) :])
        # what another plan was in force for is no figure, and is compared with nothing
        gone = page.split("priorities/liverpool-2019-p2/")[1].split("</tr>")[0]
        assert gone.count("another plan was in force") == 2
    assert "orphaned" in page and "new: nothing before it" in page
