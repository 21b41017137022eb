"""The search log counts words and no person: what is counted, what is not, what is never kept."""

import io
import random
from datetime import timedelta
from pathlib import Path

import flask
import pytest
from sqlalchemy import inspect, text

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.local_offer.log import actions as search_log
from portal.local_offer.log import queries, reading_files, reports, taking_actions, trails
from portal.local_offer.search.indexing import read_all
from portal.local_offer.search.queries import vocabulary_of
from tests.checked_client import CheckedClient, field_value
from tests.local_offer.listing import a_service, searched_for
from tests.planting import area_called
from tests.signing_in import sign_in

HERE = "/liverpool/local-offer/"
STAFF = "/liverpool/staff/local-offer/searches/"


@pytest.fixture
def clubs(app: flask.Flask) -> int:
    """A club that can be found."""
    with transaction():
        number = a_service(name="Splash swimming club", plain_summary="Swimming lessons.").id
    read_all(area_called("liverpool").id)
    return number


def look_for(client: CheckedClient, words: str, page: str = HERE) -> str:
    """Type words into the box of a page and send it; the address of the results."""
    mark = field_value(client.get(page).text, "s")
    return str(client.get(HERE, query_string={"q": words, "s": mark}).location)


def rows() -> list[queries.Row]:
    """What the log of this year says, without the threshold of a report."""
    area = area_called("liverpool")
    kept, queries.THRESHOLD = queries.THRESHOLD, 1
    try:
        return queries.clusters(area, reports.year_to(clock.today()))
    finally:
        queries.THRESHOLD = kept


def test_a_sent_search_its_refinement_and_its_click_are_counted(client: CheckedClient, clubs: int) -> None:
    first = look_for(client, "helicopter trips")
    again = look_for(client, "swiming", first)
    page = client.get(again).text
    assert f"/open/{clubs}/?n=1" in page.replace("&amp;", "&")
    opened = client.get(f"{HERE}open/{clubs}/", query_string={"n": "1", "c": again.partition("c=")[2]})
    assert opened.location.endswith(f"/services/{clubs}/")
    assert {(row.label, row.searches, row.nothing, row.clicks) for row in rows()} == {
        ("helicopter trips", 1, 1, 0),
        ("swimming", 1, 0, 1),
    }


def test_only_what_was_typed_into_the_box_counts(client: CheckedClient, clubs: int) -> None:
    results = look_for(client, "swimming")
    for address in (results, f"{results}&page=2", f"{HERE}?q=swimming", f"{HERE}?q=swimming&s=1-2-3"):
        client.get(address)
    mark = trails.mark_of("liverpool", trails.NONE, clock.today())
    client.get(HERE, query_string={"q": "swimming", "s": mark}, headers={"User-Agent": "Googlebot/2.1"})
    for words in ("self harm", "my dad hits me", "07700 900123", "....", "L8 1XX"):
        look_for(client, words)
    assert [(row.label, row.searches) for row in rows()] == [("swimming", 1)]


def test_a_mark_of_yesterday_counts_and_an_older_or_foreign_one_does_not(app: flask.Flask) -> None:
    today = clock.today()
    for days, known in ((0, 5), (1, 5), (2, None), (-1, None)):
        mark = trails.mark_of("liverpool", 5, today - timedelta(days=days))
        assert trails.cluster_of("liverpool", mark, today) == known
    assert trails.cluster_of("wirral", trails.mark_of("liverpool", 5, today), today) is None


def test_spellings_and_short_forms_fall_into_one_cluster(app: flask.Flask, clubs: int) -> None:
    with transaction():
        same = {
            searched_for(words=words) for words in ("SALT", "speach therapy", "speech and language therapy")
        }
        assert len(same) == 1
        assert searched_for(words="wheelchair") not in same


FIRSTS = "Aisha Liam Oluwaseun Zofia Mohammed Siobhan Priya Callum Jadwiga Tyreece Niamh Xanthe"
LASTS = "Khan Okonkwo Murphy Kowalczyk Begum Fairclough Whittle Abernathy Nguyen Postlethwaite"


