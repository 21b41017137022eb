"""What is uploaded is written anew as a small clean WebP, or refused with a sentence."""

import io
from typing import Any

import pytest
from PIL import Image

from portal.core.errors import RuleBroken
from portal.pictures.decoding import LARGEST_FILE, make_picture
from tests.pictures.made import bomb, drawn

ANIMATED: dict[str, Any] = {"save_all": True, "append_images": [Image.new("RGB", (640, 480), "red")]}
PAGE = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
REFUSED = {
    "nothing": (b"", "Choose a picture."),
    "words": (b"I am a picture, really.", "cannot read"),
    "svg": (SVG, "cannot read"),
    "gif": (drawn("GIF"), "cannot read"),
    "page": (PAGE, "web page"),
    "page behind a picture": (drawn() + PAGE, "web page"),
    "page before a picture": (PAGE + drawn(), "web page"),
    "bomb": (bomb(), "too large"),
    "somewhat too many dots": (bomb(5001), "too large"),
    "half a PNG": (drawn("PNG")[:700], "cannot read"),
    "half a JPEG": (drawn("JPEG")[:3000], "cannot read"),
    "half a WebP": (drawn("WEBP")[:700], "cannot read"),
    "a moving PNG": (drawn("PNG", **ANIMATED), "moves"),
    "a moving WebP": (drawn("WEBP", **ANIMATED), "moves"),
    "too many bytes": (drawn() + bytes(LARGEST_FILE), "file is too large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_fit_picture_is_refused_beside_its_field(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(RuleBroken, match=words) as broken:
        make_picture(content)
    assert (broken.value.field, broken.value.status) == ("file", 422)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_small_webp(kind: str) -> None:
    made = make_picture(drawn(kind, (2000, 1000)))
    with Image.open(io.BytesIO(made.content)) as read:
        assert (read.format, read.size) == ("WEBP", (512, 256))
    assert (made.width, made.height) == (512, 256)


def test_a_small_picture_is_not_made_larger() -> None:
    assert make_picture(drawn(size=(40, 30))).width == 40


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "LA", "I;16"])
def test_every_kind_of_colour_can_be_read(mode: str) -> None:
    source = "L" if mode == "I;16" else mode
    picture = Image.open(io.BytesIO(drawn(mode=source)))
    file = io.BytesIO()
    (picture.convert("I").convert("I;16") if mode == "I;16" else picture).save(file, "PNG")
    assert make_picture(file.getvalue()).width == 512


def test_a_clear_ground_stays_clear() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(file, "PNG")
    with Image.open(io.BytesIO(make_picture(file.getvalue()).content)) as read:
        assert read.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_where_and_with_what_it_was_taken_goes_and_it_stands_upright() -> None:
    taken = Image.Exif()
    taken[0x0112] = 6  # turned by a quarter
    taken[0x010F] = "Camera of Jo"
    taken.get_ifd(0x8825)[1] = "N"
    sent = drawn("JPEG", (600, 400), exif=taken, icc_profile=b"profile of Jo", comment=b"words of Jo")
    made = make_picture(sent)
    assert (made.width, made.height) == (341, 512)
    assert b"Jo" in sent
    assert b"Jo" not in made.content
    with Image.open(io.BytesIO(made.content)) as read:
        assert not read.getexif()
        assert "icc_profile" not in read.info
        # the sun was in the left upper corner: turned clockwise it is in the right one
        assert read.convert("RGB").getpixel((290, 60))[0] > 200  # type: ignore[index]


def test_the_same_picture_gives_the_same_file() -> None:
    assert make_picture(drawn()).content_hash == make_picture(drawn()).content_hash


def test_several_pictures_in_one_jpeg_give_the_first() -> None:
    more: dict[str, Any] = {"save_all": True, "append_images": [Image.new("RGB", (640, 480), "red")]}
    with Image.open(io.BytesIO(make_picture(drawn("MPO", **more)).content)) as read:
        assert read.convert("RGB").getpixel((500, 350))[2] > 150  # type: ignore[index]
