"""New passwords: what is refused and why; unknown people take as long as wrong passwords."""

import pytest

from portal.accounts import passwords
from portal.core.errors import RuleBroken

EMAIL = "amina.khan@example.org"


@pytest.mark.parametrize(
    "password",
    [
        "teapot lorry cloud",
        "Velvet-Onion-42!",
        "чайник и облако",
        "x" * 5 + "correct-Staple",
        "🍋 lemon tree 🌳",
    ],
)
def test_a_long_uncommon_password_is_taken(password: str) -> None:
    passwords.check(password, email=EMAIL)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 12"),
        ("teapot lorr", "at least 12"),
        ("x" * 201, "at most 200"),
        ("amina.khan@example.org", "cannot be your email address"),
        ("AMINA.KHAN@example.org", "cannot be your email address"),
        ("Password1234", "Many people use"),
        ("P@ssw0rd1234!", "Many people use"),
        ("liverpool2026!", "Many people use"),
        ("qwertyuiop[]", "Many people use"),
        ("123456789012", "Many people use"),
        ("aaaaaaaaaaaa", "Many people use"),
        ("summersummer", "Many people use"),
        ("SummerHoliday99", "Many people use"),
        ("1qaz2wsx3edc", "Many people use"),
    ],
)
def test_a_short_or_common_password_is_refused(password: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        passwords.check(password, email=EMAIL)
    assert refused.value.field == "password"


def test_some_hundred_common_words_are_known() -> None:
    assert len(passwords.COMMON) > 500
    assert all(word == word.lower() for word in passwords.COMMON)


def test_only_the_right_password_fits() -> None:
    kept = passwords.hash_password("teapot lorry cloud", cost=1)
    assert passwords.matches(kept, "teapot lorry cloud", cost=1)
    assert not passwords.matches(kept, "teapot lorry clouds", cost=1)
    assert not passwords.matches(None, "teapot lorry cloud", cost=1)
    assert not passwords.matches("not a hash", "teapot lorry cloud", cost=1)


def test_nobody_is_checked_at_the_same_cost_as_somebody() -> None:
    """The cost stands in the hash: where it is the same, so is the time."""
    for cost in (1, 3):
        somebody = passwords.hash_password("teapot lorry cloud", cost=cost)
        nobody = passwords.hash_of_nobody(cost)
        assert nobody.rsplit("$", 2)[0] == somebody.rsplit("$", 2)[0]
        assert [len(part) for part in nobody.split("$")[4:]] == [
            len(part) for part in somebody.split("$")[4:]
        ]
