"""bin/pictures: take a picture of every page of a running demo, to be looked at.

Each page at 390 and 1280 px, light and dark, in French and English; names say which:
`claim-390-dark-fr.png`.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from marketplace.processes.programs import ROOT
from payouts.demo.password import PASSWORD
from tests.harness.browser import browser_flags, browser_path

WIDTHS, THEMES, LANGUAGES = (390, 1280), ("light", "dark"), ("fr", "en")
OPEN = {"home": "/", "sign-up": "/accounts/signup/", "sign-in": "/accounts/login/",
        "reset": "/accounts/password/reset/", "mails": "/mails/",
        "mail": "/mails/ > main .rows a",
        "invitation": "/mails/?page=999 > .rows a:has-text('invite') > a[href*='/join/']",
        "api": "/api/docs/", "rules": "/rules/", "not-found": "/nowhere/", "goodbye": "/goodbye/",
        "legal-notice": "/legal/legal-notice/", "terms": "/legal/terms-influencers/",
        "brand-terms": "/legal/terms-brands/", "privacy": "/legal/privacy/"}  # fmt: skip
# An address, then what is pressed there: a selector, or "./" and an address below the page.
PAGES: dict[str, dict[str, str]] = {
    "debut@franc.example": {"welcome-influencer": "/start/"},
    "jeune-marque@franc.example": {"welcome-brand": "/start/"},
    "lina@franc.example": {
        "find": "/find/", "offer": "/find/ > .offer a", "find-nothing": "/find/?q=zzz",
        "offer-chosen": "/find/?q=table > .offer a",
        "claims": "/links/", "claim": "/links/ > a:has-text('Partir en mai')",
        "claim-clicks": "/links/ > a:has-text('Partir en mai') > ./clicks/",
        "claim-left": "/links/ > a:has-text('cargo')",
        "message": "/links/ > a:has-text('Partir en mai') > ./message/",
        "post": "/links/ > a:has-text('Partir en mai') > ./post/", "posts": "/posts/",
        "earnings": "/earnings/", "bank-account": "/earnings/account/",
        "me": "/me/", "about": "/me/about/", "voice": "/me/voice/",
        "accounts": "/me/accounts/", "new-account": "/me/accounts/new/",
        "data": "/me/data/", "leave": "/me/leave/", "sessions": "/accounts/sessions/",
        "address": "/accounts/email/", "password": "/accounts/password/change/",
        "sign-out": "/accounts/logout/",
        "notices": "/notices/", "mails-wanted": "/notices/mails/",
        "second-factor": "/accounts/2fa/", "app-codes": "/accounts/2fa/totp/activate/",
        "new-passkey": "/accounts/2fa/webauthn/add/",
    },
    "marque@franc.example": {
        "campaigns": "/campaigns/", "campaign": "/campaigns/?show=running > tbody a",
        "new-campaign": "/campaigns/new/", "funds": "/funds/", "team": "/organisation/",
        "mandates": "/organisation/ > .organisation-nav a:nth-of-type(2)",
        "proof": "/organisation/ > .organisation-nav a:nth-of-type(3)",
    },
    "velo@franc.example": {
        "draft": "/campaigns/?q=hiver > tbody a",
        "draft-offer": "/campaigns/?q=hiver > tbody a > ./edit/offer/",
        "draft-words": "/campaigns/?q=hiver > tbody a > ./edit/words/",
        "draft-people": "/campaigns/?q=hiver > tbody a > ./edit/audience/",
        "draft-money": "/campaigns/?q=hiver > tbody a > ./edit/worth/",
        "draft-check": "/campaigns/?q=hiver > tbody a > ./check/",
        "came-back": "/campaigns/?q=Rentr > tbody a > ./end/",
    },
    "miel@franc.example": {
        "mandate-asked": "/organisation/ > .organisation-nav a:nth-of-type(2)",
        "campaign-waits": "/campaigns/?q=table > tbody a",
        "people": "/campaigns/?q=table > tbody a > ./people/",
        "change": "/campaigns/?q=quartier > tbody a > ./change/",
        "budget": "/campaigns/?q=quartier > tbody a > ./budget/",
        "end": "/campaigns/?q=quartier > tbody a > ./end/",
        "campaign-changes": "/campaigns/?q=quartier > tbody a",
        "campaign-report": "/campaigns/?q=quartier > tbody a > ./report/",
        "notices-brand": "/notices/",
    },
    "agence@franc.example": {
        "agency-campaigns": "/campaigns/", "agency-new-campaign": "/campaigns/new/",
        "agency-people": "/campaigns/?q=dimanche > tbody a > ./people/",
        "agency-mandates": "/organisation/ > .organisation-nav a:nth-of-type(2)",
    },
    "campagnes@franc.example": {"viewed-team": "/organisation/"},
    "moderation@franc.example": {
        "desk": "/review/", "people": "/people/", "person": "/people/?q=lina > .rows a",
        "organisation": "/people/?show=organisations > .rows a", "tables": "/admin/",
        "table": "/admin/accounts/user/", "brands": "/review/organisations/",
        "brand-proof": "/review/organisations/ > .rows a",
        "cases": "/review/cases/", "desk-cases": "/review/?kind=case",
        "desk-appeals": "/review/?kind=appeal",
        "case-ring": "/review/cases/ > a:has-text('échangés'), a:has-text('exchanged')",
        "case-incited": "/review/cases/ > a:has-text('invit'), a:has-text('asked')",
        "case-script": "/review/cases/ > a:has-text('réguliers'), a:has-text('regular')",
        "accounts-to-prove": "/review/accounts/", "findings": "/review/findings/",
        "networks": "/review/networks/",
        "purges": "/review/purges/", "work": "/review/work/",
        "work-decided": "/review/work/?show=decided", "work-one": "/review/work/ > tbody a",
    },
    "finance@franc.example": {"payouts": "/payouts/", "top-ups": "/payouts/top-ups/"},
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/pictures", description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000", help="of a running bin/run")
    parser.add_argument("--out", type=Path, default=ROOT / ".data" / "pictures")
    parser.add_argument("--only", nargs="+", help="the names of some pages")
    parser.add_argument("--ways", nargs="+", help="some of the eight, such as 390-dark-fr")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=browser_flags(), headless=True
        )
        for who, pages in {"": OPEN, **PAGES}.items():
            wanted = {n: p for n, p in pages.items() if n in (options.only or [n])}
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
        way = f"{width}-{theme}-{language}"
        if way not in (options.ways or [way]):
            continue
        shown = browser.new_context(
            base_url=options.url,
            viewport={"width": width, "height": 844 if width == 390 else 900},
            color_scheme="dark" if theme == "dark" else "light",
            locale=language,
            storage_state=state,
        )
        for name, path in pages.items():
            page = shown.new_page()
            page.set_default_timeout(10_000)
            try:
                visit(page, path)
            except Error as error:
                print(f"{name}: {error.message.splitlines()[0]}")
            page.screenshot(path=options.out / f"{name}-{way}.png", full_page=True)
            page.close()
        shown.close()


def visit(page: Page, path: str) -> None:
    """Open an address, then what is pressed there: `/list/ > selector > ./below/`."""
    address, *hops = path.split(" > ")
    page.goto(address)
    for hop in hops:
        if hop.startswith("./"):
            page.goto(page.url + hop.removeprefix("./"))
        else:
            page.locator(hop).first.click()
        page.wait_for_load_state("load")
    if "/reauthenticate/" in page.url:  # one's data asks who one is once more
        page.locator("main input[type=password]").fill(PASSWORD)
        page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state("load")
    for _ in range(2):  # a code may end while it is typed
        if "/2fa/" not in page.url:
            break
        command = [str(ROOT / "bin" / "manage"), "demo-code", email]
        code = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        page.locator("input[name=code]").fill(code.splitlines()[-1])
        page.locator("main form button.btn-primary").first.click()
        page.wait_for_load_state("load")


if __name__ == "__main__":
    main()
