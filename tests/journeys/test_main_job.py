"""The main job, in a browser, with every real process: from a brand's idea to a payment file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from playwright.sync_api import Browser, Page, expect

from marketplace.accounts.models import User
from payouts import audit
from tests.harness.cluster import Cluster, wait_for
from tests.journeys import people
from tests.journeys.interactions import Interactions

IBAN = "FR14 2004 1010 0505 0001 3M02 606"
CLICKS_BEFORE, CLICKS_AFTER = 4, 36
EARNED = "14.00"  # 40 clicks at EUR 0.35


def test_from_an_idea_to_a_payment_file(cluster: Cluster, browser: Browser) -> None:
    start_everything(cluster)
    brand, influencer = (people.open_browser(browser, cluster) for _ in range(2))
    reviewer, finance = (people.open_browser(browser, cluster) for _ in range(2))
    people.sign_in_with_code(reviewer, people.staff(User.Role.REVIEWER))
    people.sign_in_with_code(finance, people.staff(User.Role.FINANCE))

    brand_joins(brand)
    brand_creates_a_campaign(brand)
    finance_books_its_transfer(finance)
    reviewer_sees_that_the_sponsor_is_unproved(reviewer)
    reviewer_confirms_the_sponsor_by_hand(reviewer)
    reviewer_approves_the_campaign(reviewer)
    influencer_joins(influencer)
    url = influencer_claims_and_writes(influencer)
    early = [people.click_over_http(url, number) for number in range(CLICKS_BEFORE)]
    influencer_posts(influencer)
    reviewer_approves_the_post(reviewer)
    late = [people.click_over_http(url, CLICKS_BEFORE + n) for n in range(CLICKS_AFTER)]

    assert {status for status, _ in early + late} == {302}
    assert all("utm_source=franc" in where for _, where in early + late)
    both_see_the_same_cents(brand, influencer)
    the_hold_ends(cluster, influencer)
    influencer_enters_an_iban(influencer)
    finance_pays(finance)
    assert [check for check in audit.run_audit() if not check.holds] == []


def start_everything(cluster: Cluster) -> None:
    from campaigns.clicks.forgetting import partitions

    partitions.prepare()
    cluster.site()
    cluster.links()
    cluster.ship()
    cluster.relay()
    cluster.worker()


def brand_joins(page: Page) -> None:
    people.accessible(at(page, "/accounts/signup/"))
    people.sign_up(page, "brand@test.example", "Camille R.", "brand")
    page.locator("input[name=name]").fill("Rail Vert")
    page.locator("input[name=legal_name]").fill("Rail Vert SAS")
    people.accessible(page)
    people.submit(page)
    expect(page).to_have_url(re.compile(r"/campaigns/$"))
    people.accessible(page)


def brand_creates_a_campaign(page: Page) -> None:
    """Four steps, each saved by itself, and the page on which it is sent."""
    brand = Interactions(page)
    page.goto("/campaigns/new/")
    brand.fill("title", "Partir en mai sans avion")
    brand.choose("category", "travel")
    brand.tick("is_political", "no")
    brand.fill("landing_url", "http://rail-vert.example/offer")
    brand.press("Save and go on")
    expect(page.locator(".field-wrong")).to_have_count(1)
    expect(page.locator("[name=title]")).to_have_value("Partir en mai sans avion")
    people.accessible(page)
    brand.fill("landing_url", "https://rail-vert.example/offer")
    brand.press("Save and go on")
    brand.write("trix-editor", "Say why you like trains.")
    brand.fill("required_words", "train")
    people.accessible(page)
    brand.press("Save and go on")
    brand.tick("tiers", "everyday")
    brand.tick("confirm_everyday")
    people.accessible(page)
    brand.press("Save and go on")
    brand.fill("starts_on", datetime.now(UTC).date().isoformat())
    people.accessible(page)
    brand.press("Save and go on")
    expect(page.get_by_text("Before it can go live")).to_be_visible()
    people.accessible(page)
    brand.press("Send to review")
    expect(page.locator("#campaign-state")).to_contain_text("In review")
    people.accessible(page)


def finance_books_its_transfer(page: Page) -> None:
    page.goto("/payouts/top-ups/")
    page.locator("[name=organisation]").select_option(label="Rail Vert")
    page.locator("[name=cents]").fill("1000")
    page.locator("[name=reference]").fill("VIR 2026-0001")
    people.submit(page)
    expect(page.get_by_text("€1,000.00")).to_be_visible()
    people.accessible(page)


def reviewer_sees_that_the_sponsor_is_unproved(page: Page) -> None:
    page.goto("/review/")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".field-errors")).to_contain_text("is not proved yet")
    people.accessible(page)


def reviewer_confirms_the_sponsor_by_hand(page: Page) -> None:
    """No register and no name server answers on this machine: a person does."""
    page.get_by_role("link", name="confirm by hand").click()
    people.accessible(page)
    for kind, value in (("number", "100000009"), ("domain", "rail-vert.example")):
        page.locator(f"[name=kind][value={kind}]").check()
        page.locator("[name=value]").fill(value)
        page.locator("[name=reason]").fill("Seen in the register of commerce.")
        people.submit(page)
        expect(page.locator(".rows")).to_contain_text(value)
        expect(page.locator(".rows .pill-paid").first).to_be_visible()
    people.accessible(page)


def reviewer_approves_the_campaign(page: Page) -> None:
    page.goto("/review/")
    expect(page.get_by_text("Partir en mai sans avion")).to_be_visible()
    people.accessible(page)
    # Its landing page exists nowhere: whoever lets it through says why.
    page.locator("textarea[name=reason]").fill("An example; its page exists nowhere.")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Partir en mai sans avion")).to_have_count(0)


def influencer_joins(page: Page) -> None:
    people.sign_up(page, "lina@test.example", "Lina M.", "influencer")
    lina = Interactions(page)
    lina.fill("birth_date", "1996-05-12")
    people.accessible(page)
    lina.press("Continue")
    people.accessible(page)
    lina.press("Continue")
    lina.choose("network", "instagram")
    lina.fill("handle", "@lina")
    lina.fill("followers", "420")
    people.accessible(page)
    lina.press("Continue")
    expect(page).to_have_url(re.compile(r"/find/$"))
    people.accessible(page)


def influencer_claims_and_writes(page: Page) -> str:
    """Return the personal link."""
    page.get_by_role("link", name="Partir en mai sans avion").click()
    people.accessible(page)
    page.get_by_role("button", name="Take part").click()
    page.locator("textarea[name=body]").fill("Trois jours en train : cliquez vite !")
    people.submit(page)
    expect(page.locator("mark")).to_have_text("cliquez")
    people.accessible(page)
    page.locator("textarea[name=body]").fill("Trois jours à Vienne en train de nuit.")
    people.submit(page)
    link = page.locator("a.message-link").first
    expect(link).to_be_visible()
    people.accessible(page)
    url = link.get_attribute("href")
    assert url
    return url


def influencer_posts(page: Page) -> None:
    page.get_by_role("link", name="I posted it here").click()
    page.locator("[name=url]").fill("https://social.example/p/1")
    people.accessible(page)
    people.submit(page)
    expect(page.get_by_text("A person is looking at your post")).to_be_visible()
    # Its clicks wait, and the page that refreshes itself comes to say so.
    expect(page.locator("#claim-receipt")).to_contain_text("Being reviewed")


def reviewer_approves_the_post(page: Page) -> None:
    page.goto("/review/")
    expect(page.get_by_text("Lina M.")).to_be_visible()
    people.accessible(page)
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Lina M.")).to_have_count(0)


def both_see_the_same_cents(brand: Page, influencer: Page) -> None:
    """Both pages refresh themselves until every click is paid."""
    brand.goto("/campaigns/")
    brand.get_by_role("link", name="Partir en mai sans avion").click()
    expect(influencer.locator("#claim-money .loud")).to_have_text(f"€{EARNED}")
    expect(brand.locator("#campaign-truth")).to_contain_text(f"€{EARNED}")
    expect(brand.locator("#campaign-truth")).to_contain_text("€15.40")
    expect(influencer.locator("#claim-receipt")).to_contain_text("Paid at €0.35")
    for page in (brand, influencer):
        people.accessible(page)


def the_hold_ends(cluster: Cluster, page: Page) -> None:
    """Two weeks later: only the database's clock decides, so the test moves the due time."""
    with cluster.owner().cursor() as cursor:
        cursor.execute("UPDATE payouts_hold SET due_at = now() - interval '1 second'")
    with cluster.app().cursor() as cursor:
        cursor.execute(
            "INSERT INTO marketplace_outboxmessage (task, kwargs) VALUES"
            " ('payouts.release_holds', '{}')"
        )

    def released() -> bool:
        page.goto("/earnings/")
        return f"€{EARNED}" in page.locator(".loud").inner_text()

    wait_for(released, "the hold to be released")
    people.accessible(page)


