"""A passkey, in a browser with a virtual authenticator, under the strict security policy."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from marketplace.accounts.models import User
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people


def with_authenticator(page: Page) -> Page:
    """Give the browser an authenticator that always says yes, as a phone's owner would."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def sign_in(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(people.PASSWORD)
    people.submit(page)


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    people.submit(page)


def test_a_passkey_is_the_second_factor_of_staff_and_opens_the_account_alone(
    cluster: Cluster, browser: Browser
) -> None:
    reviewer = factories.reviewer()
    people.confirmed(reviewer)
    cluster.site()
    page = with_authenticator(people.open_browser(browser, cluster))
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Policy" in line.text else None)

    sign_in(page, reviewer)
    expect(page).to_have_url(re.compile(r"/accounts/2fa/$"))  # staff go nowhere without
    people.accessible(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("input[name=password]").fill(people.PASSWORD)  # asked before what is delicate
    people.submit(page)
    page.locator("input[name=name]").fill("My phone")
    page.locator("input[name=passwordless]").check()
    people.accessible(page)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("My phone")).to_be_visible()
    people.accessible(page)
    page.goto("/review/")
    expect(page).to_have_url(re.compile(r"/review/$"))

    sign_out(page)
    sign_in(page, reviewer)
    people.accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(r"/review/$"))

    sign_out(page)
    page.goto("/accounts/login/")
    people.accessible(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(r"/review/$"))
    assert refused == []
