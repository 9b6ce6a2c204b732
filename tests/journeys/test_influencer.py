"""An everyday influencer, from sign-up to a ready message, with every act counted."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people

MOST_ACTS = 25


class Hand:
    """Does and counts what a person does: a field filled or ticked, a button pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0

    def fill(self, name: str, text: str) -> None:
        self._act(self.page.locator(f"[name={name}]")).fill(text)

    def choose(self, name: str, value: str) -> None:
        self._act(self.page.locator(f"[name={name}]")).select_option(value)

    def tick(self, label: str) -> None:
        self._act(self.page.get_by_label(label)).check()

    def press(self, button: str) -> None:
        self._act(self.page.get_by_role("button", name=button)).first.click()

    def submit(self) -> None:
        self.acts += 1
        people.submit(self.page)

    def _act(self, where: Locator) -> Locator:
        self.acts += 1
        return where


def test_from_sign_up_to_a_ready_message(cluster: Cluster, browser: Browser) -> None:
    factories.live(title="Trains de nuit", required_words=["train"])
    cluster.site()
    page = people.open_browser(browser, cluster, width=390)
    hand = Hand(page)

    people.sign_up(page, "lina@test.example", "Lina M.", "influencer")
    hand.acts += 9  # role, name, address, password twice, terms, button, link in the mail, button
    says_who_she_is(hand)
    takes_part_and_writes(hand)

    expect(page.locator("a.message-link").first).to_be_visible()
    people.accessible(page)
    assert hand.acts <= MOST_ACTS
    adds_a_link_and_leaves(page)


def says_who_she_is(hand: Hand) -> None:
    """Name, country and languages are there already; the rest is five fields."""
    hand.fill("birth_date", "1996-05-12")
    people.accessible(hand.page)
    hand.submit()
    hand.tick("Travel and transport")
    people.accessible(hand.page)
    hand.submit()
    hand.choose("network", "instagram")
    hand.fill("handle", "@lina")
    hand.fill("followers", "420")
    people.accessible(hand.page)
    hand.submit()
    expect(hand.page).to_have_url(re.compile(r"/find/$"))
    people.accessible(hand.page)


def takes_part_and_writes(hand: Hand) -> None:
    hand.press("Take part in Trains de nuit")
    hand.fill("body", "Trois jours à Vienne en train de nuit.")
    hand.submit()


def adds_a_link_and_leaves(page: Page) -> None:
    page.get_by_text("Another link, to see which post works").click()
    page.locator("details [name=label]").fill("Story")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Story", exact=True)).to_be_visible()
    page.get_by_role("button", name="Leave this campaign").click()
    people.accessible(page)
    page.get_by_role("button", name="Yes, leave").click()
    expect(page.get_by_text("You left this campaign on")).to_be_visible()
    people.accessible(page)
    page.goto("/find/?network=tiktok&order=pay")
    expect(page.get_by_text("You left this campaign, and can come back.")).to_be_visible()
