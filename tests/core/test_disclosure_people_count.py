"""A count of people cannot leave by any door but show() and exact()."""

import copy
import csv
import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from jinja2 import Environment

from portal.core.disclosure import PeopleCount, RawPeopleCount, exact
from portal.core.errors import RuleBroken

SIX: Any = PeopleCount(6, 987_654_321)  # Any: a type checker would refuse most of these lines


@pytest.mark.parametrize(
    "use",
    [
        str,
        int,
        float,
        complex,
        bool,
        bytes,
        round,
        copy.copy,
        copy.deepcopy,
        pickle.dumps,
        lambda cell: f"{cell}",
        lambda cell: f"{cell!s:>5}",
        lambda cell: "{}".format(cell),  # noqa: UP032 - this very way is under test
        lambda cell: "%s" % cell,  # noqa: UP031 - the same
        lambda cell: cell.__html__(),
        lambda cell: cell.__index__(),
        lambda cell: range(10)[cell],
        lambda cell: cell + 1,
        lambda cell: sum([cell]),
        lambda cell: cell - cell,
        lambda cell: cell < 8,
        lambda cell: cell == 6,
        lambda cell: cell != 6,
        lambda cell: sorted([cell, cell]),
        lambda cell: not cell,
        lambda cell: json.dumps(cell, default=str),
        lambda cell: csv.writer(io.StringIO()).writerow([cell]),
        lambda cell: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONNUMERIC).writerow([cell]),
    ],
)
def test_a_raw_count_refuses_to_become_text_or_a_number(use: Callable[[Any], object]) -> None:
    with pytest.raises(RawPeopleCount):
        use(SIX)


@pytest.mark.parametrize(
    "use",
    [json.dumps, lambda cell: "%d" % cell, lambda cell: cell * 2, len, vars, list],  # noqa: UP031
)
def test_what_python_itself_refuses_stays_a_type_error(use: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError):
        use(SIX)


@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize(
    "template",
    [
        "{{ cell }}",
        "{{ cell|e }}",
        "{{ cell|string }}",
        "{{ cell|default(0) }}",
        "{{ '%s'|format(cell) }}",
        "{{ 'people: ' ~ cell }}",
        "{{ [cell, cell]|join(', ') }}",
        "{{ cell + 0 }}",
        "{% if cell %}some{% endif %}",
        "{% if cell == 0 %}none{% endif %}",
        "{% if cell > 7 %}enough{% endif %}",
        "{{ [cell]|sum }}",
    ],
)
def test_a_page_that_renders_a_raw_count_fails(template: str, autoescape: bool) -> None:
    page = Environment(autoescape=autoescape).from_string(template)  # noqa: S701 - both ways
    with pytest.raises(RawPeopleCount):
        page.render(cell=SIX)


def test_a_spreadsheet_refuses_a_raw_count(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet: Any = book.add_worksheet()
        for write in (sheet.write, sheet.write_number, sheet.write_string):
            with pytest.raises(TypeError):
                write(0, 0, SIX)


def test_what_a_log_or_a_traceback_shows_holds_no_number() -> None:
    for text in (repr(SIX), f"{SIX!r}", str([SIX]), str({"cell": SIX})):
        assert not any(character.isdigit() for character in text)


def test_a_count_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        SIX._count = 60
    with pytest.raises(AttributeError):
        del SIX._count


def test_joining_two_groups_adds_people_and_keys() -> None:
    joined = PeopleCount(2, 300).joined_with(PeopleCount(3, 50))
    assert joined == PeopleCount(5, 350)
    assert hash(joined) == hash(PeopleCount(5, 350))
    assert joined != PeopleCount(5, 351)
    assert PeopleCount(0, 0).joined_with(PeopleCount(0, 0)) == PeopleCount(0, 0)


def test_a_group_cannot_be_joined_with_itself() -> None:
    with pytest.raises(ValueError, match="itself"):
        PeopleCount(2, 300).joined_with(PeopleCount(2, 300))


@pytest.mark.parametrize(("count", "key_sum"), [(-1, 5), (3, -2), (0, 7), (1.0, 7), (True, 7)])
def test_a_count_that_cannot_be_is_refused(count: Any, key_sum: int) -> None:
    with pytest.raises(ValueError, match="PeopleCount"):
        PeopleCount(count, key_sum)


def test_staff_read_the_exact_count_with_a_person_and_a_purpose() -> None:
    assert exact(SIX, by=object(), purpose="theme page") == 6


def test_nobody_reads_the_exact_count_without_a_person_and_a_purpose() -> None:
    with pytest.raises(TypeError):
        exact(SIX, by=None, purpose="theme page")
    with pytest.raises(RuleBroken) as refused:
        exact(SIX, by=object(), purpose=" ")
    assert refused.value.field == "purpose"
