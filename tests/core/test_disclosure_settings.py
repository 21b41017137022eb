"""An area can make the protection of small numbers stricter, never weaker; secrets stay apart."""

import math
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.disclosure import (
    DisclosureSettings,
    derive_secret,
    new_record_key,
    rule_in_full,
    rule_sentence,
)
from portal.core.errors import RuleBroken

# the same examples each time, and no clock: the machine may be busy
STEADY = settings(derandomize=True, deadline=None)


def test_the_floor_is_10_8_5_and_1() -> None:
    floor = DisclosureSettings()
    assert (floor.threshold, floor.small, floor.step, floor.epsilon) == (10, 8, 5, 1.0)
    assert floor.percentage_base == 50


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("threshold", 9),
        ("small", 7),
        ("step", 0),
        ("step", 4),
        ("step", 7),
        ("step", -5),
        ("epsilon", 1.01),
        ("epsilon", 0),
        ("epsilon", -1.0),
        ("epsilon", math.nan),
        ("epsilon", math.inf),
        ("percentage_base", 49),
        ("threshold", 10.5),
        ("small", True),
    ],
)
def test_a_setting_below_the_floor_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(RuleBroken) as refused:
        DisclosureSettings(**{field: value})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"small": 12}, "threshold"),
        ({"threshold": 15, "small": 16}, "threshold"),
        ({"step": 20}, "small"),
        ({"threshold": 30, "small": 12, "step": 25}, "small"),
    ],
)
def test_settings_that_make_nonsense_together_are_refused(values: Any, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        DisclosureSettings(**values)
    assert refused.value.field == field


@STEADY
@given(st.integers(10, 100), st.integers(8, 40), st.sampled_from([5, 10, 15]), st.floats(0.01, 1))
def test_stricter_settings_are_taken_and_never_show_a_zero(
    threshold: int, small: int, step: int, epsilon: float
) -> None:
    settings = DisclosureSettings(max(threshold, small), small, step, epsilon)
    assert settings.stricter_than_floor() is settings
    assert settings.rounded(small) >= step


@STEADY
@given(st.integers(0, 10_000), st.sampled_from([5, 10, 15]))
def test_rounding_goes_to_the_nearest_step_and_a_tie_goes_up(people: int, step: int) -> None:
    rounded = DisclosureSettings(step=step).rounded(people)
    assert rounded % step == 0
    assert -step / 2 < rounded - people <= step / 2


def test_each_area_has_a_secret_of_its_own_for_ever() -> None:
    secret = derive_secret(b"a deployment secret", "liverpool")
    expected = HKDF(SHA256(), 32, salt=b"send-portal/disclosure", info=b"liverpool")
    assert secret == expected.derive(b"a deployment secret")
    assert secret.hex().startswith("f0bd638d43fa68a7")  # as it was when the method was built
    assert derive_secret(b"a deployment secret", "wirral") != secret
    assert derive_secret(b"another deployment secret", "liverpool") != secret


@pytest.mark.parametrize(("secret", "slug"), [(b"", "wirral"), (b"short", "wirral"), (b"x" * 32, "")])
def test_without_a_secret_nothing_is_derived(secret: bytes, slug: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        derive_secret(secret, slug)


def test_record_keys_are_31_bits_and_never_nothing() -> None:
    keys = [new_record_key() for _ in range(2000)]
    assert all(0 < key < 2**31 for key in keys)
    assert len(set(keys)) > 1990
    assert max(keys) > 2**30


def test_the_rule_in_words_names_the_settings_in_force() -> None:
    settings = DisclosureSettings(20, 12, 10, 0.5, 80)
    assert "nearest 10;" in rule_sentence(settings)
    assert all(f" {figure} " in rule_in_full(settings) for figure in (20, 12, 80))
    assert "nearest 10." in rule_in_full(settings)


def test_the_rule_in_words_can_be_translated() -> None:
    assert rule_sentence(DisclosureSettings(), lambda text: "%(step)s!") == "5!"
    assert rule_in_full(DisclosureSettings(), lambda text: "%(small)s!") == "8!"


def test_the_rule_is_told_in_sentences_of_up_to_25_words() -> None:
    both = rule_sentence(DisclosureSettings()) + " " + rule_in_full(DisclosureSettings())
    assert all(len(sentence.split()) <= 25 for sentence in both.split(". "))
