"""The built front end: the address of each file, and the small drawings that stand inside a page.

Everything is read once, when the app starts: no page costs a look at the disk.
"""

import json
from pathlib import Path

from flask import Flask, current_app
from markupsafe import Markup, escape

ADDRESS = "/static"
DRAWING_FOLDERS = ("icons", "faces")


class AssetsMissing(RuntimeError):
    """The front end has not been built, or a template asks for a file that it does not hold."""


class Assets:
    """What one build holds: addresses by plain name, and the source of each small drawing."""

    def __init__(self, addresses: dict[str, str], drawings: dict[str, str]) -> None:
        self._addresses = addresses
        self._drawings = drawings

    def url(self, name: str) -> str:
        """Take the plain name of a built file ("portal.css"), return its address with the hash."""
        try:
            return self._addresses[name]
        except KeyError:
            raise AssetsMissing(
                f"The front end has no file {name!r}. Run make assets, or correct the name."
            ) from None

    def drawing(self, name: str, css_class: str = "") -> Markup:
        """Take a drawing's name ("tick", "faces/three-1-good"), return its svg for the page.

        The svg is hidden from screen readers: the words beside it must say the same.
        """
        try:
            rest = self._drawings[name]
        except KeyError:
            raise AssetsMissing(f"There is no drawing {name!r} in static/src.") from None
        shown_class = f' class="{escape(css_class)}"' if css_class else ""
        return Markup(f"<svg{shown_class}{rest}")  # noqa: S704 our own file, class escaped above


def asset_url(name: str) -> str:
    """Take the plain name of a built file, return the address browsers may keep for ever."""
    return _assets().url(name)


def inline_svg(name: str, css_class: str = "") -> Markup:
    """Take the name of a face or icon and a class, return its svg element as safe markup."""
    return _assets().drawing(name, css_class)


def init_app(app: Flask) -> None:
    """Read the manifest at `ASSET_MANIFEST` and give templates `asset()` and `svg()`.

    Refuses to start without a build: a portal without its stylesheet is no portal.
    """
    manifest = Path(app.config["ASSET_MANIFEST"])
    app.extensions["assets"] = Assets(
        _read_manifest(manifest), _read_drawings(manifest.parent.parent / "src")
    )
    app.jinja_env.globals.update(asset=asset_url, svg=inline_svg)


def _assets() -> Assets:
    assets = current_app.extensions["assets"]
    assert isinstance(assets, Assets)  # noqa: S101 tells the type checker what init_app stored
    return assets


def _read_manifest(manifest: Path) -> dict[str, str]:
    try:
        names = json.loads(manifest.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        raise AssetsMissing(
            f"The front end is not built: {manifest.name} is missing or broken. Run make assets."
        ) from None
    return {name: f"{ADDRESS}/{hashed}" for name, hashed in names.items()}


def _read_drawings(source: Path) -> dict[str, str]:
    """Each drawing without its opening `<svg`, so that a class can be put first.

    Inside HTML the namespace is not needed, so it does not travel with every page.
    """
    drawings = {}
    for folder in DRAWING_FOLDERS:
        for file in sorted((source / folder).glob("*.svg")):
            name = file.stem if folder == "icons" else f"{folder}/{file.stem}"
            code = file.read_text("utf-8").strip()
            drawings[name] = code.removeprefix("<svg").replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    return drawings
