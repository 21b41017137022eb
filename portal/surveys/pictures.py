"""The Easy Read pictures that a question may have: those that the front end ships."""

import json
from functools import cache

from config import ROOT

FILE = ROOT / "static" / "src" / "pictures.json"


@cache
def picture_names() -> list[tuple[str, str]]:
    """Every picture as (code, name in words), by name."""
    listed = json.loads(FILE.read_text(encoding="utf-8"))["pictures"]
    named = [(code, name.replace("-", " ").capitalize()) for code, name in listed.items()]
    return sorted(named, key=lambda one: one[1])
