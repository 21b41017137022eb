"""A consultation from draft to decision, its ways to answer, notes of events, learning without any case."""

import re

import sqlalchemy as sa

from portal.accounts.roles import Role
from portal.consultations.actions import add_way
from portal.consultations.counting import ways_to_choose
from portal.consultations.models import Consultation, EventNote, Learning, WayKind
from portal.consultations.note_forms import last_quarters
from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback.models import FeedbackItem, ItemState
from portal.safeguarding.models import Alert
from portal.topics.models import Act
from portal.voting.models import BallotState, Vote
from portal.voting.queries import ballots_by_way
from tests.checked_client import CheckedClient
from tests.consultations.deciding import consultation
from tests.planting import area_called
from tests.releases.releasing import answered
from tests.signing_in import sign_in
from tests.topics.talking import comment, decided, topic
from tests.voting.votes import open_and_closed

HANDS = 20  # people whose hands were counted in the hall
STAFF = "/liverpool/staff/consultations/"
PAGE = "/liverpool/consultations/where-the-new-school-goes/"
WORDS = {
    "title": "Where the new school goes",
    "decision": "We will choose one of three places.",
    "can_change": "The place.",
    "papers": "The plan https://example.org/plan",
    "opens_on": "2020-01-01",
    "closes_on": "2090-01-01",
}


def seen(number: int) -> str:
    db.session.expire_all()
    return str(db.session.get_one(Consultation, number).version)


def test_one_page_holds_every_way_to_answer_and_staff_count_by_channel(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    talks = topic("Where should it be?")
    decided(comment("Near a bus.", talks), Act.PUBLISH)
    bad = client.send(f"{STAFF}add/", **{**WORDS, "papers": "The plan javascript:x"})
    assert bad.status_code == 422 and "begins with https://" in bad.text
    where = client.send(f"{STAFF}add/", **WORDS).location
    number = int(where.rstrip("/").rsplit("/", 1)[1])
    assert client.get(PAGE).status_code == 404
    refused = client.send(f"{where}publish/", at=where, version=seen(number))
    assert refused.status_code == 409 and "Add a way to answer" in refused.text
    assert client.send(f"{where}ways/", at=where, way=f"topic:{talks}").status_code == 303
    assert client.send(f"{where}ways/", at=where, way=f"topic:{talks}").status_code == 422
    assert client.send(f"{where}publish/", at=where, version=seen(number)).status_code == 303
    page = client.get(PAGE).text
    assert "/liverpool/topics/where-should-it-be/" in page and "https://example.org/plan" in page
    assert "Where should it be?" in client.get(f"{PAGE}?easy=yes").text
    assert "How many have answered" in client.get(where).text
    assert "Help us decide" in client.get("/liverpool/consultations/").text


def test_staff_have_one_count_by_channel_whose_lines_and_columns_add_up(client: CheckedClient) -> None:
    talks = topic("Where should it be?")
    decided(comment("Near a bus.", talks), Act.PUBLISH)
    answered({"agree-lot": 5})
    with transaction():
        vote_id = open_and_closed("liverpool")["vote_id"]
        found, here, at = consultation(), area_called("liverpool"), clock.now()
        for way in ways_to_choose(here, at):
            if way.kind != WayKind.EVENT:
                add_way(consultation=found, way=way, by=1, at=at)
        vote = db.session.get_one(Vote, vote_id)
        ballots = sum(one.ballots for one in ballots_by_way(vote) if one.state == BallotState.COUNTED)
        number = found.id
    sign_in(client, Role.OFFICER)
    page = f"{STAFF}{number}/"
    typed = {"audience": "parent-carer", "head_band": "6-10", "noted_on": clock.today().isoformat()}
    client.send(f"{page}notes/", words="The clinic is far away.", **typed)
    client.send(f"{page}notes/", words="My uncle hits me.", **typed)
    shown = client.get(page).text
    assert "The total counts answers, not people." in shown
    head, *rows = cells_of(shown)
    assert head == ["Channel", "Answers to surveys", "Votes", "Comments", "Tables at events", "Together"]
    table = {row[0]: [int(number) for number in row[1:]] for row in rows}
    votes = ballots + HANDS
    assert table["Together"] == [5, votes, 1, 1, 7 + votes], "locked notes are not counted"
    assert [sum(column) for column in zip(*list(table.values())[:-1], strict=True)] == table["Together"]
    assert all(sum(row[:-1]) == row[-1] for row in table.values())
    sign_in(client, Role.BOARD_VIEWER)
    protected = client.get(page).text
    assert "cannot be added up" in protected and "The total counts" not in protected


def cells_of(page: str) -> list[list[str]]:
    """The cells of the first table of a page."""
    table = page.partition("<table")[2].partition("</table>")[0]
    rows = table.split("<tr")[1:]
    return [[cell.strip() for cell in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)] for row in rows]


