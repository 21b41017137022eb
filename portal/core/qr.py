"""Addresses as QR codes, for cards and posters."""

import segno
from markupsafe import Markup


def squares(address: str) -> list[list[bool]]:
    """An address as rows of dark (True) and light squares, the light edge that scanners need included."""
    code = segno.make(address, error="m", micro=False)
    return [[bool(square) for square in row] for row in code.matrix_iter(border=4)]


def drawn_address(address: str, *, css_class: str) -> Markup:
    """An address as an inline SVG. Decoration for a screen reader: print the address beside it."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=4, svgclass=css_class, lineclass=None, unit=None)
    # the drawing is made of our own words only
    return Markup(drawn.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S704
