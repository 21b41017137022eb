"""A second person sorts a sample blind; how far the two agree, against calculations of another kind."""

import html
import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core import clock
from portal.core.db import db, transaction
from portal.insight.agreement import kappa
from portal.insight.agreement.actions import draw
from portal.insight.agreement.method import method_note
from portal.insight.agreement.models import AgreementPair, AgreementRound
from portal.safeguarding.actions import Sender, screen_words
from tests.checked_client import CheckedClient
from tests.insight.test_sorting import tags
from tests.planting import area_called
from tests.saying import said
from tests.signing_in import plant, sign_in

AGREEMENT = "/liverpool/staff/agreement/"
ITEMS = 12


def table(both: int, first: int, second: int, neither: int) -> list[tuple[bool, bool]]:
    """Pairs with these counts in the four cells."""
    cells = ((True, True), both), ((True, False), first), ((False, True), second), ((False, False), neither)
    return [cell for cell, count in cells for _turn in range(count)]


def by_hand(cells: list[float]) -> float:
    """Kappa from the four shares, by its other form: 2 (ad - bc) over the margins crossed."""
    a, b, c, d = cells
    return 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d))


def spread_by_hand(cells: list[float], total: int) -> float:
    """The standard error by the delta method with slopes measured, not derived."""
    slopes = []
    for place in range(4):
        around = []
        for step in (-1e-6, 1e-6):
            moved = [share + (step if at == place else 0) for at, share in enumerate(cells)]
            whole = sum(moved)
            around.append(by_hand([share / whole for share in moved]))
        slopes.append((around[1] - around[0]) / 2e-6)
    mean = sum(share * slope for share, slope in zip(cells, slopes, strict=True))
    squares = sum(share * slope**2 for share, slope in zip(cells, slopes, strict=True))
    return math.sqrt((squares - mean**2) / total)


def test_kappa_is_that_of_the_textbook() -> None:
    found = kappa.agreement(table(20, 5, 10, 15))
    assert found.same is not None
    assert found.kappa is not None
    assert found.same.value == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)
    assert (found.both, found.only_first, found.only_second, found.neither) == (20, 5, 10, 15)


@given(st.tuples(*[st.integers(1, 60)] * 4))
@settings(max_examples=60)
def test_kappa_and_its_interval_equal_another_way_to_work_them_out(counts: tuple[int, ...]) -> None:
    found = kappa.kappa(table(*counts))
    assert found is not None
    assert found.low is not None
    cells = [count / sum(counts) for count in counts]
    assert found.value == pytest.approx(by_hand(cells), abs=1e-9)
    low = max(-1.0, by_hand(cells) - kappa.Z * spread_by_hand(cells, sum(counts)))
    assert found.low == pytest.approx(low, abs=1e-4)


def test_a_share_has_the_interval_of_wilson() -> None:
    found = kappa.share(8, 10)
    assert found is not None
    # the figures of the published example: 0.490 to 0.943
    assert found.low == pytest.approx(0.4902, abs=1e-4)
    assert found.high == pytest.approx(0.9433, abs=1e-4)
    bounds = [kappa.share(8 * size, 10 * size) for size in (1, 10, 100)]
    widths = [one.high - one.low for one in bounds if one and one.high is not None and one.low is not None]
    assert all(wide > narrow for wide, narrow in pairwise(widths))


def test_where_nothing_differs_kappa_cannot_be_told() -> None:
    assert kappa.kappa(table(0, 0, 0, 9)) is None
    assert kappa.agreement([]).same is None


def test_the_same_seed_draws_the_same_sample(client: CheckedClient) -> None:
    for number in range(20):
        said(f"Club {number}.", cleared=True, themes=("health",))
    area, drawn = area_called("liverpool"), []
    for _turn in range(2):
        with transaction():
            of = draw(area=area, size=ITEMS, seed=7, by=1, at=clock.now())
            drawn.append([pair.item_id for pair in of.pairs])
    assert drawn[0] == drawn[1]
    assert (of.size, of.seed, of.drawn_from) == (ITEMS, 7, 20)
    assert method_note(area) is None