def private_words() -> list[str]:
    """Several hundred names, telephone numbers, postcodes, NHS numbers and e-mails."""
    chance = random.Random(7)
    typed: list[str] = []
    for number in range(120):
        last = chance.choice(LASTS.split()) + chance.choice(["son", "ley", "wick", ""])
        typed.append(f"{chance.choice(FIRSTS.split())} {last}")
        typed.append(f"07{chance.randrange(10**8, 10**9)}")
        inward = f"{chance.randrange(10)}{chance.choice('XZQ')}{chance.choice('XZJ')}"
        typed.append(f"L{chance.randrange(1, 39)} {inward}")
        parts = (chance.randrange(400, 999), chance.randrange(100, 999), chance.randrange(1000, 9999))
        typed.append(" ".join(map(str, parts)))
        if number % 4 == 0:
            typed.append(f"{last.lower()}.{number}@mail.example")
    return typed


def test_what_may_be_a_name_is_never_written_down(client: CheckedClient, clubs: int) -> None:
    typed = private_words()
    assert len(typed) > 400
    mark = trails.mark_of("liverpool", trails.NONE, clock.today())
    for words in typed:
        client.get(HERE, query_string={"q": f"help for {words}", "s": mark})
    kept = whole_database().casefold()
    names = {word for line in typed for word in line.split() if word.isalpha() and len(word) > 4}
    assert not [words for words in typed if words.casefold() in kept]
    assert not [name for name in names if name.casefold() in kept]


def whole_database() -> str:
    """Everything that the database holds: of SQLite its file and its journal, of PostgreSQL every row."""
    if db.engine.dialect.name == "sqlite":
        path = Path(str(db.engine.url.database))
        files = [file for file in path.parent.glob(f"{path.name}*") if file.is_file()]
        return "".join(file.read_bytes().decode("latin-1") for file in files)
    with db.engine.connect() as connection:
        names = inspect(connection).get_table_names()
        return "".join(
            str(row[0])
            for name in names
            for row in connection.execute(text(f'SELECT CAST(t.* AS text) FROM "{name}" AS t'))  # noqa: S608
        )


def test_a_rare_word_is_shown_after_eight_searches_on_two_days(app: flask.Flask, clubs: int) -> None:
    area, today = area_called("liverpool"), clock.today()
    with transaction():
        number = searched_for(words="quidditch", times=9)
    assert queries.cluster_in(area, number) is None
    with clock.at(clock.now() + timedelta(days=1)), transaction():
        assert searched_for(words="quiditch", times=1) == number
    seen = queries.cluster_in(area, number)
    assert seen is not None
    assert seen.label == "quiditch"
    assert seen.last_on == today + timedelta(days=1)


def test_reports_hide_what_was_seen_fewer_than_eight_times(client: CheckedClient, clubs: int) -> None:
    with transaction():
        searched_for(words="trampoline", times=7)
        searched_for(words="skating", times=8)
    sign_in(client, Role.OFFICER)
    for name in reports.REPORTS:
        assert "trampoline" not in client.get(f"{STAFF}reports/{name}/").text
    page = client.get(STAFF).text
    assert "skating" in page
    assert "Nobody is counted, only words" in page
    assert client.get(f"{STAFF}reports/nonsense/").status_code == 404


def test_an_officer_maps_a_cluster_and_has_a_name_forgotten(client: CheckedClient, clubs: int) -> None:
    area = area_called("liverpool")
    with transaction():
        number = searched_for(words="skating")
    sign_in(client, Role.OFFICER)
    assert "skating" in client.get(f"{STAFF}reports/without-a-theme/").text
    client.send(f"{STAFF}clusters/{number}/", theme="health", need="any")
    client.get(STAFF)
    assert "skating" not in client.get(f"{STAFF}reports/without-a-theme/").text
    assert client.send(f"{STAFF}clusters/{number}/", theme="no such theme", need="any").status_code == 422
    client.send(f"{STAFF}clusters/{number}/forget/", at=f"{STAFF}clusters/{number}/")
    with transaction():
        searched_for(words="skating")
    assert queries.cluster_in(area, number) is None
    assert "skating" not in client.get(STAFF).text


