"""How little it takes: from sign-up to a ready message, and from sign-up to a person's review.

The figures are printed (`bin/test tests/journeys/test_few_interactions.py -s`).
"""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from campaigns.clicks.forgetting import partitions
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people
from tests.journeys.interactions import Interactions, sign_up

MOST_OF_AN_INFLUENCER, MOST_OF_A_BRAND = 25, 40


def test_an_everyday_influencer_has_a_ready_message_within_twenty_five(
    cluster: Cluster, browser: Browser
) -> None:
    partitions.prepare()
    factories.live(title="Partir en mai sans avion", required_words=["train"])
    cluster.site()
    person = Interactions(people.open_browser(browser, cluster, width=390))

    person.page.goto("/accounts/signup/")
    sign_up(person, "lina@test.example", "Lina M.")
    person.fill("birth_date", "1996-05-12")
    person.press("Continue")
    person.tick("topics", "travel")
    person.press("Continue")
    person.choose("network", "instagram")
    person.fill("handle", "@lina")
    person.fill("followers", "420")
    person.press("Continue")
    person.press("Partir en mai sans avion")
    person.press("Take part")
    person.fill("body", "Trois jours à Vienne en train de nuit.")
    person.press("Check and get my link")

    expect(person.page.locator("a.message-link").first).to_be_visible()
    print(f"\nfrom sign-up to a ready message: {person.count} interactions")
    assert person.count <= MOST_OF_AN_INFLUENCER


def test_a_brand_is_in_review_within_forty(cluster: Cluster, browser: Browser) -> None:
    cluster.site()
    person = Interactions(people.open_browser(browser, cluster))

    person.page.goto("/accounts/signup/")
    person.tick("role", "brand")
    sign_up(person, "brand@test.example", "Camille R.")
    person.fill("name", "Rail Vert")
    person.fill("legal_name", "Rail Vert SAS")
    person.press("Continue")
    person.press("Create a campaign")
    person.fill("title", "Partir en mai sans avion")
    person.choose("category", "travel")
    person.tick("is_political", "no")
    person.fill("landing_url", "https://rail-vert.example/offer")
    person.press("Save and go on")
    person.write("trix-editor", "Say why you like trains.")
    person.press("Save and go on")
    person.tick("tiers", "everyday")
    person.tick("confirm_everyday")
    person.press("Save and go on")
    person.press("Save and go on")
    person.press("Send to review")

    expect(person.page.locator("#campaign-state")).to_contain_text("In review")
    print(f"\nfrom sign-up to in review: {person.count} interactions")
    assert person.count <= MOST_OF_A_BRAND
