"""The inspection pack: by criterion, evidence with dates; the figure of the rule; an empty one says so."""

import io
import re

import docx
from sqlalchemy import text

from portal.areas.protection import protector_of
from portal.board.actions import add_evidence
from portal.board.models import EvidenceKind
from portal.board.quotes import Choice, choose_quote, decide_quote
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.disclosure import PeopleCount
from portal.core.filters import long_date
from portal.feedback import actions as feedback
from portal.feedback.criteria import every_criterion
from tests.board.promises import promise
from tests.checked_client import CheckedClient
from tests.exports.exporting import PURPOSE, make
from tests.planting import area_called
from tests.releases.releasing import after_the_round, answered
from tests.saying import OFFICER, item, said
from tests.signing_in import sign_in

TAGGED, PEOPLE = "insp-2", 60
HEADINGS = [
    "What people said",
    "What people answered",
    "In people’s own words",
    "What was promised and done",
    "What the plan says, and how it stands",
    "The numbers, and how they change",
    "What inspectors found before",
]


def _tagged(words: str, criterion: str = TAGGED) -> int:
    number = said(words, cleared=True)
    with transaction():
        feedback.tag(item=item(number), criterion=criterion, by=OFFICER, at=clock.now())
    return number


def _fetched(client: CheckedClient, kind: str) -> bytes:
    with clock.at(after_the_round()):
        sign_in(client, "officer")
        return bytes(client.get(f"{make(client, format=kind)}file/").data)


def _expected() -> str:
    """The people under the criterion, counted by an SQL of this test and put through the same rule."""
    rows = db.session.execute(
        text(
            "SELECT COUNT(*), SUM(k) FROM (SELECT DISTINCT i.record_key AS k FROM feedback_item i "
            "JOIN tag t ON t.item_id = i.id WHERE t.criterion = 'insp-2' "
            "AND t.removed_at IS NULL) AS people"
        )
    ).one()
    return protector_of(area_called("liverpool")).count(PeopleCount(int(rows[0]), int(rows[1]))).text


def _answered(number: int) -> str:
    """A promise that answers these words, with the words as an approved quote; its title."""
    with transaction():
        own = item(number)
        own.may_quote = True
        entry = promise("A seat at the table")
        add_evidence(
            entry=entry, kind=EvidenceKind.FEEDBACK, ref=f"{number}", words="It", by=1, at=clock.now()
        )
        area = area_called("liverpool")
        quote = choose_quote(entry=entry, area=area, item=own, by=OFFICER, at=clock.now())
        decide_quote(area=area, quote=quote, choice=Choice(True, ""), by=OFFICER + 1, at=clock.now())
        return entry.title


def _parts(page: str) -> dict[str, str]:
    """What stands under each criterion, by its title."""
    found = re.split(r"<h2>\d+\. (.*?)</h2>", page.split("<h2>How we counted")[0])
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_each_criterion_has_its_evidence_with_dates_and_the_figure_of_the_rule(
    client: CheckedClient,
) -> None:
    for number in range(PEOPLE - 1):
        _tagged(f"marker-words {number}")
    title = _answered(_tagged("We were in the room."))
    page = _fetched(client, "insp-html").decode()
    parts = _parts(page)
    listed = every_criterion()
    assert list(parts) == [one.title for one in listed]
    assert all(re.findall(r"<h3>(.*?)</h3>", part) == HEADINGS for part in parts.values())
    own = parts[next(one.title for one in listed if one.key == TAGGED)]
    title_of = next(one.title for one in listed if one.key == TAGGED)
    table = own.split(f"<caption>People who wrote about: {title_of}</caption>")[1]
    row = '<tr><th scope="row">Parents and carers</th><td>'
    assert table.split(row)[1].startswith(f"{_expected()} of {_expected()}")
    assert _expected().isdigit()
    assert "We were in the room." in own and title in own
    begun = clock.local(clock.now()).date()
    assert long_date(begun.replace(day=1))[2:] in page, "days stand in it"
    assert "marker-words" not in page and PURPOSE in page and "http" not in page
    other = parts[next(one.title for one in listed if one.key == "insp-11")]
    assert f"Few people or none wrote about: {listed[10].title}" in other


def test_a_criterion_with_nothing_under_it_says_so_in_word_too(client: CheckedClient) -> None:
    said("One.", cleared=True)
    document = docx.Document(io.BytesIO(_fetched(client, "insp-docx")))
    words = [one.text for one in document.paragraphs]
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"]
    assert headings == HEADINGS * len(every_criterion())
    assert sum(one.startswith("Few people or none wrote about: ") for one in words) == 11
    assert "Nothing yet." in words


def test_answers_stand_group_by_group_and_groups_that_are_too_small_are_named_once(
    client: CheckedClient,
) -> None:
    answered({"agree-lot": PEOPLE})
    page = _fetched(client, "insp-html").decode()
    of_parents = "People listened to us when the plan or support was agreed."
    (table, *_others) = re.findall(rf"<table><caption>{of_parents}.*?</table>", page, re.DOTALL)
    assert "Parents and carers, Standard words</caption>" in table
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', table)
    (base, counted), (answer, people), *others = rows
    assert (base, answer) == ("Answers counted", "Agree a lot")
    assert int(counted) % 5 == 0
    assert people == f"{counted} (100%)", "the same people, so the same figure"
    assert {told for _answer, told in others} <= {"*", "* (few)"}
    named = re.findall(r"<p>(Not enough answers to show: .*?)</p>", page.split(table)[1])[0]
    assert "Young people, Easy Read" in named and "Parents and carers, Standard words" not in named
