"""Lines over the rounds as files: shown figures alone, what they say and how sure it is, and the attack."""

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import text

from portal.areas.protection import protector_of
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.disclosure import PeopleCount
from portal.exports.attack.drawings import of_drawing
from portal.exports.attack.finding import of_file
from portal.feedback.actions import judge
from portal.feedback.models import Stance
from tests.checked_client import CheckedClient
from tests.exports.exporting import make
from tests.planting import area_called
from tests.releases.releasing import file_of, prepare, publish
from tests.saying import OFFICER, item, said
from tests.signing_in import sign_in
from tests.surveys.test_results_pages import next_wave

SVG = "{http://www.w3.org/2000/svg}"
PEOPLE, BEFORE, NOW = 60, 12, 48
PEOPLE_BY_ROUND = """
SELECT w.slug, COUNT(*), SUM(k) FROM (SELECT DISTINCT i.occasion_id, i.record_key AS k FROM feedback_item i
{tagged}) AS p JOIN wave w ON w.id = p.occasion_id GROUP BY w.slug
"""
UNDER_HEALTH = (
    "JOIN tag t ON t.item_id = i.id AND t.removed_at IS NULL "
    "JOIN theme h ON h.id = t.theme_id AND h.slug = 'health'"
)
Files = dict[str, bytes]


@contextmanager
def second_round() -> Iterator[None]:
    """While the parents' second round is open."""
    next_wave([])
    with clock.at(clock.now() + timedelta(days=310)):
        yield


def spoke(about_health: int, stance: Stance | None = None, *, cleared: bool = True) -> None:
    """So many of the people of a round wrote about health, the others about plans."""
    for number in range(PEOPLE):
        theme = "health" if number < about_health else "plans"
        one = said(f"marker-words {number}", cleared=cleared, themes=(theme,) if cleared else ())
        if stance and number < about_health:
            with transaction():
                judge(item=item(one), stance=stance, says_it_well=False, by=OFFICER, at=clock.now())


def zipped(client: CheckedClient) -> bytes:
    """The charts of both rounds, after both."""
    with clock.at(clock.now() + timedelta(days=400)):
        sign_in(client, "officer")
        return bytes(client.get(f"{make(client, format='charts', rounds=['2026', '2027'])}file/").data)


