"""Those who decide and those who watch, in a browser: a reviewer, finance, an agency, a viewer."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from campaigns.clicks.forgetting import partitions
from campaigns.disclosure import decide_post
from campaigns.models import Campaign, Post
from marketplace.accounts.models import Membership, Organisation, User
from payouts.models import Transfer
from tests import factories
from tests.harness.cluster import Cluster
from tests.journeys import people
from tests.journeys.interactions import Interactions

TITLE = "Partir en mai sans avion"


def test_those_who_decide_and_those_who_watch(cluster: Cluster, browser: Browser) -> None:
    partitions.prepare()
    owner, brand = factories.brand(factories.OrganisationFactory.create(name="Rail Vert"))
    people.confirmed(owner)
    running = factories.live(brand, title=TITLE)
    claim = factories.claim(running, factories.InfluencerFactory.create(display_name="Lina M."))
    decide_post.submit(claim.links.get(), "https://social.example/p/1")
    cluster.site()
    reviewer, finance, agent, viewer = (people.open_browser(browser, cluster) for _ in range(4))
    people.sign_in_with_code(reviewer, people.staff(User.Role.REVIEWER))
    people.sign_in_with_code(finance, people.staff(User.Role.FINANCE))

    a_clean_post_is_decided_in_one_interaction(reviewer)
    a_transfer_is_booked_once(finance, brand)
    an_agency_books_for_two_brands(agent, brand)
    a_viewer_sees_no_button(viewer, running)


def a_clean_post_is_decided_in_one_interaction(page: Page) -> None:
    hands = Interactions(page)
    page.goto("/review/")
    people.accessible(page)
    hands.press("Approve")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    assert hands.count == 1
    assert Post.objects.get().status == Post.Status.APPROVED
    people.accessible(page)


def a_transfer_is_booked_once(page: Page, brand: Organisation) -> None:
    """The same reference once more, from the page before: booked once."""
    page.goto("/payouts/top-ups/")
    people.accessible(page)
    for _ in range(2):
        page.goto("/payouts/top-ups/")
        form = page.locator("form:has([name=reference])").last
        form.locator("[name=organisation]").select_option(str(brand.pk))
        form.locator("[name=cents]").fill("250,00")
        form.locator("[name=reference]").fill("VIR 2026-0042")
        form.locator("button").dblclick()
        expect(page.get_by_text(re.compile(r"Booked\.|was booked before")).first).to_be_visible()
    assert Transfer.objects.filter(kind="top_up", memo__icontains="0042").count() == 1
    page.goto("/payouts/")
    people.accessible(page)


def an_agency_books_for_two_brands(page: Page, brand: Organisation) -> None:
    """Sponsor and buyer stand on the campaign; the other brand's list does not hold it."""
    user, agency = factories.brand(
        factories.OrganisationFactory.create(name="Opale", kind=Organisation.Kind.AGENCY)
    )
    people.confirmed(user)
    factories.mandate(agency, brand)
    factories.mandate(agency, factories.OrganisationFactory.create(name="Vélo Cargo"))
    people.sign_in(page, user)
    hands = Interactions(page)
    page.goto("/campaigns/new/")
    people.accessible(page)
    hands.choose("sponsor", str(brand.pk))
    hands.fill("title", "La nuit, le train")
    hands.press("Save and leave")
    expect(page.locator(".page-head .sub")).to_contain_text("Rail Vert")
    expect(page.locator(".page-head .sub")).to_contain_text("Opale")
    page.goto("/campaigns/")
    page.locator(".rail summary").click()
    page.locator(".rail").get_by_role("button", name="Vélo Cargo").click()
    expect(page.locator("main").get_by_text("La nuit, le train")).to_have_count(0)
    people.accessible(page)


def a_viewer_sees_no_button(page: Page, running: Campaign) -> None:
    viewer = factories.member(running.sponsor, Membership.Role.VIEWER)
    people.confirmed(viewer)
    factories.message_that_waits(running)
    draft = factories.draft(running.sponsor)
    people.sign_in(page, viewer)
    for path in (f"/campaigns/{running.pk}/", f"/campaigns/{running.pk}/people/",
                 f"/campaigns/{draft.pk}/", "/funds/", "/campaigns/"):  # fmt: skip
        page.goto(path)
        expect(page.locator("main form[method=post]:not([data-language-switch])")).to_have_count(0)
        people.accessible(page)
    page.goto(f"/campaigns/{running.pk}/change/")
    expect(page).to_have_title(re.compile("403|not|may", re.IGNORECASE))
