"""Easy Read in a real browser: found and left by links, and read aloud by a voice on the device only."""

from collections.abc import Callable

import pytest

from tests.browser.people import Someone
from tests.browser.test_on_the_device import VOICE

pytestmark = pytest.mark.browser


def in_easy_read(someone: Callable[..., Someone], *, local: bool) -> Someone:
    """A parent who has found the Easy Read version, with a voice on the device or on the network."""
    parent = someone()
    parent.page.add_init_script(VOICE % ("true" if local else "false"))
    parent.open("/liverpool/")
    parent.press("Easy Read, with pictures")
    return parent


def test_a_voice_on_the_network_is_never_used(someone: Callable[..., Someone]) -> None:
    parent = in_easy_read(someone, local=False)
    assert not parent.page.locator("[data-read-aloud]").is_visible()


def test_a_voice_on_the_device_is_offered(someone: Callable[..., Someone]) -> None:
    parent = in_easy_read(someone, local=True)
    assert parent.page.locator("[data-read-aloud]").is_visible()


def test_the_way_back_is_a_link_too(someone: Callable[..., Someone]) -> None:
    parent = in_easy_read(someone, local=True)
    parent.press("All the words")
    assert parent.page.locator(".easy").count() == 0
