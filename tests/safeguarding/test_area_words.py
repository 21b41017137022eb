"""An area's own list: what is put in alerts at once, what is taken out does not, look-alikes stay quiet."""

import pytest

from portal.core import clock
from portal.core.audit import AuditEntry
from portal.core.db import db
from portal.safeguarding.models import Alert, AreaWordList
from portal.safeguarding.screening import shipped_word_list
from portal.safeguarding.word_lists import word_list_of
from tests.checked_client import CheckedClient, field_value
from tests.planting import area_called
from tests.saying import said
from tests.signing_in import sign_in

LIST = "/liverpool/staff/safeguarding/words/"
KIND = f"{LIST}harm-by-others/"


@pytest.fixture
def lead(client: CheckedClient) -> CheckedClient:
    """A browser in which the safeguarding lead of Liverpool is signed in."""
    sign_in(client, "safeguarding lead")
    return client


def put_in(client: CheckedClient, phrase: str, part: str, means: str = "") -> str:
    """Put one phrase in; returns the page that says what is wrong, or nothing."""
    seen = field_value(client.get(KIND).text, "seen")
    response = client.send(KIND, phrase=phrase, part=part, means=means, seen=seen)
    return response.text if response.status_code == 422 else ""


def take_out(client: CheckedClient, **ticked: str) -> None:
    """Take the ticked phrases out."""
    seen = field_value(client.get(KIND).text, "seen")
    data = {"csrf_token": client.token(KIND), "seen": seen, **ticked}
    assert client.post(f"{KIND}take-out/", data=data).status_code == 303


def level(words: str, area: str = "liverpool") -> int:
    """The level an area's list finds in these words now."""
    return word_list_of(area_called(area)).screen(words).level


@pytest.mark.parametrize(
    ("words", "worries"),
    [
        # stems, misspellings, text-speak, letters changed for numbers
        ("bruises on her arm", True),
        ("he has brused legs", True),
        ("i wanna kms", True),
        ("want 2 die", True),
        ("he will k1ll me", True),
        ("MY DAD HITS ME", True),
        ("dont feel safe at home", True),
        # look-alikes, and words that only look near
        ("we are scared to death of the forms", False),
        ("killing time in the waiting room", False),
        ("the club hits the mark", False),
        ("", False),
        ("Everything is fine.", False),
    ],
)
def test_the_shipped_list_finds_worries_and_leaves_look_alikes(words: str, worries: bool) -> None:
    assert (shipped_word_list().screen(words).level > 0) is worries


def test_a_phrase_put_in_alerts_from_then_on_and_in_this_area_only(lead: CheckedClient) -> None:
    assert level("they use the blue cupboard") == 0
    assert put_in(lead, "Blue  Cupboard", "3") == ""
    assert level("they use the blue cupboard") == 3
    assert level("they use the blue cupboard", "knowsley") == 0
    said("They use the blue cupboard.")
    said("They use the blue cupboard.", area="knowsley")
    assert db.session.query(Alert).count() == 1
    entry = db.session.query(AuditEntry).filter_by(act="added worrying words").one()
    assert entry.details["phrases"] == ["Blue  Cupboard"]


def test_stems_misspellings_and_look_alikes_can_be_put_in(lead: CheckedClient) -> None:
    put_in(lead, "zorp*", "2")
    assert level("zorping again") == 2
    put_in(lead, "zropping", "misspelling", "zorping")
    assert level("zropping again") == 2
    put_in(lead, "zorping club", "look-alike")
    assert level("the zorping club is nice") == 0
    assert level("the zorping club, and zorped at home") == 2


def test_a_phrase_taken_out_alerts_no_more_and_old_alerts_stay(lead: CheckedClient) -> None:
    said("My uncle hits me.")
    take_out(lead, **{"3": "hits me"})
    assert level("My uncle hits me.") == 0
    assert level("My uncle hits me.", "knowsley") == 3
    assert db.session.query(Alert).count() == 1
    assert "hits me" not in lead.get(KIND).text
    take_out(lead, **{"3": "hits me"})
    assert db.session.query(AreaWordList).count() == 1


@pytest.mark.parametrize(
    ("phrase", "part", "sentence"),
    [
        ("", "3", "Type a word or a few words."),
        ("hits me", "3", "This is in the list already."),
        ("*", "3", "there is no word here"),
        ("a*", "3", "a star needs at least"),
        ("x* y", "3", "a star can only stand at the end"),
        ("oddword", "misspelling", "Say what it means."),
        ("oddword", "", "Choose one."),
        ("x" * 201, "3", "Keep this under 200 letters."),
        ("x" * 150, "3", "at most 120"),
        ("hits me", "look-alike", "cannot be a look-alike"),
    ],
)
def test_what_cannot_be_screened_with_is_refused_and_nothing_changes(
    lead: CheckedClient, phrase: str, part: str, sentence: str
) -> None:
    page = put_in(lead, phrase, part)
    assert sentence in page
    assert db.session.query(AreaWordList).count() == 0


def test_a_phrase_at_another_level_is_moved(lead: CheckedClient) -> None:
    assert put_in(lead, "bullied", "3") == ""
    assert level("He is bullied.") == 3


def test_of_two_editors_the_second_is_told(lead: CheckedClient) -> None:
    seen = field_value(lead.get(KIND).text, "seen")
    put_in(lead, "blue cupboard", "3")
    page = lead.send(KIND, phrase="red cupboard", part="3", seen=seen).text
    assert "Somebody else changed the list" in page
    assert "red cupboard" in page
    assert level("red cupboard") == 0


def test_a_sentence_is_tried_and_nothing_of_it_is_kept(lead: CheckedClient) -> None:
    page = lead.send(f"{LIST}try/", at=LIST, sentence="My uncle <b>hits me</b>.").text
    assert "<mark>" in page
    assert "&lt;b&gt;" in page
    assert "No alert" in lead.send(f"{LIST}try/", at=LIST, sentence="All is well.").text
    assert db.session.query(Alert).count() == 0
    for entry in db.session.query(AuditEntry):
        assert "uncle" not in str(entry.details)


def test_the_list_of_the_day_is_kept_for_later(lead: CheckedClient) -> None:
    put_in(lead, "blue cupboard", "3")
    put_in(lead, "red cupboard", "2")
    rows = db.session.query(AreaWordList).order_by(AreaWordList.number).all()
    assert [row.number for row in rows] == [1, 2]
    assert "red cupboard" not in rows[0].text
    assert rows[1].made_at <= clock.now()
