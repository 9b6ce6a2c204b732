"""One picture to look at for each role, width and theme: its pages, small, with their names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

# Small pictures and how many stand in a row; what is taller is cut off.
SMALL = {"390": (195, 420, 10), "1280": (400, 560, 5)}
GAP, NAME = 10, 16


def draw_contact_sheet(out: Path, role: str, way: str, names: Iterable[str]) -> Path | None:
    """Draw the pictures that were taken of a role in one way; None if there are none."""
    pictures = [(n, p) for n in names if (p := out / f"{n}-{way}.png").exists()]
    if not pictures:
        return None
    width, height, across = SMALL[way.partition("-")[0]]
    across = min(across, len(pictures))
    down = -(-len(pictures) // across)
    cell = (width + GAP, height + NAME + GAP)
    sheet = Image.new("RGB", (cell[0] * across + GAP, cell[1] * down + GAP), "#888888")
    draw = ImageDraw.Draw(sheet)
    for at, (name, path) in enumerate(pictures):
        x, y = GAP + cell[0] * (at % across), GAP + cell[1] * (at // across)
        draw.text((x, y), name, fill="black")
        sheet.paste(shrunk(path, width, height), (x, y + NAME))
    saved = out / f"sheet-{role}-{way}.png"
    sheet.save(saved, compress_level=1)
    return saved


def shrunk(path: Path, width: int, height: int) -> Image.Image:
    with Image.open(path) as picture:
        scale = width / picture.width
        top = picture.convert("RGB").crop(
            (0, 0, picture.width, min(picture.height, int(height / scale)))
        )
        return top.resize((width, max(1, int(top.height * scale))), Image.Resampling.BOX)
