"""The built front end: the address of each file, and the small drawings that stand inside a page.

Everything is read once, when the app starts: no page costs a look at the disk.
"""

import json
import re
from pathlib import Path

from flask import Flask, current_app
from markupsafe import Markup, escape

ADDRESS = "/static"
DRAWING_FOLDERS = ("icons", "faces")
SPACE = ' xmlns="http://www.w3.org/2000/svg"'
OWN_ID = re.compile(r' id="[^"]*"')


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

    def picture(self, code: str, side: int, css_class: str = "", alt: str = "") -> Markup:
        """Take the code of an Easy Read picture ("1F442"), its side in pixels and its words, return svg.

        It stands in the page: packed with it, a picture is smaller than a request of its own would be.
        Without `alt` it is hidden from screen readers: the words beside it say the same.
        """
        said = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
        size = f'width="{side}" height="{side}" focusable="false"'
        shown = self.drawing(f"pictures/{code}", css_class).removeprefix("<svg")
        return Markup(f"<svg {size} {said}{shown}")  # noqa: S704 our own file, words escaped above


def asset_url(name: str) -> str:
    """Take the plain name of a built file, return the address browsers may keep for ever."""
    return _assets().url(name)


def inline_svg(name: str, css_class: str = "") -> Markup:
    """Take the name of a face or icon and a class, return its svg element as safe markup."""
    return _assets().drawing(name, css_class)


def inline_picture(code: str, side: int, css_class: str = "", alt: str = "") -> Markup:
    """Take a picture's code, its side in pixels, a class and what it shows, return its svg."""
    return _assets().picture(code, side, css_class, alt)


def init_app(app: Flask) -> None:
    """Read the manifest at `ASSET_MANIFEST` and give templates `asset()`, `svg()` and `picture()`.

    Of pictures only those that ship: pictures/showing.py puts one in its place that knows an area's own.

    Refuses to start without a build: a portal without its stylesheet is no portal.
    """
    manifest = Path(app.config["ASSET_MANIFEST"])
    addresses = _read_manifest(manifest)
    drawings = _read_drawings(manifest.parent.parent / "src") | _read_pictures(manifest.parent, addresses)
    app.extensions["assets"] = Assets(addresses, drawings)
    app.jinja_env.globals.update(asset=asset_url, svg=inline_svg, picture=inline_picture)


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
            drawings[name] = _rest(file)
    return drawings


def _read_pictures(build: Path, addresses: dict[str, str]) -> dict[str, str]:
    """The Easy Read pictures, without the ids of their makers: two of them may stand in one page."""
    return {
        name.removesuffix(".svg"): OWN_ID.sub("", _rest(build / address.removeprefix(f"{ADDRESS}/")))
        for name, address in addresses.items()
        if name.startswith("pictures/") and name.endswith(".svg")
    }


def _rest(file: Path) -> str:
    return file.read_text("utf-8").strip().removeprefix("<svg").replace(SPACE, "", 1)
