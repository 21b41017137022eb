"""One commit rule: a POST that ended well is kept, everything else is as if it had not been."""

import flask
import pytest

from portal.core.db import GetWrote
from tests.core.laboratory import EXCEPTIONS, rows_written

HERE = "/api/laboratory"


@pytest.mark.parametrize("status", [200, 201, 303])
def test_a_post_that_ended_well_is_kept(laboratory: flask.Flask, status: int) -> None:
    assert laboratory.test_client().post(f"{HERE}/writes/{status}/").status_code == status
    assert rows_written(laboratory) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 422, 429, 500, 503])
def test_a_post_that_was_refused_leaves_nothing(laboratory: flask.Flask, status: int) -> None:
    assert laboratory.test_client().post(f"{HERE}/writes/{status}/").status_code == status
    assert rows_written(laboratory) == 0


@pytest.mark.parametrize("name", sorted(EXCEPTIONS))
def test_a_post_that_raised_leaves_nothing(laboratory: flask.Flask, name: str) -> None:
    assert laboratory.test_client().post(f"{HERE}/raises/{name}/").status_code >= 400
    assert rows_written(laboratory) == 0


def test_the_request_after_a_failed_one_starts_clean(laboratory: flask.Flask) -> None:
    client = laboratory.test_client()
    client.post(f"{HERE}/raises/any/")
    client.post(f"{HERE}/writes/422/")
    client.post(f"{HERE}/writes/200/")
    assert rows_written(laboratory) == 1


@pytest.mark.parametrize("path", ["writes/200", "in-bulk", "by-hand"])
def test_a_get_that_writes_is_refused_before_anything_is_sent(laboratory: flask.Flask, path: str) -> None:
    laboratory.testing = True
    try:
        with pytest.raises(GetWrote, match=r"laboratory\.\w+ wrote on GET"):
            laboratory.test_client().get(f"{HERE}/{path}/")
    finally:
        laboratory.testing = False
    assert laboratory.test_client().get(f"{HERE}/{path}/").status_code == 500


def test_a_change_that_a_get_left_behind_is_dropped(laboratory: flask.Flask) -> None:
    assert laboratory.test_client().get(f"{HERE}/forgets/").status_code == 200
    assert rows_written(laboratory) == 0


def test_a_head_request_may_not_write_either(laboratory: flask.Flask) -> None:
    assert laboratory.test_client().head(f"{HERE}/writes/200/").status_code == 500
    assert rows_written(laboratory) == 0
