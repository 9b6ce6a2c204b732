"""Two people at once, in two browsers: a case that was just decided, and Back after a save."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from campaigns.models import Campaign, Case
from marketplace.accounts.models import User
from marketplace.notifications.models import Notice
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people


def test_the_second_reviewer_of_a_case_reads_that_it_is_decided(
    cluster: Cluster, browser: Browser
) -> None:
    factories.prepare_days()
    link = factories.approved_link(factories.live())
    case = factories.case(link, count=2)
    told = Notice.objects.filter(user=link.claim.influencer.user)
    before = told.count()
    cluster.site()
    pages = [reviewing(browser, cluster, case) for _ in range(2)]

    the_key_asks_for_the_reason(pages[0])
    decide(pages[0], "do not pay", "They clicked each other.")
    expect(pages[0]).to_have_url(re.compile(f"/review/cases/{case.pk}/$"))
    decide(pages[1], "Yes: pay", "They are people.")

    expect(pages[1].get_by_role("heading", name="Already decided")).to_be_visible()
    expect(pages[1].get_by_text("They clicked each other.")).to_be_visible()
    expect(pages[1].get_by_text("They are people.")).to_be_visible()
    people.accessible(pages[1])
    pages[1].goto(pages[1].url)  # as reload, or a bookmark: the address leads to the case
    expect(pages[1]).to_have_url(re.compile(f"/review/cases/{case.pk}/$"))
    assert set(case.clicks.values_list("outcome", flat=True)) == {"rejected"}
    assert told.count() == before + 1

    decide(pages[1], "Yes: pay", "They are people, and I read why you thought otherwise.")
    expect(pages[1]).to_have_url(re.compile(f"/review/cases/{case.pk}/$"))
    assert set(case.clicks.values_list("outcome", flat=True)) == {"valid"}


def test_back_after_saving_a_new_draft_and_saving_again(cluster: Cluster, browser: Browser) -> None:
    user, organisation = factories.brand()
    people.confirmed(user)
    cluster.site()
    page = people.open_browser(browser, cluster)
    people.sign_in(page, user)
    page.goto("/campaigns/new/")
    page.locator("[name=title]").fill("Trains")
    page.get_by_role("button", name="Save and go on").click()
    expect(page).to_have_url(re.compile("/edit/words/$"))

    page.go_back()
    page.locator("[name=title]").fill("Night trains")
    page.get_by_role("button", name="Save and go on").click()

    expect(page).to_have_url(re.compile("/edit/words/$"))
    assert [one.title for one in Campaign.objects.filter(sponsor=organisation)] == ["Night trains"]


def reviewing(browser: Browser, cluster: Cluster, case: Case) -> Page:
    page = people.open_browser(browser, cluster)
    people.sign_in_with_code(page, people.staff(User.Role.REVIEWER))
    page.goto(f"/review/cases/{case.pk}/")
    return page


def the_key_asks_for_the_reason(page: Page) -> None:
    address = page.url
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_have_text("Say why: the person is told.")
    assert page.url == address
    assert page.evaluate("document.activeElement.name") == "ready"


def decide(page: Page, words: str, reason: str) -> None:
    form = page.locator("[data-desk-item] form.decision")
    form.locator("[name=reason]").fill(reason)
    form.get_by_role("button", name=re.compile(words)).click()
