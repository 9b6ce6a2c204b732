"""The language is changed with a form half filled: nothing that was typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from campaigns.clicks.forgetting import partitions
from campaigns.joining import claim_campaign
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people


def to_french(page: Page) -> None:
    page.locator("[data-language-switch] button[value=fr]").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_a_sign_up_keeps_all_but_the_passwords(cluster: Cluster, browser: Browser) -> None:
    cluster.site()
    page = people.open_browser(browser, cluster)
    page.goto("/accounts/signup/?role=influencer")
    page.locator("input[name=role][value=brand]").check()
    page.locator("input[name=name]").fill("Lina «M» <b>")
    page.locator("input[name=email]").fill("lina@there.example")
    page.locator("input[name=password1]").fill("a secret that is long")
    page.locator("input[name=terms]").check()

    to_french(page)

    expect(page.locator("input[name=role][value=brand]")).to_be_checked()
    expect(page.locator("input[name=name]")).to_have_value("Lina «M» <b>")
    expect(page.locator("input[name=email]")).to_have_value("lina@there.example")
    expect(page.locator("input[name=terms]")).to_be_checked()
    expect(page.locator("input[name=password1]")).to_have_value("")
    expect(page.locator("p[data-not-kept]")).to_have_count(1)
    assert page.evaluate("sessionStorage.getItem('half-filled')") is None

    page.reload()

    expect(page.locator("input[name=name]")).to_have_value("")


def test_what_was_refused_is_kept_as_well(cluster: Cluster, browser: Browser) -> None:
    cluster.site()
    page = people.open_browser(browser, cluster)
    page.goto("/accounts/signup/")
    page.locator("form.form").evaluate("form => (form.noValidate = true)")
    page.locator("input[name=name]").fill("Lina")
    page.locator("input[name=email]").fill("no address")
    people.submit(page)
    expect(page.locator(".field-errors").first).to_be_visible()

    to_french(page)

    expect(page.locator("input[name=name]")).to_have_value("Lina")
    expect(page.locator("input[name=email]")).to_have_value("no address")


def test_a_message_is_kept_and_its_preview_follows(cluster: Cluster, browser: Browser) -> None:
    partitions.prepare()
    lina = factories.InfluencerFactory.create()
    claim = claim_campaign.claim(factories.live().pk, lina)
    cluster.site()
    page = people.open_browser(browser, cluster)
    people.sign_in(page, people.confirmed(lina.user))
    page.goto(f"/links/{claim.pk}/message/")
    page.locator("[data-language-switch] button[value=en]").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("textarea[name=body]").fill("Deux lignes,\nà moi")

    to_french(page)

    expect(page.locator("textarea[name=body]")).to_have_value("Deux lignes,\nà moi")
    expect(page.locator("[data-preview]")).to_have_text(re.compile("Deux lignes"))


def test_a_draft_keeps_its_choices_and_what_its_editor_holds(
    cluster: Cluster, browser: Browser
) -> None:
    owner, organisation = factories.brand()
    draft = factories.draft(organisation)
    cluster.site()
    page = people.open_browser(browser, cluster)
    people.sign_in(page, people.confirmed(owner))
    page.goto(f"/campaigns/{draft.pk}/edit/words/")
    page.locator("[data-language-switch] button[value=en]").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("trix-editor").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Half a brief")

    to_french(page)

    expect(page.locator("trix-editor")).to_have_text("Half a brief")
    page.goto(f"/campaigns/{draft.pk}/edit/audience/")
    page.locator("details").first.evaluate("one => (one.open = true)")
    boxes = page.locator("input[type=checkbox][name=countries]")
    boxes.nth(1).check()
    page.locator("[data-language-switch] button[value=en]").last.click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.nth(1)).to_be_visible()


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/login/"])
def test_without_scripts_the_language_changes_all_the_same(
    cluster: Cluster, browser: Browser, path: str
) -> None:
    cluster.site()
    context = browser.new_context(base_url=cluster.site_url, locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(path)

    page.locator("[data-language-switch] button[value=fr]").click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("p[data-not-kept]")).to_have_count(0)
