"""The gate for a new brand: what can be read is let in, what cannot is refused with its ratio."""

import re
from pathlib import Path

import pytest

import config
from portal.areas import brand
from portal.areas.brand import Brand, faults, shipped_brand, stylesheet

TOKENS = (Path(config.ROOT) / "static/src/scss/_tokens.scss").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("prefers-color-scheme: dark", 1)


def token(name: str, inside: str) -> str:
    """The first value of a custom property in a piece of the Sass, in six digits."""
    found = re.search(rf"--{name}: (#\w+);", inside)
    assert found is not None, name
    return brand.one_spelling(found.group(1)) or ""


@pytest.mark.parametrize("name", brand.SHIPPED)
def test_every_shipped_set_passes_the_gate(name: str) -> None:
    assert faults(shipped_brand(name)) == []


@pytest.mark.parametrize("name", brand.SHIPPED)
def test_the_shipped_sets_are_those_of_the_style_sheet(name: str) -> None:
    block = LIGHT.split(f'[data-area="{name}"]')[1] if name != "liverpool" else LIGHT
    for setting in ("primary", "deep", "wash", "accent", "link"):
        assert getattr(shipped_brand(name), setting) == token(setting, block)


def test_paper_and_ink_are_those_of_the_style_sheet() -> None:
    for name, colour in brand.PAPER.items():
        assert colour == token(name, LIGHT)
    for name, colour in brand.DARK_PAPER.items():
        assert colour == token(name, DARK)
    inks = (brand.INK, brand.SOFT, brand.EDGE, brand.DARK_INK)
    assert inks == tuple(token(name, LIGHT) for name in ("ink", "soft", "edge", "dark-ink"))


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(brand.contrast("#000000", "#ffffff"), 2) == 21
    assert brand.contrast("#5a2569", "#5a2569") == 1


def test_a_grey_brand_is_refused_with_the_pair_and_its_ratio() -> None:
    grey = Brand("Grey", "liverpool", "#888888", "#3e1749", "#f4ecf6", "#f7bd4b", "#5a2569", "#ffffff")
    assert [fault.colour for fault in faults(grey)] == ["primary", "accent"]
    assert faults(grey)[0].sentence.startswith("The words on the bar and buttons: 3.5 to 1.")


def test_a_ratio_just_below_the_limit_is_not_rounded_up_to_it() -> None:
    close = Brand("Close", "liverpool", "#5a5a5a", "#3e1749", "#f4ecf6", "#f7bd4b", "#5a2569", "#ffffff")
    ratio = brand.contrast("#ffffff", "#5a5a5a")
    assert 6.5 < ratio < 7
    assert f"{int(ratio * 10) / 10} to 1" in faults(close)[0].sentence


@pytest.mark.parametrize(
    "colour", ["red", "#12345", "#fff;}body{display:none", "url(x)", "", "#ggg", "#1234567"]
)
def test_only_colours_reach_the_style_sheet(colour: str) -> None:
    evil = Brand("Evil", "liverpool", "#5a2569", "#3e1749", "#f4ecf6", "#f7bd4b", colour, "#ffffff")
    assert brand.one_spelling(colour) is None
    assert faults(evil)
    with pytest.raises(ValueError, match="not passed the gate"):
        stylesheet(evil)


@pytest.mark.parametrize("typed", ["#5A2569", "5a2569", " #5a2569 "])
def test_a_colour_may_be_typed_in_several_ways(typed: str) -> None:
    assert brand.one_spelling(typed) == "#5a2569"


@pytest.mark.parametrize("link", ["#5a2569", "#000000", "#0b4f4d", "#7a0000"])
def test_links_can_be_read_in_dark_mode_too(link: str) -> None:
    dark = brand.dark_link(link)
    assert all(brand.contrast(dark, paper) >= 7 for paper in brand.DARK_PAPER.values())
