"""Pictures as PNG from SVG that we drew: for files, and for places that take no SVG.

The letters come from one font that ships as a pinned package: the same SVG gives the same bytes on every
machine, whatever fonts it has.
"""

import font_source_sans_pro
import resvg_py

FAMILY = "Source Sans Pro"
PAPER = "#ffffff"


def png_of(svg: str, *, wide: int) -> bytes:
    """The drawing as PNG, `wide` pixels wide on white; its height follows."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=wide,
            background=PAPER,
            skip_system_fonts=True,
            font_files=[font_source_sans_pro.SourceSansPro, font_source_sans_pro.SourceSansProBold],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
