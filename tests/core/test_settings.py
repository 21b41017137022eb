"""Settings that would endanger families are refused before anything starts."""

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

import config
from config import DEMONSTRATION_KEY, ROOT, Settings, SettingsRefused, from_environment

pytestmark = pytest.mark.pure
OWN_KEY = "an own key with thirty-two letters or more"


def test_without_anything_set_the_demonstration_runs() -> None:
    settings = from_environment({})
    assert settings.demonstration
    assert not settings.production
    assert settings.secret_key == DEMONSTRATION_KEY


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({"PORTAL_PRODUCTION": "yes"}, "still the demonstration key"),
        ({"PORTAL_PRODUCTION": "1", "PORTAL_SECRET_KEY": DEMONSTRATION_KEY}, "still the demonstration key"),
        ({"PORTAL_PRODUCTION": "yes", "PORTAL_SECRET_KEY": "short"}, "at least 32"),
        ({"PORTAL_SECRET_KEY": ""}, "at least 32"),
        ({"PORTAL_SECRET_KEY": "x" * 31}, "at least 32"),
        ({"PORTAL_PRODUCTION": "yes", "PORTAL_SECRET_KEY": "x" * 40}, "guess"),
        (
            {"PORTAL_PRODUCTION": "yes", "PORTAL_DEMONSTRATION": "yes", "PORTAL_SECRET_KEY": OWN_KEY},
            "PORTAL_DEMONSTRATION must be off",
        ),
        ({"PORTAL_DEMONSTRATION": "no"}, "still the demonstration key"),
        ({"PORTAL_PRODUCTION": "perhaps"}, "must be yes or no"),
        ({"PORTAL_TRUSTED_PROXIES": "one"}, "whole number"),
        ({"PORTAL_TRUSTED_PROXIES": "-1"}, "whole number"),
    ],
)
def test_a_dangerous_setting_is_refused_and_named(environment: dict[str, str], why: str) -> None:
    with pytest.raises(SettingsRefused, match=why):
        from_environment(environment)


def test_in_production_the_demonstration_is_off_unless_asked_for() -> None:
    settings = from_environment({"PORTAL_PRODUCTION": "yes", "PORTAL_SECRET_KEY": OWN_KEY})
    assert settings.production
    assert not settings.demonstration


def test_a_refusal_never_repeats_the_key() -> None:
    with pytest.raises(SettingsRefused) as refused:
        from_environment({"PORTAL_SECRET_KEY": "too-short-but-secret"})
    assert "too-short-but-secret" not in str(refused.value)


def test_the_app_refuses_too_when_settings_were_made_by_hand() -> None:
    with pytest.raises(SettingsRefused):
        config.check(replace(Settings(), production=True))


@pytest.mark.parametrize("change", [{"testing": True}, {"limits_on": False}, {"password_cost": 1}])
def test_production_never_runs_with_the_settings_of_a_test(change: dict[str, Any]) -> None:
    safe = Settings(secret_key=OWN_KEY, production=True, demonstration=False)
    config.check(safe)
    with pytest.raises(SettingsRefused, match="settings of a test"):
        config.check(replace(safe, **change))


def test_the_settings_never_print_their_key() -> None:
    assert OWN_KEY not in repr(replace(Settings(), secret_key=OWN_KEY))


def test_the_server_does_not_start_with_a_dangerous_setting() -> None:
    started = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env={"PORTAL_PRODUCTION": "yes", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert "PORTAL_SECRET_KEY is still the demonstration key" in started.stderr
