"""Signs in once for each person of the demo; what the browser keeps of it serves every page."""

from __future__ import annotations

import asyncio
import os

from playwright.async_api import Browser, Page, Response, StorageState

from marketplace.processes.programs import ROOT
from payouts.demo.password import PASSWORD

# As it was before the settings of the tests named their own keys.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
SUBMIT = "main form button.btn-primary"


async def signed_in(browser: Browser, url: str, who: str) -> StorageState:
    """Sign in `somebody`, or `somebody as another`, who acts on behalf of that other."""
    email, _, other = who.partition(" as ")
    context = await browser.new_context(base_url=url, locale="fr")
    context.set_default_timeout(20_000)
    page = await context.new_page()
    await page.goto("/accounts/login/")
    await page.locator("input[name=login]").fill(email)
    await page.locator("input[name=password]").fill(PASSWORD)
    await submitted(page, SUBMIT)
    code = ""
    while "/2fa/" in page.url:  # a code may end while it is typed, and serves once
        code = await code_after(code, email)
        await page.locator("input[name=code]").fill(code)
        await submitted(page, SUBMIT)
    if other:
        await act_for(page, other)
    state = await context.storage_state()
    await context.close()
    return state


async def submitted(page: Page, button: str) -> Response:
    """Press a button that sends a form, and wait for the page that answers."""
    async with page.expect_navigation() as answer:
        await page.locator(button).first.click()
    return await answer.value


async def code_after(last: str, email: str) -> str:
    """A code of the second factor that is not the last one."""
    command = (str(ROOT / "bin" / "manage"), "demo-code", email)
    code = last
    while code == last:
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, env=ENVIRONMENT
        )
        said, _ = await process.communicate()
        code = said.decode().strip().splitlines()[-1]
    return code


async def act_for(page: Page, email: str) -> None:
    await page.goto(f"/people/?q={email}")
    await page.goto(await page.locator(".rows a").first.get_attribute("href") or "/")
    await page.locator("#act-reason").fill("Pour prendre une image de la page.")
    await submitted(page, "form[action$='/act/'] button")


async def confirm_password(page: Page) -> Response:
    """One's data asks who one is once more."""
    await page.locator("main input[type=password]").fill(PASSWORD)
    return await submitted(page, SUBMIT)
