"""An influencer, in a browser: finding, joining, several links, leaving; and what everybody has."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from campaigns.clicks.forgetting import partitions
from campaigns.models import Claim
from marketplace.accounts.models import Influencer
from marketplace.notifications.notices import notify
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people
from tests.journeys.interactions import Interactions

TITLE = "Partir en mai sans avion"


def test_an_influencer_from_finding_to_leaving(cluster: Cluster, browser: Browser) -> None:
    partitions.prepare()
    lina = factories.InfluencerFactory.create(display_name="Lina M.")
    people.confirmed(lina.user)
    factories.live(title=TITLE)
    factories.live(title="Le miel de votre quartier", category="food", networks=["tiktok"])
    notify(lina.user, "Your post is approved", ["Every click counts."], "/links/", "See")
    cluster.site()
    cluster.relay()
    cluster.worker()
    page = people.open_browser(browser, cluster, width=390)
    people.sign_in(page, lina.user)

    narrows_what_is_shown(page)
    joins_in_one_tap(page, lina)
    makes_another_link(page)
    posts_it(page)
    leaves_and_comes_back(page, lina)
    reads_a_notice(page)
    looks_after_the_account(page)
    takes_the_data_along(page)
    reads_the_small_print(page)


def narrows_what_is_shown(page: Page) -> None:
    page.goto("/find/?topic=food")
    expect(page.locator("main").get_by_text("Le miel de votre quartier").first).to_be_visible()
    people.accessible(page)
    page.get_by_role("link", name="Le miel de votre quartier").first.click()
    expect(page.locator(".offer-why")).to_contain_text("TikTok")  # what would change it
    people.accessible(page)
    page.goto("/find/?q=zzz")
    people.accessible(page)


def joins_in_one_tap(page: Page, lina: Influencer) -> None:
    hands = Interactions(page)
    page.goto("/find/")
    hands.press(TITLE)
    page.get_by_role("button", name="Take part").dblclick()
    expect(page.locator("[name=body]")).to_be_visible()
    assert Claim.objects.filter(influencer=lina).count() == 1
    hands.fill("body", "Trois jours à Vienne en train de nuit.")
    hands.press("Check and get my link")
    expect(page.locator("a.message-link").first).to_be_visible()
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="You take part").or_(
        page.get_by_role("button", name="Take part")
    ).first.click()
    expect(page.locator("a.message-link").first).to_be_visible()


def makes_another_link(page: Page) -> None:
    page.get_by_text("Another link, to see").click()
    page.locator("details [name=label]").fill("Story")
    page.locator("details").get_by_role("button", name="Add").click()
    expect(page.locator(".link-rows > li")).to_have_count(2)
    people.accessible(page)
    page.get_by_role("button", name="QR", exact=True).click()
    expect(page.locator("#qr svg").first).to_be_visible()
    with page.expect_download() as png:
        page.locator("#qr").get_by_role("link", name="PNG").click()
    assert png.value.suggested_filename.endswith(".png")
    page.keyboard.press("Escape")


def posts_it(page: Page) -> None:
    page.get_by_role("link", name="I posted it here").first.click()
    page.locator("[name=url]").fill("social.example")
    people.accessible(page)
    page.locator("[name=url]").fill("https://social.example/p/1")
    people.submit(page)
    expect(page.get_by_text("A person is looking at your post")).to_be_visible()
    page.goto("/posts/")
    expect(page.get_by_text(TITLE)).to_be_visible()
    people.accessible(page)


def leaves_and_comes_back(page: Page, lina: Influencer) -> None:
    claim = Claim.objects.get(influencer=lina)
    page.goto(f"/links/{claim.pk}/")
    page.get_by_role("button", name="Leave this campaign").click()
    people.accessible(page)
    page.get_by_role("button", name="Yes, leave").click()
    expect(page.get_by_text("You left this campaign")).to_be_visible()
    people.accessible(page)
    page.get_by_role("link", name="Come back").click()
    page.get_by_role("button", name="Come back").click()
    expect(page.get_by_role("button", name="Leave this campaign")).to_be_visible()
    assert Claim.objects.filter(influencer=lina).count() == 1


def reads_a_notice(page: Page) -> None:
    page.locator(".topbar .bell").click()
    people.accessible(page)
    page.get_by_role("link", name="Your post is approved").click()
    expect(page).to_have_url(re.compile(r"/links/$"))
    people.accessible(page)


def looks_after_the_account(page: Page) -> None:
    """Theme, language, sessions, address: on one's own page and below it."""
    page.goto("/me/")
    page.get_by_role("button", name="Dark").or_(page.get_by_label("Dark")).first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    people.accessible(page)
    for path in ("/accounts/sessions/", "/accounts/email/", "/accounts/2fa/", "/notices/mails/"):
        page.goto(path)
        people.accessible(page)
    page.goto("/me/")
    page.locator("[name=language]").select_option("fr")
    people.submit(page)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.locator("[name=language]").select_option("en")
    people.submit(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def takes_the_data_along(page: Page) -> None:
    page.goto("/me/data/")
    if "reauthenticate" in page.url:
        page.locator("main input[type=password]").fill(people.PASSWORD)
        people.submit(page)
    people.accessible(page)
    people.submit(page)
    link = page.locator("a[href*='/me/data/download/']")
    expect(link).to_be_visible()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "franc-data.zip"
    page.goto("/me/leave/")
    people.accessible(page)


def reads_the_small_print(page: Page) -> None:
    for path in ("/legal/legal-notice/", "/legal/terms-influencers/", "/legal/privacy/"):
        page.goto(path)
        people.accessible(page)
