"""The states of the builder: each kind of question written, branched, previewed, published, answered."""

import flask

from portal.accounts.roles import Role
from portal.core import clock
from tests.browser.album import Album
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor
from tests.surveys.building import MODES, STAFF, add, ids, new_survey, question, save, write_texts

SLUG = "how-is-winter"
START = f"/liverpool/surveys/{SLUG}/"
OWN = {f"answers_{mode}": "Warm rooms\nMore clubs\nHelp with coats" for mode in MODES}


def see_builder_states(app: flask.Flask, album: Album) -> None:
    """A moderator writes a survey, an editor publishes it, a young person meets its new kinds."""
    moderator = staff_member(app, album, Role.FORUM_MODERATOR)
    at = _written(moderator)
    moderator.crawl(at, only="/staff/surveys/")
    editor = staff_member(app, album, Role.EDITOR)
    _mistakes(editor, at)
    editor.crawl(f"{STAFF}", at, f"{at}publish/", only="/staff/surveys/")
    _published(editor, at)
    _answered(app, album)


def _written(client: Visitor) -> str:
    client.post_form(f"{STAFF}new/", 422)
    at = new_survey(client)
    for mode in MODES:
        client.page(f"{at}preview/1/{mode}/")
    client.post_form(f"{at}questions/add/", 422)
    assert write_texts(client, at) == 303
    add(client, at, "school.like", "I like school in winter.", "agree5", "face3")
    add(client, at, "school.days", "How many days were you off?", "number")
    add(client, at, "school.why", "Why were you off?", "short")
    add(client, at, "winter.order", "What matters most to you?", "ranking", **OWN)
    add(client, at, "school.hard", "Pedagogical provision is satisfactory here.", "face5")
    _tried(client, at)
    client.post_form(f"{STAFF}from-file/", 422, invited="young")
    numbers = _numbers(client)
    when = {"join": "any", "answer-1": "school.days=", "test-1": "at-least", "number-1": "1"}
    assert save(client, f"{at}questions/{numbers['school.why']}/when/", **when).status_code == 303
    _around(client, at, numbers)
    return at


def _around(client: Visitor, at: str, numbers: dict[str, int]) -> None:
    days = f"{at}questions/{numbers['school.days']}/"
    section, video = f"{days}section/", f"{days}sign-video/"
    client.post_form(section, 422, seen="1", title_easy="In winter")
    titles = {f"title_{mode}": "In winter" for mode in MODES}
    assert save(client, section, **titles).status_code == 303
    client.post_form(video, 422, link="nonsense", words="How many days?")
    signed = {"link": "https://example.org/signed", "words": "How many days were you off?"}
    assert save(client, video, **signed).status_code == 303


def _tried(client: Visitor, at: str) -> None:
    client.post_form(f"{at}try/", 422)
    client.post_form(f"{at}try/", 303, mode="easy")
    client.page(f"{START}questions/school.days/")
    client.post_form(f"{START}check/", 303)
    client.page(f"{at}try/")


def _numbers(client: Visitor) -> dict[str, int]:
    with client.application.app_context():
        return ids(SLUG)


def _mistakes(editor: Visitor, at: str) -> None:
    numbers = _numbers(editor)
    editor.post_form(f"{at}texts/", 422, seen="0", modes=MODES)
    editor.post_form(f"{at}texts/", 422)
    like = f"{at}questions/{numbers['school.like']}/"
    editor.post_form(like, 422, seen="0", **question("school.like", "Other words.", "agree5", "face3"))
    editor.post_form(f"{at}questions/{numbers['school.days']}/remove/", 422)
    forward = {"join": "all", "answer-1": "school.why=", "test-1": "is", "seen": "1"}
    editor.post_form(f"{at}questions/{numbers['school.days']}/when/", 422, **forward)


def _published(editor: Visitor, at: str) -> None:
    editor.post_form(f"{at}publish/", 303)
    editor.post_form(f"{at}rounds/open/", 422)
    today = clock.today()
    days = {"opens_on": f"{today}", "closes_on": f"{today.replace(year=today.year + 1)}"}
    editor.post_form(f"{at}rounds/open/", 303, title="Winter", slug="winter", **days)
    editor.page(at)
    editor.post_form(f"{at}next/", 303, at=at)
    editor.post_form(f"{at}publish/", 422)
    editor.crawl(at, only="/staff/surveys/")


def _answered(app: flask.Flask, album: Album) -> None:
    for mode in MODES:
        family = Visitor(app, album, "a young person", mode)
        family.post_form(START, 303, mode=mode)
        for key, wrong in (("school.days", "many"), ("winter.order", "nonsense#1")):
            family.post_form(f"{START}questions/{key}/", 422, answer=wrong)
        family.post_form(f"{START}questions/school.days/", 303, answer="3")
        ranked = ["warm-rooms#1", "more-clubs#2", ""]
        family.post_form(f"{START}questions/winter.order/", 303, answer=ranked)
        family.crawl(f"{START}check/", only=START)
