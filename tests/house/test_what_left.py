"""What left the demonstration, attacked: files, pages, API, bars of charts, what workbooks hide.

The command and these tests use one code: portal/exports/attack.
"""

from pathlib import Path

import flask
import pytest
import sqlalchemy as sa

from portal.board.models import Entry
from portal.board.queries import published_entries
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.disclosure import ShownKind
from portal.core.worker.running import run_waiting
from portal.exports.attack.everything import attack_area
from portal.exports.models import FileFormat
from portal.insight.reach.spans import spans_of
from portal.releases.attack import MOST_RIGHT
from portal.releases.figures import read
from portal.releases.models import Release
from portal.releases.queries import newest_with_figures
from portal.strategies.queries import strategies_of
from portal.strategies.tracking_models import CommitmentState, CommitmentUpdate
from portal.strategies.tracking_queries import every_commitment
from tests.checked_client import CheckedClient
from tests.exports.exporting import make
from tests.planting import area_called
from tests.signing_in import sign_in

pytestmark = pytest.mark.house
AREAS = ["knowsley", "liverpool", "wirral"]


@pytest.mark.parametrize("area", AREAS)
def test_the_attack_on_everything_published_stays_within_the_bound(house: flask.Flask, area: str) -> None:
    found = house.test_cli_runner().invoke(args=["releases", "attack", area])
    assert found.exit_code == 0, found.output
    assert "The bound holds." in found.output


def test_with_every_kind_of_file_made_nothing_is_loose_and_the_bound_holds(house: flask.Flask) -> None:
    client, area = CheckedClient(house), area_called("liverpool")
    sign_in(client, "officer")
    released = newest_with_figures(area, 100)
    rounds = sorted({one.occasion for one in released if one.kind == "survey-wave"})
    for kind in FileFormat:
        make(client, rounds=rounds, format=kind.value)
    spans = spans_of(area, clock.now())
    for span in spans:
        wanted = {"span": span.key, "purpose": "For the board in May", "format": "csv"}
        assert client.send("/liverpool/staff/exports/reach/", **wanted).status_code == 303
    run_waiting()
    found = attack_area(area, Path(house.config["PORTAL"].exports_folder))
    assert found.loose == []
    assert found.files >= len(FileFormat) + len(spans)
    assert any("send-reach-liverpool-round-" in one.where for one in found.verdict.guesses)
    assert found.releases == len(released)
    assert found.pages > len(released)
    assert found.verdict.guesses
    assert found.verdict.right <= MOST_RIGHT, found.verdict.right
    assert found.holds, found.verdict.surest


def _hidden_theme() -> tuple[Release, str, str]:
    """A newest release of a survey with a star among its themes: whose, and of what."""
    for release in newest_with_figures(area_called("liverpool"), 100):
        for table in read(release.file).tables:
            stars = [cell.label for cell in table.cells if cell.shown == ShownKind.STAR]
            if table.section == "themes" and stars:
                return release, table.group, stars[0]
    raise AssertionError("no star stands among the themes")


def test_a_sentence_that_gives_a_hidden_figure_away_is_found_on_pages_and_in_packs(
    house: flask.Flask,
) -> None:
    client, area = CheckedClient(house), area_called("liverpool")
    sign_in(client, "officer")
    release, group, theme = _hidden_theme()
    leak = f"{release.round_title}: only three {group.lower()} wrote about {theme.lower()}."
    with transaction():
        promise = published_entries(area)[0]
        db.session.execute(sa.update(Entry).where(Entry.id == promise.id).values(done=leak))
        commitments = [one.id for one in every_commitment(strategies_of(area)[0])]
        told = sa.update(CommitmentUpdate).where(CommitmentUpdate.commitment_id.in_(commitments))
        db.session.execute(told.values(words=leak, state=CommitmentState.DELAYED))
    for kind in ("board-docx", "board-html", "insp-docx"):
        make(client, rounds=[release.occasion], format=kind)
    found = attack_area(area, Path(house.config["PORTAL"].exports_folder))
    assert not found.holds
    named = [one for one in found.loose if leak in one]
    assert all("tells of what is hidden" in one and theme in one for one in named)
    where = {one.partition(":")[0] for one in named}
    assert f"/liverpool/you-said-we-did/{promise.slug}/" in where
    assert {one.rpartition(".")[2] for one in where} >= {"docx", "html"}


@pytest.mark.parametrize("area", AREAS)
def test_the_api_gives_the_published_bytes(house: flask.Flask, area: str) -> None:
    client = CheckedClient(house)
    for release in newest_with_figures(area_called(area), 100):
        api = client.get(f"/api/v1/{area}/releases/{release.thing}/{release.occasion}/")
        assert api.get_data(as_text=True) == release.file