def test_a_sample_is_sorted_blind_compared_and_settled(client: CheckedClient) -> None:
    for number in range(ITEMS):
        said(f"Club {number}.", cleared=True, themes=("health",) if number < ITEMS // 2 else ("plans",))
    sign_in(client, "officer")
    page = client.get(AGREEMENT)
    token = {"csrf_token": client.token(AGREEMENT)}
    assert "Only 12 comments" in client.post(AGREEMENT, data={**token, "size": 13}).text
    where = client.post(AGREEMENT, data={**token, "size": ITEMS}).location
    second = CheckedClient(client.application)
    sign_in(second, "analyst")
    for turn in range(ITEMS):
        page = second.get(f"{where}code/")
        assert f"Sort again: {turn + 1} of {ITEMS}" in page.text
        assert "Who sorted it" not in page.text
        pair = db.session.query(AgreementPair).filter_by(position=turn).one()
        slugs = pair.first if turn else ["running-well"]
        data = {"csrf_token": second.token(f"{where}code/"), "themes": slugs}
        assert second.post(f"{where}code/{pair.id}/", data=data).status_code == 303
    page = second.get(where)
    assert "1 comment differs" in page.text
    note = method_note(area_called("liverpool"))
    assert note is not None
    overall = note.report.overall
    assert (overall.both, overall.only_first, overall.only_second) == (ITEMS - 1, 1, 1)
    assert note.sentences[-1] in html.unescape(page.text)
    pair = db.session.query(AgreementPair).filter_by(position=0).one()
    settled = {"csrf_token": client.token(where), "side": "second"}
    back = client.post(f"{where}settle/{pair.id}/", data=settled).location
    assert back == f"{where}#comment-1"
    assert 'id="comment-1"' in client.get(where).text
    assert tags(pair.item_id) == {("themes", "running-well")}
    # what each said first stays for the figures
    assert method_note(area_called("liverpool")) == note


def test_who_sorted_first_does_not_sort_again_and_there_is_one_second_person(client: CheckedClient) -> None:
    first = plant("officer")
    for number in range(ITEMS):
        said(f"Club {number}.", cleared=True, themes=("health",))
    with transaction():
        of = draw(area=area_called("liverpool"), size=ITEMS, seed=1, by=1, at=clock.now())
        of.coders = [first.id]
        where = f"{AGREEMENT}{of.id}/"
    sign_in(client, "officer")
    assert client.get(f"{where}code/").location == where
    assert "Someone else has to sort them again." in client.get(where).text
    with transaction():
        db.session.get_one(AgreementRound, of.id).second_by = 999
    second = CheckedClient(client.application)
    sign_in(second, "analyst")
    second.get(f"{where}code/")
    assert "Someone else has begun" in second.get(where).text


def test_a_comment_before_the_safeguarding_lead_keeps_no_sample_waiting(client: CheckedClient) -> None:
    plant("officer")
    numbers = [said(f"Club {number}.", cleared=True, themes=("health",)) for number in range(ITEMS)]
    area = area_called("liverpool")
    with transaction():
        of = draw(area=area, size=ITEMS, seed=1, by=1, at=clock.now())
        where = f"{AGREEMENT}{of.id}/"
        sender = Sender("survey question", 5)
        words = "My dad hits me and I want to die"
        assert screen_words(area=area, words=words, subject_id=numbers[3], sender=sender, at=clock.now())
    sign_in(client, "analyst")
    for _turn in range(ITEMS - 1):
        code = client.get(f"{where}code/").text
        pair = code.split(f"{where}code/")[1].split("/")[0]
        data = {"csrf_token": client.token(f"{where}code/"), "themes": ["health"]}
        assert client.post(f"{where}code/{pair}/", data=data).status_code == 303
    assert client.get(f"{where}code/").status_code == 303
    assert "0 comments differ" in client.get(where).text, "the sample can never be finished"
    note = method_note(area_called("liverpool"))
    assert note is not None
    assert note.sentences[0].startswith(f"A second person sorted {ITEMS - 1} comments again")
