"""Makes a small clean WebP of whatever was uploaded, or says why it cannot.

Only the colours of the picture come through: where and with what it was taken (EXIF, GPS, XMP), colour
profiles, comments and anything hung behind it are left out, because the file is written anew.
"""

import hashlib
import io
import re
from dataclasses import dataclass

from PIL import Image, ImageOps

from portal.core.errors import RuleBroken

LARGEST_FILE = 8 * 1024 * 1024
# what cameras of today make; four bytes each while it is read
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 512
QUALITY = 80
# several pictures in one JPEG (MPO) is what some phones make; the first is the one that was taken
READ_AS = ("PNG", "JPEG", "WEBP", "MPO")
FIELD = "file"
NO_PICTURE = "We cannot read this as a picture. Choose a PNG, JPEG or WebP file."
_PAGE_WITHIN = re.compile(rb"<(?:!doctype|html|script)\b", re.IGNORECASE)

# a second guard, within Pillow: it refuses twice as many by itself
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


@dataclass(frozen=True)
class MadePicture:
    """A WebP file; sides in pixels."""

    content: bytes
    width: int
    height: int

    @property
    def content_hash(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def make_picture(uploaded: bytes) -> MadePicture:
    """Read an upload and write it anew as WebP, its longest side at most 512 pixels, upright.

    Refuses (field "file") what is too large, moves, holds a web page, or is no whole PNG, JPEG or WebP.
    It is slow: never call it while holding the lock of a write.
    """
    if not uploaded:
        raise _refusal("Choose a picture.")
    if len(uploaded) > LARGEST_FILE:
        raise _refusal("This file is too large. Choose one of up to 8 MB.")
    if _PAGE_WITHIN.search(uploaded):
        raise _refusal("There is a web page hidden in this file. Save the picture anew, then choose it.")
    try:
        with Image.open(io.BytesIO(uploaded), formats=("PNG", "JPEG", "WEBP")) as opened:
            _check(opened)
            return _written(_small(opened))
    except RuleBroken:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    except Exception as broken:
        # a broken file makes decoders fail in every way there is
        raise _refusal(NO_PICTURE) from broken


def _check(opened: Image.Image) -> None:
    if opened.format not in READ_AS:
        raise _refusal(NO_PICTURE)
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many_pixels()
    if opened.format != "MPO" and getattr(opened, "n_frames", 1) > 1:
        raise _refusal("This picture moves. Choose one that stands still.")


def _small(opened: Image.Image) -> Image.Image:
    # a JPEG can be read at an eighth of its size: less memory, and faster
    opened.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
    opened.load()
    clear = opened.has_transparency_data
    upright = ImageOps.exif_transpose(opened).convert("RGBA" if clear else "RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info.clear()
    return upright


def _written(picture: Image.Image) -> MadePicture:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=6)
    return MadePicture(file.getvalue(), picture.width, picture.height)


def _too_many_pixels() -> RuleBroken:
    return _refusal("This picture is too large. Choose one of up to 25 million dots.")


def _refusal(words: str) -> RuleBroken:
    return RuleBroken(words, FIELD, status=422)
