"""Pictures made for a test, as the bytes of a file, and an area's own picture of one."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

from portal.core import clock
from portal.pictures import actions
from portal.pictures.decoding import make_picture
from portal.pictures.models import OwnPicture
from tests.planting import area_called


def drawn(
    kind: str = "PNG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: Any
) -> bytes:
    """A blue field with a yellow sun in its left upper corner."""
    picture = Image.new("RGB", size, "steelblue")
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] // 3, size[1] // 3), fill="gold")
    file = io.BytesIO()
    picture.convert(mode).save(file, kind, **options)
    return file.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A small PNG that says it has `side` x `side` dots; what is in it is only its beginning."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def own_picture(
    area: str = "liverpool",
    name: str = "Our library",
    content: bytes | None = None,
    by: int = 1,
) -> OwnPicture:
    """An area's own picture, added; the caller holds a transaction."""
    return actions.add_picture(
        area=area_called(area),
        name=name,
        alternative="The sun shines on our library.",
        credit="Jo Example, for all to use",
        made=make_picture(content or drawn()),
        by=by,
        at=clock.now(),
    )
