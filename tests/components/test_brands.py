"""Every shipped brand can be read: the gate of the design language, over the tokens themselves."""

import re
from pathlib import Path

import pytest

from tests.components.surroundings import ROOT

SCSS = ROOT / "static" / "src" / "scss"
AREAS = ("liverpool", "knowsley", "wirral")
STATES = ("good", "under-way", "late", "cannot")


def block(text: str, selector: str) -> dict[str, str]:
    """The custom properties that stand in the blocks of one selector."""
    found: dict[str, str] = {}
    for body in re.findall(re.escape(selector) + r"\s*\{([^{}]*)\}", text):
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", body))
    return found


def tokens(area: str, dark: bool) -> dict[str, str]:
    """The colours of one area, in the light or in the dark."""
    text = (SCSS / "_tokens.scss").read_text("utf-8")
    light, night = text.split("@media screen and (prefers-color-scheme: dark)")
    own = f'[data-area="{area}"]'
    colours = block(light, ":root") | block(light, own)
    if dark:
        colours |= block(night, "[data-area]") | block(night, own)
    return colours


def brightness(colour: str) -> float:
    """Relative luminance of a hex colour (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours, 1 to 21."""
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(dark: bool) -> list[tuple[str, str, float]]:
    """What must be told apart, and how well: words 7, edges and drawings 3."""
    grounds = ["paper", "card", "wash", "foot"]
    words = [(word, ground, 7.0) for word in ("link", "ink", "soft") for ground in grounds]
    words += [("on-primary", "primary", 7.0), ("on-primary", "deep", 7.0)]
    words += [("dark-ink", "accent", 7.0), ("error", "paper", 7.0), ("error", "card", 7.0)]
    words += [(state, f"{state}-wash", 7.0) for state in STATES]
    edges = [("edge", ground, 3.0) for ground in grounds]
    return [*words, *edges, ("accent", "primary", 3.0), ("focus-ink", "focus", 7.0)]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("area", AREAS)
def test_every_pair_of_colours_can_be_told_apart(area: str, dark: bool) -> None:
    colours = tokens(area, dark)
    poor = {
        f"{front} on {ground}": round(contrast(colours[front], colours[ground]), 1)
        for front, ground, least in pairs(dark)
        if contrast(colours[front], colours[ground]) < least
    }
    assert not poor


@pytest.mark.parametrize("file", sorted((SCSS / "parts").glob("*.scss")), ids=lambda f: f.name)
def test_no_part_names_a_colour_of_its_own(file: Path) -> None:
    rules = re.sub(r"//.*", "", file.read_text("utf-8"))
    if file.name == "_media.scss":
        # paper is black on white
        rules = rules.split("// ---- the paper survey")[0].split(".sheet {")[0]
    assert not re.findall(r"#[0-9a-fA-F]{3,6}\b|\brgba?\(", rules)


@pytest.mark.parametrize("file", sorted((SCSS / "parts").glob("*.scss")), ids=lambda f: f.name)
def test_our_own_rules_turn_round_with_the_language(file: Path) -> None:
    if file.name == "_rtl.scss":
        return
    rules = re.sub(r"//.*", "", file.read_text("utf-8"))
    for same_on_both_sides in ("margin-right: 16px; margin-left: 16px", "right: 0; bottom: 0; left: 0"):
        rules = rules.replace(same_on_both_sides, "")
    word = r"[^\s;]+"
    side = r"(?:margin|padding|border)-(?:left|right)\s*:(?!\s*(?:0|auto|24px|30px)\b)"
    physical = re.findall(rf"{side}[^;]*|text-align:\s*(?:left|right)", rules)
    sides = re.findall(rf"(?:margin|padding): {word} ({word}) {word} ({word});", rules)
    physical += [f"{right} {left}" for right, left in sides if right != left]
    assert not physical


@pytest.mark.parametrize("file", sorted((SCSS / "parts").glob("*.scss")), ids=lambda f: f.name)
def test_nothing_that_old_phones_do_not_know(file: Path) -> None:
    rules = re.sub(r"//.*", "", file.read_text("utf-8"))
    assert not re.findall(r":has\(|color-mix\(|(?<![-\w])gap\s*:", rules)
