"""Takes the pages one after the other, several at once: a navigation for each language."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections import defaultdict
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Error,
    StorageState,
)

from tests.look.contact_sheets import keep_picture
from tests.look.measure_page import measure_page
from tests.look.pages_to_show import Shown
from tests.look.sign_in_to_look import signed_in
from tests.look.visit_page import visit

Theme = Literal["light", "dark"]
Way = tuple[int, Theme, str]
WIDTHS = (390, 1280)
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = ("fr", "en")
AT_ONCE, BATCH = 5, 12
HEIGHTS = {390: 844, 1280: 900}
Pages = dict[str, dict[str, Shown]]


@dataclass(frozen=True)
class Wanted:
    """What is to be taken: pages by who sees them, and the ways to see them."""

    url: str
    out: Path
    pages: Pages
    ways: frozenset[str]
    faults: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


async def take_pictures(browser: Browser, wanted: Wanted) -> None:
    """Sign everybody in once, then show every page in every way; faults are in `wanted`."""
    states: dict[str, StorageState | None] = {}

    async def enter(who: str) -> None:
        try:
            states[who] = await signed_in(browser, wanted.url, who) if who else None
        except Error:  # every page of theirs will be found to be the sign-in
            states[who] = None

    await several(enter(who) for who in wanted.pages)
    await several(
        take(
            browser,
            wanted,
            states[who],
            {name: wanted.pages[who][name] for name in names},
            language,
        )
        for who, names, language in batches(wanted.pages)
    )


def batches(pages: Pages) -> list[tuple[str, list[str], str]]:
    """A few pages of one person in one language each."""
    return [
        (who, list(shown)[at : at + BATCH], language)
        for language in LANGUAGES
        for who, shown in pages.items()
        for at in range(0, len(shown), BATCH)
    ]


async def several(works: Iterable[Coroutine[None, None, None]]) -> None:
    """Do them all, a few at once."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(work: Coroutine[None, None, None]) -> None:
        async with free:
            await work

    await asyncio.gather(*(one(work) for work in works))


async def take(
    browser: Browser,
    wanted: Wanted,
    state: StorageState | None,
    pages: dict[str, Shown],
    language: str,
) -> None:
    """Take some pages of one person in one language."""
    ways = [
        (width, theme, language)
        for width, theme in product(WIDTHS, THEMES)
        if f"{width}-{theme}-{language}" in wanted.ways
    ]
    if not ways:
        return
    context = await browser.new_context(
        base_url=wanted.url, locale=language, storage_state=state, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    for name, shown in pages.items():
        await take_page(context, wanted, name, shown, ways)
    await context.close()


async def take_page(
    context: BrowserContext, wanted: Wanted, name: str, shown: Shown, ways: list[Way]
) -> None:
    """Open a page once, note what is wrong with it (also at 320 px), and take it in some ways."""
    page = await context.new_page()
    page.on("console", lambda said: note_error(wanted, name, said))
    if fault := await visit(page, shown):
        wanted.faults[name].add(fault)
    elif not (shown.view or "").startswith("admin:"):  # its pages are those of a library
        for fault in await measure_page(page):
            wanted.faults[name].add(fault)
    camera = await context.new_cdp_session(page)
    for width, theme, language in ways:
        await page.emulate_media(color_scheme=theme)
        await page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        path = wanted.out / f"{name}-{width}-{theme}-{language}.png"
        await asyncio.to_thread(keep_picture, await whole_page(camera), path)
    await page.close()


def note_error(wanted: Wanted, name: str, said: ConsoleMessage) -> None:
    """What the browser complains of, such as a style that the policy refuses; not a status."""
    if said.type == "error" and "the server responded with a status" not in said.text:
        wanted.faults[name].add(said.text)


async def whole_page(camera: CDPSession) -> bytes:
    """A picture of a page from top to end; packed for speed, which halves the time of all."""
    size = (await camera.send("Page.getLayoutMetrics"))["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
    how = {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": True, "clip": clip}
    return b64decode((await camera.send("Page.captureScreenshot", how))["data"])
