"""Reach: who answered beside who lives here, protected; figures typed and brought; notes."""

import io
import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.insight.reach import actions
from portal.insight.reach.comparing import tally
from portal.insight.reach.details import Brought
from portal.insight.reach.files import read_file, template_of
from portal.insight.reach.models import Dimension, NoteState, Population, ReachNote
from portal.insight.reach.queries import notes_of, populations_of
from portal.insight.reach.reached import figures_for, reached_in
from portal.insight.reach.spans import spans_of
from portal.surveys.results.releasing import count
from tests.checked_client import CheckedClient
from tests.planting import area_called, submitted
from tests.releases.releasing import after_the_round, answered, wave_of
from tests.signing_in import sign_in

REACH = "/liverpool/staff/reach/"
FIGURES = f"{REACH}figures/"
NORTH, CENTRAL, SOUTH = "north-liverpool", "central-liverpool", "south-liverpool"
PEOPLE = {NORTH: 5_000, CENTRAL: 2_600, SOUTH: 2_400}
HEAD = "dimension,category,number,day,source\n"
FILE = (
    f'{HEAD}locality,{NORTH},5000,2025-01-16,census\nlocality,South Liverpool,"2,400",2025-01-16,census\n'
)
TYPED = {
    "of_day": "2025-01-16",
    "source": "census",
    f"number_{NORTH}": "5000",
    f"number_{CENTRAL}": "2,600",
    f"number_{SOUTH}": "2400",
}


def _put(counts: Mapping[str, int], dimension: Dimension = Dimension.LOCALITY) -> None:
    brought = Brought(date(2025, 1, 16), "census", counts)
    with transaction():
        area = area_called("liverpool")
        actions.put_figures(area=area, dimension=dimension, brought=brought, by=1, at=clock.now())


def _rows() -> int:
    return db.session.scalar(select(func.count()).select_from(Population)) or 0


def _main(text: str) -> str:
    return text.split("<main")[1].split("</main")[0]


def test_who_is_missing_is_said_and_nobody_sees_an_exact_figure(client: CheckedClient) -> None:
    answered({NORTH: 11, CENTRAL: 37, SOUTH: 36, "rather-not": 3}, key="about.locality")
    sign_in(client, "officer")
    assert client.send(f"{FIGURES}locality/", **TYPED).status_code == 303
    assert "No round has ended yet." in client.get(REACH).text
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        page = _main(client.get(REACH).text)
        assert "Families in North Liverpool: 50 in 100 of the children with SEND" in page
        assert "Did not say, or were not asked" in page
        assert "about 5,000" in page
        assert not re.search(r">(11|36|37)<|About 87", page)
        assert (
            "We ask as little as we can, and a need is about health." in client.get(f"{REACH}?by=need").text
        )
        # young people were never asked where they live, and were asked for their age
        assert "Young people" not in page
        assert "Young people" in client.get(f"{REACH}?by=age-band").text
        sign_in(client, "board viewer")
        seen = _main(client.get(REACH).text)
        assert "Families in North Liverpool" in seen
        assert "Add a note" not in seen
        assert client.get(f"{REACH}?span=round-never").status_code == 404


def test_a_round_shows_what_its_release_shows(client: CheckedClient) -> None:
    answered({NORTH: 4, CENTRAL: 22, SOUTH: 31}, key="about.locality")
    with transaction():
        submitted({"about.age": "5-10"})
    area = area_called("liverpool")
    with clock.at(after_the_round()):
        (span, *_more) = [one for one in spans_of(area, clock.now()) if one.key.startswith("round-")]
        (parents,) = reached_in(area, span, Dimension.LOCALITY, None)
        released = next(
            one
            for one in count(area, wave_of().id, lambda *_far: None)
            if one.key == "locality" and one.audience == "parent-carer"
        )
        shown = protector_of(area).table(released.base, {one.code: one.people for one in released.cells})
    for group in parents.comparison.groups:
        assert group.tally == tally(shown.cells[group.code])
    both = tally(shown.cells["not-said"]) + tally(shown.cells["rather-not"])
    assert parents.not_said.known == both.known


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"locality,{NORTH},130%,2025-01-16,census", "not a share in per cent"),
        (f"locality,{NORTH},-4,2025-01-16,census", "cannot be below nothing"),
        (f"locality,{NORTH},c,2025-01-16,census", "The statistics hide this number"),
        (f"locality,{NORTH},12.5,2025-01-16,census", "Write a whole number of children"),
        (f"locality,{NORTH},99999999999,2025-01-16,census", "more than an area has"),
        ("locality,=1+1,12,2025-01-16,census", "There is no group “=1+1”"),
        ("locality,birkenhead,12,2025-01-16,census", "There is no group “birkenhead”"),
        ("postcode,L8,12,2025-01-16,census", "The dimension must be"),
        (f"locality,{NORTH},12,16/01/2025,census", "Write the day like"),
        (f"locality,{NORTH},12,2025-01-16,=cmd()", "begins like a formula"),
        (f"locality,{CENTRAL},12,2025-01-16,", "Say in up to 200 letters"),
        (f"locality,{CENTRAL},12,2025-01-16,another", "come from one source"),
        (f"locality,{NORTH},7,2025-01-16,census", "stands in the file twice"),
    ],
)
def test_a_file_with_one_wrong_line_names_it_and_nothing_is_taken_in(
    client: CheckedClient, line: str, why: str
) -> None:
    sign_in(client, "officer")
    file = (io.BytesIO(f"{FILE}{line}\n".encode()), "figures.csv")
    refused = client.send(FIGURES, file=file)
    assert refused.status_code == 422
    assert "Line 4: " in refused.text
    assert why in refused.text
    assert _rows() == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The first line must name"),
        (HEAD.encode(), "There is no number in this file."),
        (b"\xff\xfe", "in UTF-8"),
        (b"dimension,category\x00", "This is not a CSV file."),
        (HEAD.encode() + b"need,,,,\n" * 2_001, "Bring at most 2,000 lines."),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(
    client: CheckedClient, content: bytes, why: str
) -> None:
    sign_in(client, "officer")
    refused = client.send(FIGURES, file=(io.BytesIO(content), "figures.csv"))
    assert refused.status_code == 422
    assert why in refused.text
    assert _rows() == 0


