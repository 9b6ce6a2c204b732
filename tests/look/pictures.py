"""bin/pictures: take a picture of every page of a running demo, to be looked at.

Each page at 390 and 1280 px, light and dark, in French and English; names say which:
`claim-390-dark-fr.png`. A contact sheet for each role, light in French and dark in English:
`sheet-influencer-390-light-fr.png`.
Fails, once all is taken, and names each page that is not the one it was to be.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from marketplace.processes.programs import ROOT
from tests.look.contact_sheets import draw_contact_sheet
from tests.look.pages import ROLES, PageToShow
from tests.look.take_pictures import LANGUAGES, WAYS, Job, launch, sign_in, take_pictures

AT_ONCE, PAGES_A_JOB = 3, 12


def main() -> None:
    options = read_options()
    started = time.monotonic()
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = pages_wanted(options.only)
    jobs = jobs_of(options, wanted)
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn"), django.setup) as processes:
        going = [processes.submit(take_pictures, job) for job in jobs]
        wrong = [line for one in going for line in one.result()]
        sheets = [
            processes.submit(draw_contact_sheet, options.out, role, way, list(wanted[role]))
            for role, way in itertools.product(wanted, ways_of_sheets(options.ways))
        ]
        drawn = sum(one.result() is not None for one in sheets)
    print(f"{drawn} contact sheets, {time.monotonic() - started:.0f} s: {options.out}")
    if wrong:
        sys.exit("Not the pages they were to be:\n" + "\n".join(sorted(wrong)))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/pictures", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000", help="of a running bin/run")
    parser.add_argument("--out", type=Path, default=ROOT / ".data" / "pictures")
    parser.add_argument("--only", nargs="+", help="the names of some pages")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS, metavar="390-dark-fr")
    return parser.parse_args()


def pages_wanted(only: list[str] | None) -> dict[str, dict[str, PageToShow]]:
    """The pages of each role; without any when none of its pages is asked for."""
    known = {name for _who, pages in ROLES.values() for name in pages}
    if unknown := set(only or []) - known:
        sys.exit(f"There is no page {', '.join(sorted(unknown))}")
    asked = {
        role: {name: page for name, page in pages.items() if name in (only or [name])}
        for role, (_who, pages) in ROLES.items()
    }
    return {role: pages for role, pages in asked.items() if pages}


def ways_of_sheets(ways: list[str]) -> list[str]:
    """Both themes and both languages, without every pair of them."""
    return [way for way in ways if way.endswith(("light-fr", "dark-en"))] or ways


def jobs_of(options: argparse.Namespace, wanted: dict[str, dict[str, PageToShow]]) -> Iterator[Job]:
    """Sign in once for each role; each language, and a dozen pages, is a job."""
    languages = [one for one in LANGUAGES if any(way.endswith(one) for way in options.ways)]
    with sync_playwright() as playwright, launch(playwright) as browser:
        for role, pages in wanted.items():
            state = sign_in(browser, options.url, ROLES[role][0])
            names = list(pages)
            for at, language in itertools.product(range(0, len(names), PAGES_A_JOB), languages):
                some = {name: pages[name] for name in names[at : at + PAGES_A_JOB]}
                yield Job(options.url, options.out, state, language, options.ways, some)


if __name__ == "__main__":
    main()
