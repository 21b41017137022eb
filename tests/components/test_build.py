"""What the build makes: hashed, compressed, light enough for an old phone, with nobody's address."""

import gzip
import json
import re
from pathlib import Path

import pytest
import yaml

from tests.components.surroundings import ROOT

BUILD = ROOT / "static" / "build"
SOURCE = ROOT / "static" / "src"
MANIFEST: dict[str, str] = json.loads((BUILD / "manifest.json").read_text("utf-8"))
SCRIPTS = sorted((SOURCE / "js").glob("*.js"))
PICTURES: dict[str, str] = json.loads((SOURCE / "pictures.json").read_text("utf-8"))["pictures"]


def over_the_wire(name: str) -> int:
    """Bytes of one built file as a phone of today gets it."""
    file = BUILD / MANIFEST[name]
    small = Path(f"{file}.br")
    return (small if small.exists() else file).stat().st_size


def test_every_file_of_the_manifest_is_there_under_a_name_with_its_hash() -> None:
    for name, hashed in MANIFEST.items():
        assert (BUILD / hashed).is_file()
        stem, end = name.rsplit(".", 1)
        assert re.fullmatch(re.escape(stem) + r"\.[0-9a-f]{10}\." + end, hashed)


def test_the_compressed_twins_hold_the_same() -> None:
    for name in ("portal.css", "staff.css", "portal.js"):
        plain = (BUILD / MANIFEST[name]).read_bytes()
        assert gzip.decompress(Path(f"{BUILD / MANIFEST[name]}.gz").read_bytes()) == plain
        assert Path(f"{BUILD / MANIFEST[name]}.br").stat().st_size < len(plain) / 2


def test_style_and_script_leave_room_in_the_25_kb_of_a_first_page() -> None:
    assert over_the_wire("portal.css") < 14_000
    assert over_the_wire("staff.css") < 6_000
    assert over_the_wire("portal.js") < 4_000


@pytest.mark.parametrize("code", PICTURES)
def test_each_picture_is_light(code: str) -> None:
    assert over_the_wire(f"pictures/{code}.svg") < 4_000


def test_the_pictures_carry_their_credit() -> None:
    credit = (BUILD / MANIFEST["pictures/credits.txt"]).read_text("utf-8")
    assert "OpenMoji" in credit
    assert "CC BY-SA 4.0" in credit


def test_every_picture_that_our_content_names_is_built() -> None:
    named: set[str] = set()
    for file in sorted((ROOT / "portal").rglob("*.yaml")):
        named |= set(_codes(yaml.safe_load(file.read_text("utf-8"))))
    assert named <= set(PICTURES)


def _codes(content: object) -> list[str]:
    if isinstance(content, dict):
        own = [str(content["openmoji"])] if "openmoji" in content else []
        return own + [code for value in content.values() for code in _codes(value)]
    if isinstance(content, list):
        return [code for value in content for code in _codes(value)]
    return []


def test_the_lock_file_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert all(entry.get("integrity") for name, entry in packages.items() if name)


def test_every_version_is_pinned() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values())


def test_nothing_in_the_built_files_comes_from_elsewhere() -> None:
    styles = (BUILD / MANIFEST["portal.css"]).read_text("utf-8")
    assert not re.findall(r"url\((?!\"?data:)|@import|@font-face", styles)
    script = (BUILD / MANIFEST["portal.js"]).read_text("utf-8")
    assert not re.findall(r"https?://|XMLHttpRequest|sendBeacon|eval\(", script)
    # a form may be sent to its own address without leaving the page, the page of a long job asks how far it
    # is, and nothing else is fetched
    fetched = [
        line for path in SCRIPTS for line in path.read_text("utf-8").splitlines() if "fetch(" in line
    ]
    ours = re.compile(r"fetch\((form\.action|progress\(\)\.dataset\.job), ")
    assert all(ours.search(line) and '"same-origin"' in line for line in fetched)
    assert len(re.findall(r"\bfetch\(", script)) == len(
        re.findall(r"\bfetch\(\w+(?:\(\))?\.(?:action|dataset\.job),", script)
    )
    assert script.count("fetch(") == len(fetched)