def parts(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def table(files: Files, name: str = "trends.csv") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"))))


def line_of(files: Files, about: str) -> list[dict[str, str]]:
    """The rows of what parents wrote about a thing, round by round."""
    return [one for one in table(files) if (one["About"], one["Who"]) == (about, "Parents and carers")]


def expected() -> list[tuple[str, str]]:
    """Base and people under health by round, counted by an SQL of this test and put through the rule."""
    wrote, about = (
        {row[0]: PeopleCount(row[1], int(row[2])) for row in db.session.execute(text(one))}
        for one in (PEOPLE_BY_ROUND.format(tagged=""), PEOPLE_BY_ROUND.format(tagged=UNDER_HEALTH))
    )
    protect = protector_of(area_called("liverpool"))
    shown = [protect.table(wrote[one], {"health": about[one]}) for one in ("2026", "2027")]
    return [(one.base.text, one.cells["health"].text) for one in shown]


def test_a_theme_over_two_rounds_is_a_line_of_shown_figures_with_what_it_says(
    client: CheckedClient,
) -> None:
    spoke(BEFORE)
    with second_round():
        spoke(NOW)
    data = zipped(client)
    assert zipped(client) == data, "the same data are the same bytes"
    files = parts(data)
    rows = line_of(files, "Health and therapies")
    assert [(one["People who wrote"], one["People"]) for one in rows] == expected()
    says = rows[-1]["What it shows"]
    assert says.startswith("Autumn 2027: about ")
    assert says.endswith("A larger share than the time before, and that is sure.")
    name = rows[-1]["Drawing"]
    svg = files[f"{name}.svg"].decode()
    shares = {int(one["Per cent"]) for one in rows}
    assert of_drawing(svg).per_cents == shares, "with a ruler nobody reads more than stands there"
    root = ET.fromstring(svg)  # noqa: S314 - a file of ours
    assert root.attrib["aria-labelledby"] == "title desc"
    desc = root.findtext(f"{SVG}desc") or ""
    assert says in desc
    assert all(f"{one['Round']}: {one['Per cent']}%" in desc for one in rows)
    assert "made up" in " ".join(root.itertext())
    picture = Image.open(io.BytesIO(files[f"{name}.png"]))
    assert (picture.format, picture.width) == ("PNG", 1280)
    assert not any(b"marker-words" in one for one in files.values())


def test_words_that_nobody_has_sorted_make_no_change_sure(client: CheckedClient) -> None:
    spoke(BEFORE)
    with second_round():
        spoke(NOW)
        said("Nobody has read this yet.")
    assert "Not sure" in line_of(parts(zipped(client)), "Health and therapies")[-1]["What it shows"]


def test_whether_it_works_is_a_line_and_unsaid_words_leave_it_open(client: CheckedClient) -> None:
    spoke(PEOPLE, Stance.WORKS)
    with second_round():
        spoke(PEOPLE, Stance.DOES_NOT)
    files = parts(zipped(client))
    says = line_of(files, "Not working")[-1]["What it shows"]
    assert says.endswith("A larger share than the time before, and that is sure.")
    assert "sorted as “Not working”" in says


def test_words_that_say_no_stance_leave_open_whether_it_changed(client: CheckedClient) -> None:
    spoke(PEOPLE, Stance.WORKS)
    with second_round():
        spoke(NOW)
    assert "Not sure" in line_of(parts(zipped(client)), "Working well")[-1]["What it shows"]


def test_a_round_that_is_too_small_is_a_gap_that_says_so(client: CheckedClient) -> None:
    for _number in range(6):
        said("Six alike.", cleared=True, themes=("health",))
    with second_round():
        spoke(NOW)
    files = parts(zipped(client))
    rows = line_of(files, "Health and therapies")
    assert rows[0]["People"] == "not enough answers to show"
    assert {one["Drawing"] for one in rows} == {"no drawing"}
    assert files["no-lines.txt"].decode().strip() == "A line over time needs two rounds with a share."


def test_a_release_counts_by_whether_it_works_and_the_file_takes_its_figures(client: CheckedClient) -> None:
    spoke(PEOPLE, Stance.WORKS)
    with clock.at(clock.now() + timedelta(days=40)):
        sign_in(client, "officer")
        publish(client, prepare(client))
        (released,) = [one for one in file_of(client)["tables"] if one["section"] == "stances"]
        files = parts(client.get(f"{make(client, format='charts')}file/").data)
    told = {cell["label"]: cell["people"] for cell in released["cells"]}
    assert told["Working well"] and told["Not working"] is None
    of_parents = [one for one in table(files, "working-or-not.csv") if one["Who"] == "Parents and carers"]
    rows = {one["What they said"]: one["People"] for one in of_parents}
    assert rows["Working well"] == str(told["Working well"])
    assert rows["Not working"] == "*"


@pytest.mark.pure
def test_the_attack_reads_marks_and_bars_and_names_a_picture_of_nothing() -> None:
    tick = '<text text-anchor="end">{}%</text>'
    chart = f'<svg x="1" class="chart">{tick.format(0)}<circle class="chart__mark" cy="78.0"/>'
    bar = '<rect x="16" y="1" width="{}" height="14" fill="x"/><text x="1">{}</text>'
    drawing = f"<svg>{chart}{tick.format(100)}</svg>{bar.format(400, 20)}{bar.format(140, 5)}</svg>"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as files:
        files.writestr("a.svg", drawing)
        files.writestr("a.png", b"")
        files.writestr("b.png", b"")
    found = of_file("a.zip", kept.getvalue())
    assert found is not None
    assert (found.numbers, found.per_cents) == ({20, 5}, {50})
    assert found.hidden == ["a.svg: a bar that is not as long as its figure 5", "the picture b.png"]