def test_a_decision_is_published_with_how_answers_were_weighed_and_stays(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        open_one, closed = consultation("Open still").id, consultation(closes=-1).id
    early = f"{STAFF}{open_one}/"
    assert (
        "People can still answer"
        in client.send(f"{early}decision/", at=early, version=seen(open_one), outcome="It is done.").text
    )
    page = f"{STAFF}{closed}/"
    answer = {"version": seen(closed), "outcome": "The school goes to Mill Lane."}
    assert "at least one main point" in client.send(f"{page}decision/", at=page, **answer).text
    point = {"said": "Near a bus.", "weighed": "The bus stops there.", "weight": "changed"}
    assert client.send(f"{page}points/", at=page, **point).status_code == 303
    assert "Mill Lane" not in client.get(PAGE).text and "bus stops" not in client.get(PAGE).text
    assert client.send(f"{page}decision/", at=page, **answer).status_code == 303
    shown = client.get(PAGE).text
    assert "Mill Lane" in shown and "The bus stops there." in shown and "It changed the decision" in shown
    again = client.send(f"{page}points/", at=page, **point)
    assert again.status_code == 409 and "stays as it is" in again.text


def test_what_was_said_at_a_table_goes_through_the_one_door(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    with transaction():
        number = consultation().id
    page = f"{STAFF}{number}/notes/"
    typed = {"audience": "parent-carer", "head_band": "6-10", "noted_on": clock.today().isoformat()}
    assert client.send(page, **typed).status_code == 422
    assert client.send(page, words="The bus is late. My uncle hits me.", **typed).status_code == 303
    item = db.session.scalars(
        sa.select(FeedbackItem).join(EventNote, EventNote.item_id == FeedbackItem.id)
    ).one()
    assert item.state == ItemState.SENT and item.channel == "event"
    assert db.session.scalar(sa.select(Alert.subject_id)) == item.id
    assert client.send(page, words="The clinic is far away.", **typed).status_code == 303
    listed = client.get("/liverpool/staff/feedback/?part=event+note").text
    assert "The clinic is far away." in listed and "uncle" not in listed
    assert "Said at an event, 6 to 10 people. “Where the new school goes”" in listed
    # locked words are on no list
    assert client.get(page).text.partition("Notes so far")[2].count("6 to 10 people") == 1


def test_learning_is_a_number_by_theme_and_entering_it_again_replaces_it(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    page = f"{STAFF}learning/"
    quarter = str(last_quarters(clock.today())[1])
    typed = {"source": "tribunal", "quarter": quarter, "theme": "plans"}
    assert client.send(page, **typed, number="-2").status_code == 422
    assert client.send(page, **typed, number="12").status_code == 303
    client.send(page, **typed, number="14")
    assert list(db.session.scalars(sa.select(Learning.number))) == [14]
    assert "Appeals to the tribunal" in client.get(page).text
    client.send(page, **typed, number="0")
    assert not list(db.session.scalars(sa.select(Learning.number)))
