"""Opens pages of a running demo and takes their pictures, one opening for each language."""

from __future__ import annotations

import base64
import itertools
import subprocess
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Error, Page, Response, sync_playwright

from marketplace.processes.programs import ROOT
from payouts.demo.password import PASSWORD
from tests.harness.browser import browser_flags, browser_path
from tests.look.pages import PageToShow

WIDTHS, THEMES, LANGUAGES = {390: 844, 1280: 900}, ("light", "dark"), ("fr", "en")
MEDIA: dict[str, Any] = {"light": "light", "dark": "dark"}
WAYS = [
    f"{width}-{theme}-{language}"
    for width, theme, language in itertools.product(WIDTHS, THEMES, LANGUAGES)
]
PATIENCE_MS = 20_000


class Job(NamedTuple):
    """Some pages of one person in one language."""

    url: str
    out: Path
    state: Any
    language: str
    ways: list[str]
    pages: dict[str, PageToShow]


def take_pictures(job: Job) -> list[str]:
    """Take every picture of a job; return what is wrong with its pages."""
    with sync_playwright() as playwright, launch(playwright) as browser:
        context = browser.new_context(
            base_url=job.url, locale=job.language, storage_state=job.state, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE_MS)
        wrong = []
        for name, shown in job.pages.items():
            page = context.new_page()
            found = visit_page(page, shown)
            if found:
                wrong.append(f"{name}, {job.language}: {found}")
            save_ways(page, name, job)
            page.close()
        return wrong


def launch(playwright: Any) -> Browser:
    browser: Browser = playwright.chromium.launch(
        executable_path=browser_path(), args=browser_flags(), headless=True
    )
    return browser


def save_ways(page: Page, name: str, job: Job) -> None:
    protocol = page.context.new_cdp_session(page)
    for (width, height), theme in itertools.product(WIDTHS.items(), THEMES):
        way = f"{width}-{theme}-{job.language}"
        if way not in job.ways:
            continue
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=MEDIA[theme])
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": tall})  # bars stand at the very end
        answer = protocol.send("Page.captureScreenshot", {"optimizeForSpeed": True})
        (job.out / f"{name}-{way}.png").write_bytes(base64.b64decode(answer["data"]))


def visit_page(page: Page, shown: PageToShow) -> str:
    """Open a page; return what is wrong with it, or nothing."""
    statuses: list[int] = []
    page.on("response", lambda answer: note_status(page, answer, statuses))
    try:
        follow(page, shown.where)
    except Error as error:
        return error.message.splitlines()[0]
    return what_is_wrong(page, shown, statuses[-1])


def note_status(page: Page, answer: Response, statuses: list[int]) -> None:
    if answer.request.is_navigation_request() and answer.frame == page.main_frame:
        statuses.append(answer.status)


def what_is_wrong(page: Page, shown: PageToShow, status: int) -> str:
    view = view_of(page.url)
    if view != shown.view:
        return f"is {view or 'no page'} at {page.url}, not {shown.view}"
    if status != shown.status:
        return f"answers {status}, not {shown.status}"
    if not page.locator(shown.marker).count():
        return f"has no {shown.marker} at {page.url}"
    return ""


def view_of(url: str) -> str:
    """Return the url name of an address, nothing for one that is nowhere."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def follow(page: Page, where: str) -> None:
    """Open an address, then what is pressed there: `/list/ > selector > ./below/`."""
    address, *hops = where.split(" > ")
    page.goto(address)
    for hop in hops:
        if hop.startswith("./"):
            page.goto(page.url + hop.removeprefix("./"))
        elif hop.startswith("/"):
            page.goto(hop.format(code=code_shown(page)))
        else:
            press(page, hop)
    if "/reauthenticate/" in page.url and "/reauthenticate/" not in where:
        page.locator("main input[type=password]").fill(PASSWORD)  # one's data asks who one is
        press(page, "main form button.btn-primary")
    page.evaluate("document.fonts.ready")


def code_shown(page: Page) -> str:
    """Return the code of the link that a claim's page draws as a QR code."""
    address = page.locator("a[href*='/codes/']").first.get_attribute("href") or ""
    return address.split("/codes/")[1].split("/")[0]


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def sign_in(browser: Browser, url: str, email: str) -> Any:
    """Return the cookies of a person who has signed in; of nobody, none."""
    context = browser.new_context(base_url=url)
    if email:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(PASSWORD)
        press(page, "main form button.btn-primary")
        for _ in range(2):  # a code may end while it is typed
            if "/2fa/" in page.url:
                page.locator("input[name=code]").fill(code_of(email))
                press(page, "main form button.btn-primary")
    state = context.storage_state()
    context.close()
    return state


def code_of(email: str) -> str:
    command = [str(ROOT / "bin" / "manage"), "demo-code", email]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return said.strip().splitlines()[-1]
