"""Opens a page by the way that the list says, and tells whether it is the one it was named for."""

from __future__ import annotations

from django.urls import Resolver404, resolve
from playwright.async_api import Error, Page

from tests.look.pages_to_show import Shown
from tests.look.sign_in_to_look import confirm_password


async def visit(page: Page, shown: Shown) -> str:
    """Open a page; return what is wrong with it, nothing when it is the one it was named for."""
    try:
        status = await go(page, shown.path)
        await page.evaluate("document.fonts.ready")
        return await what_is_wrong(page, shown, status)
    except Error as error:
        return error.message.splitlines()[0]


async def go(page: Page, path: str) -> int:
    """Follow the way to a page; return the status of the last answer."""
    address, *hops = path.split(" > ")
    for hop in (address, *hops):
        wanted = await address_of(page, hop)
        answer = await page.goto(wanted)
        if "/reauthenticate/" in page.url and "/reauthenticate/" not in wanted:
            answer = await confirm_password(page)
    return answer.status if answer else 0


async def address_of(page: Page, hop: str) -> str:
    """Where a hop leads from here."""
    if hop.startswith("./"):
        return page.url.split("?")[0] + hop.removeprefix("./")
    if hop.startswith("/"):
        return hop
    pressed, plus, _ = hop.partition(" +")
    leads = await page.locator(pressed).first.get_attribute("href")
    return (leads or hop) + plus.strip()


async def what_is_wrong(page: Page, shown: Shown, status: int) -> str:
    view = view_of(page.url)
    if (status, view) != (shown.status, shown.view):
        return f"{status} from {view} instead of {shown.status} from {shown.view}"
    if not await page.locator(shown.marker).count():
        return f"nothing there is {shown.marker}"
    return ""


def view_of(url: str) -> str | None:
    """The name that the resolver has for an address, None when it has none."""
    path = "/" + url.split("://", 1)[-1].partition("/")[2].split("?")[0].split("#")[0]
    try:
        return resolve(path).view_name
    except Resolver404:
        return None
