"""What people do in a browser, in their words: each function is one thing somebody does."""

from __future__ import annotations

import base64
import re
import time
from urllib.request import HTTPRedirectHandler, Request, build_opener

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from axe_playwright_python.sync_playwright import Axe
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, Page, expect

from marketplace.accounts.models import User
from tests import factories
from tests.harness.cluster import PATIENCE, Cluster, wait_for

PASSWORD = "a-long-password-for-a-test"
CONFIRM = re.compile("confirm|address", re.IGNORECASE)
AT_REST = """() => document.readyState === "complete"
    && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")
    && document.getAnimations().every(each =>
        each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity)"""
SECRET = base64.b32encode(b"twenty secret bytes!").decode()


def open_browser(
    browser: Browser, cluster: Cluster, *, language: str = "en", width: int = 1280
) -> Page:
    """A browser of one person, with cookies of its own."""
    context = browser.new_context(
        base_url=cluster.site_url, locale=language, viewport={"width": width, "height": 900}
    )
    context.set_default_timeout(PATIENCE * 1000)
    return context.new_page()


def sign_up(page: Page, email: str, name: str, role: str) -> None:
    """Sign up by mail: the address is confirmed with the mail that arrives."""
    page.goto("/accounts/signup/")
    page.locator(f"input[name=role][value={role}]").check()
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("input[name=password2]").fill(PASSWORD)
    page.locator("input[name=terms]").check()
    submit(page)
    page.goto(address_in_mail(page, email))
    submit(page)


def address_in_mail(page: Page, email: str) -> str:
    """Open the newest mail to `email` and return the address in it that confirms."""
    mail = page.get_by_role("link").filter(has_text=CONFIRM)

    def has_come() -> bool:
        page.goto("/mails/")
        return mail.count() > 0

    wait_for(has_come, f"a mail for {email}")
    mail.first.click()
    href = page.locator("a[href*='confirm-email']").first.get_attribute("href")
    assert href
    return href


def staff(role: User.Role) -> User:
    """A member of staff with a password and a second factor, made by an operator."""
    user = confirmed(factories.UserFactory.create(role=role))
    totp.TOTP.activate(user, SECRET)
    return user


def confirmed(user: User) -> User:
    """Give a user a confirmed address and the password of these tests."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(page: Page, user: User) -> None:
    """Somebody of `confirmed` without a second factor."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    expect(page).not_to_have_url(re.compile("/accounts/"))


def sign_in_with_code(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page)
    page.locator("input[name=code]").fill(fresh_code())
    submit(page)
    expect(page).not_to_have_url(re.compile("/accounts/"))


def fresh_code() -> str:
    """Return a code that stays valid while it is typed: not one of the last seconds of its 30."""
    left = 30 - time.time() % 30
    if left < 8:
        time.sleep(left)
    return TOTP(base64.b32decode(SECRET), 6, SHA1(), 30).generate(int(time.time())).decode()


def submit(page: Page) -> None:
    """Press the main button of the page's form."""
    page.locator("main form button.btn-primary, main form button[type=submit]").first.click()


def click_over_http(url: str, number: int) -> tuple[int, str]:
    """Click a link as a visitor of its own; return the status and where it leads."""
    agent = (
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        f" Chrome/{100 + number}.0.0.0 Safari/537.36"
    )
    request = Request(url, headers={"User-Agent": agent, "Accept-Language": "fr"})
    with build_opener(NoRedirect).open(request, timeout=PATIENCE) as answer:
        return answer.status, answer.headers["Location"]


class NoRedirect(HTTPRedirectHandler):
    """Do not leave this machine: the landing page is somebody else's."""

    def http_error_302(self, req, fp, code, msg, headers):  # type: ignore[no-untyped-def]
        return fp


def at_rest(page: Page) -> None:
    """Wait until nothing loads or moves: a colour half-way is nobody's choice."""
    wait_for(lambda: page.evaluate(AT_REST), "the page to come to rest")


def accessible(page: Page) -> None:
    """axe finds nothing on the page as it stands."""
    at_rest(page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
