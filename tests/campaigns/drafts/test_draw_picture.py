"""A picture is what its bytes say, drawn again, whatever its name says."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from campaigns.drafts import draw_picture
from campaigns.drafts.draw_picture import NotTaken
from tests import factories

pytestmark = pytest.mark.django_db


def drawn(
    form: str = "PNG", size: tuple[int, int] = (20, 10), mode: str = "RGB", **options: object
) -> BytesIO:
    file = BytesIO()
    Image.new(mode, size).save(file, form, **options)
    file.seek(0)
    return file


def test_a_picture_is_kept_as_a_jpeg_of_its_size() -> None:
    picture = draw_picture.add(factories.draft(), drawn())

    assert (picture.width, picture.height) == (20, 10)
    assert bytes(picture.image).startswith(b"\xff\xd8\xff")


def test_where_it_was_taken_does_not_stay_in_it() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N"}
    exif[0x010F] = "a camera of its own"

    picture = draw_picture.add(factories.draft(), drawn("JPEG", exif=exif))

    assert b"camera" not in bytes(picture.image)
    assert not Image.open(BytesIO(bytes(picture.image))).getexif()


def test_a_large_picture_is_made_smaller() -> None:
    picture = draw_picture.add(factories.draft(), drawn(size=(3_200, 1_600)))

    assert (picture.width, picture.height) == (1_600, 800)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>",
        b"\xff\xd8\xff\xe0 not really",
        drawn().read()[:40],
        b"GIF89a" + b"\0" * 40,
        b"x" * (draw_picture.MOST_BYTES + 1),
    ],
    ids=["empty", "svg", "a beginning", "half a picture", "gif", "too large"],
)
def test_what_is_no_picture_is_not_taken(content: bytes) -> None:
    with pytest.raises(NotTaken):
        draw_picture.add(factories.draft(), BytesIO(content))


def test_a_picture_of_too_many_pixels_is_not_even_opened() -> None:
    with pytest.raises(NotTaken):
        draw_picture.draw_picture(drawn(size=(9_000, 9_000), mode="1"))


def test_five_pictures_are_enough() -> None:
    campaign = factories.draft()
    for _ in range(draw_picture.MOST_PICTURES):
        draw_picture.add(campaign, drawn())

    with pytest.raises(NotTaken):
        draw_picture.add(campaign, drawn())
