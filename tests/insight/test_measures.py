"""Measures: values by round and group, figures of services, how commitments stand, what everyone sees."""

import io
import re
from datetime import date

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.insight.measure_files import figures_in
from portal.insight.sureness import Change, change, wilson
from portal.strategies import tracking_actions as actions
from portal.strategies.models import Measure
from portal.strategies.tracking_models import CommitmentState, MeasureFigure
from portal.strategies.tracking_queries import commitment_by_slug, figures_of, measure_by_slug, updates_of
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.releases.releasing import after_the_round
from tests.saying import said
from tests.signing_in import sign_in

ASKED = "liverpool-2023-p5-m1"
COUNTED = "liverpool-2023-p3-m1"
PAGE = "/liverpool/staff/measures/"
FILE = f"measure,day,value,source\n{COUNTED},2025-03-01,12,census\n{COUNTED},2026-03-01,14.5,census\n"


def _brought(value: float = 12.0, day: date = date(2026, 3, 1)) -> actions.Brought:
    return actions.Brought(day, value, "census", is_public=True)


def _measure(slug: str = COUNTED) -> Measure:
    found = measure_by_slug(area_called("liverpool"), slug)
    assert found is not None
    return found


def _add(brought: actions.Brought) -> None:
    with transaction():
        actions.add_figure(
            area=area_called("liverpool"), measure=_measure(), brought=brought, by=1, at=clock.now()
        )


def test_a_measure_shows_the_share_of_good_answers_of_each_group(client: CheckedClient) -> None:
    for answer in ("happy", "very-happy", "unhappy", "not-sure"):
        said("Words.", others={"health.therapy": answer})
    sign_in(client, "officer")
    text = client.get(f"{PAGE}{ASKED}/").text
    # two of three on the scale: "not sure" is out of the base
    assert "<b>67%</b> (public: no figure)" in text
    assert "There are not two ended rounds to compare yet." in text
    assert "What services counted" not in text


def test_a_board_viewer_sees_no_exact_figure_and_no_form(client: CheckedClient) -> None:
    said("Words.", others={"health.therapy": "happy"})
    with clock.at(after_the_round()):
        sign_in(client, "board viewer")
        text = client.get(f"{PAGE}{ASKED}/").text
    assert "<b>100%</b>" not in text
    assert "Add a figure" not in text


def test_a_measure_without_anything_says_that_there_is_no_data(client: CheckedClient) -> None:
    sign_in(client, "officer")
    text = client.get(f"{PAGE}{COUNTED}/").text
    assert "No data: no survey question is joined to this measure." in text
    assert "No data: nobody has brought a figure yet." in text
    assert "No data." in client.get(PAGE).text


def test_an_officer_types_figures_and_the_newest_is_compared(client: CheckedClient) -> None:
    sign_in(client, "officer")
    path = f"{PAGE}{COUNTED}/"
    typed = {"of_day": "2025-03-01", "value": "12", "source": "census"}
    assert client.send(f"{path}figures/", path, **typed).status_code == 303
    again = client.send(f"{path}figures/", path, **typed)
    assert again.status_code == 422
    assert "There is a figure of this day already." in again.text
    client.send(f"{path}figures/", path, **{**typed, "of_day": "2026-03-01", "value": "14.5"})
    aim = {"unit": "internships", "better": "higher", "target": "14", "version": "0"}
    assert client.send(f"{path}aim/", path, **aim).status_code == 303
    assert client.send(f"{path}aim/", path, **aim).status_code == 422  # somebody else said it meanwhile
    for target in ("nan", "inf", "-inf"):
        page = client.send(f"{path}aim/", path, **{**aim, "version": "1", "target": target})
        assert page.status_code == 422, f"{target} is no target"
    text = client.get(path).text
    assert "Better than the figure before." in text
    assert "The target is reached." in text
    assert "14.5 internships" in client.get(PAGE).text