def influencer_enters_an_iban(page: Page) -> None:
    page.goto("/earnings/account/")
    for name, value in {
        "holder": "Lina Martin",
        "iban": IBAN.replace("606", "607"),
        "street": "1 rue du Lac",
        "postcode": "69001",
        "city": "Lyon",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    people.submit(page)
    expect(page.locator(".field-wrong")).to_have_count(1)
    people.accessible(page)
    page.locator("[name=iban]").fill(IBAN)
    people.submit(page)
    expect(page.get_by_text("FR14 •••• 2606")).to_be_visible()
    assert "2004 1010" not in page.content()


def finance_pays(page: Page) -> None:
    page.goto("/payouts/")
    people.accessible(page)
    page.get_by_role("button", name="Make the payout file").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="File").click()
    root = ET.parse(download.value.path()).getroot()
    amounts = [e.text for e in root.iter() if e.tag.endswith("InstdAmt")]
    assert amounts == [EARNED]
    page.get_by_role("button", name="Mark as sent").click()
    people.accessible(page)
    page.get_by_role("button", name="Yes, mark as sent").click()
    expect(page.get_by_role("button", name="Mark as sent")).to_have_count(0)
    people.accessible(page)


def at(page: Page, path: str) -> Page:
    page.goto(path)
    return page
