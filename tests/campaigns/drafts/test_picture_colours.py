"""Colours: those that were meant, whatever the file's own way of writing them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from campaigns.drafts.draw_picture import draw_picture
from tests.campaigns.drafts import icc_profiles

SIZE = (16, 16)
GREEN = (60, 180, 75)


def middle(image: Image.Image, form: str = "PNG", **options: Any) -> Any:
    """Return the colour in the middle of what is kept of a picture."""
    file = BytesIO()
    image.save(file, form, **options)
    return read(file.getvalue())


def read(content: bytes) -> Any:
    drawn = draw_picture(BytesIO(content))
    assert drawn.mode == "RGB"
    return drawn.getpixel((drawn.width // 2, drawn.height // 2))


def near(found: Any, wanted: tuple[int, int, int], by: int = 2) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(("form", "by"), [("JPEG", 4), ("PNG", 1), ("WEBP", 6)])
def test_display_p3_is_converted(form: str, by: int) -> None:
    options = {"quality": 100} if form != "PNG" else {}
    image = Image.new("RGB", SIZE, GREEN)

    found = middle(image, form, icc_profile=icc_profiles.display_p3(), **options)

    assert near(found, (0, 183, 57), by), found


def test_a_picture_in_srgb_or_without_a_profile_keeps_its_numbers() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    assert near(middle(Image.new("RGB", SIZE, GREEN), icc_profile=srgb), GREEN)
    assert middle(Image.new("RGB", SIZE, GREEN)) == GREEN


def test_what_is_transparent_is_paper_and_the_rest_is_converted() -> None:
    image = Image.new("RGBA", SIZE, (*GREEN, 255))
    assert near(middle(image, icc_profile=icc_profiles.display_p3()), (0, 183, 57))
    assert middle(Image.new("RGBA", SIZE, (*GREEN, 0))) == (255, 255, 255)


def test_a_palette_keeps_its_transparency_and_its_profile() -> None:
    image = Image.new("P", SIZE, 1)
    image.putpalette([255, 0, 0, *GREEN])

    assert middle(image) == GREEN
    assert middle(image, transparency=1) == (255, 255, 255)
    assert near(middle(image, icc_profile=icc_profiles.display_p3()), (0, 183, 57))


@pytest.mark.parametrize(("value", "seen"), [(0, 0), (32_768, 128), (65_535, 255), (300, 1)])
def test_sixteen_bits_of_grey_are_brought_to_eight(value: int, seen: int) -> None:
    image = Image.fromarray(np.full(SIZE, value, np.uint16))

    assert middle(image) == (seen, seen, seen)


def test_sixteen_bits_of_colour_are_brought_to_eight() -> None:
    row = b"\0" + struct.pack(">HHH", 60 * 257, 180 * 257, 75 * 257) * SIZE[0]
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", *SIZE, 16, 2, 0, 0, 0)),
              (b"IDAT", zlib.compress(row * SIZE[1])), (b"IEND", b"")]  # fmt: skip
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )

    assert read(png) == GREEN


def test_a_grey_profile_is_followed() -> None:
    image = Image.new("L", SIZE, 128)

    assert near(middle(image, icc_profile=icc_profiles.grey(1.0)), (188, 188, 188))
    assert near(middle(image, icc_profile=icc_profiles.grey(2.2)), (128, 128, 128), 3)


def test_inks_become_light() -> None:
    red, green, blue = middle(Image.new("CMYK", SIZE, (0, 255, 255, 0)), "JPEG", quality=100)

    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("profile", [b"nonsense", icc_profiles.display_p3()[:150], b"\0" * 200])
def test_a_broken_profile_leaves_the_numbers(profile: bytes) -> None:
    assert middle(Image.new("RGB", SIZE, GREEN), icc_profile=profile) == GREEN


def test_a_profile_of_another_kind_of_colour_leaves_the_numbers() -> None:
    inks = Image.new("CMYK", SIZE, (0, 255, 255, 0))
    assert middle(inks, "JPEG", icc_profile=icc_profiles.display_p3()) == middle(inks, "JPEG")
    assert middle(Image.new("RGB", SIZE, GREEN), icc_profile=icc_profiles.grey(1.0)) == GREEN


def test_a_picture_stands_as_it_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right to be seen
    file = BytesIO()
    Image.new("RGB", (20, 10)).save(file, "JPEG", exif=exif)

    assert draw_picture(BytesIO(file.getvalue())).size == (10, 20)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_a_picture_that_moves_the_first_frame_is_kept(form: str) -> None:
    frames = [Image.new("RGB", SIZE, colour) for colour in (GREEN, (200, 0, 0))]

    found = middle(frames[0], form, save_all=True, append_images=frames[1:], lossless=True)

    assert near(found, GREEN)
