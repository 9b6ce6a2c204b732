"""Bring the colours of a picture to sRGB with 8 bits a channel, as a JPEG without profile has them.

Phones take pictures in Display P3, cameras in Adobe RGB: without its profile such a picture is
paler. What a profile that cannot be read says is not known; then the numbers stay as they are.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

# The modes that a profile of each colour space describes (ICC.1:2022, table 19).
MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
SIXTEEN, EIGHT = (1 << 16) - 1, (1 << 8) - 1


def with_eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture with 8 bits a channel; Pillow would cut off what is above 255."""
    if image.mode != "I" and not image.mode.startswith("I;16"):
        return image
    values = np.asarray(image).astype(np.uint32)
    made = Image.fromarray(((values * EIGHT + SIXTEEN // 2) // SIXTEEN).astype(np.uint8))
    made.info = {name: value for name, value in image.info.items() if name != "transparency"}
    return made


def to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture as RGBA in sRGB, converted when it brings a profile."""
    layer = image.convert("RGBA")
    profile = _profile(image)
    mode = MODES.get(profile.profile.xcolor_space.strip()) if profile else None
    if profile is None or mode is None or not _describes(mode, image):
        return layer
    try:
        converted = _converted(image if image.mode == mode else layer.convert(mode), profile)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return layer
    converted.putalpha(layer.getchannel("A"))
    return converted


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    content = image.info.get("icc_profile")
    try:
        return ImageCms.ImageCmsProfile(BytesIO(content)) if content else None
    except (OSError, TypeError, ValueError):
        return None


def _describes(mode: str, image: Image.Image) -> bool:
    """Whether a profile for `mode` can be of this picture: of inks for inks, not of light."""
    if "CMYK" in {mode, image.mode}:
        return mode == image.mode
    return mode == "RGB" or image.mode in {"L", "LA", "1"}


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    found = ImageCms.profileToProfile(
        image,
        profile,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if found is None:  # only when it is done in place
        raise ValueError("no picture")
    return found
