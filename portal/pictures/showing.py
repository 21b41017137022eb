"""How any page shows a picture: a drawing that ships stands in the page, an area's own is a file."""

import flask
from markupsafe import Markup

from portal.core.assets import inline_picture
from portal.pictures.models import OwnPicture
from portal.pictures.queries import pictures_of

OWN = "own/"
_TAG = Markup('<img src="{}" width="{}" height="{}" alt="{}" class="{}" loading="lazy">')


def show_picture(name: str, side: int, css_class: str = "", alt: str = "") -> Markup:
    """Take a picture's name, its longest side in pixels, a class and what it shows; return markup.

    "1F442" is the code of a drawing that ships and becomes an svg; "own/our-library" is an area's own
    and becomes an <img>, with its written alternative unless `alt` says more. Where the area has no
    such picture the words stand alone: nothing is returned.
    """
    if not name.startswith(OWN):
        return inline_picture(name, side, css_class, alt)
    picture = _by_name().get(name.removeprefix(OWN))
    if picture is None:
        return Markup()
    file = picture.file
    share = side / max(file.width, file.height)
    width, height = (max(1, round(length * share)) for length in (file.width, file.height))
    address = address_of(picture)
    return _TAG.format(address, width, height, alt or picture.alternative, css_class)


def address_of(picture: OwnPicture) -> str:
    """Where the file of a picture is; the address changes with what is in it."""
    return flask.url_for("pictures.file", content_hash=picture.file.content_hash)


def _by_name() -> dict[str, OwnPicture]:
    """The pictures of this page's area, asked for once a page; none on a page without an area."""
    if flask.g.get("area") is None:
        return {}
    if "own_pictures" not in flask.g:
        flask.g.own_pictures = {picture.slug: picture for picture in pictures_of(flask.g.area)}
    found: dict[str, OwnPicture] = flask.g.own_pictures
    return found


def init_app(app: flask.Flask) -> None:
    """Give templates `picture()` that knows an area's own pictures too."""
    app.jinja_env.globals["picture"] = show_picture
