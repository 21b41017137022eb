"""Sections of a survey and questions in sign language, from the builder to the family's page."""

import io

import pytest

from portal.accounts.roles import Role
from tests.checked_client import CheckedClient
from tests.signing_in import sign_in
from tests.surveys.building import MODES, ids, save, seen_on
from tests.surveys.journey import begin, go, page_of
from tests.surveys.test_builder import SLUG, START, built, open_round, publish

MP4 = b"\x00\x00\x00\x18ftypisom" + bytes(2000)
IN_SCHOOL = {f"title_{mode}": "In school" for mode in MODES}


@pytest.fixture
def editor(client: CheckedClient) -> CheckedClient:
    """An editor, signed in."""
    sign_in(client, Role.EDITOR)
    return client


def around(at: str, key: str, what: str) -> str:
    """The address of what stands around a question."""
    return f"{at}questions/{ids(SLUG)[key]}/{what}/"


def film(editor: CheckedClient, at: str, content: bytes) -> int:
    """Send a file as the sign-language video of a question."""
    path = around(at, "school.like", "sign-video")
    page = editor.get(path).text
    data = {"seen": seen_on(page), "words": "I like school.", "file": (io.BytesIO(content), "a.mp4")}
    sent = editor.post(
        path, data={**data, "csrf_token": editor.token(path)}, content_type="multipart/form-data"
    )
    return sent.status_code


def test_a_section_holds_until_the_next_and_stays_at_its_place(editor: CheckedClient) -> None:
    at = built(editor)
    some = {"title_standard": "In school", "title_easy": ""}
    assert save(editor, around(at, "school.days", "section"), **some).status_code == 422
    assert save(editor, around(at, "school.days", "section"), **IN_SCHOOL).status_code == 303
    later = {f"title_{mode}": "At the end" for mode in MODES}
    assert save(editor, around(at, "open.winter", "section"), **later).status_code == 303
    editor.send(f"{at}questions/{ids(SLUG)['school.days']}/move/", at=at, to="down")
    assert editor.send(f"{at}questions/{ids(SLUG)['school.why']}/remove/").status_code == 303
    publish(editor, at)
    assert open_round(editor, at) == 303
    family = CheckedClient(editor.application)
    begin(family, START, "easy")
    assert "In school" not in page_of(family, "school.like", START)
    assert "In school" in page_of(family, "school.days", START)
    assert "In school" in page_of(family, "winter.best", START)
    last = page_of(family, "open.winter", START)
    assert "At the end" in last
    assert "In school" not in last
    check = family.get(f"{START}check/").text
    assert check.count("In school") == 1
    assert "Another way to answer" in check
    changed = family.send(f"{START}mode/", at=f"{START}check/", mode="young")
    assert changed.location.endswith("/check/")
    editor.send(f"{at}next/", at=at)
    assert "In school" in editor.get(at).text


def test_a_question_in_sign_language_is_a_file_or_a_link_with_its_words(editor: CheckedClient) -> None:
    at = built(editor)
    assert film(editor, at, b"<html>" + bytes(100)) == 422
    assert film(editor, at, MP4) == 303
    path = around(at, "school.days", "sign-video")
    for wrong in ("http://example.org/a", "https://", "javascript:alert(1)", "https://me@example.org/"):
        assert save(editor, path, link=wrong, words="How many days?").status_code == 422, wrong
    link = "https://example.org/signed"
    assert save(editor, path, link=link, words="").status_code == 422
    assert save(editor, path, link=link, words="How many days?").status_code == 303
    assert save(editor, path, link=link, words="Once more?", seen="1").status_code == 422
    assert link in editor.get(f"{at}preview/1/easy/?place=2").text
    publish(editor, at)
    assert open_round(editor, at) == 303
    family = CheckedClient(editor.application)
    begin(family, START, "young")
    page = page_of(family, "school.like", START)
    assert 'preload="none"' in page
    assert "autoplay" not in page
    assert "I like school." in page
    address = page.partition('<video class="sign-video"')[2].partition('src="')[2].partition('"')[0]
    part = family.get(address, headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.mimetype, len(part.data)) == (206, "video/mp4", 100)
    assert family.get(address.replace("/liverpool/", "/wirral/")).status_code == 404
    go(family, "school.like", START, skip="1")
    assert link in page_of(family, "school.days", START)


def test_a_video_is_taken_away_from_a_draft(editor: CheckedClient) -> None:
    at = built(editor)
    assert film(editor, at, MP4) == 303
    path = around(at, "school.like", "sign-video")
    assert save(editor, path, words="Words anew.").status_code == 303, "the file stays"
    assert "<video" in editor.get(f"{at}preview/1/easy/").text
    assert save(editor, path, words="Words anew.", gone="y").status_code == 303
    assert "<video" not in editor.get(f"{at}preview/1/easy/").text
