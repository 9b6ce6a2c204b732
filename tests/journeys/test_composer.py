"""While one writes: required words are ticked as the server will find them."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from campaigns.clicks.forgetting import partitions
from campaigns.joining import claim_campaign
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people

WORDS = {"cœur": "un coup de coeur", "20 %": "à -20%", "l’été": "tout l'ete", "Łódź": "vers lodz"}


def test_required_words_are_ticked_however_they_are_typed(
    cluster: Cluster, browser: Browser
) -> None:
    partitions.prepare()
    lina = factories.InfluencerFactory.create()
    claim = claim_campaign.claim(factories.live(required_words=list(WORDS)).pk, lina)
    cluster.site()
    page = people.open_browser(browser, cluster)
    people.sign_in(page, people.confirmed(lina.user))
    page.goto(f"/links/{claim.pk}/message/")

    for word, typed in WORDS.items():
        page.locator("textarea").fill(f"Oui, {typed}, vraiment")
        expect(page.locator(".chip-done [data-said]")).to_have_count(1)
        expect(page.locator(".chip-done")).to_contain_text(word)
