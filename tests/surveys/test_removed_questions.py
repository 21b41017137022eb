"""A question that a later version leaves out stays in the results and files of the round that asked it."""

from datetime import timedelta

from portal.accounts.roles import Role
from portal.core import clock
from portal.surveys.results.queries import questions_asked, rounds_of
from portal.surveys.results.tables import answer_tables
from tests.checked_client import CheckedClient
from tests.exports.exporting import make, sheets
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.surveys.building import ids, survey_called
from tests.surveys.journey import begin, go
from tests.surveys.test_builder import SLUG, START, built, open_round, publish


def test_a_removed_question_stays_in_results_and_files(client: CheckedClient) -> None:
    sign_in(client, Role.EDITOR)
    at = built(client)
    publish(client, at)
    assert open_round(client, at) == 303
    family = CheckedClient(client.application)
    begin(family, START, "easy")
    go(family, "school.like", START, answer="good")
    assert family.send(f"{START}check/").status_code == 303
    wave = survey_called(SLUG).waves[0]
    assert client.send(f"{at}rounds/{wave.id}/close/", at=at).status_code == 303
    assert client.send(f"{at}next/", at=at).status_code == 303
    assert client.send(f"{at}questions/{ids(SLUG)['school.like']}/remove/").status_code == 303
    publish(client, at, note="One question less.")
    with clock.at(clock.now() + timedelta(days=3)):
        area = area_called("liverpool")
        found = [wave for one in rounds_of(area, clock.now()) for wave in one.waves]
        waves = [wave for wave in found if wave.survey.slug == SLUG]
        tables = answer_tables(area, waves, questions_asked(waves))
        counted = {table.question.key: table.group.kind for table in tables}
        assert counted["school.like"] == "face3"
        officer = CheckedClient(client.application)
        sign_in(officer, Role.OFFICER)
        files = sheets(officer, make(officer, rounds=["winter"]))
    assert "school.like" in str(files["Figures by question"])
    assert "school.like" in str(files["Code book"])
