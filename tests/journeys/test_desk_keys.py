"""The desk by keyboard: one key decides a clean post, and no key acts while somebody types."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from campaigns.disclosure import decide_post
from campaigns.models import Post
from marketplace.accounts.models import User
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people


def test_one_key_decides_and_none_while_typing(cluster: Cluster, browser: Browser) -> None:
    posts = [make_post(), make_post()]
    cluster.site()
    page = people.open_browser(browser, cluster)
    people.sign_in_with_code(page, people.staff(User.Role.REVIEWER))
    page.goto("/review/")
    people.accessible(page)

    page.keyboard.press("r")
    page.keyboard.type("ja")
    assert statuses(posts) == ["in_review", "in_review"]

    page.goto("/review/")
    page.keyboard.press("?")
    expect(page.locator("#desk-keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#desk-keys")).to_be_hidden()
    page.keyboard.press("j")
    second = page.locator("[data-desk-item]").nth(1)
    expect(second).to_have_attribute("data-here", "")
    assert page.evaluate("document.activeElement.id") == second.get_attribute("id")
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(page.locator("[data-desk-item]")).to_have_count(1)

    assert sorted(statuses(posts)) == ["approved", "in_review"]


def make_post() -> Post:
    link = factories.claim(factories.live()).links.get()
    return decide_post.submit(link, "https://social.example/p/1")


def statuses(posts: list[Post]) -> list[str]:
    return [Post.objects.get(pk=post.pk).status for post in posts]