def test_the_template_filled_in_is_taken_in_and_can_be_brought_again(client: CheckedClient) -> None:
    sign_in(client, "officer")
    assert client.get(f"{FIGURES}template/").get_data(as_text=True).count("\n") == len(
        template_of(area_called("liverpool")).splitlines()
    )
    for _turn in range(2):
        assert client.send(FIGURES, file=(io.BytesIO(FILE.encode()), "a.csv")).status_code == 303
    assert populations_of(area_called("liverpool"))[0].by_category == {NORTH: 5000, SOUTH: 2400}
    other = FILE.replace("5000", "5001").encode()
    refused = client.send(FIGURES, file=(io.BytesIO(other), "a.csv"))
    assert "Other figures of locality of 2025-01-16 stand" in refused.text
    area, huge = area_called("liverpool"), HEAD.encode() + b"locality,x,1,2025-01-16,census\n" * 200_000
    for content, why in ((template_of(area).encode(), "no number"), (huge, "at most 2,000 lines")):
        with pytest.raises(RuleBroken, match=why):
            read_file(area, content)


def test_what_was_typed_stays_and_two_who_change_figures_meet(client: CheckedClient) -> None:
    sign_in(client, "officer")
    wrong = client.send(f"{FIGURES}locality/", **{**TYPED, f"number_{SOUTH}": "12%"})
    assert wrong.status_code == 422
    assert 'value="2,600"' in wrong.text and 'value="12%"' in wrong.text
    assert "not a share in per cent" in wrong.text
    assert _rows() == 0
    client.send(f"{FIGURES}locality/", **TYPED)
    assert "There are figures of this day already." in client.send(f"{FIGURES}locality/", **TYPED).text
    (kept,) = populations_of(area_called("liverpool"))
    page = f"{FIGURES}{kept.id}/"
    changed = {**TYPED, f"number_{SOUTH}": "", "version": str(kept.version)}
    assert client.send(page, **changed).status_code == 303
    late = client.send(page, **{**changed, f"number_{SOUTH}": "9"})
    assert late.status_code == 422
    assert "Somebody else has changed this" in late.text
    assert 'value="9"' in late.text
    db.session.expire_all()
    assert kept.by_category == {NORTH: 5000, CENTRAL: 2600}
    acts = select(AuditEntry.act).where(AuditEntry.subject_kind == "population").order_by(AuditEntry.id)
    assert list(db.session.scalars(acts)) == ["put population figures", "changed population figures"]


def test_sums_that_do_not_match_are_kept_with_a_warning(client: CheckedClient) -> None:
    _put(PEOPLE)
    _put({"ehcp": 3_000, "sen-support": 4_000}, Dimension.PLAN)
    sign_in(client, "officer")
    page = client.get(FIGURES).text
    assert "do not add up to the same number of children: Part of the area: 10,000" in page
    assert "7,000" in page


@pytest.mark.usefixtures("app")
def test_a_span_is_compared_with_the_figures_of_its_time() -> None:
    area = area_called("liverpool")
    for days, number in ((-400, 10), (-10, 20), (400, 30)):
        with transaction(), clock.at(clock.now() + timedelta(days=500)):
            day = clock.today() + timedelta(days=days - 500)
            brought = Brought(day, "census", {NORTH: number})
            actions.put_figures(
                area=area, dimension=Dimension.LOCALITY, brought=brought, by=1, at=clock.now()
            )
    area = area_called("liverpool")
    with clock.at(after_the_round()):
        span = spans_of(area, clock.now())[0]
    chosen = figures_for(populations_of(area), Dimension.LOCALITY, span)
    assert chosen is not None and chosen.by_category == {NORTH: 20}
    with pytest.raises(RuleBroken, match="not come yet"), transaction():
        actions.put_figures(
            area=area,
            dimension=Dimension.AGE,
            brought=Brought(clock.today() + timedelta(days=1), "census", {"0-4": 1}),
            by=1,
            at=clock.now(),
        )


def test_a_note_goes_from_idea_to_tried_and_is_on_the_work_list_when_due(client: CheckedClient) -> None:
    sign_in(client, "officer")
    due = clock.today() - timedelta(days=1)
    idea = {"category": NORTH, "words": "Ask at the hub.", "owner_role": "", "due_on": f"{due}"}
    idea["state"] = "idea"
    assert client.send(f"{REACH}notes/locality/", **{**idea, "state": "tried"}).status_code == 422
    assert client.send(f"{REACH}notes/locality/", **idea).status_code == 303
    (note,) = notes_of(area_called("liverpool"), Dimension.LOCALITY)
    assert "1 way to reach people is due" in client.get("/liverpool/staff/").text
    page = f"{REACH}notes/{note.id}/"
    tried = {**idea, "state": "tried", "outcome": "Nine more answers.", "version": str(note.version)}
    assert client.send(page, **tried).status_code == 303
    assert client.send(page, **tried).status_code == 422  # somebody else changed it meanwhile
    assert "way to reach" not in client.get("/liverpool/staff/").text
    assert "Nine more answers." in client.get(REACH).text
    db.session.expire_all()
    assert db.session.get_one(ReachNote, note.id).state == NoteState.TRIED
