"""Take a picture for a campaign: checked by its content, drawn again, so that only pixels stay."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from campaigns.drafts import picture_colours
from campaigns.models import Campaign, Picture
from marketplace.names import NameFormField

MOST_PICTURES = 5
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1_600  # pixels, of what is kept
FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_WORDS = 200  # characters


class NotTaken(Exception):
    """The picture cannot be taken; the message says why, in the reader's language."""


def add(campaign: Campaign, upload: IO[bytes], words: str = "") -> Picture:
    """Keep a picture of a campaign. Raises NotTaken."""
    image = draw_picture(upload)
    drawn = BytesIO()
    image.save(drawn, "JPEG", quality=82, optimize=True)
    with transaction.atomic():
        # The campaign's row is the lock: two tabs do not exceed the number.
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        if campaign.pictures.count() >= MOST_PICTURES:
            raise NotTaken(_("Five pictures at most: remove one first."))
        return Picture.objects.create(
            campaign=campaign,
            image=drawn.getvalue(),
            width=image.width,
            height=image.height,
            words=words,
        )


def clean_words(typed: str) -> str:
    """Return what is seen in a picture, as its author says; "" is nothing said. Raises NotTaken."""
    try:
        words: str = NameFormField(max_length=LONGEST_WORDS, required=False).clean(typed)
    except ValidationError as error:
        raise NotTaken(error.messages[0]) from error
    return words


def draw_picture(upload: IO[bytes]) -> Image.Image:
    """Return the picture upright, at most LONGEST_SIDE long, without metadata. Raises NotTaken."""
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotTaken(_("This file is larger than 8 MB."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn(_not_too_large(Image.open(BytesIO(content), formats=FORMATS)))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning) as error:  # fmt: skip
        words = _("This is not a picture that we can open: JPEG, PNG or WebP, please.")
        raise NotTaken(words) from error


def _not_too_large(image: Image.Image) -> Image.Image:
    """Only its head has been read so far: what it would take in memory is known before."""
    if image.width * image.height > MOST_PIXELS:
        raise NotTaken(_("This picture has more than 40 million pixels."))
    return image


def _drawn(image: Image.Image) -> Image.Image:
    """Of a picture that moves, the first frame."""
    upright = picture_colours.with_eight_bits(ImageOps.exif_transpose(image))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    paper = Image.new("RGB", upright.size, "white")  # what was transparent
    layer = picture_colours.to_srgb(upright)
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper
