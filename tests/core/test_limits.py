"""Limits: exact over several processes, by a hash of the address that changes daily, nothing more kept."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.core import clock, keys
from portal.core.limits import Limits, SqliteFile, TooMany
from tests.core.crowds import tries_let_in
from tests.deployment import SECRET

pytestmark = pytest.mark.pure
ADDRESS, OTHER = "198.51.100.7", "2001:db8::7"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def _redis(worker_id: str) -> str:
    """The Redis server of this run; each test worker has a database of its own on it."""
    address = os.environ.get("PORTAL_TEST_REDIS", "")
    if not address and os.environ.get("PORTAL_TESTS_NEED_EVERYTHING"):
        pytest.fail("there is no Redis server to test with")
    if not address:
        pytest.skip("there is no Redis on this machine")
    return f"{address}/{worker_id.removeprefix('gw') if worker_id != 'master' else 0}"


@pytest.fixture(params=["sqlite-file", "redis"])
def url(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    """The address of an empty store of each kind."""
    file = f"sqlite-file://{tmp_path / 'limits.sqlite'}"
    address = file if request.param == "sqlite-file" else _redis(worker_id)
    Limits(address, SECRET).store.reset()
    yield address
    Limits(address, SECRET).store.reset()


@pytest.fixture
def limits(url: str) -> Limits:
    """Limits over an empty store."""
    return Limits(url, SECRET)


def test_exactly_as_many_as_the_limit_get_in_over_eight_processes(url: str) -> None:
    assert tries_let_in(url, "100 per hour", processes=8, each=50) == 100


def test_the_one_too_many_is_told_how_long_to_wait(limits: Limits) -> None:
    for _ in range(3):
        limits.spend("codes", "3 per 10 minutes", address=ADDRESS)
    with pytest.raises(TooMany) as refused:
        limits.spend("codes", "3 per 10 minutes", address=ADDRESS)
    assert 1 <= refused.value.minutes <= 10


def test_asking_whether_one_may_costs_nothing(limits: Limits) -> None:
    for _ in range(5):
        limits.allow("codes", "1 per hour", address=ADDRESS)
    assert limits.left("codes", "1 per hour", address=ADDRESS) == 1
    limits.spend("codes", "1 per hour", address=ADDRESS)
    with pytest.raises(TooMany):
        limits.allow("codes", "1 per hour", address=ADDRESS)


def test_one_address_does_not_use_up_anothers_tries_nor_one_name_anothers(limits: Limits) -> None:
    limits.spend("codes", "1 per hour", address=ADDRESS)
    limits.spend("codes", "1 per hour", address=OTHER)
    limits.spend("sign-in", "1 per hour", address=ADDRESS)
    limits.spend("codes", "1 per hour", address=None)


def test_a_try_that_was_right_is_given_back(limits: Limits) -> None:
    for _ in range(10):
        limits.spend("sign-in", "2 per hour", address=ADDRESS)
        limits.give_back("sign-in", "2 per hour", address=ADDRESS)
    assert limits.left("sign-in", "2 per hour", address=ADDRESS) == 2


def test_limits_that_are_off_let_everybody_in(url: str) -> None:
    off = Limits(url, SECRET, on=False)
    for _ in range(5):
        off.spend("codes", "1 per hour", address=ADDRESS)
        off.allow("codes", "1 per hour", address=ADDRESS)


def test_tomorrow_an_address_is_somebody_else(limits: Limits) -> None:
    with clock.at(NOON):
        limits.spend("codes", "1 per day", address=ADDRESS)
        with pytest.raises(TooMany):
            limits.spend("codes", "1 per day", address=ADDRESS)
    with clock.at(NOON + timedelta(days=1)):
        limits.spend("codes", "1 per day", address=ADDRESS)


def test_the_hash_of_an_address_needs_the_secret_the_day_and_the_whole_address() -> None:
    day = NOON.date()
    hashes = {
        keys.address_hash(SECRET, ADDRESS, day),
        keys.address_hash(SECRET, ADDRESS, day + timedelta(days=1)),
        keys.address_hash(SECRET + "x", ADDRESS, day),
        keys.address_hash(SECRET, OTHER, day),
    }
    assert len(hashes) == 4
    assert keys.address_hash(SECRET, ADDRESS, day) in hashes
    assert all(len(value) == 32 and int(value, 16) for value in hashes)


def test_the_store_holds_no_address(tmp_path: Path) -> None:
    limits = Limits(f"sqlite-file://{tmp_path / 'limits.sqlite'}", SECRET)
    for address in (ADDRESS, OTHER, f"{ADDRESS} someone@example.org"):
        limits.spend("sign-in", "5 per hour", address=address)
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"sign-in" in kept
    for secret in (ADDRESS, OTHER, "someone@example.org", "198.51"):
        assert secret.encode() not in kept


def test_counters_whose_time_is_over_count_no_more_and_can_be_forgotten(tmp_path: Path) -> None:
    store = SqliteFile(f"sqlite-file://{tmp_path / 'limits.sqlite'}")
    store.incr("over", -1)
    store.incr("running", 60)
    assert store.get("over") == 0
    assert store.incr("over", -1, -1) == 0
    assert store.forget_ended() == 1
    assert store.get("running") == 1
    assert store.check()
    store.clear("running")
    assert store.reset() == 0


def test_all_addresses_of_one_household_count_as_one() -> None:
    today = NOON.date()
    one, other = (keys.address_hash("secret", f"2001:db8:1:2::{end}", today) for end in ("1", "ffff"))
    assert one == other
    assert keys.address_hash("secret", "2001:db8:1:3::1", today) != one
    assert keys.address_hash("secret", "::ffff:192.0.2.1", today) == keys.address_hash(
        "secret", "192.0.2.1", today
    )
    assert keys.address_hash("secret", "192.0.2.1", today) != keys.address_hash(
        "secret", "192.0.2.2", today
    )
    assert keys.address_hash("secret", "no address", today)
