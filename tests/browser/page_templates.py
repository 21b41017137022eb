"""The templates by what they are: pages, parts of pages, and the layouts pages stand in."""

import re

from config import ROOT

FOLDER = ROOT / "templates"
EXTENDS = re.compile(r'{% extends "layouts/(\w+)\.html" %}')


def layout_of(name: str) -> str | None:
    """The layout a page stands in; None for a part."""
    found = EXTENDS.search((FOLDER / name).read_text("utf-8"))
    return found[1] if found else None


NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
# layouts and components have a gallery of their own: tests/components
OWN = [name for name in NAMES if not name.startswith(("layouts/", "components/"))]
PAGES = [name for name in OWN if layout_of(name)]
PARTS = [name for name in OWN if not layout_of(name)]
LAYOUTS = sorted({str(layout_of(name)) for name in PAGES})