def test_a_wrong_figure_is_taken_out_and_stays_on_record(client: CheckedClient) -> None:
    _add(_brought())
    (figure,) = figures_of([_measure()])[_measure().id]
    sign_in(client, "officer")
    assert (
        client.send(f"{PAGE}{COUNTED}/figures/{figure.id}/take-out/", f"{PAGE}{COUNTED}/").status_code
        == 303
    )
    assert (
        client.send(f"{PAGE}{COUNTED}/figures/{figure.id}/take-out/", f"{PAGE}{COUNTED}/").status_code
        == 404
    )
    assert not figures_of([_measure()])
    assert db.session.scalar(select(func.count()).select_from(MeasureFigure)) == 1
    _add(_brought(13.0))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            FILE + f"{COUNTED},2026-03-01,9,census\n",
            "Line 4: This measure and day stand",
        ),
        (FILE.replace("14.5", "many"), "Line 3: The value must be a number"),
        (FILE.replace("14.5", "nan"), "Write a number"),
        (FILE.replace("2026-03-01", "1 March"), "Line 3: Write the day like"),
        (FILE.replace(COUNTED, "wirral-2020-p1-m1"), "Line 2: No measure of this area"),
        (FILE.replace("measure,", "name,"), "The first line must name the columns"),
        ("", "The first line must name"),
        ("\xff\xfe", "Save the file as CSV in UTF-8"),
    ],
)
def test_a_file_with_one_wrong_line_is_refused_whole(app: object, content: str, why: str) -> None:
    area = area_called("liverpool")
    with pytest.raises(RuleBroken, match=re.escape(why)), transaction():
        found = figures_in(area, content.encode("latin-1"), is_public=False)
        actions.add_figures(area=area, found=found, by=1, at=clock.now())
    assert not figures_of([_measure()])


def test_the_same_file_can_be_brought_again_and_another_value_is_refused(client: CheckedClient) -> None:
    sign_in(client, "officer")
    for _turn in range(2):
        file = (io.BytesIO(FILE.encode()), "figures.csv")
        assert client.send(f"{PAGE}file/", file=file).status_code == 303
    assert [one.value for one in figures_of([_measure()])[_measure().id]] == [12.0, 14.5]
    other = (io.BytesIO(FILE.replace("14.5", "99").encode()), "figures.csv")
    refused = client.send(f"{PAGE}file/", file=other)
    assert refused.status_code == 422
    assert "has another figure of 2026-03-01 already: 14.5" in refused.text


def test_a_commitment_carries_dated_updates_and_the_latest_day_counts(client: CheckedClient) -> None:
    sign_in(client, "officer")
    area = area_called("liverpool")
    slug = "liverpool-2023-p1-c1"
    path = f"{PAGE}commitments/{slug}/"
    typed = {"state": "done", "words": "It is in place.", "dated": "2026-05-01"}
    assert client.send(path, **typed).status_code == 303
    client.send(path, **{**typed, "state": "under-way", "dated": "2025-05-01"})
    assert client.send(path, **{**typed, "dated": "2999-01-01"}).status_code == 422
    commitment = commitment_by_slug(area, slug)
    assert commitment is not None
    states = [one.state for one in updates_of([commitment])[commitment.id]]
    assert states == [CommitmentState.DONE, CommitmentState.UNDER_WAY]
    assert "It is in place." in client.get(path).text


def test_everyone_sees_figures_of_services_only_where_officers_say_so(client: CheckedClient) -> None:
    page = "/liverpool/strategy/liverpool-2023/liverpool-2023-p3/"
    _add(actions.Brought(date(2026, 2, 1), 77.0, "census", is_public=False))
    assert "77" not in client.get(page).text.split("<main")[1]
    _add(_brought(81.0))
    assert "From the records of services: 81" in client.get(page).text


def test_a_change_is_called_sure_only_where_it_is() -> None:
    # worked out by hand from Wilson's formula
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert change((50, 100), (55, 100)) is Change.UNSURE
    assert change((50, 100), (70, 100)) is Change.MORE
    assert change((70, 100), (50, 100)) is Change.FEWER
    assert change((0, 0), (5, 5)) is Change.UNSURE
    assert change((6, 6), (6, 6)) is Change.UNSURE
