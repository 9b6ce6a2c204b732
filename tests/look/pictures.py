"""bin/pictures: take a picture of every page of a running demo, to be looked at.

Each page at 390 and 1280 px, light and dark, in French and English; names say which:
`claim-390-dark-fr.png`.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from marketplace.embedded.folder import ROOT
from payouts.demo.password import PASSWORD
from tests.harness.browser import browser_flags, browser_path

WIDTHS, THEMES, LANGUAGES = (390, 1280), ("light", "dark"), ("fr", "en")
OPEN = {"home": "/", "sign-up": "/accounts/signup/", "sign-in": "/accounts/login/",
        "reset": "/accounts/password/reset/", "mails": "/mails/", "api": "/api/docs/",
        "not-found": "/nowhere/", "legal-notice": "/legal/legal-notice/",
        "terms": "/legal/terms-influencers/", "privacy": "/legal/privacy/"}  # fmt: skip
PAGES: dict[str, dict[str, str]] = {
    "lina@franc.example": {
        "find": "/find/", "offer": "/find/ > .offer a", "claims": "/links/",
        "claim": "/links/ > .card-link a", "earnings": "/earnings/",
        "bank-account": "/earnings/account/", "me": "/me/", "sessions": "/accounts/sessions/",
        "notices": "/notices/", "mails-wanted": "/notices/mails/",
        "second-factor": "/accounts/2fa/",
    },
    "marque@franc.example": {
        "campaigns": "/campaigns/", "campaign": "/campaigns/?show=running > tbody a",
        "new-campaign": "/campaigns/new/", "funds": "/funds/", "team": "/organisation/",
        "mandates": "/organisation/ > .organisation-nav a:nth-of-type(2)",
        "proof": "/organisation/ > .organisation-nav a:nth-of-type(3)",
    },
    "miel@franc.example": {
        "mandate-asked": "/organisation/ > .organisation-nav a:nth-of-type(2)",
    },
    "agence@franc.example": {
        "agency-campaigns": "/campaigns/",
        "agency-mandates": "/organisation/ > .organisation-nav a:nth-of-type(2)",
    },
    "moderation@franc.example": {
        "desk": "/review/", "people": "/people/", "person": "/people/?q=lina > .rows a",
        "organisation": "/people/?show=organisations > .rows a", "tables": "/admin/",
        "table": "/admin/accounts/user/", "brands": "/review/organisations/",
        "brand-proof": "/review/organisations/ > .rows a",
    },
    "finance@franc.example": {"payouts": "/payouts/", "top-ups": "/payouts/top-ups/"},
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/pictures", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000", help="of a running bin/run")
    parser.add_argument("--out", type=Path, default=ROOT / ".data" / "pictures")
    parser.add_argument("--only", help="the name of one page")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=browser_flags(), headless=True
        )
        for who, pages in {"": OPEN, **PAGES}.items():
            wanted = {n: p for n, p in pages.items() if options.only in (None, n)}
            if wanted:
                take(browser, options, who, wanted)
        browser.close()
    print(f"The pictures are in {options.out}")


def take(browser: Browser, options: argparse.Namespace, who: str, pages: dict[str, str]) -> None:
    """Sign in once, then show every page in every way."""
    context = browser.new_context(base_url=options.url)
    page = context.new_page()
    if who:
        sign_in(page, who)
    state = context.storage_state()
    context.close()
    for width, theme, language in itertools.product(WIDTHS, THEMES, LANGUAGES):
        shown = browser.new_context(
            base_url=options.url,
            viewport={"width": width, "height": 844 if width == 390 else 900},
            color_scheme="dark" if theme == "dark" else "light",
            locale=language,
            storage_state=state,
        )
        for name, path in pages.items():
            page = shown.new_page()
            visit(page, path)
            file = options.out / f"{name}-{width}-{theme}-{language}.png"
            page.screenshot(path=file, full_page=True)
            page.close()
        shown.close()


def visit(page: Page, path: str) -> None:
    """Open `/list/` or, for `/list/ > selector`, what its first such link leads to."""
    address, _, selector = path.partition(" > ")
    page.goto(address)
    if selector:
        page.locator(selector).first.click()
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state("load")
    if "/2fa/" in page.url:
        command = [str(ROOT / "bin" / "manage"), "demo-code", email]
        code = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        page.locator("input[name=code]").fill(code.splitlines()[-1])
        page.locator("main form button.btn-primary").first.click()
        page.wait_for_load_state("load")


if __name__ == "__main__":
    main()
