"""The drawings that ship, from static/src/pictures.json: what each is called and where it comes from."""

import json
from dataclasses import dataclass
from functools import cache

from config import ROOT

LIST = ROOT / "static" / "src" / "pictures.json"
SET, LICENCE = "OpenMoji", "CC BY-SA 4.0"


@dataclass(frozen=True)
class Drawing:
    """One drawing of the set: the code pages use, and its name in plain words."""

    code: str
    name: str


@cache
def drawings() -> tuple[Drawing, ...]:
    """Every drawing that ships, by name."""
    listed = json.loads(LIST.read_text("utf-8"))["pictures"]
    found = [Drawing(code, name.replace("-", " ")) for code, name in listed.items()]
    return tuple(sorted(found, key=lambda drawing: drawing.name))
