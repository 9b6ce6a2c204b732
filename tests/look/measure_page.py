"""Measures a page at the width of the smallest phones: whole, no word broken, no text on another.

Then once more with a word of 600 letters wherever people's own words may stand.
"""

from __future__ import annotations

from playwright.async_api import Page

from marketplace.processes.programs import ROOT

NARROWEST = 320
WHAT_BREAKS = (ROOT / "tests" / "look" / "what_breaks.js").read_text()
LONG_WORDS = (ROOT / "tests" / "look" / "fill_with_long_words.js").read_text()


async def measure_page(page: Page, height: int = 700) -> list[str]:
    """Return what is wrong with a page at 320 px; it has that width afterwards."""
    await page.set_viewport_size({"width": NARROWEST, "height": height})
    found: list[str] = await page.evaluate(WHAT_BREAKS)
    found += await page.evaluate(LONG_WORDS)
    return [f"at {NARROWEST} px {fault}" for fault in found]
