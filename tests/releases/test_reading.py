"""What a page says of figures: nothing that the shown figures do not hold."""

from typing import Any

import pytest

from portal.core.disclosure import DisclosureSettings
from portal.releases.figures import Published, protection
from portal.releases.reading import changes, comparable, most_common, read_release

pytestmark = pytest.mark.pure
SETTINGS = DisclosureSettings()


def table(people: int | None, *counts: int | None, **more: Any) -> dict[str, Any]:
    """One table of a file: the base and its cells as shown; None is a star, or a base that is hidden."""
    hidden = people is None
    cells = [
        {
            "code": f"code{place}",
            "label": f"Answer {place}",
            "in_base": True,
            "shown": "hidden" if hidden else "star" if count is None else "number",
            "people": None if hidden else count,
            "per_cent": None,
            "words": None,
        }
        for place, count in enumerate(counts)
    ]
    plain = {"section": "answers", "key": "q", "title": "Was it good?", "group": "Young people"}
    base = {"audience": "young-person", "mode": "easy", "many": False}
    shown = "hidden" if hidden else "number"
    return {**plain, **base, "shown": shown, "people": people, "cells": cells, **more}


def file(*tables: dict[str, Any]) -> Published:
    """A file with these tables."""
    return Published({"protection": protection(SETTINGS), "tables": list(tables)})


def test_the_most_common_answer_is_named_only_when_it_is_sure() -> None:
    clear, close = file(table(100, 75, 20, None)).tables[0], file(table(100, 50, 45)).tables[0]
    assert most_common(clear, SETTINGS) == "Answer 0"
    assert most_common(close, SETTINGS) is None
    assert most_common(file(table(20, None, None)).tables[0], SETTINGS) is None
    assert most_common(file(table(None, 5, 5)).tables[0], SETTINGS) is None


def test_a_change_is_told_only_when_it_is_sure() -> None:
    before, now = file(table(100, 75, 25)), file(table(100, 25, 75))
    told = [(one.answer, one.more) for one in changes(now, before)]
    assert told == [("Answer 0", False), ("Answer 1", True)]
    assert changes(file(table(100, 70, 30)), before) == []
    assert changes(file(table(100, None, 100)), file(table(15, 10, None))) != changes(now, before)


def test_groups_and_answers_that_differ_are_not_compared() -> None:
    before = file(table(100, 75, 25))
    assert changes(file(table(100, 25, 75, mode="young")), before) == []
    assert changes(file(table(100, 25, 60, 15)), before) == []
    assert not comparable(file(table(None, 1, 1)), before)
    assert comparable(file(table(100, 5, 5)), before)


def test_a_group_with_nothing_to_show_is_named_once() -> None:
    shown = table(20, 10, 10)
    hidden = [table(None, 1, 1, key=key, mode="young", group="Young people, own words") for key in "qr"]
    reading = read_release(file(shown, *hidden))
    assert reading.hidden_groups == ["Young people, own words"]
    assert [one.key for one in reading.asked] == ["q"]
    assert not reading.nothing_to_show
    assert read_release(file(*hidden)).nothing_to_show
