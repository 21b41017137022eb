"""What a page asks of the database is the same however much the area holds."""

import pytest

from tests.checked_client import CheckedClient
from tests.query_count import statements

WORDS_ONLY = [
    "help-now/",
    "help-now/?easy=yes",
    "privacy/",
    "cookies/",
    "accessibility/",
    "glossary/",
    "how-it-works/",
]


@pytest.mark.parametrize("page", WORDS_ONLY)
def test_a_page_of_words_reads_the_area_and_nothing_else(client: CheckedClient, page: str) -> None:
    with statements() as asked:
        client.get(f"/liverpool/{page}")
    assert len(asked) == 1, asked


def test_choosing_an_area_is_one_query(client: CheckedClient) -> None:
    with statements() as asked:
        client.get("/")
    assert len(asked) == 1, asked


def test_home_asks_the_same_whatever_the_plan_holds(client: CheckedClient) -> None:
    counts = set()
    for area in ("liverpool", "knowsley", "wirral"):
        with statements() as asked:
            client.get(f"/{area}/")
        counts.add(len(asked))
    assert len(counts) == 1
    assert counts.pop() <= 6
