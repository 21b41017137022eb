"""The right service stands in the first three for nine of ten judged searches, on both databases alike."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import flask

from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.local_offer.search.synonyms import Book
from tests.local_offer.search import judging

ORDER = Path(__file__).parent / "judged" / "order.txt"
ENOUGH = 0.9


def test_the_judged_set_is_large_and_of_every_kind() -> None:
    kinds = [one.kind for one in judging.judged()]
    assert len(kinds) >= 200
    assert all(kinds.count(kind) >= 30 for kind in ("misspelt", "everyday", "acronym"))


def test_the_right_service_is_in_the_first_three(
    app: flask.Flask, record_property: Callable[[str, object], None]
) -> None:
    area = area_by_slug("liverpool")
    assert area is not None
    keys = judging.plant(area, clock.now())
    words = judging.vocabulary(area)
    share = judging.share_right(area, keys, words)
    plain = replace(words, book=Book(()))
    record_property(
        "judged searches",
        f"right in the first three: {share:.1%}; without synonyms"
        f" {judging.share_right(area, keys, plain):.1%}; without spelling"
        f" {judging.share_right(area, keys, words, as_typed=True):.1%}",
    )
    assert share >= ENOUGH
    order = "".join(
        f"{one.typed}: {' '.join(keys[n] for n in judging.first_three(area.id, one.typed, words))}\n"
        for one in judging.judged()
    )
    # the file was written once, from SQLite; both databases must say the same
    assert order == ORDER.read_text(encoding="utf-8")
