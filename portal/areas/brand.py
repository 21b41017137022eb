"""The brand of an area: six colours, and whether everyone can read what is written in them.

Contrast is worked out as WCAG 2.2 defines it (relative luminance of sRGB). Every pair of words must
reach 7 to 1 (AAA), every edge 3 to 1; a brand that fails is refused (design.md, "Gate for a new
area"). The colours of paper and ink below are those of static/src/scss/_tokens.scss; a test compares.
"""

import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}")
WORDS, EDGES = 7.0, 3.0
PAPER = {"paper": "#fbf9f5", "card": "#ffffff", "foot": "#f1ece4"}
INK, SOFT, EDGE, DARK_INK = "#211b29", "#4b4454", "#736b7c", "#211b29"
DARK_PAPER = {"paper": "#17141b", "card": "#221e28", "foot": "#110e14", "wash": "#2b2533"}


@dataclass(frozen=True)
class Brand:
    """What an area may set: the words in its bar, and a shipped set or six colours of its own."""

    logo_text: str = ""
    shipped: str = "liverpool"
    primary: str = ""
    deep: str = ""
    wash: str = ""
    accent: str = ""
    link: str = ""
    on_primary: str = "#ffffff"

    @property
    def own_colours(self) -> bool:
        """Whether the area has colours of its own beside the shipped ones."""
        return bool(self.primary)


COLOURS = ("primary", "deep", "wash", "accent", "link", "on_primary")
SHIPPED = {
    "liverpool": ("#5a2569", "#3e1749", "#f4ecf6", "#f7bd4b", "#5a2569", "#ffffff"),
    "knowsley": ("#0b4f4d", "#063735", "#e5f1ee", "#f8ad86", "#0b4f4d", "#ffffff"),
    "wirral": ("#1a4270", "#102c4d", "#e7eff7", "#f0c987", "#1a4270", "#ffffff"),
}


@dataclass(frozen=True)
class Fault:
    """A pair of colours that is too close: the setting to change, and a sentence for the admin."""

    colour: str
    sentence: str


def shipped_brand(name: str, logo_text: str = "") -> Brand:
    """The brand of a shipped set with its colours filled in, for showing and for copying."""
    return Brand(logo_text, name, **dict(zip(COLOURS, SHIPPED[name], strict=True)))


def one_spelling(typed: str) -> str | None:
    """A colour as "#5a2569" from "#5A2569", "5a2569" or "#526"; None when it is not a colour."""
    digits = typed.strip().lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    colour = f"#{digits}"
    return colour if HEX.fullmatch(colour) else None


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def faults(brand: Brand) -> list[Fault]:
    """Every pair of the brand's own colours that cannot be read; empty when it may be used."""
    wrong = [
        Fault(name, f"“{getattr(brand, name)}” is not a colour. Write it like #5a2569.")
        for name in COLOURS
        if not HEX.fullmatch(getattr(brand, name))
    ]
    return wrong or [fault for pair in _pairs(brand) if (fault := _fault(*pair))]


def _pairs(brand: Brand) -> list[tuple[str, str, str, str, float]]:
    """The gate: the setting to change, what stands on what, the two colours, and how far apart."""
    return [
        ("primary", "The words on the bar and buttons", brand.on_primary, brand.primary, WORDS),
        ("deep", "The words on a button under the pointer", brand.on_primary, brand.deep, WORDS),
        *(("link", f"Links on the {name}", brand.link, colour, WORDS) for name, colour in PAPER.items()),
        ("link", "Links on the tint", brand.link, brand.wash, WORDS),
        ("wash", "Words on the tint", INK, brand.wash, WORDS),
        ("wash", "Hints on the tint", SOFT, brand.wash, WORDS),
        ("wash", "Edges of boxes on the tint", EDGE, brand.wash, EDGES),
        ("accent", "Dark words on the accent", DARK_INK, brand.accent, WORDS),
        ("accent", "The accent on the bar", brand.accent, brand.primary, EDGES),
    ]


def _fault(colour: str, what: str, one: str, other: str, least: float) -> Fault | None:
    ratio = contrast(one, other)
    if ratio >= least:
        return None
    # rounded down: 6.96 must not read as the 7.0 that would be enough
    shown = int(ratio * 10) / 10
    return Fault(
        colour, f"{what}: {shown} to 1. It must be {least:g} to 1 or more, so that everyone can read it."
    )


def dark_link(link: str) -> str:
    """The link colour mixed with white until it can be read on every dark paper."""
    parts = _parts(link)
    for step in range(101):
        mixed = "#" + "".join(f"{part + (255 - part) * step // 100:02x}" for part in parts)
        if all(contrast(mixed, paper) >= WORDS for paper in DARK_PAPER.values()):
            return mixed
    return "#ffffff"


def stylesheet(brand: Brand) -> str:
    """The six properties of a brand's own colours as a style sheet, and what dark mode makes of two.

    Refuses (ValueError) anything but checked colours: no other text may reach a style sheet.
    """
    if faults(brand):
        raise ValueError("these colours have not passed the gate")
    six = "".join(f"--{name.replace('_', '-')}:{getattr(brand, name)};" for name in COLOURS)
    dark = f"--wash:{DARK_PAPER['wash']};--link:{dark_link(brand.link)};"
    return (
        f":root,[data-area]{{{six}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root,[data-area]{{{dark}}}}}\n"
    )
