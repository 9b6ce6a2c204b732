"""bin/pictures: take a picture of every page of a running demo, to be looked at.

Each page at 390 and 1280 px, light and dark, in French and English; names say which:
`claim-390-dark-fr.png`. `sheet-lina-390-fr.png` shows all pages of one person in small. A page
that is not the one it was named for is taken as well, and named at the end: exit 1.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from itertools import product
from pathlib import Path

import django
from playwright.async_api import async_playwright

from marketplace.processes.programs import ROOT
from tests.harness.browser import browser_flags, browser_path
from tests.look.contact_sheets import make_sheets
from tests.look.pages_to_show import PAGES, Shown
from tests.look.take_pictures import LANGUAGES, THEMES, WIDTHS, Wanted, take_pictures

WAYS = [f"{width}-{theme}-{language}" for width, theme, language in
        product(WIDTHS, THEMES, LANGUAGES)]  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/pictures", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000", help="of a running bin/run")
    parser.add_argument("--out", type=Path, default=ROOT / ".data" / "pictures")
    parser.add_argument("--only", nargs="+", help="the names of some pages")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS, metavar="390-dark-fr")
    options = parser.parse_args()
    django.setup()
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = Wanted(options.url, options.out, chosen(options.only), frozenset(options.ways))
    asyncio.run(look(wanted))
    for who, pages in wanted.pages.items():
        make_sheets(options.out, who, pages, wanted.ways)
    print(f"The pictures are in {options.out}")
    for name, faults in sorted(wanted.faults.items()):
        print(f"{name} is not as it should be: {'; '.join(sorted(faults))}")
    return 1 if wanted.faults else 0


def chosen(only: list[str] | None) -> dict[str, dict[str, Shown]]:
    """The pages that are wanted; a name that no page has is refused."""
    known = {name for pages in PAGES.values() for name in pages}
    if unknown := set(only or ()) - known:
        sys.exit(f"No page is named {', '.join(sorted(unknown))}")
    kept = {
        who: {name: shown for name, shown in pages.items() if name in (only or known)}
        for who, pages in PAGES.items()
    }
    return {who: pages for who, pages in kept.items() if pages}


async def look(wanted: Wanted) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=browser_path(), args=browser_flags(), headless=True
        )
        await take_pictures(browser, wanted)
        await browser.close()


if __name__ == "__main__":
    sys.exit(main())