def test_another_website_s_log_is_counted_apart(client: CheckedClient, clubs: int) -> None:
    sign_in(client, Role.OFFICER)
    day = clock.today().isoformat()
    file = (
        f"Term,Date,Count\nskating,{day},40\n07700 900123,{day},3\nswimming,yesterday,2\nswiming,{day},11\n"
    )

    def send(content: bytes, source: str = "website") -> str:
        token = client.token(f"{STAFF}bring/")
        fields = {"csrf_token": token, "source": source, "file": (io.BytesIO(content), "log.csv")}
        answer = client.post(f"{STAFF}bring/", data=fields)
        return client.get(answer.location).text if answer.location else answer.text

    page = send(file.encode())
    assert "51 searches are counted. We passed over 2 lines." in page
    assert "Only from: website" in page
    assert "skating" in page
    assert "must name the columns" in send(b"a,b\n1,2\n")
    assert "not “portal”" in send(file.encode(), "portal")
    assert "must name the columns" in send(b"\xff\xfe\x00")


def taken_in(lines: list[tuple[str, int, int]], source: str = "website") -> int:
    """Another site tells of searches: their words, how many days ago, how often."""
    area, today = area_called("liverpool"), clock.today()
    told = [(words, (today - timedelta(days=ago)).isoformat(), str(count)) for words, ago, count in lines]
    taken = reading_files.understood(area.slug, told, vocabulary_of(area.id), today)
    with transaction():
        return taking_actions.take_in(area=area, source=source, lines=taken.lines, by=None, at=clock.now())


def all_counts() -> list[tuple[object, ...]]:
    """Every counter, and what its cluster says."""
    rows = text(
        "SELECT label, seen, seen_days, last_on, source, span, begins_on, searches, in_vain, clicks"
        " FROM search_count JOIN search_cluster ON search_cluster.id = cluster_id"
        " ORDER BY key_hash, source, span, begins_on"
    )
    return [tuple(row) for row in db.session.execute(rows)]


def test_another_log_brought_twice_changes_nothing(app: flask.Flask, clubs: int) -> None:
    with transaction():
        searched_for(words="skating", times=3)
    log = [("skating", 0, 40), ("SKATING", 0, 2), ("skating", 40, 9), ("Xanthe Whittle", 3, 4)]
    assert taken_in(log) == 55
    once = all_counts()
    assert [row[7] for row in once if row[0] == "skating" and row[5] == "day"] == [3, 9, 42]
    for _again in range(3):
        taken_in(log)
    assert all_counts() == once
    assert "xanthe" not in str(once)


def test_a_day_that_is_told_again_replaces_that_day_of_that_source(app: flask.Flask, clubs: int) -> None:
    taken_in([("skating", 1, 40), ("Xanthe Whittle", 1, 20), ("skating", 45, 10)])
    taken_in([("skating", 1, 5)], "old-site")
    assert "xanthe" in str(all_counts())
    taken_in([("swimming", 1, 30)])
    days = {(row[0], row[4], row[7]) for row in all_counts() if row[5] == "day"}
    assert days == {("skating", "website", 10), ("skating", "old-site", 5), ("swimming", "website", 30)}
    months = {(row[0], row[4]): row[7] for row in all_counts() if row[5] == "month"}
    assert months[("swimming", "website")] == 30
    words = db.session.execute(text("SELECT label FROM search_cluster"))
    assert "xanthe" not in str(words.all()), "the rare word goes with the counts that let it be kept"


def test_a_cry_for_help_in_another_log_is_not_counted(app: flask.Flask, clubs: int) -> None:
    cries = ["self harm", "my dad hits me", "i want to kill myself", "selfharm", "i am being hurt at home"]
    cries += ["someone is hurting me", "my child is being hurt", "hurting herself", "suicde", "hurt me"]
    assert taken_in([(words, 0, 50) for words in cries] + [("skating", 0, 9)]) == 9
    assert {row.label for row in rows()} == {"skating"}


def test_old_counters_go(app: flask.Flask, clubs: int) -> None:
    with transaction():
        number = searched_for(words="skating")
    search_log.forget_past(clock.now() + timedelta(days=3 * 365))
    assert queries.cluster_in(area_called("liverpool"), number) is not None
    search_log.forget_past(clock.now() + timedelta(days=3 * 365 + 1))
    assert queries.cluster_in(area_called("liverpool"), number) is None
