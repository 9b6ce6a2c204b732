"""One sheet for each person, width and language: its pages in small, light beside dark."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SMALL = {390: (195, 420), 1280: (400, 420)}
COLUMNS = {390: 4, 1280: 3}
GAP, TITLE = 12, 22
PAPER, INK = (232, 232, 232), (20, 20, 20)
THUMBNAILS = "thumbnails"


def keep_picture(image: bytes, path: Path) -> None:
    """Keep a picture, and its top in small, where the sheets look for it."""
    path.write_bytes(image)
    small = path.parent / THUMBNAILS / path.name
    small.parent.mkdir(exist_ok=True)
    with Image.open(BytesIO(image)) as picture:
        width, height = SMALL[390 if picture.width < 1280 else 1280]
        seen = picture.crop(
            (0, 0, picture.width, min(picture.height, height * picture.width // width))
        )
        factor = max(1, picture.width // width)
        seen.reduce(factor).convert("RGB").resize(
            (width, max(1, seen.height * width // picture.width))
        ).save(small)


def make_sheets(out: Path, who: str, names: Iterable[str], ways: Iterable[str]) -> list[Path]:
    """Lay out what was taken for one person; return the sheets."""
    listed = list(names)
    pairs = sorted({(int(width), language) for width, _, language in map(split, ways)})
    return [
        make_sheet(out, f"sheet-{(who or 'open').split('@')[0]}-{width}-{language}", listed, way)
        for width, language in pairs
        for way in [(width, language)]
    ]


def split(way: str) -> list[str]:
    return way.split("-")


def make_sheet(out: Path, title: str, names: list[str], way: tuple[int, str]) -> Path:
    width, language = way
    (wide, high), across = SMALL[width], COLUMNS[width]
    step = (2 * wide + 3 * GAP, high + TITLE + GAP)
    rows = -(-len(names) // across)
    sheet = Image.new("RGB", (step[0] * min(across, len(names)), step[1] * rows + GAP), PAPER)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    for at, name in enumerate(names):
        left, top = step[0] * (at % across) + GAP, step[1] * (at // across) + GAP
        pen.text((left, top), name, INK, font)
        for shift, theme in ((0, "light"), (wide + GAP, "dark")):
            small = out / THUMBNAILS / f"{name}-{width}-{theme}-{language}.png"
            if small.exists():
                with Image.open(small) as picture:
                    sheet.paste(picture, (left + shift, top + TITLE))
    sheet.save(out / f"{title}.png")
    return out / f"{title}.png"
